using System.Text.Json;
using EGov.Acceptance.Transparency;
using EGov.Casework;

namespace EGov.Acceptance.Casework;

/// <summary>Who is tied to somebody has none of his files: neither taken, nor given, nor to decide.</summary>
[Collection(OneHost.Name)]
public class ConflictTests(Host host)
{
    // Numbers of nobody else in these tests, each with its check digit.
    private const string Holder = "0080010008", Taker = "0080010075", Decider = "0080010148", Acting = "0080010210",
        Away = "0080010288";

    [Fact]
    public async Task Who_declares_while_he_holds_a_file_lets_go_of_it_at_once()
    {
        var file = await FileAsync(Holder);
        (await AssignAsync(file)).Should(204);
        var declared = await DeclareAsync("officer", Holder);
        await host.Watch.LookAsync(TestContext.Current.CancellationToken);

        var recused = await RecusalAsync(file);
        recused.GetProperty("actor").GetString().ShouldBe("platform");
        recused.GetProperty("details").GetProperty("officer").GetString().ShouldBe("ENV-014");
        recused.GetProperty("details").GetProperty("ground").GetString().ShouldBe("interest");
        (await host.GetAsync($"/api/requests/{file}/file", "officer", purpose: "papers"))
            .Should(403, "file.reader-recused");
        var cause = await host.TextAsync("select causation_id from {0}.mt_events where type = 'officer_recused' "
            + $"and stream_id = '{file}'");
        (await host.TextAsync($"select type from {{0}}.mt_events where id = '{cause}'"))
            .ShouldBe("interest_declared", "what made it is on record");
        (await AssignAsync(file, "officer-2")).Should(204);
        await WithdrawAsync("officer", declared);
    }

    [Fact]
    public async Task Who_would_take_it_or_be_given_it_is_recused_and_nothing_else_is_done()
    {
        var declared = await DeclareAsync("officer", Taker);
        var (taken, given) = (await FileAsync(Taker), await FileAsync(Taker));
        (await AssignAsync(taken)).Should(409, "request.recused-by-interest");
        var refused = (await AssignAsync(given, "manager", "ENV-014")).Should(409, "request.recused-by-interest");
        refused.Body.ShouldContain("ENV-014");
        refused.Body.ShouldNotContain(Taker);
        foreach (var file in new[] { taken, given })
        {
            (await TypesAsync(file)).ShouldBe("officer_recused,request_submitted");
            (await AssignAsync(file)).Should(409, "assignment.officer-recused");
        }

        await WithdrawAsync("officer", declared);
        (await AssignAsync(await FileAsync(Taker))).Should(204);
    }

    [Fact]
    public async Task Who_holds_it_by_then_neither_prepares_nor_decides_it()
    {
        var file = await FileAsync(Decider);
        (await AssignAsync(file)).Should(204);
        (await host.PostAsync($"/api/requests/{file}/ready", persona: "officer")).Should(204);
        (await host.PostAsync($"/api/requests/{file}/prepare-decision", new
        {
            outcome = "granted",
            answers = new[] { new { criterion = "plan-acceptable", answer = "met" } },
        }, "officer")).Should(204);
        var declared = await DeclareAsync("officer-2", Decider);
        (await host.PostAsync($"/api/requests/{file}/decide",
            new { outcome = "granted", overtakingGround = "emergency" }, "officer-2"))
            .Should(409, "request.recused-by-interest");
        (await TypesAsync(file)).ShouldNotContain("request_decided");
        (await RecusalAsync(file)).GetProperty("details").GetProperty("officer").GetString().ShouldBe("ENV-021");
        await WithdrawAsync("officer-2", declared);
    }

    [Fact]
    public async Task A_tie_to_who_acts_for_the_applicant_counts_the_same()
    {
        var declared = await DeclareAsync("officer", Acting);
        var representative = new { name = "نماینده", nationalNumber = Acting, phone = "09111234567" };
        var file = await FileAsync("0080010350", representative);
        (await AssignAsync(file)).Should(409, "request.recused-by-interest");
        await WithdrawAsync("officer", declared);
    }

