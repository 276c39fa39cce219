using EGov.Privacy;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>Puts a file that shows the effect with a directive.</summary>
/// <param name="Name">What the sender calls it; sealed with the file.</param>
/// <param name="MediaType">application/pdf, image/jpeg, image/png or text/plain, which the bytes must be.</param>
/// <param name="Content">The bytes, in base64; at most 10 MiB.</param>
public record AttachEvidence(Guid DirectiveId, string Name, string MediaType, byte[] Content);

public static class AttachEvidenceHandler
{
    private const int Most = 20;

    /// <summary>You put a file with the directive that you carry out, before you report.</summary>
    [WolverinePost("/api/directives/{directiveId}/evidence"), EmptyResponse]
    [RequestSizeLimit(AttachedFile.LongestBody)]
    public static EvidenceAttached Handle(
        AttachEvidence command, [WriteModel] Directive directive, Actor actor, DateTimeOffset now)
    {
        var part = directive.OnlyForItsExecutor(actor);
        if (part.Attached >= Most) throw new Refused("evidence.too-many", Most);
        var about = AttachedFile.Of(command.Name, command.MediaType, command.Content);
        return new(now, part.Department, actor.Code, about.Seal(Subjects.Oversight),
            SealedFile.Of(Subjects.Oversight, command.Content));
    }
}
