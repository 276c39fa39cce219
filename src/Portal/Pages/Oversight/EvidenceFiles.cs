using EGov.Oversight;
using EGov.Privacy;
using Marten;

namespace EGov.Pages.Oversight;

/// <summary>The files of directives and letters, for those who may read these.</summary>
internal static class EvidenceFiles
{
    public static void MapEvidenceFiles(this WebApplication app)
    {
        app.MapGet("/{language:regex(^(fa|en)$)}/oversight/directives/{id:guid}/evidence/{digest}", GetAsync)
            .ExcludeFromDescription();
        app.MapGet("/{language:regex(^(fa|en)$)}/oversight/letters/{id:guid}/files/{digest}", GetOfLetterAsync)
            .ExcludeFromDescription();
        app.MapGet("/{language:regex(^(fa|en)$)}/oversight/letters/copy/{direction}/{format}", GetRegisterAsync)
            .ExcludeFromDescription();
    }

    private static Task<IResult> GetAsync(
        Guid id, string digest, IDocumentStore store, Vault vault, CancellationToken cancellation) =>
        AnswerAsync(async act => await DirectiveFileEndpoint.GetEvidence(
            id, digest, store, vault, act.Actor, act.Now, cancellation));

    private static Task<IResult> GetOfLetterAsync(
        Guid id, string digest, IDocumentStore store, Vault vault, CancellationToken cancellation) =>
        AnswerAsync(async act => await LetterFileEndpoint.GetFile(
            id, digest, store, vault, act.Actor, act.Now, cancellation));

    private static Task<IResult> GetRegisterAsync(
        string direction, string format, IDocumentStore store, Vault vault, HttpContext http,
        CancellationToken cancellation) =>
        AnswerAsync(async act => await LetterRegisterCopyEndpoint.Get(
            direction, null, null, format, store, vault, act.Actor, act.Now, http, cancellation));

    private static async Task<IResult> AnswerAsync(Func<EGov.Act, Task<IResult>> open)
    {
        try
        {
            return await open(EGov.Act.Current);
        }
        catch (Refused refused)
        {
            return Results.StatusCode(refused.Status);
        }
    }
}
