using EGov.Casework;
using EGov.Privacy;
using EGov.Proofs;
using EGov.Texts;
using Marten;

namespace EGov.Pages.Citizen;

/// <summary>The archive for who has shown the secret of a receipt in this browser, and brings no header.</summary>
internal static class RecordCopyLink
{
    public static void MapRecordCopy(this WebApplication app) =>
        app.MapGet("/{language:regex(^(fa|en)$)}/track/{number}/data/copy", GetAsync)
            .ExcludeFromDescription();

    private static async Task<IResult> GetAsync(
        string number, HttpContext http, IQuerySession session, Vault vault, Withheld withheld, ProveEvent prove,
        LedgerFolder ledger)
    {
        var (act, cancellation) = (Act.Current, http.RequestAborted);
        try
        {
            var secret = Holding.SecretOf(http, TrackingNumber.Read(number) ?? "");
            var request = await MyRequestsEndpoint.FindAsync(
                number, secret, session, vault.Master, act.Actor, cancellation);
            return await PortableCopyEndpoint.Get(session, vault, withheld, prove, ledger,
                act.Actor with { Holds = request.Id }, act.Now, cancellation);
        }
        catch (Refused)
        {
            var page = Language.Of(http.Request.Path).Path($"/track?number={Uri.EscapeDataString(number)}");
            return Results.LocalRedirect(page);
        }
    }
}
