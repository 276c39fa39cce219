using EGov.Privacy;

namespace EGov.Unit.House;

/// <summary>An event holds what anyone may see for ever, or sealed values: there is no third kind.</summary>
public class EventPrivacyTests
{
    /// <summary>The members that are strings, by what keeps a personal word out of them.</summary>
    private static readonly Dictionary<string, string[]> BareText = new()
    {
        ["a code of a service, document, fact, right, criterion or rulebook, looked up before it is recorded"] =
        [
            "Matter.Service", "RequestSubmitted.Documents", "InformationSupplied.Documents", "RequestSubmitted.Facts",
            "RequestSubmitted.SealedFacts", "InformationSupplied.Facts", "InformationSupplied.SealedFacts",
            "ApplicantCorrected.SealedFacts",
            "CriterionAnswer.Criterion", "DecisionPrepared.Rulebook", "RequestDecided.Rulebook",
            "AppealDecided.Rulebook", "FileAttached.Document", "ServiceWithdrawn.Service",
            "InfluenceReported.Service",
        ],
        ["a code of a department or county, looked up before it is recorded"] =
        [
            "Matter.Department", "Matter.County", "RequestReferred.To", "ReferralAnswered.Department",
            "RequestTransferred.From", "FileOpened.Department", "OpeningsListed.Department", "OpeningsRead.Department",
            "WithheldFileOpened.Department", "InfluenceReported.Department",
            "WebhookSubscribed.Department", "SignalDisposed.Department",
            "PostEstablished.Department", "CountedHolder.Department", "CountedGroup.Department",
            "DirectiveIssued.Departments", "DirectiveAcknowledged.Department", "DirectiveAssigned.Department",
            "DirectiveExtended.Department", "DirectiveReported.Department", "DirectiveReturned.Department",
            "DirectiveVerified.Department", "EvidenceAttached.Department", "SupportAnswered.Department",
            "SupportAsked.Department", "DirectiveEscalated.Department", "DirectiveRedated.Department",
            "DirectiveReminded.Department", "VerifierReminded.Department",
            "LetterAssigned.Department", "LetterDrafted.Office", "LetterRegistered.FromOffice", "LetterSent.To",
            "RegisterEntry.Office",
            "CommitmentMade.Departments", "CommitmentAmended.Departments", "MeasureTerms.Department",
            "MeasureTerms.Service", "MeasureTerms.County",
            "CouncilEstablished.Council", "MeetingCalled.Council", "ResolutionAdopted.Council",
            "IssueRaised.County", "IssueRaised.Department", "IssueRaised.Departments", "PlannedStep.Department",
            "LettersImported.Office",
            "GuidanceAsked.Department", "GuidanceAsked.Services", "GuidanceCommented.Department",
            "GuidanceAcknowledged.Department", "GuidanceText.Departments", "GuidanceText.Services",
        ],
        ["an officer's public code, from the actor or the list of officers"] =
        [
            "AppealDecided.FirstOfficer", "AppealDecided.Officer", "CriterionAnswer.By", "DecisionNotified.Officer",
            "DecisionPrepared.Officer", "FileOpened.Reader", "InformationRequested.Officer",
            "DrawRequested.Pool", "DrawExclusion.Officer", "DrawExecuted.Officer",
            "LimitBreached.EscalatedTo", "LimitBreached.Officer", "OfficerRecused.Officer", "Override.SecondOfficer", "ReferralAnswered.Officer",
            "RemedyGiven.Officer", "RequestAssigned.By", "RequestAssigned.Officer", "RequestClosed.Officer",
            "RequestDecided.Officer", "RequestExtended.Officer", "RequestPrioritised.Officer", "RequestReady.Officer",
            "RequestReferred.Officer", "RequestSubmitted.Clerk", "RequestTransferred.Officer", "StepRecorded.Officer",
            "TipAnswered.Officer", "TipClosed.Officer", "TipIdentityOpened.Custodian", "TipLinked.Officer",
            "OfficerLeft.Officer", "InterestDeclared.Officer", "InterestWithdrawn.Officer",
            "ErasureProposed.By", "ErasureRefused.By", "SubjectErased.By",
            "SubjectErased.ProposedBy", "LegalHoldPlaced.By", "LegalHoldLifted.By",
            "OpeningsListed.Reader", "OpeningsRead.Reader", "ApiKeyContactRead.Reader",
            "WithheldFileOpened.Reader", "WithholdingApproved.Officer", "WithholdingAsked.Officer",
            "WithholdingExtended.Officer", "WithholdingRefused.Officer", "IndicatorSet.By",
            "SignalDisposed.Officer",
            "PostEstablished.By", "PostCriteriaSet.By", "VacancyOpened.By", "VacancyOpened.Panel", "VacancyEnded.By",
            "PanelistNamed.By", "PanelistNamed.Officer", "PanelistRecused.Officer", "CandidateEntered.By",
            "CandidateWithdrawn.By", "CandidateAssessed.By", "CandidateErased.By", "HolderAppointed.By",
            "HolderAppointed.Officer", "IncumbentRecorded.By", "IncumbentRecorded.Officer", "TermRenewed.By",
            "TermRenewed.Officer", "TermEnded.By", "TermEnded.Officer", "LevelsSet.By", "TargetSet.By",
            "CountedHolder.Officer", "CountedGroup.Officers",
            "DirectiveIssued.By", "DirectiveIssued.Owner", "DirectiveIssued.Verifier", "DirectiveAcknowledged.Officer",
            "DirectiveAssigned.By", "DirectiveAssigned.Executor", "DirectiveExtended.Officer",
            "DirectiveReported.Officer", "DirectiveReturned.Officer", "DirectiveVerified.Officer",
            "DirectiveWithdrawn.Officer", "EvidenceAttached.Officer", "SupportAnswered.Officer",
            "SupportAsked.Officer", "DirectiveEscalated.EscalatedTo", "DirectiveEscalated.Executor",
            "DirectiveReminded.Executor", "VerifierReminded.Verifier",
            "LetterRegistered.By", "LetterDrafted.By", "LetterRedrafted.By", "LetterSent.By", "LetterSent.DraftedBy",
            "LetterSent.Owner", "LetterReceived.Officer", "LetterAssigned.By", "LetterAssigned.Executor",
            "LetterFileAttached.Officer", "LetterEffectReported.Officer", "LetterEffectVerified.Officer",
            "LetterReturned.Officer", "LetterWithdrawn.Officer", "LetterReminded.Executor", "LetterReminded.Told",
            "LetterVerdictReminded.Told", "CorrespondentErased.Officer", "LettersImported.By",
            "ProgrammeOpened.By", "ProgrammeOpened.Owner", "PromiseAmended.By", "ProgrammeHandedOver.By",
            "ProgrammeHandedOver.Owner", "CommitmentMade.By", "CommitmentAmended.By", "MeasureDefined.By",
            "MilestoneSet.By", "MilestoneAmended.By", "MilestoneDropped.By", "MilestoneReminded.Owner",
            "MilestoneMissed.RaisedTo", "MissExplained.By", "MissReminded.RaisedTo", "ProgrammeEnded.By",
            "CouncilEstablished.By", "MeetingCalled.By", "MeetingCalled.Chair", "MeetingCalled.Invited",
            "MeetingCalled.Writer", "AgendaItemAdded.Officer", "MeetingWriterNamed.Officer",
            "MeetingWriterNamed.Writer", "MeetingOpened.Officer", "AttendanceRecorded.Officer",
            "AttendanceRecorded.Present", "GuestRecorded.Officer", "GuestErased.Officer", "ViewpointMinuted.Speaker",
            "ViewpointAnswered.Officer", "ResolutionMinuted.Officer", "MinutesClosed.Officer",
            "MinutesApproved.Officer", "MinutesCorrected.Officer", "MeetingCancelled.Officer", "ResolutionAdopted.By",
            "ResolutionAdopted.Owner", "ResolutionAdopted.Verifier", "ResolutionContinued.Officer",
            "ResolutionBecameDirective.Officer", "ResolutionBecameCommitment.Officer", "ResolutionReported.Officer",
            "ResolutionVerified.Officer", "ResolutionReturned.Officer", "ResolutionDropped.Officer",
            "IssueRaised.By", "IssueRaised.Owner", "IssueRaised.Verifier", "IssueOwnerNamed.By",
            "IssueOwnerNamed.Owner", "IssuePlanned.Officer", "IssueStepCompleted.Officer", "IssueFollowedUp.Officer",
            "IssueReported.Officer", "IssueVerified.Officer", "IssueReturned.Officer", "IssueReopened.Officer",
            "IssueDropped.Officer", "IssueReminded.RemindedOfficer",
            "GuidanceAsked.Officer", "GuidanceDrafted.By", "GuidanceRedrafted.By", "GuidanceCommented.Officer",
            "GuidanceAnswered.Officer", "GuidanceIssued.Officer", "GuidanceAcknowledged.Officer",
            "GuidanceDraftDropped.Officer", "GuidanceRepealed.Officer", "GuidanceReminded.Told",
        ],
        ["one word of a closed list"] =
        [
            "DecisionNotified.Channel", "DecisionPrepared.OverrideGround", "FileOpened.Purpose", "FileOpened.Role",
            "FileOpened.Task", "OpeningsListed.Role", "OpeningsRead.Role",
            "WithheldFileOpened.Role", "WithholdingApproved.Role", "WithholdingAsked.Basis", "WithholdingAsked.Role",
            "WithholdingExtended.Role", "WithholdingRefused.Role",
            "DrawExclusion.Reason", "DrawAborted.Reason", "RequestAssigned.PastDraw",
            "LimitBreached.Remedy", "OfficerRecused.Ground", "Override.Ground", "RemedyGiven.Kind",
            "RequestAssigned.Ground", "RequestDecided.Grounds", "RequestDecided.OvertakingGround",
            "RequestExtended.Ground", "RequestPrioritised.Ground", "RequestSubmitted.Channel",
            "RequestTransferred.Ground", "LedgerKeyChanged.Ground", "ErasureProposed.Basis", "ErasureRefused.Basis",
            "SubjectErased.Basis", "LegalHoldPlaced.Ground", "ApiKeyRevoked.Ground",
            "InfluenceReported.Kind", "InfluenceReported.On", "TipClosed.Outcome",
            "TipIdentityOpened.Ground",
            "IssueRaised.From", "IssueDropped.Ground", "MeetingCancelled.Ground", "GuestErased.Ground",
            "ViewpointAnswered.Outcome", "ResolutionDropped.Ground",
            "DirectiveWithdrawn.Ground", "WebhookEnded.Ground", "WebhookSubscribed.Types",
            "SignalDisposed.Disposition", "SignalDisposed.Ground", "SignalDisposed.Indicator",
            "PanelistRecused.Ground", "VacancyEnded.Ground", "TermEnded.Ground", "HolderAppointed.PastBetter",
            "CandidateErased.Ground",
            "LetterWithdrawn.Ground", "CorrespondentErased.Ground", "LetterLink.Kind",
            "ProgrammeEnded.Ground", "MeasureTerms.Kind", "MeasureTerms.Indicator", "MeasureTerms.Window",
            "MeasuredValue.Definition",
        ],
        ["a public key, as text"] = ["LedgerKeyChanged.Key", "LedgerKeyChanged.Before"],
        ["a digest, a mark under a key, or derived from the id of what it names"] =
        [
            "ApiKeyIssued.Hash", "CriterionAnswer.Evidence", "DirectiveIssued.Number",
            "LetterDrafted.Number", "LetterRegistered.Number",
            "DirectiveIssued.Serves", "ProgrammeOpened.Number", "MeasureTerms.Directives",
            "IssueRaised.Number", "GuidanceAsked.Number", "GuidanceDrafted.Number",
            "DirectiveIssued.Resolution", "MeetingCalled.Number", "ResolutionAdopted.Number",
            "ResolutionBecameDirective.Number", "ResolutionMinuted.Number", "ResolutionSettled.Number",
            "RequestSubmitted.RepresentativeMark", "RequestSubmitted.TrackingNumber",
        ],
        ["the name of a contributor to draws, as the ledger's policy has it"] =
            ["DrawContributor.Name", "DrawContribution.Name", "DrawExecuted.Missing"],
        ["what a draw is drawn again from: hashes, signatures over them, and random bytes that were made for it"] =
        [
            "DrawContributor.Key", "DrawContribution.Signature", "DrawExecuted.Leaf", "DrawExecuted.Nonce",
            "DrawExecuted.Origin", "DrawExecuted.Seed", "DrawRequested.NonceDigest", "NonceRevealed.Nonce",
            "RequestSubmitted.NonceDigest",
        ],
        ["what a time-stamping authority signed over the ledger's root, and the name of its certificate"] =
            ["CheckpointStamped.Authority", "CheckpointStamped.Root", "CheckpointStamped.Token"],
        ["a code of a criterion of the post, compared with its list"] = ["CriterionFinding.Criterion"],
        ["the public number of a request, a directive or an issue, looked up before it is recorded"] =
            ["LetterLink.Number"],
        ["a clause of guidance in force, looked up before it is recorded"] = ["Cited.Clause", "GuidanceAnswered.Cites"],
        ["the number of a meeting, viewpoint or letter, checked by its form"] = ["IssueRaised.Source"],
        ["a code of a programme and its commitment, checked by its form"] =
            ["ResolutionBecameCommitment.Commitment", "ResolutionBecameCommitment.Programme"],
        ["the name of a quarter, computed from a day"] = ["BalancePublished.Quarter"],
        ["a code of Latin letters, checked by its form, for steps that other systems name"] = ["StepRecorded.Step"],
        // A Text is besides the one line of an act of oversight that its author wrote for everybody to read.
        ["what the province says about itself, written by its administrator to be published"] =
        [
            "Text.Fa", "Text.En", "Choice.Code", "Document.Code", "FactTerms.Name", "FactTerms.Type",
            "ServiceTerms.Assignment", "ServiceTerms.Channels", "ServiceTerms.Code", "ServiceTerms.Department",
            "IndicatorSet.Indicator", "Threshold.Name",
            "ServiceTerms.PlannedSteps", "ServiceTerms.Queue", "ServiceTerms.Rights", "ServiceTerms.Rulebook",
            "Criterion.Code", "Criterion.Kind", "RulebookVersion.Code",
            "DepartmentEstablished.County", "DepartmentEstablished.Department", "DepartmentEstablished.Kind",
            "DepartmentEstablished.Parent", "OfficerAppointed.Department", "OfficerAppointed.Grade",
            "OfficerAppointed.Officer", "OfficerAppointed.Roles", "OfficerAppointed.Services",
            "OfficerAppointed.Supervisor", "ApiKeyIssued.Client", "PostEstablished.Post", "PostEstablished.Level",
            "PostCriterion.Code", "PostLevel.Code", "PostLevel.CountedWith", "CountedHolder.Level",
            "CountedHolder.Band", "CountedGroup.Band",
        ],
    };

