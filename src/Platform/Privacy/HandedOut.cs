using System.Text;
using EGov.Ledger;
using EGov.Proofs;
using JasperFx.Events;
using Marten;
using Wolverine.Http;

namespace EGov.Privacy;

/// <summary>One value of an event with its proof, for whoever is to believe that it stood there.</summary>
/// <param name="Entry">The event as the public ledger holds it: the value stands there as its digest.</param>
/// <param name="Disclosure">The value with its salt (RFC 9901); who has it can show the value to others too.</param>
/// <param name="Proof">That the entry stands in the ledger: a C2SP .tlog-proof, with entry and checkpoint.</param>
/// <param name="Checkpoint">The signed root that the proof leads to.</param>
public sealed record HandedOut(string Entry, string Disclosure, string Proof, string Checkpoint);

/// <param name="RequestId">One of your requests.</param>
/// <param name="Event">The id of the event that holds the value.</param>
/// <param name="Path">Where the value stands in it, such as applicant.name.</param>
public sealed record DiscloseValue(Guid RequestId, Guid Event, string Path);

public static class HandedOutEndpoint
{
    /// <summary>One value of yours with its proof, to hand to somebody: every other value stays sealed.</summary>
    [WolverinePost("/api/my/disclosures")]
    public static async Task<HandedOut> Post(
        DiscloseValue asked, IQuerySession session, Vault vault, ProveEvent prove, Actor actor,
        CancellationToken cancellation)
    {
        var own = await Own.OfAsync(actor, session, cancellation);
        var files = await own.FilesAsync(session, cancellation);
        if (files.All(file => file.Id != asked.RequestId))
            throw new Refused("disclosure.not-yours") { Status = 404 };
        var events = await session.Events.FetchStreamAsync(asked.RequestId, token: cancellation);
        return await OfAsync(
            events.FirstOrDefault(e => e.Id == asked.Event), asked.Path, own.Subject, vault, prove, cancellation);
    }

    private static async Task<HandedOut> OfAsync(
        IEvent? e, string path, Guid subject, Vault vault, ProveEvent prove, CancellationToken cancellation)
    {
        var value = e is null ? null
            : SealedMembers.Of(e.Data).Where(found => found.Path == path && found.Value.Subject == subject)
                .Select(found => found.Value).FirstOrDefault();
        if (value is null) throw new Refused("disclosure.nothing-there", path) { Status = 404 };
        var proof = await prove.RunAsync(e!.Id, cancellation)
            ?? throw new Refused("disclosure.not-published");
        var disclosure = await vault.DiscloseAsync(value, cancellation)
            ?? throw new Refused("disclosure.erased");
        var read = TlogProof.Parse(proof.Text);
        return new(Encoding.UTF8.GetString(read.Extra!.Value.Span), disclosure, proof.Text, read.Note.ToString());
    }
}
