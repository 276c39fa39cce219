using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using EGov.Casework;

namespace EGov.Cli.Import;

/// <summary>
/// The receipt phase of environmental permits at a Dutch municipality (CoSeLoG): its service is to confirm the receipt
/// of an application. T02 checks the confirmation, T04 determines it, T05 sends it.
/// </summary>
internal sealed partial class Receipt : LogMapping
{
    private const string Department = "receipt", Advisers = "receipt-advisers", Service = "receipt-confirmation";

    // Of 1,434 cases 1,080 have a deadline 56 days after their start.
    private const int Weeks = 8;

    private static readonly Text Law = new(
        "قانون عمومی مجوزهای محیطی هلند (Wabo)", "Dutch Act on general environmental permits (Wabo)");

    private static readonly string[] Channels = ["desk", "e-mail", "intern", "internet", "post"];

    private static readonly AnswerGiven[] IsConfirmed = [new(Bpic15.AsRecorded, Answer.Met)];

    public override string Log => "Receipt";

    public override IReadOnlyList<string> Assumptions =>
    [
        .. base.Assumptions,
        "The service is the confirmation of receipt: that it was determined (T04) is its decision, and counts as "
            + "granted; what became of the permit itself is not in the log.",
        "A file counts as complete from the start of its case, where the log's own deadline starts too.",
        "Whether a closed case kept its own deadline, by the instants, stands on its file as the step case-deadline.",
        "What advice said is not in the log: every answer to a referral is without an opinion.",
    ];

    public override IReadOnlySet<string> Carried { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "concept:name", "startdate", "enddate", "deadline", "responsible", "channel", "org:resource", "time:timestamp",
        "lifecycle:transition",
    };

    public override Office Office { get; } = new(
        new(Department, new("شهرداری هلند، دریافت درخواست‌ها (CoSeLoG)",
            "Dutch municipality, receipt of applications (CoSeLoG)"), "municipality"),
        "R",
        [
            new(Advisers, new("مشاوران دریافت درخواست‌ها", "Advisers on the receipt of applications"), "department",
                Parent: Department),
        ],
        [
            new()
            {
                Code = Service,
                Version = 1,
                EffectiveFrom = Office.Since,
                Title = new("تأیید دریافت، چنان‌که ثبت شده است", "Confirmation of receipt, as recorded"),
                LegalReference = Law,
                Criteria =
                [
                    Office.Human(Bpic15.AsRecorded, Law, new(
                        "بنا بر سابقه، دریافت درخواست تأیید شده است.", "By the record, the receipt was confirmed.")),
                ],
            },
        ],
        worked =>
        [
            Office.Imported with
            {
                Code = Service,
                Title = new("تأیید دریافت درخواست پروانهٔ محیطی", "Confirming receipt of an environmental application"),
                Summary = new(
                    "پرونده‌های یک شهرداری هلند در سال‌های ۲۰۱۰ تا ۲۰۱۲، از سابقهٔ منتشرشدهٔ طرح CoSeLoG.",
                    "Files of a Dutch municipality from 2010 to 2012, from the published log of the CoSeLoG project."),
                Department = Department,
                LegalBasis = Law,
                LegalLimitDays = Weeks * worked,
                PromiseDays = Weeks * worked,
                Rulebook = Service,
                PlannedSteps = [Department],
                Facts =
                [
                    Fact("caseNumber", "شمارهٔ پرونده در سابقه", "Number of the case in the log", "integer"),
                    Fact("channel", "راه رسیدن درخواست", "How the application came", "choice") with
                    {
                        Choices =
                        [
                            new("desk", new("پیشخوان", "Desk")),
                            new("e-mail", new("رایانامه", "E-mail")),
                            new("intern", new("درون‌سازمانی", "From within")),
                            new("internet", new("اینترنت", "Internet")),
                            new("post", new("پست", "Post")),
                        ],
                    },
                    Fact("deadline", "مهلت پرونده در سابقه", "Deadline of the case in the log", "date"),
                ],
            },
        ]);

    public override string? ResponsibleOf(XesTrace trace) => Given(trace.Attributes, "responsible")?.Text;

    public override void Carry(XesTrace trace, CaseFile file)
    {
        List<Row> rows = [.. trace.Events.Select(e => Read(e, file)).OfType<Row>()];
        var filing = rows.Find(row => row.Name == "Confirmation of receipt");
        File(trace, filing ?? rows.FirstOrDefault(), filing, file);
        var isPrepared = false;
        foreach (var row in rows)
        {
            if (row == filing) continue;
            if (row.Code == "T02" && isPrepared) file.Step(row, "PrepareDecision: prepared already");
            else if (AskOf(row, file, prepared: () => isPrepared = true) is { } ask) file.Take(row, ask);
            else file.Step(row);
        }

        file.EndDay();
        if (file.File.Status is not RequestStatus.None) End(trace, file);
    }

