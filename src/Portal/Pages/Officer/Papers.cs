using EGov.Casework;
using EGov.Privacy;
using Marten;
using OpenFile = EGov.Casework.RequestFile;

namespace EGov.Pages.Officer;

/// <summary>The files of a request, for staff who have opened it today: that opening covers its papers.</summary>
internal static class Papers
{
    public static void MapPapers(this WebApplication app) =>
        app.MapGet(
                "/{language:regex(^(fa|en)$)}/{desk:regex(^(officer|manager)$)}/files/{id:guid}/attachments/{digest}",
                GetAsync)
            .ExcludeFromDescription();

    private static async Task<IResult> GetAsync(
        string language, string desk, Guid id, string digest, IDocumentStore store, IQuerySession session, Vault vault,
        Withheld withheld, CancellationToken cancellation)
    {
        try
        {
            var act = Act.Current;
            var file = await OpenFile.ReopenAsync(
                id, act.Now.Day().Start(), store, vault, withheld, act.Handbook, act.Actor, act.Now, cancellation);
            return file is null
                ? Results.LocalRedirect($"/{language}/{desk}/files/{id}")
                : await OpenAttachmentEndpoint.FindAsync(digest, id, session, vault, cancellation);
        }
        catch (Refused refused)
        {
            return Results.StatusCode(refused.Status);
        }
    }
}
