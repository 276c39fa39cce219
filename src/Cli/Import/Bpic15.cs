using System.Globalization;
using System.Text.Json;
using EGov.Catalogue;
using EGov.Organisation;

namespace EGov.Cli.Import;

/// <summary>
/// Environmental permits of a Dutch municipality (BPI Challenge 2015). Codes changed their meaning over the years, so
/// the Dutch name of an activity decides what it is; a question answered False did not happen.
/// </summary>
internal sealed class Bpic15(int municipality) : LogMapping
{
    public const string Elsewhere = "bpic15-elsewhere";
    public const string AsRecorded = "as-recorded", IsComplete = "complete";

    // Wabo 3.9 (1) and (2): 8 weeks, 6 more once; 3.12 (7) and (8): six months, 6 weeks more once; Awb 6:7: 6 weeks.
    private const int RegularWeeks = 8, ExtensiveWeeks = 26, ExtensionWeeks = 6;

    /// <summary>How long a question waits where no term is told; of the terms told, two thirds are this one.</summary>
    public const int AnswerWeeks = 6;

    private const string Rulebook = "bpic15-permit";

    private static readonly Text Law = new(
        "قانون عمومی مجوزهای محیطی هلند (Wabo) و قانون عمومی اداری (Awb)",
        "Dutch Act on general environmental permits (Wabo) and General Administrative Law Act (Awb)");

    private readonly string _number = municipality.ToString(CultureInfo.InvariantCulture);

    public override string Log => "BPIC15_" + _number;

    public string Department => "bpic15-" + _number;

    public override IReadOnlyList<string> Assumptions =>
    [
        .. base.Assumptions,
        "The clock starts when the application was received (01_HOOFD_015).",
        "A question waits for the days set before it (08_AWB45_010, 12_AP_011), or else six weeks. A later answer "
            + "still counts, unless the file had moved on by then.",
        "Why a term was extended is not in the log: every extension has the ground complexity and the law's six weeks.",
        "What a sub-case advised is not in the log: every answer to a referral is without an opinion.",
        "Whether a permit was granted is told by last_phase, by 01_HOOFD_480 (by operation of law), or by the phase "
            + "'permitting decided' where no ground for refusal was found; else the outcome is unstated.",
        "When an objection was lodged is not in the log, only when the question whether one was got its answer; where "
            + "that was after the window, the appeal is refused and stands as a step.",
    ];

    public override IReadOnlySet<string> Carried { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "concept:name", "startDate", "endDate", "caseStatus", "last_phase", "Responsible_actor", "caseProcedure",
        "parts", "SUMleges", "org:resource", "time:timestamp", "dateFinished", "dueDate", "action_code",
        "activityNameNL", "activityNameEN", "lifecycle:transition", "question",
    };

    public override Office Office => field ??= new(
        new(Department, Name("شهرداری {0} هلند (چالش BPI سال ۲۰۱۵)", "Dutch municipality {0} (BPI Challenge 2015)"),
            "municipality"),
        "B" + _number,
        [
            Other(Subcase.Content, "کارشناسان محتوا، شهرداری {0}", "Specialists on the content, municipality {0}"),
            Other(Subcase.Waw, "ارزیابان بخش WAW، شهرداری {0}", "Assessors of WAW, municipality {0}"),
            Other(Subcase.Draft, "خوانندگان پیش‌نویس، شهرداری {0}", "Readers of the draft decision, municipality {0}"),
            Other(Subcase.Review, "بازبینان طرح، شهرداری {0}", "Reviewers of the plan, municipality {0}"),
            Other(Subcase.Consent, "مرجع اعلام نبود مانع، شهرداری {0}",
                "Authority for the declaration of no objection, municipality {0}"),
            new(Elsewhere, new("مرجع صلاحیت‌دار دیگر در هلند", "Another competent Dutch authority"), "department"),
        ],
        [
            new()
            {
                Code = Rulebook,
                Version = 1,
                EffectiveFrom = Office.Since,
                Title = new("پروانهٔ محیطی، چنان‌که ثبت شده است", "Environmental permit, as recorded"),
                LegalReference = Law,
                Criteria =
                [
                    Office.Human(AsRecorded, Law, new(
                        "بنا بر سابقه، پروانه داده شده است.", "By the record, the permit was granted.")),
                    Office.Human(IsComplete, Law, new(
                        "بنا بر سابقه، درخواست کامل بوده است.", "By the record, the application was complete.")),
                ],
            },
        ],
        worked => [Terms(false, worked), Terms(true, worked)]);

