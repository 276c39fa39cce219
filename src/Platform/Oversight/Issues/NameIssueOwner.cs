using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Owner">The public code of an officer, a manager or one of the governor's staff.</param>
public record NameIssueOwner(Guid IssueId, string Owner);

public static class NameIssueOwnerHandler
{
    /// <summary>Says who answers for an issue. Whoever has had to answer for it does not verify it.</summary>
    [WolverinePost("/api/issues/{issueId}/owner"), EmptyResponse]
    public static IssueOwnerNamed Handle(
        NameIssueOwner command, [WriteModel] Issue issue, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        issue.OnlyWhileOpen();
        if (issue.Status is IssueStatus.Reported) throw new Refused("issue.owner-has-reported");
        var owner = command.Owner.Trim();
        if (owner == issue.Owner) throw new Refused("issue.owner-already", owner);
        MustBeAbleTo(owner, issue, handbook);
        return new(now, owner, actor.Code);
    }

    public static void MustBeAbleTo(string owner, Issue issue, Handbook handbook)
    {
        if (handbook.Officers.GetValueOrDefault(owner) is not { IsServing: true } found
            || !found.Roles.Any(role => role is "officer" or "manager" or "governor"))
            throw new Refused("issue.owner-unknown", owner) { Status = 422 };
        issue.MustLeaveAVerifier(owner, handbook);
    }
}
