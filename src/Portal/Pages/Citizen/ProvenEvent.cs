using EGov.Casework;
using EGov.Privacy;
using EGov.Proofs;

namespace EGov.Pages.Citizen;

/// <summary>An event of a file with how far it has come into the public ledger.</summary>
/// <param name="HasReceipt">Brought over from an earlier system, it was promised to nobody.</param>
internal sealed record ProvenEvent(OpenedEvent Event, ProofState State, bool HasReceipt)
{
    /// <summary>Whether the applicant is told of it in writing: the filing and what was decided.</summary>
    public bool IsTold => IsWritten(Event.Type);

    /// <summary>The events in the order in which they happened.</summary>
    public static async Task<IReadOnlyList<ProvenEvent>> OfAsync(
        MyRequest file, Request request, ProveEvent prove, CancellationToken cancellation)
    {
        var states = await prove.StatesAsync([.. file.Events.Select(e => e.Id)], cancellation);
        return
        [
            .. file.Events.Select(e => new ProvenEvent(
                e, states.GetValueOrDefault(e.Id, ProofState.None), !request.IsImported && IsWritten(e.Type))),
        ];
    }

    public async Task<string?> ReceiptAsync(Receipts receipts, CancellationToken cancellation) =>
        HasReceipt ? await receipts.ForStoredAsync(Event.Id, Event.At, cancellation) : null;

    private static bool IsWritten(string type) => type is nameof(RequestSubmitted) or nameof(RequestDecided)
        or nameof(DecisionNotified) or nameof(AppealDecided);
}
