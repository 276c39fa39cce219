using System.Reflection;
using System.Security.Cryptography;
using EGov.Privacy;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Integrity;

/// <summary>A tip as whoever holds its receipt sees it.</summary>
/// <param name="Outcome">none while the office has not closed it.</param>
/// <param name="Messages">His own and the office's, the first first.</param>
public sealed record MyTip(string? Outcome, IReadOnlyList<TipMessage> Messages) : IHttpAware
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(MyTip)));

    void IHttpAware.Apply(HttpContext context) => context.Response.Headers.CacheControl = "no-store";

    /// <summary>The tip that a receipt opens: an unknown one and a wrong one get the same answer.</summary>
    internal static async Task<Guid> FindAsync(
        string? receipt, IQuerySession session, MasterKey master, CancellationToken cancellation)
    {
        if (TipReceipt.Read(receipt) is not { } digits) throw new Refused("tip.receipt-malformed") { Status = 404 };
        // What is looked up is an HMAC of what was typed: how long that takes tells nothing of any receipt.
        var asked = Tip.Of(master, digits);
        var found = (await session.LoadAsync<Tip>(asked, cancellation))?.Id
            ?? (await session.Query<Letter>().Where(letter => letter.Stream == asked)
                .FirstOrDefaultAsync(cancellation))?.Stream
            ?? Guid.Empty;
        return CryptographicOperations.FixedTimeEquals(found.ToByteArray(), asked.ToByteArray())
            ? asked
            : throw new Refused("tip.receipt-unknown") { Status = 404 };
    }

    internal static async Task<IReadOnlyList<TipMessage>> MessagesAsync(
        Guid tip, IQuerySession session, Vault vault, CancellationToken cancellation)
    {
        var recorded = (await session.Events.FetchStreamAsync(tip, token: cancellation)).Select(e => e.Data);
        var waiting = (await session.Query<Letter>().Where(letter => letter.Stream == tip)
                .ToListAsync(cancellation))
            .OrderBy(letter => letter.Tip is null).ThenBy(letter => letter.Round).Select(letter => letter.Fact);
        var messages = new List<TipMessage>();
        foreach (var fact in recorded.Concat(waiting))
        {
            var (isOffice, words) = fact switch
            {
                TipSubmitted submitted => (false, submitted.Words),
                TipMessageAdded added => (false, added.Words),
                TipAnswered answered => (true, answered.Words),
                _ => (false, null),
            };
            if (words is not null)
                messages.Add(new(((IHappened)fact).At.Day(), isOffice, await vault.WordsAsync(words, cancellation)));
        }

        return messages;
    }
}

/// <param name="Day">The day on which it came; nobody knows the hour.</param>
/// <param name="IsOffice">Written by the office of integrity.</param>
/// <param name="Words">None where the key of the office no longer exists.</param>
public sealed record TipMessage(DateOnly Day, bool IsOffice, string? Words);

public static class MyTipEndpoint
{
    /// <summary>Your tip and what was answered, for who holds its receipt (header Tip-Receipt).</summary>
    [WolverineGet("/api/tips/mine")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public static async Task<MyTip> Get(
        [FromHeader(Name = "Tip-Receipt")] string? receipt, IQuerySession session, Vault vault,
        CancellationToken cancellation)
    {
        var tip = await MyTip.FindAsync(receipt, session, vault.Master, cancellation);
        return await ShowAsync(tip, session, vault, cancellation);
    }

    /// <summary>The same for the portal's page, which takes the receipt by its form.</summary>
    public static async Task<MyTip> OpenAsync(
        string? receipt, IQuerySession session, Vault vault, CancellationToken cancellation) =>
        await ShowAsync(await MyTip.FindAsync(receipt, session, vault.Master, cancellation), session, vault,
            cancellation);

    private static async Task<MyTip> ShowAsync(
        Guid tip, IQuerySession session, Vault vault, CancellationToken cancellation) =>
        new((await session.LoadAsync<Tip>(tip, cancellation))?.Outcome,
            await MyTip.MessagesAsync(tip, session, vault, cancellation));
}
