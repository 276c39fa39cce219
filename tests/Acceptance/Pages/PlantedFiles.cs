using EGov.Casework;
using Verdict = EGov.Casework.Answer;

namespace EGov.Acceptance.Pages;

/// <summary>Files of the past, each brought as far on its way as a test wants it.</summary>
internal static class PlantedFiles
{
    private static readonly OpenFacts Facts = new(new() { ["distance"] = 730, ["income"] = 500_000_000 });

    public static Actor Senior { get; } = new("officer", "ENV-031", "environment");

    public static Actor Water { get; } = new("officer", "WAT-007", "regional-water");

    /// <summary>Filed so many days after 1 April 2026, taken, complete, and on.</summary>
    /// <param name="state">
    /// filed, taken, ready, transferred, referred, answered, prepared, decided, notified, appealed.
    /// </param>
    /// <param name="officer">Who holds and prepares it; the senior officer when nobody is named.</param>
    public static void Reach(this Planted planted, Guid id, int day, string state, Actor? officer = null)
    {
        var at = new DateTimeOffset(2026, 4, 1, 6, 0, 0, TimeSpan.Zero).AddDays(day);
        planted.File(id, at, Planted.Filing());
        var steps = Steps(id, planted.Handbook, officer ?? Senior);
        foreach (var (reached, by, act) in steps.TakeWhile(_ => state != "filed"))
        {
            if (reached == "transferred" && state != reached) continue;
            var now = at = at.AddMinutes(10);
            planted.Do(id, by, now, file => act(file, by, now));
            if (reached == state) return;
        }
    }

    private static (string Reached, Actor By, Func<Request, Actor, DateTimeOffset, object> Act)[] Steps(
        Guid id, Handbook handbook, Actor officer) =>
    [
        ("taken", officer, (file, by, now) =>
            AssignRequestHandler.Handle(new(id), file, Overtaken.None, handbook, by, now)),
        ("ready", officer, (file, by, now) => MarkReadyHandler.Handle(new(id), file, handbook, by, now)),
        ("transferred", officer, (file, by, now) => TransferRequestHandler.Handle(
            new(id, "regional-water", "out-of-competence"), file, handbook, by, now)),
        ("referred", officer, (file, by, now) =>
            ReferRequestHandler.Handle(new(id, "regional-water", "?"), file, handbook, by, now)),
        ("answered", Water, (file, by, now) =>
            AnswerReferralHandler.Handle(new(id, 1, Opinion.NoOpinion, "-"), file, by, now)),
        ("prepared", officer, (file, by, now) => PrepareDecisionHandler.Handle(
            new(id, Outcome.Granted, [new("plan-acceptable", Verdict.Met)]), file, Facts, handbook, by, now)),
        ("decided", Planted.Second, (file, by, now) => DecideRequestHandler.Handle(
            new(id, Outcome.Granted), file, Facts, Overtaken.None, handbook, by, now)),
        ("notified", Planted.Second, (file, by, now) => NotifyDecisionHandler.Handle(new(id), file, handbook, by, now)),
        ("appealed", new("citizen", Holds: id), (file, by, now) =>
            AppealDecisionHandler.Handle(new(id, "?"), file, by, now)),
    ];
}
