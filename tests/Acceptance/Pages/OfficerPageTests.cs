using EGov.Casework;
using EGov.Privacy;
using Marten;
using Microsoft.Playwright;
using Verdict = EGov.Casework.Answer;

namespace EGov.Acceptance.Pages;

[Collection(OneBrowser.Name)]
public class OfficerPageTests(Browser browser)
{
    private static readonly string Evidence = string.Concat(Enumerable.Repeat("4be109d2", 8));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_goes_from_filing_to_an_overturned_decision_and_each_wrong_step_is_refused_in_Persian()
    {
        await WaitingAsync("officer");
        await WaitingAsync(null);
        var (citizen, number) = await FileAsync();
        var id = (await FindAsync(number)).Id;
        var officer = await browser.OpenAsync($"/fa/officer/files/{id}", "officer");

        await ShouldBeTakenOutOfTurnOnlyWithAGroundAsync(officer, id);
        await OpenFileAsync(officer, id, "papers");
        await DoAsync(officer, id, "ready");
        await ShouldWaitForAnOpinionAsync(officer, id);
        await ShouldStandStillUntilTheApplicantAnswersAsync(officer, citizen, id, number);
        await ShouldBePreparedFromTheNewestVersionAsync(officer, id);
        var second = await browser.OpenAsync($"/fa/officer/files/{id}", "officer-2");
        await OpenFileAsync(second, id, "decision");
        await ShouldBeDecidedBySomebodyElseAsync(officer, second, id);
        await DoAsync(second, id, "notice");
        await DoAsync(second, id, "close");
        (await FindAsync(number)).Closure.ShouldBe(Closure.Refused);

        await citizen.GotoAsync($"/fa/track/{number}/contest");
        await citizen.FillAsync("#words", "هیچ کاری نشد.");
        await SendAsync(citizen);
        await PrepareAsync(officer, id);
        await second.GotoAsync($"/fa/officer/files/{id}");
        await DecideAsync(second);
        await DoAsync(second, id, "notice");
        await citizen.GotoAsync($"/fa/track/{number}/appeal");
        await citizen.FillAsync("#words", "طرح را نخواندند.");
        await SendAsync(citizen);
        await ShouldBeOverturnedByAnotherOfficerAsync(officer, second, id);
        await DoAsync(officer, id, "notice");
        await DoAsync(officer, id, "close");

        (await FindAsync(number)).Closure.ShouldBe(Closure.Resolved);
        await citizen.GotoAsync($"/fa/track/{number}");
        (await citizen.Locator(".notice-ok").First.InnerTextAsync()).ShouldContain("طرح بازدید شد و پذیرفتنی است");
        await TheAuditorShouldSeeItAllAsync(number);
        foreach (var page in new[] { citizen, officer, second }) await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("fa", "۱ روز گذشته", "۱ روز مانده", "۴ روز مانده", "زمان آغاز نشده", "زمان ایستاده")]
    [InlineData("en", "1 d late", "1 d left", "4 d left", "clock not started", "clock stopped")]
    public async Task The_queue_is_sorted_by_the_time_left_and_names_what_is_late_or_soon(
        string language, string late, string soon, string later, string unstarted, string stopped)
    {
        var planted = new Planted(browser);
        var files = new Dictionary<string, Guid>();
        (string, int)[] days = [("later", 12), ("late", 6), ("soon", 8), ("unstarted", 0), ("stopped", 20)];
        foreach (var (clock, day) in days)
        {
            files[clock] = Guid.NewGuid();
            planted.Reach(files[clock], day, day > 0 ? "ready" : "taken");
        }

        var asked = Given.Start.AddDays(-3);
        planted.Do(files["stopped"], PlantedFiles.Senior, asked, file =>
            AskApplicantHandler.Handle(new(file.Id, "?"), file, planted.Handbook, PlantedFiles.Senior, asked));
        await planted.WriteAsync();
        var page = await browser.OpenAsync($"/{language}/officer/queue", "officer-appeal");

        var rows = new List<(string Number, string Clock, string Style)>();
        for (var next = page.Locator("a[rel=next]"); ; await next.ClickAsync())
        {
            foreach (var item in await page.Locator(".qi").AllAsync())
            {
                var left = item.Locator(".left");
                rows.Add((await item.Locator(".ref").InnerTextAsync(), await left.InnerTextAsync(),
                    (await left.GetAttributeAsync("class"))!));
            }

            // Other tests' files stand in this queue too.
            if (await next.CountAsync() == 0) break;
        }

        var mine = rows.Where(row => files.Values.Any(id => TrackingNumber.Of(id) == row.Number)).ToList();
        mine[0].ShouldBe((NumberOf("late"), late, "left late"));
        mine[1].ShouldBe((NumberOf("soon"), soon, "left soon"));
        mine[2].ShouldBe((NumberOf("later"), later, "left"));
        mine.Skip(3).ShouldBe(
            [(NumberOf("unstarted"), unstarted, "left"), (NumberOf("stopped"), stopped, "left")], ignoreOrder: true);
        await page.Context.CloseAsync();

        string NumberOf(string clock) => TrackingNumber.Of(files[clock]);
    }

