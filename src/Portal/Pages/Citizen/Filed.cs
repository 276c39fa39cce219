using EGov.Casework;

namespace EGov.Pages.Citizen;

/// <summary>A request as its receipt shows it.</summary>
/// <param name="Secret">On the receipt of the day of filing only.</param>
/// <param name="Receipt">Signed for the ledger; none for what was brought over from an earlier system.</param>
/// <param name="NonceDigest">Of the number that the applicant adds to a draw.</param>
public sealed record Filed(
    string Number, string? Secret, DateTimeOffset At, string Service, string Name, string? Representative,
    IReadOnlyList<string> Documents, bool IsDesk, string? Receipt, string? NonceDigest)
{
    public static readonly TimeSpan Shown = TimeSpan.FromMinutes(10);

    /// <summary>Long enough to print it, short enough for a machine that others use; never in an address.</summary>
    public static readonly Kept<Filed> Keeper = new("egov-receipt", Shown);

    public static Filed Of(Draft draft, RequestReceipt receipt, bool isDesk) => new(
        receipt.TrackingNumber, receipt.Secret, receipt.ReceivedAt, draft.Service, draft.Applicant!.Name,
        draft.IsRepresented ? draft.Representative!.Name : null, draft.Documents, isDesk,
        receipt.Receipt, draft.NonceDigest);
}
