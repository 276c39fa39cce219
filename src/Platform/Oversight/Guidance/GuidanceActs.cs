namespace EGov.Oversight;

/// <summary>What somebody may do with a guidance note now, found by asking each act's own rule.</summary>
public static class GuidanceActs
{
    private const string Words = "-";
    private static readonly Guid None = Guid.Empty;
    private static readonly Text Line = new(Words, Words);
    private static readonly GuidanceText Text = new(Line, Line, [Line], [], []);

    /// <summary>In the order in which a note meets them: the last part of the address of each.</summary>
    public static IReadOnlyList<string> Of(GuidanceNote note, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var today = now.Day();
        (string Name, Func<object> Try)[] acts =
        [
            ("answer", () => AnswerGuidanceHandler.Handle(new(None, Words), note, handbook, actor, now)),
            ("draft", () => RedraftGuidanceHandler.Handle(
                new(None, Text, GuidanceWords.EnoughDays), note, handbook, actor, now)),
            ("comment", () => CommentGuidanceHandler.Handle(new(None, false, Words), note, actor, now)),
            ("issue", () => IssueGuidanceHandler.Handle(
                new(None, note.Latest is { } latest && latest.From >= today ? latest.From.AddDays(1) : today, Line),
                note, handbook, actor, now)),
            ("acknowledge", () => AcknowledgeGuidanceHandler.Handle(new(None), note, actor, now)),
            ("drop-draft", () => DropGuidanceDraftHandler.Handle(new(None, Line), note, actor, now)),
            ("repeal", () => RepealGuidanceHandler.Handle(new(None, today, Line), note, actor, now)),
        ];
        return
        [
            .. acts.Where(act => Access.Of("POST", $"/api/guidance/{{guidanceId}}/{act.Name}")!.Of(actor.Role)
                    is not Reach.None && Verification.IsAllowed(act.Try))
                .Select(act => act.Name),
        ];
    }
}
