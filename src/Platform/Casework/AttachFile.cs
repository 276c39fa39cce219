using EGov.Privacy;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>Puts a file of the applicant's with the papers of a request.</summary>
/// <param name="Name">What the sender calls it; sealed with the file.</param>
/// <param name="MediaType">application/pdf, image/jpeg, image/png or text/plain, which the bytes must be.</param>
/// <param name="Content">The bytes, in base64; at most 10 MiB.</param>
/// <param name="Document">The code of the document that it is, where the service asks for one.</param>
public record AttachFile(Guid RequestId, string Name, string MediaType, byte[] Content, string? Document = null);

public static class AttachFileHandler
{
    private const int Most = 20;

    /// <summary>The applicant hands in a file, while the request is open.</summary>
    [WolverinePost("/api/requests/{requestId}/attachments"), EmptyResponse]
    [RequestSizeLimit(AttachedFile.LongestBody)]
    public static FileAttached Handle(
        AttachFile command, [WriteModel] Request request, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        request.OnlyForItsApplicant(actor);
        if (!request.IsUndecided) throw new Refused("attachment.file-closed");
        if (request.Attachments >= Most) throw new Refused("attachment.too-many", Most);

        if (command.Document is { } code && handbook.TermsOf(request).Documents.All(document => document.Code != code))
            throw new Refused("attachment.document-unknown", code) { Status = 422 };
        var about = AttachedFile.Of(command.Name, command.MediaType, command.Content);
        return new(now, request.Matter, command.Document, about.Seal(request.Applicant),
            SealedFile.Of(request.Applicant, command.Content));
    }
}