    /// <summary>Members that hold a value of many kinds, and why it is public.</summary>
    private static readonly Dictionary<string, string> Open = new()
    {
        ["RequestSubmitted.Facts"] = "numbers, days and choices about the matter; a fact in words is always sealed",
        ["InformationSupplied.Facts"] = "as in RequestSubmitted",
        ["Criterion.Test"] = "JSON Logic, published with the rulebook",
        ["FactTerms.Min"] = "an exact decimal, published with the service",
        ["FactTerms.Max"] = "an exact decimal, published with the service",
        ["Threshold.Value"] = "an exact decimal, published with the indicator",
    };

    private static readonly Type[] Public =
    [
        typeof(bool), typeof(int), typeof(long), typeof(Guid), typeof(DateOnly), typeof(TimeOnly),
        typeof(DateTimeOffset), typeof(DayOfWeek), typeof(Sealed), typeof(SealedFile),
    ];

    private static readonly Type[] Floating = [typeof(float), typeof(double), typeof(Half)];

    [Fact]
    public void No_event_has_bare_words() =>
        Members().Where(member => member.Leaf == typeof(string)).Select(member => member.Name).Distinct()
            .Except(BareText.Values.SelectMany(names => names)).ShouldBeEmpty("Seal it, or say here why it is public.");