    [Theory]
    [InlineData("fa", "این پرونده برای شما گشوده نمی‌شود", "پرونده را دستگاهی می‌خواند که پرونده نزد آن است")]
    [InlineData("en", "This file does not open for you", "A file is read by the department that holds it")]
    public async Task A_file_is_closed_to_officers_of_another_department(string language, string title, string rule)
    {
        var planted = new Planted(browser);
        var id = Guid.NewGuid();
        planted.Reach(id, 9, "ready");
        await planted.WriteAsync();
        var page = await browser.OpenAsync("/", "officer-water");
        foreach (var path in new[] { "", "/ask", "/recuse", "/decide-appeal" })
        {
            (await page.GotoAsync($"/{language}/officer/files/{id}{path}"))!.Status.ShouldBe(403);
            (await page.TextContentAsync("h1")).ShouldBe(title);
            (await page.TextContentAsync("main .notice"))!.ShouldContain(rule);
            (await page.TextContentAsync("main"))!.ShouldNotContain(TrackingNumber.Of(id));
        }

        (await page.GotoAsync($"/{language}/officer/files/{Guid.NewGuid()}"))!.Status.ShouldBe(404);
        (await page.GotoAsync($"/{language}/manager"))!.Status.ShouldBe(403);
        await using var session = browser.Store.QuerySession();
        (await session.Events.FetchStreamAsync(Openings.Of(id), token: Cancellation)).ShouldBeEmpty("nobody read it");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Nothing_of_a_file_is_shown_before_its_reader_has_said_why()
    {
        var planted = new Planted(browser);
        var id = Guid.NewGuid();
        planted.Reach(id, 9, "ready");
        await planted.WriteAsync();
        var page = await browser.OpenAsync($"/fa/officer/files/{id}", "officer-2");
        (await page.Locator("#timeline, #criteria, #contents").CountAsync()).ShouldBe(0);
        await page.GotoAsync($"/fa/officer/files/{id}/ask");
        (await page.TextContentAsync("main .notice"))!.ShouldContain("باید نخست پرونده را با هدفی بگشایید");
        (await page.Locator("main form").CountAsync()).ShouldBe(0);

        await OpenFileAsync(page, id, "complaint", "متقاضی به میز خدمت آمده بود و از دیرکرد می‌پرسید.");
        (await page.TextContentAsync(".purpose"))!.ShouldContain("شکایت");
        (await page.Locator(".tl > li").CountAsync()).ShouldBe(4, "filed, taken, complete, and this opening");
        await page.ReloadAsync();
        (await page.Locator(".tl > li").CountAsync()).ShouldBe(4, "looking again is no second opening");
        await page.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task Everybody_can_use_the_officers_pages(string language)
    {
        var planted = new Planted(browser);
        var files = new Dictionary<string, Guid>();
        string[] states = ["filed", "taken", "ready", "referred", "prepared", "decided", "notified", "appealed"];
        foreach (var state in states)
            planted.Reach(files[state] = Guid.NewGuid(), 9, state, state == "appealed" ? Planted.Officer : null);
        await planted.WriteAsync();
        foreach (var id in files.Values)
            foreach (var reader in new[] { PlantedFiles.Senior, Planted.Officer })
                await OpenAsync(id, reader, "papers");
        await OpenAsync(files["referred"], PlantedFiles.Water, "referral");

        foreach (var path in new[] { "queue", "queue?show=nobody", "queue?show=all", $"files/{files["filed"]}" })
            await browser.ShouldBeUsableByEverybodyAsync($"/{language}/officer/{path}", "officer-2");
        foreach (var (state, acts) in new (string, string[])[]
                 {
                     ("filed", ["", "/assign"]), ("taken", ["", "/ready"]), ("decided", ["", "/notice"]),
                     ("ready", ["", "/ask", "/refer", "/transfer", "/extend", "/steps", "/recuse", "/close"]),
                     ("prepared", [""]), ("notified", ["/close"]), ("appealed", ["", "/decide-appeal"]),
                 })
            foreach (var act in acts)
                await browser.ShouldBeUsableByEverybodyAsync(
                    $"/{language}/officer/files/{files[state]}{act}", "officer-appeal");
        foreach (var (state, act) in new[] { ("prepared", ""), ("appealed", ""), ("appealed", "/decide-appeal") })
            await browser.ShouldBeUsableByEverybodyAsync($"/{language}/officer/files/{files[state]}{act}", "officer");
        foreach (var path in new[] { "", "/answer-referral" })
            await browser.ShouldBeUsableByEverybodyAsync(
                $"/{language}/officer/files/{files["referred"]}{path}", "officer-water");
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task Everybody_can_use_what_a_form_says_is_wrong(string language)
    {
        var planted = new Planted(browser);
        var id = Guid.NewGuid();
        planted.Reach(id, 9, "ready");
        await planted.WriteAsync();
        await OpenAsync(id, PlantedFiles.Senior, "decision");
        var page = await browser.OpenAsync($"/{language}/officer/files/{id}", "officer-appeal", hasScript: true);
        foreach (var act in new[] { "refer", "ask", "transfer", "extend", "steps", "recuse" })
        {
            await page.GotoAsync($"/{language}/officer/files/{id}/{act}");
            await SendAsync(page);
            (await page.Locator(".errors").CountAsync()).ShouldBe(1, act);
            await browser.ShouldBeUsableByEverybodyAsync(page);
        }

        await page.GotoAsync($"/{language}/officer/files/{id}");
        await page.CheckAsync("#outcome");
        await page.ClickAsync("#decide button.btn");
        (await page.Locator(".crit .err").CountAsync()).ShouldBe(1);
        await browser.ShouldBeUsableByEverybodyAsync(page);
        await page.Context.CloseAsync();
    }

    private async Task ShouldBeTakenOutOfTurnOnlyWithAGroundAsync(IPage officer, Guid id)
    {
        var earlier = await EarlierAsync(id, file => file.Officer == null);
        earlier.ShouldBeGreaterThan(0);
        await officer.ClickAsync("a[href$='/assign']");
        await ShouldBeRefusedAsync(officer, id, OutOfTurn(earlier));
        await officer.SelectOptionAsync("#ground", "emergency");
        await SendAsync(officer);
        officer.Url.ShouldContain("?done=assign");
        var assigned = await LastAsync<RequestAssigned>(id);
        (assigned.Officer, assigned.Overtook, assigned.Ground).ShouldBe(("ENV-014", earlier, "emergency"));
    }

    private async Task ShouldWaitForAnOpinionAsync(IPage officer, Guid id)
    {
        await DoAsync(officer, id, "refer", async page =>
        {
            await page.SelectOptionAsync("#department", "regional-water");
            await page.FillAsync("#question", "حریم رودخانه رعایت می‌شود؟");
            await page.FillAsync("#days", "۵");
        });
        (await officer.Locator(".do details").AllTextContentsAsync()).ShouldContain(why => why.Contains('«')
            && why.Contains("پاسخ استعلام از \u2068نمونه\u2069 هنوز نرسیده است و تصمیم در انتظار آن می‌ماند."));

        var water = await browser.OpenAsync("/fa/officer/queue?show=elsewhere", "officer-water");
        await OpenFileAsync(water, id, "referral");
        (await water.Locator("#decide").CountAsync()).ShouldBe(0, "the file's own department decides");
        await water.GotoAsync($"/fa/officer/files/{id}/answer-referral");
        (await water.TextContentAsync("main .notice"))!.ShouldContain("حریم رودخانه رعایت می‌شود؟");
        await water.CheckAsync("input[value=Favourable]");
        await water.FillAsync("#answer", "با رعایت حریم، ایرادی نیست.");
        await SendAsync(water);
        water.Url.ShouldEndWith("/fa/officer/queue?done=answer-referral");
        (await water.GotoAsync($"/fa/officer/files/{id}"))!.Status.ShouldBe(403, "the opinion is given");
        await water.Context.CloseAsync();
    }

    private async Task ShouldStandStillUntilTheApplicantAnswersAsync(
        IPage officer, IPage citizen, Guid id, string number)
    {
        await DoAsync(officer, id, "ask", page => page.FillAsync("#question", "نقشهٔ صوتی را بفرستید."));
        (await officer.Locator(".filehead .tag").AllInnerTextsAsync()).ShouldContain("زمان ایستاده");
        (await FindAsync(number)).IsClockStopped.ShouldBeTrue();
        await citizen.GotoAsync($"/fa/track/{number}/supply");
        await citizen.FillAsync("#words", "نقشه را دادم.");
        await SendAsync(citizen);
        citizen.Url.ShouldEndWith("?done=supply");
        await officer.GotoAsync($"/fa/officer/files/{id}");
        (await officer.Locator(".filehead .tag").AllInnerTextsAsync()).ShouldContain("زمان در حال شمارش");
        (await officer.Locator(".tl > li").First.InnerTextAsync()).ShouldContain("«نقشه را دادم.»");
    }

    private async Task ShouldBePreparedFromTheNewestVersionAsync(IPage officer, Guid id)
    {
        await officer.CheckAsync("#outcome-2");
        await ShouldBeRefusedAsync(officer, id,
            "«نمونه» هنوز پاسخ ندارد. پیش از تصمیم به همهٔ معیارهای لازم پاسخ داده می‌شود.", "#decide button.btn");
        (await officer.IsCheckedAsync("#outcome-2")).ShouldBeTrue("what was chosen stays");

        await AnswerAsync(officer);
        await officer.ClickAsync("#decide .crit details summary >> nth=0");
        await officer.FillAsync("#notes-plan-acceptable-", "طرح را در محل دیدم.");
        await officer.FillAsync("#evidence-plan-acceptable-", "سند");
        await ShouldBeRefusedAsync(officer, id,
            "مدرک هر پاسخ چکیدهٔ \u2068SHA-256\u2069 سند آن است: ۶۴ نویسه از "
            + "\u20680\u2069 تا \u20689\u2069 و \u2068a\u2069 تا \u2068f\u2069.",
            "#decide button.btn");
        await officer.FillAsync("#evidence-plan-acceptable-", Evidence);
        await ShouldBeRefusedAsync(officer, id,
            "نتیجه با آنچه معیارها می‌دهند یکی نیست و دلیل می‌خواهد: حکم دادگاه، استثنای قانونی، "
            + "اصلاح داده‌ها بر پایهٔ مدرک یا اختیار قانونی استاندار.", "#decide button.btn");
        await officer.ClickAsync("#decide button[value=compute]");
        (await officer.Locator("section[aria-labelledby=criteria] [role=status]").InnerTextAsync())
            .ShouldContain("با این پاسخ‌ها معیارها می‌دهند: پذیرش");

        await officer.SelectOptionAsync("#overrideground", "exception-in-law");
        var other = await officer.Context.NewPageAsync();
        await DoAsync(other, id, "steps", page => page.SelectOptionAsync("#step", "site-visit"));
        await other.CloseAsync();
        var now = await VersionAsync(id);
        await ShouldBeRefusedAsync(officer, id,
            $"پرونده پس از خوانده شدن تغییر کرده است: نسخهٔ {Persian(now - 1)} خوانده شده و "
            + $"اکنون نسخهٔ {Persian(now)} است. پیش از هر کار دوباره بخوانید.", "#decide button.btn");
        (await officer.Locator("article .notice-warn").First.InnerTextAsync())
            .ShouldContain("گام بازدید از محل انجام شد");
        (await officer.InputValueAsync("#notes-plan-acceptable-")).ShouldBe("طرح را در محل دیدم.", "what was typed");

        await officer.ClickAsync("#decide button.btn");
        officer.Url.ShouldContain("?done=prepare-decision");
        var prepared = await LastAsync<DecisionPrepared>(id);
        (prepared.Computed, prepared.Proposed, prepared.OverrideGround)
            .ShouldBe((Outcome.Granted, Outcome.Refused, "exception-in-law"));
        var answer = prepared.Answers.Single(answer => answer.Criterion == "plan-acceptable");
        (answer.Answer, answer.By, answer.Evidence).ShouldBe((Verdict.Met, "ENV-014", Evidence));
        answer.Note.ShouldNotBeNull();
        prepared.Answers.Select(given => given.Criterion)
            .ShouldBe(["settlement-distance", "income-low", "plan-acceptable"], "noise was left unanswered");
    }

    private async Task ShouldBeDecidedBySomebodyElseAsync(IPage preparer, IPage second, Guid id)
    {
        (await preparer.Locator(".do details").AllTextContentsAsync()).ShouldContain(why =>
            why.Contains("چرا «تصمیم» نیست؟") && why.Contains(
                "کسی که این تصمیم را آماده کرده است آن را نمی‌گیرد؛ کارشناس دیگری از همین دستگاه تصمیم می‌گیرد."));
        (await preparer.Locator("#decide button").AllInnerTextsAsync()).ShouldNotContain("ثبت تصمیم");
        (await browser.SendAsync(HttpMethod.Post, $"/api/requests/{id}/decide",
            new { outcome = "refused", guidance = "-", overtakingGround = "emergency" }, "officer"))
            .Should(409, "decision.by-its-preparer");

        (await second.Locator(".crit").InnerTextAsync()).ShouldContain("«طرح را در محل دیدم.»");
        (await second.InputValueAsync("#overrideground")).ShouldBe("exception-in-law");
        await ShouldBeRefusedAsync(second, id,
            "تصمیم رد به متقاضی می‌گوید چه می‌تواند بکند (منشور حقوق شهروندی، مادهٔ ۲۳). "
            + "این راهنمایی هنوز نوشته نشده است.", "#decide button.btn");
        await second.FillAsync("#guidance", "طرح دیگری بدهید.");
        await second.SelectOptionAsync("#overrideground", "court-order");
        await ShouldBeRefusedAsync(second, id,
            "نتیجهٔ خلاف معیارها دو کارشناس می‌خواهد: یکی همان نتیجه را با همان دلیل آماده می‌کند "
            + "و دیگری تصمیم می‌گیرد.", "#decide button.btn");
        await second.SelectOptionAsync("#overrideground", "exception-in-law");
        var earlier = await EarlierAsync(id, file => file.Officer == "ENV-014" && file.Status == RequestStatus.Ready);
        await ShouldBeRefusedAsync(second, id, OutOfTurn(earlier), "#decide button.btn");
        await DecideAsync(second);
        var decided = await LastAsync<RequestDecided>(id);
        (decided.Officer, decided.Outcome, decided.Computed, decided.Override, decided.Overtook)
            .ShouldBe(("ENV-021", Outcome.Refused, Outcome.Granted, new("exception-in-law", "ENV-014"), earlier));
        decided.Answers.Single(answer => answer.Criterion == "plan-acceptable").By.ShouldBe("ENV-014");
    }

    private async Task ShouldBeOverturnedByAnotherOfficerAsync(IPage officer, IPage second, Guid id)
    {
        var before = await VersionAsync(id);
        foreach (var page in new[] { officer, second })
        {
            await page.GotoAsync($"/fa/officer/files/{id}/decide-appeal");
            (await page.TextContentAsync("main .notice"))!.ShouldContain(
                "کسی که تصمیم نخست را آماده کرده یا گرفته است به تجدیدنظر رسیدگی نمی‌کند؛ "
                + "کارشناس ارشد دیگری از همان دستگاه رسیدگی می‌کند.");
            (await page.Locator("main form").CountAsync()).ShouldBe(0);
        }

        (await browser.SendAsync(HttpMethod.Post, $"/api/requests/{id}/decide-appeal",
            new { outcome = "refused", reasons = "-", guidance = "-" }, "officer-2"))
            .Should(409, "appeal.by-the-same-officer");
        (await VersionAsync(id)).ShouldBe(before);

        var senior = await browser.OpenAsync($"/fa/officer/files/{id}", "officer-appeal");
        await OpenFileAsync(senior, id, "appeal");
        await senior.ClickAsync("a[href$='/decide-appeal']");
        (await senior.TextContentAsync("main .notice"))!.ShouldContain("طرح را نخواندند.");
        await senior.CheckAsync("#outcome");
        await ShouldBeRefusedAsync(senior, id,
            "تصمیم تجدیدنظر دلیل می‌خواهد: به متقاضی گفته می‌شود چرا تصمیم نخست می‌ماند یا برمی‌گردد.");
        await senior.FillAsync("#reasons", "طرح بازدید شد و پذیرفتنی است.");
        await SendAsync(senior);
        senior.Url.ShouldContain("?done=decide-appeal");
        var decided = await LastAsync<AppealDecided>(id);
        (decided.Officer, decided.FirstOfficer, decided.Overturned, decided.Outcome)
            .ShouldBe(("ENV-031", "ENV-021", true, Outcome.Granted));
        await senior.Context.CloseAsync();
    }

    private async Task TheAuditorShouldSeeItAllAsync(string number)
    {
        var page = await browser.OpenAsync($"/fa/auditor/trace?id={number}&kind=handled", "auditor");
        var rows = await page.Locator("section[aria-labelledby=entries] tbody tr").AllInnerTextsAsync();
        (string Type, string Told)[] steps =
        [
            ("RequestSubmitted", "درخواست ثبت شد، از راه درگاه"), ("RequestAssigned", "دلیل: اضطرار"),
            ("RequestReady", "پرونده کامل شد و زمان آغاز شد"), ("RequestReferred", "از نمونه نظر خواسته شد"),
            ("ReferralAnswered", "نمونه پاسخ داد: موافق"),
            ("InformationRequested", "از متقاضی پرسیده شد و زمان ایستاد"),
            ("InformationSupplied", "متقاضی پاسخ داد؛ زمان می‌گذرد"), ("StepRecorded", "گام بازدید از محل انجام شد"),
            ("DecisionPrepared", "تصمیم آماده شد: رد"),
            ("RequestDecided", "تصمیم: رد، برخلاف نتیجهٔ معیارها (پذیرش)؛ دلیل: استثنای قانونی، نفر دوم: ENV-014"),
            ("DecisionNotified", "تصمیم ابلاغ شد"), ("RequestClosed", "بسته شد: رد شد"),
            ("ClosureContested", "متقاضی به بستن پرونده اعتراض کرد"), ("RequestReopened", "پرونده دوباره باز شد"),
            ("DecisionPrepared", "تصمیم آماده شد: رد"), ("RequestDecided", "برخلاف نتیجهٔ معیارها"),
            ("DecisionNotified", "تصمیم ابلاغ شد"), ("DecisionAppealed", "متقاضی تجدیدنظر خواست"),
            ("AppealDecided", "تجدیدنظر: تصمیم نخست برگشت؛ نتیجه اکنون پذیرش"),
            ("DecisionNotified", "تصمیم ابلاغ شد"), ("RequestClosed", "بسته شد: حل شد"),
        ];
        rows.Count.ShouldBe(steps.Length, string.Join("\n", rows));
        foreach (var (row, step) in rows.Zip(steps))
        {
            row.ShouldContain(step.Type);
            row.ShouldContain(step.Told);
        }

        await page.GotoAsync($"/fa/auditor/trace?id={number}&kind=opened");
        var openings = await page.Locator("section[aria-labelledby=entries] tbody tr").AllInnerTextsAsync();
        foreach (var (reader, purpose) in new[]
                 {
                     ("ENV-014", "بررسی مدارک"), ("WAT-007", "استعلام"), ("ENV-021", "تصمیم"), ("ENV-031", "تجدیدنظر"),
                 })
            openings.ShouldContain(row => row.Contains(reader) && row.Contains($"هدف: {purpose}"));
        await page.Context.CloseAsync();
    }

    /// <summary>A wrong step: one sentence in the reader's language at the top, and nothing is written.</summary>
    private async Task ShouldBeRefusedAsync(
        IPage page, Guid id, string sentence, string button = "main form button.btn")
    {
        var before = await VersionAsync(id);
        await page.Locator(button).First.ClickAsync();
        (await page.Locator(".errors li").AllInnerTextsAsync()).ShouldBe([sentence]);
        (await page.TitleAsync()).ShouldStartWith("خطا");
        (await VersionAsync(id)).ShouldBe(before, "nothing was written");
    }

    private async Task DoAsync(IPage page, Guid id, string act, Func<IPage, Task>? fill = null)
    {
        browser.Clock.Advance(TimeSpan.FromMinutes(1));
        await page.GotoAsync($"/fa/officer/files/{id}/{act}");
        if (fill is not null) await fill(page);
        await SendAsync(page);
        page.Url.ShouldContain($"?done={act}", Case.Sensitive, await page.InnerTextAsync("main"));
        (await page.Locator("[role=status]").CountAsync()).ShouldBe(1, "what was done is said");
    }

    private static async Task AnswerAsync(IPage page) =>
        await page.CheckAsync("input[name='Answers[plan-acceptable]'][value=Met]");

    private async Task PrepareAsync(IPage page, Guid id)
    {
        browser.Clock.Advance(TimeSpan.FromMinutes(1));
        await page.GotoAsync($"/fa/officer/files/{id}");
        await AnswerAsync(page);
        await page.CheckAsync("#outcome-2");
        await page.SelectOptionAsync("#overrideground", "exception-in-law");
        await page.ClickAsync("#decide button.btn");
        page.Url.ShouldContain("?done=prepare-decision");
    }

    private async Task DecideAsync(IPage page)
    {
        browser.Clock.Advance(TimeSpan.FromMinutes(1));
        await page.FillAsync("#guidance", "طرح دیگری بدهید.");
        await page.SelectOptionAsync("#overtakingground", "statutory-priority");
        await page.ClickAsync("#decide button.btn");
        page.Url.ShouldContain("?done=decide");
    }

    private async Task OpenFileAsync(IPage page, Guid id, string purpose, string? because = null)
    {
        browser.Clock.Advance(TimeSpan.FromMinutes(1));
        await page.GotoAsync($"/fa/officer/files/{id}");
        await page.CheckAsync($"input[name=For][value={purpose}]");
        if (because is not null) await page.FillAsync("#because", because);
        await page.ClickAsync("section[aria-labelledby=open] form button");
        page.Url.ShouldEndWith($"/files/{id}#file");
    }

    private Task OpenAsync(Guid id, Actor reader, string purpose) =>
        Openings.RecordAsync(browser.Store, id, reader, purpose, browser.Clock.GetUtcNow(), Cancellation);

    private static Task SendAsync(IPage page) => page.Locator("main form button.btn").First.ClickAsync();

    /// <summary>A citizen's way through the questions; the browser keeps the secret.</summary>
    private async Task<(IPage Page, string Number)> FileAsync()
    {
        browser.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await browser.OpenAsync("/fa/file/environmental-opinion");
        foreach (var answer in new Func<Task>[]
                 {
                     () => page.SelectOptionAsync("#value", "sari"),
                     () => page.FillAsync("#value", "۷۳۰"),
                     () => page.FillAsync("#value", "۵۰۰٬۰۰۰٬۰۰۰"),
                     () => page.FillAsync("#person-name", "زهرا نمونه"),
                     () => page.CheckAsync("input[value=no]"),
                     () => page.FillAsync("#value", "سلام"),
                     () => Task.CompletedTask,
                 })
        {
            await answer();
            await SendAsync(page);
        }

        page.Url.ShouldEndWith("/fa/receipt");
        var number = await page.Locator(".bigcode").First.InnerTextAsync();
        await SendAsync(page);
        return (page, number);
    }

    /// <summary>A file that came earlier: nobody's, or complete and undecided in an officer's hands.</summary>
    private async Task WaitingAsync(string? officer)
    {
        browser.Clock.Advance(TimeSpan.FromMinutes(1));
        var filed = (await browser.SendAsync(HttpMethod.Post, "/api/requests", Given.Filing)).Should(201);
        var address = $"/api/requests/{filed.Json.GetProperty("requestId").GetGuid()}";
        if (officer is null) return;
        var emergency = new { ground = "emergency" };
        (await browser.SendAsync(HttpMethod.Post, $"{address}/assign", emergency, officer)).Should(204);
        (await browser.SendAsync(HttpMethod.Post, $"{address}/ready", null, officer)).Should(204);
    }

    private static string OutOfTurn(int earlier) =>
        $"پرونده‌های پیش‌تری در این صف مانده‌اند (شمار: {Persian(earlier)}) و نوبت با نخستین آن‌هاست. "
        + "کنارگذاشتن نوبت دلیل می‌خواهد: اولویت قانونی، حکم دادگاه، اضطرار یا تعیین دوبارهٔ نوبت.";

    private static string Persian(long number) => EGov.Texts.Format.Fa.Plain((int)number);

    private async Task<int> EarlierAsync(Guid id, System.Linq.Expressions.Expression<Func<Request, bool>> which)
    {
        await using var session = browser.Store.QuerySession();
        var file = await session.LoadAsync<Request>(id, Cancellation);
        return await Overtaken.InQueue(session, file!).CountAsync(which, Cancellation);
    }

    private async Task<long> VersionAsync(Guid id)
    {
        await using var session = browser.Store.QuerySession();
        return (await session.Events.FetchStreamStateAsync(id, Cancellation))!.Version;
    }

    private async Task<T> LastAsync<T>(Guid id)
    {
        await using var session = browser.Store.QuerySession();
        return (await session.Events.FetchStreamAsync(id, token: Cancellation)).Select(e => e.Data).OfType<T>().Last();
    }

    private async Task<Request> FindAsync(string number)
    {
        await using var session = browser.Store.QuerySession();
        return await session.Query<Request>().SingleAsync(request => request.TrackingNumber == number, Cancellation);
    }
}
