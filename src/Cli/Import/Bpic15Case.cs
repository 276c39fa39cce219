using System.Globalization;
using EGov.Casework;

namespace EGov.Cli.Import;

/// <summary>One permit case: what each of its rows asks of the platform, with all its rows in view.</summary>
internal sealed class Bpic15Case(Bpic15 log, XesTrace trace, List<Row> rows, CaseFile file)
{
    private const string False = "False", True = "True";

    /// <summary>On the plan, or not to treat an application that stays incomplete (Awb 4:5).</summary>
    private enum Kind { Plan, Incomplete }

    private static readonly HashSet<string> Letters =
        ["opvragen ontbrekende gegevens", "opvragen aangepast plan", "versturen verzoek nadere gegevens"];

    private static readonly HashSet<string> LettersSent =
    [
        "invoeren verzenddatum opvragen ontbrekende gegevens", "invoeren verzenddatum aangepast plan",
        "invoeren verzenddatum verzoek nadere gegevens",
    ];

    private static readonly HashSet<string> TermsSet =
        ["termijn aanleveren ontbrekende gegevens", "termijn aanleveren aangepast plan"];

    private static readonly HashSet<string> Received =
        ["aanvullende gegevens ontvangen", "aangepast plan ontvangen", "nadere gegevens ontvangen"];

    private static readonly HashSet<string> ReceivedOn =
    [
        "registreren ontvangst aanvullende gegevens", "registreren ontvangst aangepast plan",
        "registratie ontvangst nadere gegevens",
    ];

    private static readonly Dictionary<string, (Subcase Subcase, bool IsAnswer)> Subcases = new()
    {
        ["behandelen deelzaken inhoudelijkheid"] = (Subcase.Content, false),
        ["deelzaken inhoudelijkheid afgerond"] = (Subcase.Content, true),
        ["behandelen deelzaak WAW"] = (Subcase.Waw, false),
        ["deelzaak WAW afgerond"] = (Subcase.Waw, true),
        ["behandelen deelzaken voorleggen ontwerpbeschikking"] = (Subcase.Draft, false),
        ["deelzaken voorleggen ontwerpbeschikking afgerond"] = (Subcase.Draft, true),
        ["behandelen deelzaken voorleggen beschikking"] = (Subcase.Draft, false),
        ["deelzaken voorleggen beschikking afgerond"] = (Subcase.Draft, true),
        ["behandelen deelzaken herbeoordeling plan"] = (Subcase.Review, false),
        ["deelzaken herbeoordeling plan afgerond"] = (Subcase.Review, true),
        ["behandelen deelzaak definitieve VVGB"] = (Subcase.Consent, false),
        ["deelzaak definitieve VVGB afgerond"] = (Subcase.Consent, true),
    };

    private static readonly Dictionary<string, Kind> Prepared = new()
    {
        ["aanmaken besluit omgevingsvergunning"] = Kind.Plan,
        ["aanmaken besluit buiten behandeling"] = Kind.Incomplete,
    };

    private static readonly Dictionary<string, Kind> DecidedOn = new()
    {
        ["registreren datum besluit omgevingsvergunning"] = Kind.Plan,
        ["registreren datum besluit omgevingsvergunning2"] = Kind.Plan,
        ["registreren datum besluit buiten behandeling"] = Kind.Incomplete,
    };

    private static readonly Dictionary<string, Kind> DecisionPhases = new()
    {
        ["fase besluit genomen"] = Kind.Plan,
        ["fase buiten behandeling gelaten"] = Kind.Incomplete,
    };

    private static readonly Dictionary<string, Kind> Notices = new()
    {
        ["invoeren verzenddatum beschikking omgevingsvergunning"] = Kind.Plan,
        ["invoeren verzenddatum beschikking"] = Kind.Plan,
        ["fase beschikking verzonden"] = Kind.Plan,
        ["invoeren verzenddatum beschikking buiten behandeling"] = Kind.Incomplete,
    };

    private static readonly AnswerGiven[] IsGranted = Answers(Answer.Met, Answer.NotApplicable);
    private static readonly AnswerGiven[] IsRefused = Answers(Answer.NotMet, Answer.NotApplicable);
    private static readonly AnswerGiven[] IsIncomplete = Answers(Answer.NotApplicable, Answer.NotMet);
    private static readonly AnswerGiven[] IsUntold = Answers(Answer.NotApplicable, Answer.NotApplicable);

