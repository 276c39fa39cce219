namespace EGov.Oversight;

/// <summary>What somebody may do with a meeting or a resolution now, found by asking each act's own rule.</summary>
public static class MeetingActs
{
    private const string Words = "-";
    private static readonly Guid None = Guid.Empty;
    private static readonly Text Line = new(Words, Words);

    /// <summary>In the order in which a meeting meets them: the last part of the address of each.</summary>
    public static IReadOnlyList<string> Of(
        Meeting meeting, CouncilMatters matters, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var answerable = meeting.Viewpoints.FirstOrDefault(one => one.Outcome is null && one.Speaker != actor.Code);
        (string Name, Func<object> Try)[] acts =
        [
            ("agenda", () => AddAgendaItemHandler.Handle(new(None, Line), meeting, actor, now)),
            ("writer", () => NameMeetingWriterHandler.Handle(
                new(None, WritersFor(meeting, handbook) is [var one, ..] ? one : ""), meeting, handbook, actor, now)),
            ("open", () => OpenMeetingHandler.Handle(new(None), meeting, matters, actor, now)),
            ("attendance", () => RecordAttendanceHandler.Handle(
                new(None, [.. handbook.Officers.Values.Where(one => one.IsServing).Select(one => one.Code)
                    .Except(meeting.Present).Take(1)]), meeting, handbook, actor, now)),
            ("guests", () => RecordGuestHandler.Handle(new(None, Words), meeting, actor, now)),
            ("viewpoints", () => MinuteViewpointHandler.Handle(
                new(None, Words, meeting.Present is [var first, ..] ? first : Words), meeting, actor, now)),
            ("resolutions", () => AdoptResolutionHandler.Decide(
                new(None, Line, actor.Code, now.Day()), None, meeting, handbook, actor, now)),
            ("answer-viewpoint", () => AnswerViewpointHandler.Handle(
                new(None, answerable?.Number ?? 0, AnswerViewpointHandler.Outcomes[0], Words), meeting, actor, now)),
            ("close", () => CloseMinutesHandler.Handle(new(None), meeting, matters, actor, now)),
            ("approve", () => ApproveMinutesHandler.Handle(new(None), meeting, actor, now)),
            ("correct", () => CorrectMinutesHandler.Handle(new(None, Words), meeting, actor, now)),
            ("cancel", () => CancelMeetingHandler.Handle(
                new(None, CancelMeetingHandler.Grounds[0], Words), meeting, actor, now)),
        ];
        return Allowed("meetings/{meetingId}", actor, acts);
    }

    public static IReadOnlyList<string> Of(
        Resolution resolution, Meeting? running, Directive? directive, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        (string Name, Func<object> Try)[] acts =
        [
            ("direct", () => DirectResolutionHandler.Decide(
                new(None, LedFor(handbook), Words, Words, 1), None, resolution, directive, handbook, actor, now)),
            ("commit", () => CommitResolutionHandler.Handle(new(None, "-1-", "-1-"), resolution, actor, now)),
            ("report", () => ReportResolutionHandler.Handle(new(None, Words), resolution, directive, actor, now)),
            ("verify", () => VerifyResolutionHandler.Handle(new(None), resolution, handbook, actor, now)),
            ("return", () => ReturnResolutionHandler.Handle(new(None, Words), resolution, handbook, actor, now)),
            ("continue", () => ContinueResolutionHandler.Handle(
                new(None, None, Words), resolution, running, actor, now)),
            ("drop", () => DropResolutionHandler.Handle(
                new(None, None, DropResolutionHandler.Grounds[0], Words), resolution, running, actor, now)),
        ];
        return Allowed("resolutions/{resolutionId}", actor, acts);
    }

    public static IReadOnlyList<string> WritersFor(Meeting meeting, Handbook handbook) =>
    [
        .. handbook.Officers.Values
            .Where(one => one.IsServing && one.Roles.Contains("governor")
                && one.Code != meeting.Chair && one.Code != meeting.Writer)
            .Select(one => one.Code).Order(StringComparer.Ordinal),
    ];

    private static string[] LedFor(Handbook handbook) =>
    [
        .. handbook.Officers.Values.Where(one => one.IsServing && one.Roles.Contains("manager"))
            .Select(one => one.Department).Take(1),
    ];

    private static string[] Allowed(string place, Actor actor, (string Name, Func<object> Try)[] acts) =>
    [
        .. acts.Where(act => Access.Of("POST", $"/api/{place}/{act.Name}")!.Of(actor.Role) is not Reach.None
            && Verification.IsAllowed(act.Try)).Select(act => act.Name),
    ];
}
