using System.Globalization;
using System.Text.Json;
using EGov.Casework;
using EGov.Catalogue;
using EGov.Organisation;

namespace EGov.Cli.Import;

/// <summary>
/// Requests to the City of Chicago as its Open311 endpoint lists them, with its notes. A follow-on request for another
/// office means that the matter has moved there, and is a transfer.
/// </summary>
internal sealed class Chicago : LogMapping
{
    private const string City = "chicago";
    private const int LongestLimit = 3_650;

    private static readonly Text Law = new(
        "خدمات شهری شهرداری شیکاگو (۳۱۱)", "Services of the City of Chicago (311)");

    /// <summary>Offices as the log names them: its divisions, and the departments above them.</summary>
    private static readonly (string Agency, string Code, string? Parent, Text Name)[] Agencies =
    [
        ("Buildings", "chicago-buildings", City, new("ساختمان", "Buildings")),
        ("Transportation", "chicago-transportation", City, new("حمل‌ونقل", "Transportation")),
        ("Water Management", "chicago-water", City, new("مدیریت آب", "Water Management")),
        ("Outside Agencies", "chicago-outside", City, new("دستگاه‌های بیرون از شهرداری", "Outside agencies")),
        ("Bureau of Traffic Services - S/S", "chicago-traffic-services", City,
            new("دفتر خدمات ترافیک", "Bureau of Traffic Services")),
        ("DOB - Conservation", "chicago-conservation", "chicago-buildings",
            new("نگهداشت ساختمان", "Buildings, Conservation")),
        ("DIM, Public Way Management - CDOT", "chicago-public-way", "chicago-transportation",
            new("مدیریت معابر", "Transportation, Public Way Management")),
        ("Division of Electrical Operations CDOT", "chicago-electrical", "chicago-transportation",
            new("برق معابر", "Transportation, Electrical Operations")),
        ("Division of In-House Construction CDOT", "chicago-construction", "chicago-transportation",
            new("اجرای داخلی", "Transportation, In-House Construction")),
    ];

    private static readonly (string Log, string Code, string Agency, Text Title)[] Offered =
    [
        ("4fd3bd72e750846c530000cd", "chicago-building-violation", "DOB - Conservation",
            new("تخلف ساختمانی", "Building violation")),
        ("4ffa971e6018277d4000000b", "chicago-cave-in", "DIM, Public Way Management - CDOT",
            new("بررسی فرونشست سواره‌رو", "Pavement cave-in survey")),
        ("4ffa995a6018277d4000003c", "chicago-street-cut", "DIM, Public Way Management - CDOT",
            new("شکایت از حفاری معبر", "Street cut complaint")),
        ("4ffa9db16018277d400000a2", "chicago-traffic-signal", "Division of Electrical Operations CDOT",
            new("خاموشی چراغ راهنما", "Traffic signal out")),
        ("4ffa9f2d6018277d400000c8", "chicago-street-light", "Division of Electrical Operations CDOT",
            new("خاموشی چراغ معبر", "Street light out")),
        ("4fd3b656e750846c53000004", "chicago-pothole", "Division of In-House Construction CDOT",
            new("چالهٔ معبر", "Pothole in street")),
        ("4ffa4c69601827691b000018", "chicago-abandoned-vehicle", "Bureau of Traffic Services - S/S",
            new("خودروی رهاشده", "Abandoned vehicle")),
    ];

    /// <summary>What the city's own list of outcomes has; anything else could be words that somebody wrote.</summary>
    private static readonly HashSet<string> Outcomes =
    [
        "Assigned to Traffic Signal Repairman", "CDOT Inspect Public Way Survey Transfer Outcome",
        "CDOT Public Way  Restoration Transfer Outcome", "Com Ed Transfer Outcome", "Completed", "Duplicate",
        "Emergency Resolved -Traffic Truck Non Emergency Transfer Outcome", "Need Vehicle Tow Report",
        "Survey Completed - No Citation Issued", "Transfer to Plumbing Violation",
        "WM Sewer Cave In Inspection Transfer Outcome", "WM Water Management General Investigation Transfer Outcome",
    ];

    private static readonly string[] Channels = ["open311", "phone", "web"];
    private static readonly AnswerGiven[] IsUntold = [new(Bpic15.AsRecorded, Answer.NotApplicable)];

    public override string Log => "Chicago311";

    public override IReadOnlyList<string> Assumptions =>
    [
        .. base.Assumptions,
        "A request is filed when it was submitted, or where no note says so, when it was opened; from there it counts "
            + "as complete.",
        "A follow-on for another office than that which has the request is a transfer, for want of competence.",
        "Officers are not in the log: each office acts as one.",
        "Why a request was closed is not in the log in a way that says granted or refused: its decision is unstated.",
        "No deadline is in the log: the limit is ten years, so that nothing is called late.",
        "What people wrote, and where the matter lies, is sealed with the request.",
    ];

