using System.Collections.Frozen;
using System.Text.Json.Nodes;
using EGov.Casework;
using EGov.Pages.Shared;
using EGov.Privacy;
using EGov.Texts;

namespace EGov.Pages.Citizen;

/// <summary>Tells the applicant what happened to the file: the entries of its timeline, said to "you".</summary>
public sealed class Told(Language language, Handbook handbook)
{
    private static readonly FrozenDictionary<string, string> Grounds = new[]
    {
        "told.ground-kinship", "told.ground-interest", "told.ground-friendship-or-enmity",
        "told.ground-former-employment", "told.ground-other-tie", "told.ground-out-of-competence",
        "told.ground-place-of-matter", "told.ground-reorganisation", "told.ground-complexity",
        "told.ground-expert-opinion", "told.ground-field-visit", "told.ground-third-party",
        "told.ground-statutory-priority", "told.ground-court-order", "told.ground-emergency",
        "told.ground-ready-redate", "told.ground-exception-in-law", "told.ground-facts-corrected-on-evidence",
        "told.ground-governor-statutory-power", "told.ground-officer-absent", "told.ground-nobody-drawn",
    }.ToFrozenDictionary(key => key["told.ground-".Length..]);

    private static readonly FrozenDictionary<string, string> Purposes = new[]
    {
        "told.purpose-papers", "told.purpose-decision", "told.purpose-referral", "told.purpose-appeal",
        "told.purpose-supervision", "told.purpose-audit", "told.purpose-complaint", "told.purpose-openings",
        "told.purpose-explanation", "told.purpose-investigation",
    }.ToFrozenDictionary(key => key["told.purpose-".Length..]);

    private readonly Names _names = new(handbook, language);

    /// <summary>What was done and who read the file, the latest first.</summary>
    public IReadOnlyList<TimelineEntry> Of(IEnumerable<OpenedEvent> events, IEnumerable<FileOpening> openings) =>
    [
        .. events.Select(Of).Concat(openings.Select(Of)).Reverse().OrderByDescending(entry => entry.At),
    ];

    public TimelineEntry Of(FileOpening opened) => new(EntryKind.Opened, opened.At,
        language["told.opened", Reader(opened)], With(language["told.opened-for", Purpose(opened)], Explained(opened)));

    public TimelineEntry Of(OpenedEvent e)
    {
        var details = e.Details;
        var (what, detail) = e.Type switch
        {
            "RequestSubmitted" => (language["told.submitted"], Submitted(details)),
            "RequestAssigned" => Assigned(details),
            "DrawRequested" => (language["told.draw-requested"], language["told.draw-pool", Number(details, "n")]),
            "NonceRevealed" => (language["told.nonce"], default),
            "DrawExecuted" => (language["told.draw-executed", Code(details, "officer")],
                Contributed(details)),
            "DrawAborted" => (language["told.draw-aborted"], language["told.draw-another"]),
            "OfficerRecused" => (language["told.recused", Code(details, "officer")],
                language["told.recused-why", Ground(details)]),
            "RequestReady" => (language["told.ready"], Dates("told.ready-dates", details)),
            "InformationRequested" => (
                language[Is(details, "clockStopped") ? "told.asked-stopped" : "told.asked"],
                language["told.asked-words", Said(details, "question"), Day(details, "answerBy")!.Value]),
            "InformationSupplied" => (language["told.supplied"], Supplied(details)),
            "FileAttached" => (language["told.attached"], Attached(details)),
            "ApplicantCorrected" => (language["told.corrected"], Corrected(details)),
            "QuestionLapsed" => (language["told.lapsed"], Dates("told.ready-dates", details)),
            "RequestReferred" => (language["told.referred", Department(details, "to")],
                language["told.referred-words", DepartmentOf(details), Said(details, "question")]),
            "ReferralAnswered" => (language["told.opinion", Department(details, "department")],
                language["told.opinion-words", Opinion(details), Said(details, "words")]),
            "RequestTransferred" => (language["told.transferred", DepartmentOf(details)],
                With(language["told.transferred-why", Ground(details)], Quote(details, "words"))),
            "RequestExtended" => (language["told.extended", language.WorkingDays(Number(details, "days"))],
                language["told.extended-why", Ground(details), Day(details, "legalLimit")!.Value]),
            "RequestPrioritised" => (language["told.prioritised"], language["told.because", Ground(details)]),
            "DeadlineRedated" => (language["told.redated"], Dates("told.ready-dates", details)),
            "StepRecorded" => (language["told.step", language.Ref(Text(details, "step")!)],
                Is(details, "late") && Day(details, "dueOn") is { } due ? language["told.step-late", due] : default),
            "DecisionPrepared" => (language["told.prepared"], default),
            "RequestDecided" => (language["told.decided", Outcome(Text(details, "outcome"))], Decided(details)),
            "DecisionNotified" => (language["told.notified"],
                With(Channel(details), language["told.appeal-by", Day(details, "appealBy")!.Value])),
            "RequestClosed" => Closed(details),
            "ClosureContested" => (language["told.contested"], Quote(details, "grounds")),
            "RequestReopened" => (language["told.reopened"], Dates("told.reopened-dates", details)),
            "ClosureConfirmed" => (language["told.confirmed"], default),
            "RequestWithdrawn" => (language["told.withdrawn"], Quote(details, "words")),
            "DecisionAppealed" => (language["told.appealed"], Quote(details, "grounds")),
            "AppealDecided" => (language["told.appeal-decided", Outcome(Text(details, "outcome"))], With(
                language[Is(details, "overturned") ? "told.appeal-overturned" : "told.appeal-upheld",
                    Code(details, "officer")],
                With(Quote(details, "reasons"), Quote(details, "guidance")))),
            "LimitBreached" => (language["told.breached"], Breached(details)),
            "RemedyGiven" => (Remedy(details), Quote(details, "words")),
            "RequestRated" => (language["told.rated", Number(details, "stars")], default),
            _ => (language.Ref(e.Type), default(Words)),
        };
        return new(EntryKind.Handled, e.At, what, detail.IsEmpty ? (Words?)null : detail);
    }