    public override string? ResponsibleOf(XesTrace trace) => Of(trace, "Responsible_actor")?.Text;

    public static XesValue? Of(XesTrace trace, string key) => Given(trace.Attributes, key);

    public string ServiceOf(bool isExtensive) => Department + (isExtensive ? "-permit-extensive" : "-permit");

    public string DepartmentOf(Subcase subcase) => $"{Department}-{subcase.ToString().ToLowerInvariant()}";

    public override void Carry(XesTrace trace, CaseFile file) =>
        new Bpic15Case(this, trace, [.. trace.Events.Select(e => Read(e, file)).OfType<Row>()], file).Carry();

    public static Dictionary<string, JsonElement> FactsOf(XesTrace trace)
    {
        var facts = new Dictionary<string, JsonElement>();
        if (long.TryParse(trace.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            facts["caseNumber"] = JsonSerializer.SerializeToElement(number);
        if (Of(trace, "SUMleges")?.Number is >= 0 and < 1e12 and var fee)
            facts["fee"] = JsonSerializer.SerializeToElement(((decimal)fee).ToString(CultureInfo.InvariantCulture));
        if (Of(trace, "parts") is { Text.Length: > 0 } parts)
            facts["parts"] = JsonSerializer.SerializeToElement(parts.Text);
        return facts;
    }

    private static Row? Read(XesEvent e, CaseFile file)
    {
        string Text(string key) => Given(e.Attributes, key)?.Text ?? "";
        DateOnly? dueOn = Given(e.Attributes, "dueDate")?.Date is { } due ? DateOnly.FromDateTime(due.DateTime) : null;
        // Two days as they were written, the one with its offset and the other without: so the log itself counts.
        var isLate = Text("dateFinished") is { Length: >= 10 } finished
            && DateOnly.TryParseExact(finished.AsSpan(0, 10), "yyyy-MM-dd", out var finishedOn) && finishedOn > dueOn;
        var row = new Row(e.Ordinal, Text("activityNameNL"), Text("concept:name"),
            StepOf(Text("concept:name"), Text("activityNameEN")), OfficerOf(e), default, default, dueOn, isLate,
            Text("question") is var answer and not "EMPTY" ? answer : "");
        return Timed(e, row, file);
    }

    private EstablishDepartment Other(Subcase subcase, string fa, string en) =>
        new(DepartmentOf(subcase), Name(fa, en), "department", Parent: Department);

    private Text Name(string fa, string en) => new(
        fa.Replace("{0}", string.Concat(_number.Select(digit => (char)(digit - '0' + '۰'))), StringComparison.Ordinal),
        en.Replace("{0}", _number, StringComparison.Ordinal));

    private ServiceTerms Terms(bool isExtensive, int workedDays) => Office.Imported with
    {
        Code = ServiceOf(isExtensive),
        Title = isExtensive
            ? new("پروانهٔ محیطی (رسیدگی گسترده)", "Environmental permit (extensive procedure)")
            : new("پروانهٔ محیطی", "Environmental permit"),
        Summary = new(
            "پرونده‌های یک شهرداری هلند در سال‌های ۲۰۱۰ تا ۲۰۱۵، از سابقه‌های منتشرشدهٔ چالش BPI.",
            "Files of a Dutch municipality from 2010 to 2015, from the published logs of the BPI Challenge."),
        Department = Department,
        LegalBasis = Law,
        LegalLimitDays = (isExtensive ? ExtensiveWeeks : RegularWeeks) * workedDays,
        PromiseDays = (isExtensive ? ExtensiveWeeks : RegularWeeks) * workedDays,
        AnswerWindowDays = AnswerWeeks * workedDays,
        Extension = new(1, ExtensionWeeks * workedDays),
        Rulebook = Rulebook,
        PlannedSteps = [Department],
        Facts =
        [
            Fact("caseNumber", "شمارهٔ پرونده در سابقه", "Number of the case in the log", "integer"),
            Fact("fee", "عوارض (یورو)", "Fee (euro)", "decimal"),
            Fact("parts", "بخش‌های پروانه", "Parts of the permit", "text") with { Sealed = true },
        ],
    };
}

/// <summary>The sub-cases that other hands treat; each is asked of a department of its own.</summary>
internal enum Subcase { Content, Waw, Draft, Review, Consent }