    public override IReadOnlySet<string> Carried { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "concept:name", "service_code", "agency_responsible", "requested_datetime", "status", "status_notes", "address",
        "lat", "long", "attributes", "description", "extended_attributes.channel", "extended_attributes.ward",
        "time:timestamp", "type", "org:resource", "follow-on service",
    };

    public override Office Office { get; } = new(
        new(City, new("شهرداری شیکاگو", "City of Chicago"), "municipality"),
        "CHI",
        [
            .. Agencies.Select(agency => new EstablishDepartment(
                agency.Code, agency.Name, "department", Parent: agency.Parent)),
        ],
        [
            new()
            {
                Code = City,
                Version = 1,
                EffectiveFrom = Office.Since,
                Title = new("رسیدگی، چنان‌که ثبت شده است", "Handling, as recorded"),
                LegalReference = Law,
                Criteria =
                [
                    Office.Human(Bpic15.AsRecorded, Law, new(
                        "بنا بر سابقه، آنچه خواسته شده انجام گرفته است.",
                        "By the record, what was asked for was done.")),
                ],
            },
        ],
        _ => [.. Offered.Select(Terms)])
    {
        DepartmentOf = agency => Agencies.FirstOrDefault(known => known.Agency == agency).Code ?? City,
    };

    public override string? ResponsibleOf(XesTrace trace) => Given(trace.Attributes, "agency_responsible")?.Text;

    public override void Carry(XesTrace trace, CaseFile file)
    {
        List<(Row Row, XesEvent Note)> rows =
        [
            .. trace.Events.Select(note => (Row: Read(note, file), Note: note)).Where(read => read.Row is not null)
                .Select(read => (read.Row!, read.Note)).OrderBy(read => read.Item1.At),
        ];
        var filing = rows.Find(read => TypeOf(read.Note) is "submitted" or "opened").Row;
        File(trace, filing ?? rows.FirstOrDefault().Row, filing, file);
        foreach (var (row, note) in rows.Where(read => read.Row != filing)) Carry(row, note, trace, file);
        file.EndDay();
        if (file.File.Status is not RequestStatus.None)
            file.CountEnd(Given(trace.Attributes, "status")?.Text == "closed",
                Given(trace.Attributes, "status")?.Text ?? "no status");
    }

    private static void File(XesTrace trace, Row? first, Row? filing, CaseFile file)
    {
        var at = Given(trace.Attributes, "requested_datetime")?.Date?.ToUniversalTime();
        var service = Given(trace.Attributes, "service_code")?.Text;
        file.Submit(filing, filing?.At ?? at ?? first?.At ?? DateTimeOffset.MinValue, filing?.Day ?? DateOnly.MinValue,
            new(Offered.FirstOrDefault(offered => offered.Log == service).Code ?? service ?? "", null,
                new Person(NotInTheLog), Facts: FactsOf(trace), Words: WordsOf(trace)));
        if (file.File.Status is RequestStatus.None) return;
        var officer = HolderOf(file);
        file.FromTheCase(new("AssignRequest", file.Giver, (request, now) => AssignRequestHandler.Handle(
            new(file.Id, officer.Code), request, Overtaken.None, file.Handbook, file.Giver, now)), file.LastMoved);
        file.FromTheCase(new("MarkReady", officer, (request, now) => MarkReadyHandler.Handle(
            new(file.Id), request, file.Handbook, officer, now)), file.LastMoved);
    }

    private static void Carry(Row row, XesEvent note, XesTrace trace, CaseFile file)
    {
        var holder = HolderOf(file);
        switch (TypeOf(note))
        {
            case "follow_on_created" when file.DepartmentOf(row.Officer) is var to && to != holder.Department:
                file.Take(row, new("TransferRequest", holder, (request, now) => TransferRequestHandler.Handle(
                    new(file.Id, to, "out-of-competence"), request, file.Handbook, holder, now))
                {
                    ForTheHolder = _ => true,
                });
                break;
            case "closed":
                Close(row, trace, holder, file);
                break;
            default:
                file.Step(row);
                break;
        }
    }

