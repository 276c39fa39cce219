using EGov.Casework;

namespace EGov.Cli.Import;

/// <summary>One request of another EGov: each of its events as the command that gives it again.</summary>
internal sealed class OwnCase(XesTrace trace, IReadOnlyList<OwnRow> rows, CaseFile file)
{
    private static readonly Dictionary<string, string> FollowOn = new()
    {
        [nameof(RequestWithdrawn)] = nameof(WithdrawRequest),
        [nameof(ClosureContested)] = nameof(ContestClosure),
    };

    private string? _follows;
    private DateTimeOffset _at;

    public void Carry()
    {
        if (rows.Count == 0) return;
        var filing = rows[0];
        file.Submit(filing.Row, filing.Row.At, filing.Row.Day, new(
            trace.Attributes.GetValueOrDefault("service")?.Text ?? "",
            trace.Attributes.GetValueOrDefault("county")?.Text,
            new Person(LogMapping.NotInTheLog), Facts: filing.Under("facts."), Documents: Codes(filing, "documents")),
            FiledBy(filing));
        foreach (var row in rows.Skip(1))
        {
            // One act may have had two facts; the second came with the first.
            if (_follows is { } command && row.Row.At == _at && row.Row.Name is nameof(RequestClosed)
                    or nameof(RequestReopened))
                file.Follow(row.Row, command);
            else if (row.Row.Name == nameof(StepRecorded)) file.Step(row.Row);
            else if (AskOf(row) is { } ask) file.Take(row.Row, ask);
            else file.Leave(row.Row, $"{row.Row.Name}: not to be told again from public values");
            (_follows, _at) = (FollowOn.GetValueOrDefault(row.Row.Name), row.Row.At);
        }

        file.EndDay();
        if (file.File.Status is not RequestStatus.None) file.CountEnd(!file.File.IsOpen, "as the log tells");
    }

    private static Actor FiledBy(OwnRow filing) => filing["channel"] switch
    {
        "desk" => new("clerk", filing["clerk"] ?? ""),
        "import" => new("importer", "import"),
        _ => new("citizen"),
    };

    private Actor ActorOf(OwnRow row, string? department = null) => new(
        row["org:role"] ?? "", row["org:resource"] is { } code && code != row["org:role"] ? code : "",
        department ?? file.File.Matter.Department);

