using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>The platform's own: the report on a letter has waited long for a second person.</summary>
public record RemindLetterVerdict(Guid LetterId);

public static class RemindLetterVerdictHandler
{
    /// <summary>Once for each report.</summary>
    public static LetterVerdictReminded Handle(
        RemindLetterVerdict command, [WriteModel("letterId")] OfficialLetter letter, Handbook handbook,
        DateTimeOffset now)
    {
        if (!letter.IsVerdictOverdue(handbook.Calendar, now.Day())) throw new Refused("letter.verdict-not-due");
        return new(now, letter.ReportedAt!.Value.Day(), letter.By);
    }
}