    /// <summary>Who of the staff read the file: the role and the public code.</summary>
    public Words Reader(FileOpening opened) => language[opened.Role switch
    {
        "officer" => "told.role-officer",
        "manager" => "told.role-manager",
        "auditor" => "told.role-auditor",
        "clerk" => "told.role-clerk",
        "integrity" => "told.role-integrity",
        _ => "told.role-staff",
    }, language.Ref(opened.Reader)];

    /// <summary>That there was no task and an explanation was given instead.</summary>
    public Words Explained(FileOpening opened) => opened.IsExplained ? language["opening.explained"] : default;

    public Words Purpose(FileOpening opened) =>
        Purposes.TryGetValue(opened.Purpose, out var key) ? language[key] : language.Ref(opened.Purpose);

    public Words Ground(string? code) => code is null ? default
        : Grounds.TryGetValue(code, out var key) ? language[key]
        : language.Ref(code);

    public Words Outcome(string? outcome) => language[outcome switch
    {
        "granted" => "track.outcome-granted",
        "refused" => "track.outcome-refused",
        _ => "track.outcome-unstated",
    }];

    /// <summary>How a closed file was closed.</summary>
    public static Words Closure(Closure? closure, Language language) => language[closure switch
    {
        Casework.Closure.Resolved => "told.closed-resolved",
        Casework.Closure.Refused => "told.closed-refused",
        Casework.Closure.Withdrawn => "told.closed-withdrawn",
        Casework.Closure.Transferred => "told.closed-transferred",
        _ => "told.closed-out-of-competence",
    }];

    private Words Submitted(JsonObject details) => With(
        Text(details, "channel") switch
        {
            "desk" => language["told.submitted-desk", Code(details, "clerk")],
            "import" => language["told.submitted-import"],
            _ => language["told.submitted-portal"],
        },
        language[details["representative"] is null ? "told.alone" : "told.represented"]);

    private Words Contributed(JsonObject details)
    {
        var count = (details["contributions"] as JsonArray)?.Count ?? 0;
        return count == 1 && Text(details, "nonce") is null
            ? language["told.draw-alone"]
            : language["told.draw-contributions", count];
    }

    private (Words, Words) Assigned(JsonObject details)
    {
        if (Text(details, "draw") is not null) return (language["told.drawn", Code(details, "officer")], default);
        var isTaken = Text(details, "officer") == Text(details, "by");
        return (
            language[isTaken ? "told.taken" : "told.assigned", Code(details, "officer")],
            With(isTaken ? default : language["told.assigned-by", Code(details, "by")],
                With(Text(details, "pastDraw") is { } ground
                        ? language["told.assigned-past-draw", Ground(ground)]
                        : default,
                    Overtaking("told.overtook", Number(details, "overtook"), Text(details, "ground")))));
    }

