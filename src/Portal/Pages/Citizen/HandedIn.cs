using EGov.Casework;
using EGov.Privacy;
using Marten;

namespace EGov.Pages.Citizen;

/// <summary>The files of a request, for who has shown its secret in this browser or filed it signed in.</summary>
internal static class HandedIn
{
    public static void MapHandedIn(this WebApplication app) =>
        app.MapGet("/{language:regex(^(fa|en)$)}/track/{number}/attachments/{digest}", GetAsync)
            .ExcludeFromDescription();

    private static async Task<IResult> GetAsync(
        string language, string number, string digest, HttpContext http, IQuerySession session, Vault vault,
        CancellationToken cancellation)
    {
        try
        {
            var secret = Holding.SecretOf(http, TrackingNumber.Read(number) ?? "");
            return await OpenAttachmentEndpoint.GetOwn(
                number, digest, secret, session, vault, Act.Current.Actor, cancellation);
        }
        catch (Refused refused)
        {
            return Results.StatusCode(refused.Status);
        }
    }
}
