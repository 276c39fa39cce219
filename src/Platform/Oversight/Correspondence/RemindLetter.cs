using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>The platform's own: the due date of a letter is near, or has passed without a report.</summary>
public record RemindLetter(Guid LetterId);

public static class RemindLetterHandler
{
    /// <summary>Once before each due date, and once after it; then whoever sent or registered it is told.</summary>
    public static LetterReminded Handle(
        RemindLetter command, [WriteModel("letterId")] OfficialLetter letter, Handbook handbook, DateTimeOffset now)
    {
        var isLate = letter.IsToBeToldLate(now.Day());
        if (!isLate && !letter.IsToBeReminded(handbook.Calendar, now.Day()))
            throw new Refused("letter.reminder-not-due");
        return new(now, letter.Due!.Value, letter.Executor, isLate, isLate ? letter.By : null);
    }
}