    private Words Supplied(JsonObject details)
    {
        var facts = (details["facts"] as JsonObject)?.Count + (details["sealedFacts"] as JsonObject)?.Count ?? 0;
        var documents = (details["documents"] as JsonArray)?.Count ?? 0;
        var words = Text(details, "words") is { } said ? language["told.supplied-words", said] : default;
        return Words.Join(" ",
        [
            words,
            facts > 0 ? language.Count("told.supplied-facts", facts) : default,
            documents > 0 ? language["told.supplied-documents", documents] : default,
        ]);
    }

    private Words Attached(JsonObject details) =>
        details["about"] is JsonObject about
            ? language["told.attached-name", Text(about, "name")!, (Number(about, "length") + 1023) >> 10]
            : default;

    private Words Decided(JsonObject details)
    {
        var answers = (details["answers"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        var met = answers.Count(answer => Text(answer, "answer") == "met");
        return With(
            answers.Count == 0 ? default : language["told.decided-criteria", met, answers.Count],
            Overtaking("told.overtook-decided", Number(details, "overtook"), Text(details, "overtakingGround")));
    }

    private (Words, Words) Closed(JsonObject details)
    {
        var closure = Enum.Parse<Closure>(Text(details, "closure")!, ignoreCase: true);
        return (
            language["told.closed", Closure(closure, language)],
            closure is Casework.Closure.Withdrawn
                ? default
                : language["told.contest-by", Day(details, "contestBy")!.Value]);
    }

    private Words Breached(JsonObject details)
    {
        var limit = Day(details, "legalLimit")!.Value;
        return Text(details, "escalatedTo") is { } superior
            ? language["told.breached-to", limit, language.Ref(superior)]
            : language["told.breached-plain", limit];
    }

    private Words Remedy(JsonObject details) => language[Text(details, "kind") switch
    {
        "correction" => "told.remedy-correction",
        "compensation-referral" => "told.remedy-compensation",
        _ => "told.remedy-apology",
    }];

    private Words Opinion(JsonObject details) => language[Text(details, "opinion") switch
    {
        "favourable" => "told.opinion-favourable",
        "unfavourable" => "told.opinion-unfavourable",
        _ => "told.opinion-none",
    }];

    private Words Channel(JsonObject details) => language[Text(details, "channel") switch
    {
        "desk" => "told.notified-desk",
        "letter" => "told.notified-letter",
        _ => "told.notified-portal",
    }];

    private Words Overtaking(string key, int count, string? ground) =>
        count > 0 ? language.Count(key, count, Ground(ground)) : default;

    private Words Ground(JsonObject details) => Ground(Text(details, "ground"));

    // Both dates, where the clock runs.
    private Words Dates(string key, JsonObject details) =>
        Day(details, "promise") is { } promise && Day(details, "legalLimit") is { } limit
            ? language[key, promise, limit]
            : default;

    private Words Corrected(JsonObject details) => Words.Join(" ",
    [
        Quote(details, "name"), Quote(details, "nationalNumber"), Quote(details, "phone"), Quote(details, "words"),
    ]);

    private Words Quote(JsonObject details, string member) =>
        Text(details, member) is { } said ? language["told.quote", said] : default;

    private static Words Said(JsonObject details, string member) => Words.Isolated(Text(details, member) ?? "");

    private Words Code(JsonObject details, string member) => language.Ref(Text(details, member) ?? "");

    private Words Department(JsonObject details, string member) =>
        _names.Department(Text(details, member) ?? "");

    private Words DepartmentOf(JsonObject details) =>
        details["matter"] is JsonObject matter ? Department(matter, "department") : default;

    private static Words With(Words first, Words second) => Words.Join(" ", [first, second]);

    private static string? Text(JsonObject details, string member) =>
        details[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int Number(JsonObject details, string member) =>
        details[member] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;

    private static bool Is(JsonObject details, string member) =>
        details[member] is JsonValue value && value.TryGetValue<bool>(out var truth) && truth;

    private static DateOnly? Day(JsonObject details, string member) =>
        DateOnly.TryParseExact(Text(details, member), "yyyy-MM-dd", out var day) ? day : null;
}
