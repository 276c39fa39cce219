using System.Text.Json;
using System.Text.Unicode;
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

/// <summary>What only a reader with the key learns of an attached file.</summary>
public record AttachedFile(string Name, string MediaType, int Length)
{
    public Sealed Seal(Guid subject) =>
        Sealed.Of(subject, JsonSerializer.SerializeToElement(this, JsonSerializerOptions.Web));

    public static AttachedFile Read(JsonElement opened) => opened.Deserialize<AttachedFile>(JsonSerializerOptions.Web)!;
}

public static class AttachFileHandler
{
    public const int LongestFile = 10 << 20;

    /// <summary>A file in base64, and what stands around it.</summary>
    public const int LongestBody = (LongestFile / 3 * 4) + (64 << 10);

    private const int Most = 20, LongestName = 200;

    /// <summary>Each kind of file that is taken, and how its bytes begin.</summary>
    private static readonly Dictionary<string, byte[]> Kinds = new()
    {
        ["application/pdf"] = "%PDF-"u8.ToArray(),
        ["image/jpeg"] = [0xFF, 0xD8, 0xFF],
        ["image/png"] = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A],
        ["text/plain"] = [],
    };

    public static IEnumerable<string> MediaTypes => Kinds.Keys;

    /// <summary>The applicant hands in a file, while the request is open.</summary>
    [WolverinePost("/api/requests/{requestId}/attachments"), EmptyResponse]
    [RequestSizeLimit(LongestBody)]
    public static FileAttached Handle(
        AttachFile command, [WriteModel] Request request, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        request.OnlyForItsApplicant(actor);
        if (!request.IsUndecided) throw new Refused("attachment.file-closed");
        if (request.Attachments >= Most) throw new Refused("attachment.too-many", Most);

        if (command.Document is { } code && handbook.TermsOf(request).Documents.All(document => document.Code != code))
            throw new Refused("attachment.document-unknown", code) { Status = 422 };
        var about = new AttachedFile(NameOf(command.Name), command.MediaType, command.Content.Length);
        MustBeOfItsKind(command);
        return new(now, request.Matter, command.Document, about.Seal(request.Applicant),
            SealedFile.Of(request.Applicant, command.Content));
    }

    /// <summary>The last part of what a browser calls a file, in one line.</summary>
    private static string NameOf(string name)
    {
        var last = Fold.Text(name[(name.LastIndexOfAny(['/', '\\']) + 1)..]);
        return last.Length is > 0 and <= LongestName && !last.Any(char.IsControl)
            ? last
            : throw new Refused("attachment.name-wrong", LongestName) { Status = 422 };
    }

    private static void MustBeOfItsKind(AttachFile command)
    {
        if (!Kinds.TryGetValue(command.MediaType, out var beginning))
            throw new Refused("attachment.kind-not-taken", command.MediaType) { Status = 422 };
        if (command.Content.Length is 0 or > LongestFile)
            throw new Refused("attachment.length-wrong", LongestFile >> 20) { Status = 422 };
        var isOfItsKind = command.MediaType is "text/plain"
            ? Utf8.IsValid(command.Content) && !command.Content.Contains((byte)0)
            : command.Content.AsSpan().StartsWith(beginning);
        if (!isOfItsKind) throw new Refused("attachment.not-what-it-says", command.MediaType) { Status = 422 };
    }
}
