using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Words">What was done, and what is different now; sealed.</param>
/// <param name="References">Where evidence stands elsewhere, such as the number of a file; sealed, at most 20.</param>
public record ReportLetter(Guid LetterId, string Words, IReadOnlyList<string>? References = null);

public static class ReportLetterHandler
{
    private const int Most = 20, LongestReference = 500;

    /// <summary>You say that the effect is there, with evidence. Whether it is, somebody else says.</summary>
    [WolverinePost("/api/letters/{letterId}/report"), EmptyResponse]
    public static LetterEffectReported Handle(
        ReportLetter command, [WriteModel("letterId")] OfficialLetter letter, Actor actor, DateTimeOffset now)
    {
        letter.OnlyForItsExecutor(actor);
        var words = OfficialWords.Seal(command.Words) ?? throw new Refused("letter.report-empty") { Status = 422 };
        var references = (command.References ?? []).Select(one => one.Trim()).Where(one => one.Length > 0).ToList();
        if (references.Count > Most || references.Any(one => one.Length > LongestReference))
            throw new Refused("letter.references-too-long", Most, LongestReference) { Status = 422 };
        if (references.Count == 0 && letter.Attached == 0) throw new Refused("letter.no-evidence") { Status = 422 };
        return new(now, actor.Code, words, [.. references.Select(one => Sealed.Of(Subjects.Oversight, one))],
            letter.Attached, OnTime: now.Day() <= letter.Due);
    }
}
