using System.Globalization;
using EGov.Privacy;

namespace EGov.Casework;

/// <summary>For what a file is opened and by whom: a purpose is for some roles and needs one of their tasks.</summary>
/// <remarks>Who has no such task explains himself, in words that are sealed under the key of his office.</remarks>
public static class OpenFile
{
    public const int ShortestExplanation = 20;
    public const int LongestExplanation = 500;

    private static readonly Dictionary<string, Purpose> Purposes = new()
    {
        ["papers"] = new(["officer"], [Holder, Queue]),
        ["decision"] = new(["officer"], [Holder, Queue, SecondOfficer, Decider]),
        ["referral"] = new(["officer"], [Referral]),
        ["appeal"] = new(["officer", "manager"], [Appeal]),
        ["supervision"] = new(["manager"], [Supervision]),
        ["audit"] = new(["auditor"], [(_, actor, _) => actor.Role is "auditor" ? "audit" : null]),
        ["complaint"] = new(["officer", "manager"], [Contest, Remedy]),
        // No file is an integrity officer's task: whatever he looks into, he says why.
        ["investigation"] = new(["integrity"], []),
    };

    /// <summary>The purposes for which somebody of this role may open a file at all.</summary>
    public static IReadOnlyList<string> PurposesOf(Actor actor) =>
        [.. Openings.Purposes.Where(code => Purposes[code].Roles.Contains(actor.Role))];

    /// <summary>The reader's open task on the file that a purpose stands for; null when he has none.</summary>
    public static string? TaskOf(string purpose, Request file, Actor actor, Handbook handbook) =>
        Purposes[purpose].Tasks.Select(task => task(file, actor, handbook)).FirstOrDefault(task => task is not null);

    /// <summary>The opening that is put on record before anything of the file is shown.</summary>
    /// <param name="explanation">Read only where there is no task: with one, the purpose says it all.</param>
    public static FileOpened Decide(
        Request file, string? purpose, string? explanation, Actor actor, Handbook handbook, DateTimeOffset now)
    {
        if (purpose is null) throw new Refused("opening.purpose-missing") { Status = 400 };
        if (!Purposes.TryGetValue(purpose, out var stated))
            throw new Refused("opening.purpose-not-listed", purpose) { Status = 400 };
        if (!stated.Roles.Contains(actor.Role))
            throw new Refused("opening.purpose-not-for-role", purpose) { Status = 403 };
        var task = TaskOf(purpose, file, actor, handbook);
        var words = explanation?.Trim() ?? "";
        if (task is null && words.Length == 0) throw new Refused("opening.no-task", purpose) { Status = 403 };
        if (task is null && new StringInfo(words).LengthInTextElements
                is < ShortestExplanation or > LongestExplanation)
            throw new Refused("opening.explanation-length", ShortestExplanation, LongestExplanation) { Status = 400 };
        return new(now, file.Id, actor.Code, actor.Role, actor.Department, purpose, task,
            task is null ? Sealed.Of(Subjects.OfficeOf(actor), words) : null);
    }

    private static bool IsOfHisOffice(Request file, Actor actor) => actor.Department == file.Matter.Department;

    private static string? Holder(Request file, Actor actor, Handbook handbook) =>
        file.IsOpen && file.Officer == actor.Code ? "holder" : null;

    private static string? Queue(Request file, Actor actor, Handbook handbook) =>
        file.Officer is null && IsOfHisOffice(file, actor)
        && file.IsUndecided ? "queue" : null;

    /// <summary>A decision was drawn up that somebody else must take.</summary>
    private static string? SecondOfficer(Request file, Actor actor, Handbook handbook) =>
        file is { Status: RequestStatus.Ready, Prepared: { } prepared } && prepared.Officer != actor.Code
        && IsOfHisOffice(file, actor) ? "second-officer" : null;

    /// <summary>Who decided tells the applicant and closes the file, though another holds it.</summary>
    private static string? Decider(Request file, Actor actor, Handbook handbook) =>
        file.IsOpen && file.Decision?.Officer == actor.Code ? "decider" : null;

    private static string? Referral(Request file, Actor actor, Handbook handbook) =>
        actor.Department is { } asked && file.OpenReferrals.Values.Contains(asked) ? "referral" : null;

    private static string? Appeal(Request file, Actor actor, Handbook handbook) =>
        DecideAppealHandler.IsFor(file, actor, handbook) ? "appeal" : null;

    private static string? Supervision(Request file, Actor actor, Handbook handbook) =>
        IsOfHisOffice(file, actor) ? "supervision" : null;

    /// <summary>The closure was contested, and the file lies with him or with his office.</summary>
    private static string? Contest(Request file, Actor actor, Handbook handbook) =>
        file is { Contests: > 0, IsOpen: true } && IsOfHisOffice(file, actor)
        && (actor.Role is "manager" || file.Officer is null || file.Officer == actor.Code) ? "contest" : null;

    /// <summary>A breach is owed an answer.</summary>
    private static string? Remedy(Request file, Actor actor, Handbook handbook) =>
        file.OwesRemedy && IsOfHisOffice(file, actor) ? "remedy" : null;

    private sealed record Purpose(string[] Roles, Func<Request, Actor, Handbook, string?>[] Tasks);
}