    // All that is looked up ahead, gathered once: a long case must not be walked through again for every row.
    private readonly HashSet<(string Name, string Answer)> _told = [.. rows.Select(row => (row.Name, row.Answer))];
    private readonly HashSet<string> _sentOn = [.. rows.Where(row => LettersSent.Contains(row.Name)).Select(KindOf)];
    private readonly HashSet<string> _receivedOn = [.. rows.Where(row => ReceivedOn.Contains(row.Name)).Select(KindOf)];
    private readonly string? _groundForRefusal = rows.FindLast(row => row.Name == "weigeringsgrond")?.Answer;
    private readonly Dictionary<Kind, int> _lastDecidedOn = rows
        .Where(row => row.Answer != False && DecidedOn.ContainsKey(row.Name))
        .GroupBy(row => DecidedOn[row.Name]).ToDictionary(dated => dated.Key, dated => dated.Max(row => row.Ordinal));
    private readonly Dictionary<string, int> _termsSet = [];
    private string? _asked;
    private Kind? _prepared;
    private Kind? _decided;

    public void Carry()
    {
        var filing = rows.Find(row => row.Name == "registratie datum binnenkomst aanvraag" && row.Answer != False);
        File(filing);
        foreach (var row in rows)
        {
            if (row == filing) continue;
            if (row.Answer == False) file.Leave(row, "answered False: it did not happen");
            else Carry(row);
        }

        file.EndDay();
        if (file.File.Status is not RequestStatus.None) End();
    }

    private void File(Row? filing)
    {
        var start = Bpic15.Of(trace, "startDate")?.Date;
        var first = rows.Count > 0 ? rows.Min(row => row.At) : DateTimeOffset.MinValue;
        file.Submit(filing,
            filing?.At ?? start?.ToUniversalTime() ?? first,
            filing?.Day ?? DateOnly.FromDateTime((start ?? first).DateTime),
            new(log.ServiceOf(isExtensive: Bpic15.Of(trace, "caseProcedure")?.Text == "Uitgebreid"), null,
                new Person(LogMapping.NotInTheLog), Facts: Bpic15.FactsOf(trace)));
        if (filing is not null) file.StepBeside(filing);
        if (log.ResponsibleOf(trace) is { } responsible) file.Assign(responsible);
    }

