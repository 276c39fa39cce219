using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>The platform's own: nobody has been heard of an issue for long.</summary>
public record RemindIssue(Guid IssueId);

public static class RemindIssueHandler
{
    /// <summary>
    /// Its owner, or those who are to verify it; the third time, the head of the governorate. Begins anew with a word.
    /// </summary>
    public static IssueReminded Handle(
        RemindIssue command, [WriteModel] Issue issue, Handbook handbook, DateTimeOffset now)
    {
        if (issue.WatchFrom is not { } from || now.Day() < from) throw new Refused("issue.reminder-not-due");
        var reminder = issue.Reminders + 1;
        var nearest = issue.Status is IssueStatus.Reported ? issue.Raisers(handbook).Order().First() : issue.Owner;
        return new(now, issue.HeardOn, reminder,
            reminder >= Issue.ToTheHeadFrom ? Governorate.HeadOf(handbook) ?? nearest : nearest);
    }
}