    /// <summary>The log knows one act of closing; here it is decided, told and closed.</summary>
    private static void Close(Row row, XesTrace trace, Actor holder, CaseFile file)
    {
        if (Given(trace.Attributes, "status_notes")?.Text is { } outcome && Outcomes.Contains(outcome)
            && !trace.Events.Any(note => Given(note.Attributes, "description")?.Text == outcome))
            file.StepFromTheCase(row with { Step = "outcome." + StepOf("", outcome) });
        file.FromTheCase(new("DecideRequest", holder, (request, now) => DecideRequestHandler.Handle(
            new(file.Id, Outcome.Unstated, IsUntold), request, CaseFile.NoFacts, Overtaken.None, file.Handbook, holder,
            now))
        {
            ForTheHolder = _ => true,
            Done = () => file.Account.Outcomes.Add("Unstated: closed"),
        }, row.At);
        file.FromTheCase(new("NotifyDecision", holder, (request, now) => NotifyDecisionHandler.Handle(
            new(file.Id, "letter"), request, file.Handbook, holder, now)), row.At);
        file.Take(row, new("CloseRequest", holder, (request, now) => CloseRequestHandler.Handle(
            new(file.Id, Closure.Resolved), request, file.Handbook, holder, now)));
    }

    private static Row? Read(XesEvent note, CaseFile file)
    {
        var (name, type) = (Given(note.Attributes, "concept:name")?.Text ?? "", TypeOf(note));
        var outcome = Given(note.Attributes, "description")?.Text;
        var step = type switch
        {
            "activity" when outcome is not null && Outcomes.Contains(outcome) => StepOf(StepOf("", name), outcome),
            "follow_on_created" or "follow_on_closed" =>
                StepOf(type, Given(note.Attributes, "follow-on service")?.Text ?? ""),
            _ => StepOf("", name),
        };
        return Timed(note, new(note.Ordinal, name, type, step, OfficerOf(note), default, default), file);
    }

    /// <summary>The office where the file lies, which acts as one officer.</summary>
    private static Actor HolderOf(CaseFile file) => file.Officer(
        Agencies.FirstOrDefault(agency => agency.Code == file.File.Matter.Department).Agency ?? Nobody);

    private static string TypeOf(XesEvent note) => Given(note.Attributes, "type")?.Text ?? "";

    private static Dictionary<string, JsonElement> FactsOf(XesTrace trace)
    {
        var facts = new Dictionary<string, JsonElement>();
        var digits = string.Concat(trace.Name.Where(char.IsAsciiDigit));
        if (digits.Length is > 0 and <= 15)
            facts["caseNumber"] = JsonSerializer.SerializeToElement(long.Parse(digits, CultureInfo.InvariantCulture));
        if (Given(trace.Attributes, "extended_attributes.channel")?.Text is { } channel && Channels.Contains(channel))
            facts["channel"] = JsonSerializer.SerializeToElement(channel);
        if (int.TryParse(Given(trace.Attributes, "extended_attributes.ward")?.Text, NumberStyles.None,
            CultureInfo.InvariantCulture, out var ward) && ward is >= 1 and <= 50)
            facts["ward"] = JsonSerializer.SerializeToElement(ward);
        return facts;
    }

    private static string? WordsOf(XesTrace trace)
    {
        string?[] lines =
        [
            Given(trace.Attributes, "address")?.Text,
            Given(trace.Attributes, "lat")?.Text is { } lat && Given(trace.Attributes, "long")?.Text is { } lon
                ? $"{lat}, {lon}"
                : null,
            Given(trace.Attributes, "description")?.Text, Given(trace.Attributes, "attributes")?.Text,
        ];
        return lines.OfType<string>().ToArray() is { Length: > 0 } said ? string.Join('\n', said) : null;
    }

    private static ServiceTerms Terms((string Log, string Code, string Agency, Text Title) offered) =>
        Office.Imported with
        {
            Code = offered.Code,
            Title = offered.Title,
            Summary = new(
                "درخواست‌هایی از مردم شیکاگو در سال ۲۰۱۴، از فهرستی که واسط آن شهر داده است.",
                "Requests of people of Chicago in 2014, from a list that the city’s endpoint gave."),
            Department = Agencies.First(agency => agency.Agency == offered.Agency).Code,
            LegalBasis = Law,
            LegalLimitDays = LongestLimit,
            PromiseDays = LongestLimit,
            Rulebook = City,
            PlannedSteps = [Agencies.First(agency => agency.Agency == offered.Agency).Code],
            Facts =
            [
                Fact("caseNumber", "شمارهٔ درخواست در سابقه", "Number of the request in the log", "integer"),
                Fact("channel", "راه رسیدن درخواست", "How the request came", "choice") with
                {
                    Choices =
                    [
                        new("open311", new("واسط برنامه", "Open311")),
                        new("phone", new("تلفن", "Telephone")),
                        new("web", new("وب", "Web")),
                    ],
                },
                Fact("ward", "ناحیهٔ شهر", "Ward of the city", "integer"),
            ],
        };
}