    [Fact]
    public void Nor_a_number_that_two_readers_may_read_differently() =>
        Members().Where(member => Floating.Contains(member.Leaf)).Select(member => member.Name).ShouldBeEmpty();

    [Fact]
    public void Nor_a_value_of_any_kind_that_is_not_listed() =>
        Members().Where(member => member.Leaf != typeof(string) && !Public.Contains(member.Leaf))
            .Select(member => member.Name).Distinct().Except(Open.Keys)
            .ShouldBeEmpty("Seal it, or say here why it is public.");

    [Fact]
    public void Every_exception_is_still_needed() =>
        BareText.Values.SelectMany(names => names).Concat(Open.Keys)
            .Except(Members().Select(member => member.Name)).ShouldBeEmpty();

    [Fact]
    public void Every_event_says_when_it_happened() =>
        Repository.Events.Where(type => Contract.Members(type).All(member => member.Name != nameof(IHappened.At)))
            .ShouldBeEmpty();

    private static IEnumerable<(string Name, Type Leaf)> Members() =>
        from type in Contract.Parts(Repository.Events)
        where !type.IsEnum && type != typeof(Sealed) && type != typeof(SealedFile)
        from member in Contract.Members(type)
        from leaf in Contract.Leaves(member.PropertyType)
        where leaf.Assembly != Repository.Platform
        select ($"{type.Name}.{member.Name}", leaf);
}