    private void Carry(Row row)
    {
        if (TermsSet.Contains(row.Name)
            && int.TryParse(row.Answer, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days < 3_650)
            _termsSet[KindOf(row)] = days;
        // That an answer was True is said by the step being there; a step has no place for any other.
        else if (row.Answer is not ("" or True)) file.Account.NotCarried.Add("question, answered by a value");

        if (WhyNoCommand(row) is { } reason) file.Step(row, reason);
        else if (AskOf(row) is { } ask) file.Take(row, ask);
        else file.Step(row);
    }

    /// <summary>What speaks against a row as a command, whatever the state of the file; null for nothing.</summary>
    private string? WhyNoCommand(Row row) => row.Name switch
    {
        "registratie datum binnenkomst aanvraag" => "SubmitRequest: filed already",
        "beeindigen op verzoek" or "invoeren datum ontvangst verzoek beeindiging"
            when Has("initiatief bevoegd gezag", True) => "WithdrawRequest: ended on the authority's own initiative",
        _ when DecisionPhases.TryGetValue(row.Name, out var kind)
            && row.Ordinal < _lastDecidedOn.GetValueOrDefault(kind) =>
            "DecideRequest: the phase; the decision with its date is still to come",
        _ => null,
    };

    private Ask? AskOf(Row row)
    {
        var officer = file.Officer(row.Officer);
        if (Subcases.TryGetValue(row.Name, out var subcase))
            return subcase.IsAnswer ? AnswerOf(row, officer, subcase.Subcase) : Refer(row, officer, subcase.Subcase);
        if (Prepared.TryGetValue(row.Name, out var kind)) return Prepare(officer, kind);
        if (DecidedOn.TryGetValue(row.Name, out kind) || DecisionPhases.TryGetValue(row.Name, out kind))
            return Decide(officer, kind);
        if (Notices.TryGetValue(row.Name, out kind)) return Notify(officer, kind);
        // The day on which a letter went out or an answer came in; in a case without one, the letter or answer itself.
        if (LettersSent.Contains(row.Name) || (Letters.Contains(row.Name) && !_sentOn.Contains(KindOf(row))))
            return AskApplicant(row, officer);
        if (ReceivedOn.Contains(row.Name) || (Received.Contains(row.Name) && !_receivedOn.Contains(KindOf(row))))
            return Supply(row);
        return row.Name switch
        {
            "fase aanvraag ontvangen" or "fase aanvraag ontvankelijk" or "aanvraag volledig" => Ready(officer),
            "doorsturen aan bevoegd gezag" => Transfer(officer),
            "registreren datum besluit verlengen proceduretermijn" => Extend(officer),
            "zaak afsluiten" => Close(officer),
            "beeindigen op verzoek" or "invoeren datum ontvangst verzoek beeindiging" => Withdraw(),
            "bezwaar tegen beschikking ingediend" or "bezwaar op besluit buiten behandeling ontvangen" => Appeal(row),
            "bezwaardeelzaak afgerond" or "bezwaardeelzaak buiten behandeling afgerond" => DecideAppeal(row, officer),
            _ => null,
        };
    }

    private Ask Ready(Actor officer) => new("MarkReady", officer, (request, at) =>
        MarkReadyHandler.Handle(new(file.Id), request, file.Handbook, officer, at))
    {
        ForTheHolder = _ => true,
        NeedsNoQuestion = true,
    };

    private Ask AskApplicant(Row row, Actor officer)
    {
        var days = _termsSet.GetValueOrDefault(KindOf(row), Bpic15.AnswerWeeks * 7);
        return new("AskApplicant", officer, (request, at) => AskApplicantHandler.Decide(
            new(file.Id, row.Name), request, file.Handbook, officer, at, answerBy: at.Day().AddDays(days)))
        {
            ForTheHolder = _ => true,
            NeedsNoQuestion = true,
            Done = () => _asked = KindOf(row),
        };
    }

    private Ask Supply(Row row) => new("SupplyInformation", file.Applicant, (request, at) =>
        SupplyInformationHandler.Handle(new(file.Id, Words: row.Name), request, file.Handbook, file.Applicant, at))
    {
        NotNow = () => file.File.Status is RequestStatus.Waiting && _asked != KindOf(row)
            ? "it answers a question of another kind" : null,
    };

    private Ask Refer(Row row, Actor officer, Subcase subcase) => new("ReferRequest", officer, (request, at) =>
        ReferRequestHandler.Handle(
            new(file.Id, log.DepartmentOf(subcase), row.Name), request, file.Handbook, officer, at))
    {
        ForTheHolder = _ => true,
        NeedsNoQuestion = true,
    };

    private Ask AnswerOf(Row row, Actor officer, Subcase subcase)
    {
        var adviser = officer with { Department = log.DepartmentOf(subcase) };
        return new("AnswerReferral", adviser, (request, at) => AnswerReferralHandler.Handle(
            new(file.Id, request.OpenReferrals.FirstOrDefault(open => open.Value == adviser.Department).Key,
                Opinion.NoOpinion, row.Name),
            request, adviser, at));
    }

    private Ask Transfer(Actor officer) => new("TransferRequest", officer, (request, at) =>
        TransferRequestHandler.Handle(
            new(file.Id, Bpic15.Elsewhere, "out-of-competence"), request, file.Handbook, officer, at))
    {
        ForTheHolder = _ => true,
        NeedsNoQuestion = true,
        KeepsItsDueDay = true,
    };

    private Ask Extend(Actor officer) => new("ExtendRequest", officer, (request, at) =>
        ExtendRequestHandler.Handle(new(file.Id, "complexity"), request, file.Handbook, officer, at))
    {
        ForTheHolder = _ => true,
        NeedsNoQuestion = true,
    };

    private Ask Prepare(Actor officer, Kind kind)
    {
        var (outcome, _, answers) = OutcomeOf(kind);
        return new("PrepareDecision", officer, (request, at) => PrepareDecisionHandler.Handle(
            new(file.Id, outcome, answers), request, CaseFile.NoFacts, file.Handbook, officer, at))
        {
            ForTheHolder = _ => true,
            NeedsNoQuestion = true,
            NotNow = () => _prepared == kind ? "prepared already" : null,
            Done = () => _prepared = kind,
        };
    }

    private Ask Decide(Actor officer, Kind kind)
    {
        var (outcome, basis, answers) = OutcomeOf(kind);
        var guidance = outcome is Outcome.Refused ? LogMapping.NotInTheLog : null;
        return new("DecideRequest", officer, (request, at) => DecideRequestHandler.Handle(
            new(file.Id, outcome, answers, Reasons: basis, Guidance: guidance),
            request, CaseFile.NoFacts, Overtaken.None, file.Handbook, officer, at))
        {
            // A decision that was prepared may be taken by any officer of the department.
            ForTheHolder = request => request.Prepared is null,
            NeedsNoQuestion = true,
            Done = () =>
            {
                _decided = kind;
                file.Account.Outcomes.Add($"{outcome}: {basis}");
            },
        };
    }

    private Ask Notify(Actor officer, Kind kind) => new("NotifyDecision", officer, (request, at) =>
        NotifyDecisionHandler.Handle(new(file.Id, "letter"), request, file.Handbook, officer, at))
    {
        ForTheHolder = request => request.Decision?.Officer != officer.Code,
        NotNow = () => _decided is not null && _decided != kind ? "it tells a decision of another kind" : null,
    };

    private Ask Close(Actor officer) => new("CloseRequest", officer, (request, at) => CloseRequestHandler.Handle(
        new(file.Id, request.Decision?.Outcome is Outcome.Refused ? Closure.Refused : Closure.Resolved),
        request, file.Handbook, officer, at))
    {
        ForTheHolder = request => request.Decision?.Officer != officer.Code,
    };

    private Ask Withdraw() => new("WithdrawRequest", file.Applicant, (request, at) =>
        WithdrawRequestHandler.Handle(new(file.Id), request, file.Applicant, at));

    private Ask Appeal(Row row) => new("AppealDecision", file.Applicant, (request, at) =>
        AppealDecisionHandler.Handle(new(file.Id, row.Name), request, file.Applicant, at));

    /// <summary>
    /// An upheld appeal undoes the first decision, and the log does not say what holds instead; of one whose end is not
    /// told nothing can be said.
    /// </summary>
    private Ask DecideAppeal(Row row, Actor officer)
    {
        var isUpheld = WasAppealAnswered(True);
        var isTold = isUpheld || WasAppealAnswered(False);
        Outcome Ends(Request request) => isUpheld ? Outcome.Unstated : request.Decision?.Outcome ?? Outcome.Unstated;
        return new("DecideAppeal", officer, (request, at) => DecideAppealHandler.Handle(
            new(file.Id, Ends(request), row.Name, isUpheld ? IsUntold : null,
                Ends(request) is Outcome.Refused ? LogMapping.NotInTheLog : null),
            request, CaseFile.NoFacts, file.Handbook, officer, at))
        {
            NotNow = () =>
                !isTold ? "the log does not tell how the appeal ended"
                : isUpheld && file.File.Decision?.Outcome is Outcome.Unstated ? "what it undoes is not told"
                : null,
        };
    }

    private void End()
    {
        var status = Bpic15.Of(trace, "caseStatus")?.Text;
        var isClosedInTheLog = status == "G";
        if (isClosedInTheLog && file.File is { Status: RequestStatus.Notified, Officer: { } holder })
        {
            var officer = new Actor("officer", holder, log.Department);
            file.FromTheCase(Close(officer), Bpic15.Of(trace, "endDate")?.Date?.ToUniversalTime() ?? file.LastMoved);
        }

        if (log.ResponsibleOf(trace) is { } responsible) file.GiveBack(responsible);
        file.CountEnd(isClosedInTheLog, $"caseStatus {status ?? "not told"}");
    }

    /// <summary>What the log tells of the outcome, by what, and as answers to the criteria.</summary>
    private (Outcome Outcome, string Basis, AnswerGiven[] Answers) OutcomeOf(Kind kind)
    {
        var last = Bpic15.Of(trace, "last_phase")?.Text;
        if (kind is Kind.Incomplete) return (Outcome.Refused, "application incomplete (08_AWB45)", IsIncomplete);
        if (last is "Vergunning verleend" or "Vergunning onherroepelijk")
            return (Outcome.Granted, "last_phase: " + last, IsGranted);
        if (last is "Vergunning geweigerd") return (Outcome.Refused, "last_phase: " + last, IsRefused);
        if (last is "Buiten behandeling gelaten") return (Outcome.Refused, "last_phase: " + last, IsIncomplete);
        if (Has("van rechtswege", True)) return (Outcome.Granted, "by operation of law (01_HOOFD_480)", IsGranted);
        if (_groundForRefusal == False && Has("instellen besluitfase:besluit vergunnen besloten", ""))
            return (Outcome.Granted, "phase permitting decided, no ground for refusal (01_HOOFD_380)", IsGranted);
        return _groundForRefusal == True
            ? (Outcome.Unstated, "not told; a ground for refusal was found (01_HOOFD_380)", IsUntold)
            : (Outcome.Unstated, "not told", IsUntold);
    }

    private static AnswerGiven[] Answers(Answer recorded, Answer complete) =>
        [new(Bpic15.AsRecorded, recorded), new(Bpic15.IsComplete, complete)];

    private bool Has(string name, string answer) => _told.Contains((name, answer));

    private bool WasAppealAnswered(string answer) =>
        Has("bestreden beschikking aangetast", answer) || Has("bezwaar tegen buiten behandeling gegrond", answer);

    /// <summary>What precedes the number in a code: 12_AP_UOV of 12_AP_UOV_020_2.</summary>
    private static string KindOf(Row row)
    {
        var cut = row.Code.IndexOf("_0", Math.Min(3, row.Code.Length), StringComparison.Ordinal);
        return cut > 0 ? row.Code[..cut] : row.Code;
    }
}
