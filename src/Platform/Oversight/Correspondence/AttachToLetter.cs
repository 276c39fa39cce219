using EGov.Privacy;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>Puts a file with a letter: an enclosure, a scan, or what shows the effect.</summary>
/// <param name="Name">What the sender calls it; sealed with the file.</param>
/// <param name="MediaType">application/pdf, image/jpeg, image/png or text/plain, which the bytes must be.</param>
/// <param name="Content">The bytes, in base64; at most 10 MiB.</param>
public record AttachToLetter(Guid LetterId, string Name, string MediaType, byte[] Content);

public static class AttachToLetterHandler
{
    private const int Most = 40;

    /// <summary>
    /// You put a file with a draft of your office, with a letter that came in, or with one whose effect is yours.
    /// </summary>
    [WolverinePost("/api/letters/{letterId}/files"), EmptyResponse]
    [RequestSizeLimit(AttachedFile.LongestBody)]
    public static LetterFileAttached Handle(
        AttachToLetter command, [WriteModel("letterId")] OfficialLetter letter, Actor actor, DateTimeOffset now)
    {
        var isEvidence = letter.IsOpen && actor.Code == letter.Executor && actor.Department == letter.Doer;
        if (isEvidence) letter.OnlyForItsDoer(actor);
        else if (actor.Department != letter.Office
            || !(letter.Status is LetterStatus.Draft || (letter.Direction is LetterDirection.In
                && letter.Status is LetterStatus.Open or LetterStatus.Informed)))
            throw new Refused("letter.no-file-now") { Status = 403 };
        if (letter.Files >= Most) throw new Refused("letter.too-many-files", Most);
        var about = AttachedFile.Of(command.Name, command.MediaType, command.Content);
        return new(now, actor.Code, about.Seal(Subjects.Oversight),
            SealedFile.Of(Subjects.Oversight, command.Content), isEvidence);
    }
}