    private Ask? AskOf(OwnRow row) => row.Row.Name switch
    {
        nameof(RequestAssigned) when row["draw"] is null => By(row, "AssignRequest", (request, actor, at) =>
            AssignRequestHandler.Handle(new(file.Id, row["officer"], row["ground"], row["pastDraw"]), request,
                new(row.Number("overtook")), file.Handbook, actor, at)),
        nameof(RequestReady) => By(row, "MarkReady", (request, actor, at) =>
            MarkReadyHandler.Handle(new(file.Id), request, file.Handbook, actor, at)),
        nameof(InformationRequested) => By(row, "AskApplicant", (request, actor, at) => AskApplicantHandler.Decide(
            new(file.Id, LogMapping.NotInTheLog), request, file.Handbook, actor, at, row.Day("answerBy"))),
        nameof(InformationSupplied) => ByApplicant("SupplyInformation", (request, at) =>
            SupplyInformationHandler.Handle(
                new(file.Id, row.Under("facts."), LogMapping.NotInTheLog, Codes(row, "documents")), request,
                file.Handbook, file.Applicant, at)),
        nameof(QuestionLapsed) => ByPlatform("LapseQuestion", (request, at) =>
            LapseQuestionHandler.Handle(new(file.Id), request, file.Handbook, at)),
        nameof(RequestReferred) => By(row, "ReferRequest", (request, actor, at) => ReferRequestHandler.Handle(
            new(file.Id, row["to"]!, LogMapping.NotInTheLog,
                file.Handbook.Calendar.WorkingDaysBetween(at.Day(), row.Day("answerBy"))),
            request, file.Handbook, actor, at)),
        nameof(ReferralAnswered) => By(row, "AnswerReferral", (request, _, at) => AnswerReferralHandler.Handle(
            new(file.Id, row.Number("referral"), row.Word<Opinion>("opinion"), LogMapping.NotInTheLog), request,
            ActorOf(row, row["department"]), at)),
        nameof(RequestTransferred) => By(row, "TransferRequest", (request, actor, at) =>
            TransferRequestHandler.Handle(
                new(file.Id, row["org:group"]!, row["ground"]!), request, file.Handbook, actor, at)),
        nameof(RequestExtended) => By(row, "ExtendRequest", (request, actor, at) =>
            ExtendRequestHandler.Handle(new(file.Id, row["ground"]!), request, file.Handbook, actor, at)),
        nameof(RequestPrioritised) => By(row, "PrioritiseRequest", (request, actor, at) =>
            PrioritiseRequestHandler.Handle(
                new(file.Id, row.Number("priority"), row["ground"]!), request, actor, at)),
        nameof(OfficerRecused) => By(row, "RecuseOfficer", (request, actor, at) =>
            RecuseOfficerHandler.Handle(new(file.Id, row["ground"]!), request, actor, at)),
        nameof(DecisionPrepared) => By(row, "PrepareDecision", (request, actor, at) =>
            PrepareDecisionHandler.Handle(
                new(file.Id, row.Word<Outcome>("proposed"), AnswersOf(row), row["overrideGround"]), request,
                CaseFile.NoFacts, file.Handbook, actor, at)),
        nameof(RequestDecided) => By(row, "DecideRequest", (request, actor, at) => DecideRequestHandler.Handle(
            new(file.Id, row.Word<Outcome>("outcome"), AnswersOf(row), row["override.ground"],
                LogMapping.NotInTheLog, LogMapping.NotInTheLog, row.Values.GetValueOrDefault("valueRials")?.Whole,
                row["overtakingGround"]),
            request, CaseFile.NoFacts, new(row.Number("overtook")), file.Handbook, actor, at)) with
        {
            Done = () => file.Account.Outcomes.Add(row["outcome"]!),
        },
        nameof(DecisionNotified) => By(row, "NotifyDecision", (request, actor, at) =>
            NotifyDecisionHandler.Handle(new(file.Id, row["channel"]!), request, file.Handbook, actor, at)),
        nameof(RequestClosed) => By(row, "CloseRequest", (request, actor, at) =>
            CloseRequestHandler.Handle(
                new(file.Id, row.Word<Closure>("closure")), request, file.Handbook, actor, at)),
        nameof(RequestWithdrawn) => ByApplicant("WithdrawRequest", (request, at) =>
            WithdrawRequestHandler.Handle(new(file.Id), request, file.Applicant, at)),
        nameof(ClosureContested) => ByApplicant("ContestClosure", (request, at) => ContestClosureHandler.Handle(
            new(file.Id, LogMapping.NotInTheLog), request, file.Handbook, file.Applicant, at)),
        nameof(ClosureConfirmed) => ByPlatform("ConfirmClosure", (request, at) =>
            ConfirmClosureHandler.Handle(new(file.Id), request, at)),
        nameof(DecisionAppealed) => ByApplicant("AppealDecision", (request, at) =>
            AppealDecisionHandler.Handle(new(file.Id, LogMapping.NotInTheLog), request, file.Applicant, at)),
        nameof(AppealDecided) => By(row, "DecideAppeal", (request, actor, at) => DecideAppealHandler.Handle(
            new(file.Id, row.Word<Outcome>("outcome"), LogMapping.NotInTheLog, AnswersOf(row),
                LogMapping.NotInTheLog),
            request, CaseFile.NoFacts, file.Handbook, actor, at)),
        nameof(LimitBreached) => ByPlatform("RecordBreach", (request, at) =>
            RecordBreachHandler.Handle(new(file.Id), request, file.Handbook, at)),
        nameof(DeadlineRedated) => ByPlatform("RedateRequest", (request, at) =>
            RedateRequestHandler.Handle(new(file.Id), request, file.Handbook, at)),
        nameof(RemedyGiven) => By(row, "GiveRemedy", (request, actor, at) => GiveRemedyHandler.Handle(
            new(file.Id, row["kind"]!, LogMapping.NotInTheLog), request, actor, at)),
        nameof(RequestRated) => ByApplicant("RateRequest", (request, at) =>
            RateRequestHandler.Handle(new(file.Id, row.Number("stars")), request, file.Applicant, at)),
        _ => null,
    };

    private Ask By(OwnRow row, string command, Func<Request, Actor, DateTimeOffset, object> decide)
    {
        var actor = ActorOf(row);
        return new(command, actor, (request, at) => decide(request, ActorOf(row), at));
    }

    private Ask ByApplicant(string command, Func<Request, DateTimeOffset, object> decide) =>
        new(command, file.Applicant, decide);

    private static Ask ByPlatform(string command, Func<Request, DateTimeOffset, object> decide) =>
        new(command, Actor.Platform, decide);

    /// <summary>Those that whoever acts has given himself; others stand on the file already, or are computed.</summary>
    private static List<AnswerGiven>? AnswersOf(OwnRow row) => row.List("answers") is not { } list ? null :
    [
        .. list.EnumerateArray().Where(answer => answer.GetProperty("by").GetString() == row["org:resource"])
            .Select(answer => new AnswerGiven(answer.GetProperty("criterion").GetString()!,
                Enum.Parse<Answer>(answer.GetProperty("answer").GetString()!, ignoreCase: true),
                answer.TryGetProperty("evidence", out var evidence) ? evidence.GetString() : null)),
    ];

    private static List<string> Codes(OwnRow row, string key) => row.List(key) is { } list
        ? [.. list.EnumerateArray().Select(code => code.GetString()!)]
        : [];
}
