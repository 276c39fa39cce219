using EGov.Oversight;
using EGov.Privacy;
using Marten;

namespace EGov.Pages.Oversight;

/// <summary>The files that show the effect of a directive, for those who may read it.</summary>
internal static class EvidenceFiles
{
    public static void MapEvidenceFiles(this WebApplication app) =>
        app.MapGet("/{language:regex(^(fa|en)$)}/oversight/directives/{id:guid}/evidence/{digest}", GetAsync)
            .ExcludeFromDescription();

    private static async Task<IResult> GetAsync(
        Guid id, string digest, IDocumentStore store, Vault vault, CancellationToken cancellation)
    {
        var act = EGov.Act.Current;
        try
        {
            return await DirectiveFileEndpoint.GetEvidence(id, digest, store, vault, act.Actor, act.Now, cancellation);
        }
        catch (Refused refused)
        {
            return Results.StatusCode(refused.Status);
        }
    }
}