    [Fact]
    public async Task So_does_a_tie_to_the_company_that_asks()
    {
        const string company = "10320894878", service = "asked-by-companies";
        var number = Given.Terms.Facts[0] with
        {
            Name = Conflicts.CompanyFact,
            Type = "text",
            Sealed = true,
            Required = false,
            Min = null,
            Max = null,
        };
        (await host.PostAsync("/api/services", new
        {
            from = "2026-05-02",
            terms = Given.Terms with { Code = service, Facts = [.. Given.Terms.Facts, number] },
        }, "admin")).Should(204);
        var declared = await DeclareAsync("officer", company, relation: "shares");
        (await FileOfAsync(company + "0")).Should(422, "fact.wrong");
        (await FileOfAsync("10320894879")).Should(422, "fact.wrong");
        var (tied, other) = (await FileOfAsync("۱۰۳۲-۰۸۹۴۸۷۸"), await FileOfAsync(null));
        (await AssignAsync(IdOf(tied))).Should(409, "request.recused-by-interest");
        (await TypesAsync(IdOf(tied))).ShouldBe("officer_recused,request_submitted");
        (await AssignAsync(IdOf(other))).Should(204);
        await WithdrawAsync("officer", declared);

        static Guid IdOf(Answer filed) => filed.Should(201).Json.GetProperty("requestId").GetGuid();

        Task<Answer> FileOfAsync(string? companyNumber) => host.PostAsync("/api/requests", new
        {
            service,
            applicant = new { name = "نمونه" },
            facts = new { distance = 730, income = 500_000_000, companyNumber },
        });
    }

    [Fact]
    public async Task What_is_not_before_him_tells_an_officer_nothing()
    {
        var declared = await DeclareAsync("officer-water", Away);
        var file = await FileAsync(Away);
        (await AssignAsync(file, "officer-water")).Should(403, "assignment.other-department");
        (await TypesAsync(file)).ShouldBe("request_submitted");
        await WithdrawAsync("officer-water", declared);
    }

    [Fact]
    public async Task Others_see_that_something_was_declared_and_never_what()
    {
        const string number = "0080010423";
        var declared = await DeclareAsync("officer", number, "Aban Nowhere");
        var own = (await host.GetAsync("/api/officers/mine/interests", "officer")).Should(200);
        own.Body.ShouldContain(number);
        (await host.GetAsync("/api/officers/mine/interests", "officer-2")).Should(200).Body.ShouldNotContain(number);
        foreach (var persona in new[] { "manager", "integrity" })
        {
            var seen = (await host.GetAsync("/api/officers/interests", persona)).Should(200);
            seen.Json.GetProperty("items").EnumerateArray()
                .Single(line => line.GetProperty("officer").GetString() == "ENV-014")
                .GetProperty("interests").GetInt32().ShouldBeGreaterThan(0);
            seen.Body.ShouldNotContain("Aban");
        }

        foreach (var table in new[] { "mt_events", "mt_doc_officer" })
            (await host.TextAsync($"select count(*)::text from {{0}}.{table} t where t::text like '%Aban Nowhere%' "
                + $"or t::text like '%{number}%'")).ShouldBe("0", table);
        (await host.PostAsync("/api/officers/mine/interests/withdraw", new { interestId = declared }, "officer-2"))
            .Should(404, "interest.not-yours");
        await WithdrawAsync("officer", declared);
    }

    private async Task<Guid> FileAsync(string number, object? representative = null)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var filed = await host.PostAsync("/api/requests", new
        {
            service = "environmental-opinion",
            county = "sari",
            applicant = new { name = "نمونه", nationalNumber = number },
            representative,
            facts = new { distance = 730, income = 500_000_000 },
        });
        return filed.Should(201).Json.GetProperty("requestId").GetGuid();
    }

    private Task<Answer> AssignAsync(Guid file, string persona = "officer", string? officer = null) =>
        host.PostAsync($"/api/requests/{file}/assign", new { officer, ground = "emergency" }, persona);

    private async Task<Guid> DeclareAsync(
        string persona, string number, string name = "نمونه", string relation = "sibling")
    {
        (await host.PostAsync("/api/officers/mine/interests", new { relation, name, number }, persona))
            .Should(204);
        return (await host.GetAsync("/api/officers/mine/interests", persona)).Json.GetProperty("items")
            .EnumerateArray().Last().GetProperty("interestId").GetGuid();
    }

    private async Task WithdrawAsync(string persona, Guid interest) =>
        (await host.PostAsync("/api/officers/mine/interests/withdraw", new { interestId = interest }, persona))
            .Should(204);

    private async Task<JsonElement> RecusalAsync(Guid file) =>
        (await host.GetAsync($"/api/requests/{file}/file", "manager", purpose: "supervision")).Should(200).Json
            .GetProperty("events").EnumerateArray()
            .Single(e => e.GetProperty("type").GetString() == "OfficerRecused");

    private Task<string> TypesAsync(Guid file) =>
        host.TextAsync("select string_agg(type, ',' order by type) from {0}.mt_events "
            + $"where stream_id = '{file}'");
}
