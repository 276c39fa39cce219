using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>The platform's own: the calendar changed while a letter was open.</summary>
public record RedateLetter(Guid LetterId);

public static class RedateLetterHandler
{
    public static LetterRedated Handle(
        RedateLetter command, [WriteModel("letterId")] OfficialLetter letter, Handbook handbook, DateTimeOffset now)
    {
        if (!letter.IsMovedBy(handbook.Calendar)) throw new Refused("letter.not-moved");
        return new(now, handbook.Calendar.Version, letter.DueBy(handbook.Calendar));
    }
}