    private void File(XesTrace trace, Row? first, Row? filing, CaseFile file)
    {
        var start = Given(trace.Attributes, "startdate")?.Date?.ToUniversalTime();
        var at = start is null || first?.At < start ? first?.At ?? DateTimeOffset.MinValue : start.Value;
        file.Submit(filing, at, DateOnly.MinValue, new(Service, null, new Person(NotInTheLog), Facts: FactsOf(trace)));
        if (filing is not null) file.StepBeside(filing);
        if (ResponsibleOf(trace) is not { } responsible) return;
        file.Assign(responsible);
        var officer = file.Officer(responsible);
        file.FromTheCase(new("MarkReady", officer, (request, now) =>
            MarkReadyHandler.Handle(new(file.Id), request, file.Handbook, officer, now)), at);
    }

    private static Ask? AskOf(Row row, CaseFile file, Action prepared)
    {
        var officer = file.Officer(row.Officer);
        return row.Code switch
        {
            "T02" => new("PrepareDecision", officer, (request, at) => PrepareDecisionHandler.Handle(
                new(file.Id, Outcome.Granted, IsConfirmed), request, CaseFile.NoFacts, file.Handbook, officer, at))
            {
                ForTheHolder = _ => true,
                Done = prepared,
            },
            "T04" => new("DecideRequest", officer, (request, at) => DecideRequestHandler.Handle(
                new(file.Id, Outcome.Granted, IsConfirmed),
                request, CaseFile.NoFacts, Overtaken.None, file.Handbook, officer, at))
            {
                ForTheHolder = request => request.Prepared is null,
                Done = () => file.Account.Outcomes.Add("Granted: receipt confirmed"),
            },
            "T05" => new("NotifyDecision", officer, (request, at) =>
                NotifyDecisionHandler.Handle(new(file.Id, "letter"), request, file.Handbook, officer, at))
            {
                ForTheHolder = request => request.Decision?.Officer != officer.Code,
            },
            "T08" => new("ReferRequest", officer, (request, at) =>
                ReferRequestHandler.Handle(new(file.Id, Advisers, row.Name), request, file.Handbook, officer, at))
            {
                ForTheHolder = _ => true,
            },
            _ when row.Code.StartsWith("T09", StringComparison.Ordinal) =>
                AnswerOf(row, file, officer with { Department = Advisers }),
            _ => null,
        };
    }

    private static Ask AnswerOf(Row row, CaseFile file, Actor adviser) =>
        new("AnswerReferral", adviser, (request, at) => AnswerReferralHandler.Handle(
            new(file.Id, request.OpenReferrals.Keys.FirstOrDefault(), Opinion.NoOpinion, row.Name),
            request, adviser, at))
        {
            NotNow = () => file.File.Decision is null ? null : "advice on the permit, after the receipt was confirmed",
        };

    private void End(XesTrace trace, CaseFile file)
    {
        var end = Given(trace.Attributes, "enddate")?.Date?.ToUniversalTime();
        var deadline = Given(trace.Attributes, "deadline")?.Date;
        if (end is { } ended && deadline is { } due)
            file.StepFromTheCase(new(0, "", "", "case-deadline", ResponsibleOf(trace) ?? Nobody, ended,
                DateOnly.MaxValue, DateOnly.FromDateTime(due.DateTime), ended > due));
        if (end is not null && file.File is { Status: RequestStatus.Notified, Officer: { } holder })
        {
            var officer = new Actor("officer", holder, Department);
            file.FromTheCase(new("CloseRequest", officer, (request, at) => CloseRequestHandler.Handle(
                new(file.Id, Closure.Resolved), request, file.Handbook, officer, at)), end.Value);
        }

        if (ResponsibleOf(trace) is { } responsible) file.GiveBack(responsible);
        file.CountEnd(end is not null, end is null ? "no enddate" : "enddate");
        if (end is not null && deadline is not null)
            file.Account.Deadlines.Add($"{(end > deadline ? "late" : "in time")} | {file.Stands}");
    }

    private static Dictionary<string, JsonElement> FactsOf(XesTrace trace)
    {
        var facts = new Dictionary<string, JsonElement>();
        var number = NumberOf().Match(trace.Name).Value;
        if (number.Length > 0)
            facts["caseNumber"] = JsonSerializer.SerializeToElement(long.Parse(number, CultureInfo.InvariantCulture));
        if (Given(trace.Attributes, "channel")?.Text.ToLowerInvariant() is { } channel && Channels.Contains(channel))
            facts["channel"] = JsonSerializer.SerializeToElement(channel);
        if (Given(trace.Attributes, "deadline")?.Date is { } deadline)
            facts["deadline"] = JsonSerializer.SerializeToElement(DateOnly.FromDateTime(deadline.DateTime));
        return facts;
    }

    private static Row? Read(XesEvent e, CaseFile file)
    {
        var name = Given(e.Attributes, "concept:name")?.Text ?? "";
        var task = TaskOf().Match(name);
        var code = task.Groups[1].Value;
        var step = StepOf(code, name[task.Length..]);
        return Timed(e, new(e.Ordinal, name, code, step, OfficerOf(e), default, default), file);
    }

    [GeneratedRegex(@"^(T\d\d(?:-\d+)?) ")]
    private static partial Regex TaskOf();

    [GeneratedRegex(@"\d{1,15}$")]
    private static partial Regex NumberOf();
}
