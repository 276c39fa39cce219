using System.Globalization;
using Marten;

namespace EGov.Oversight;

/// <summary>By which a directive names the commitment that it serves: P-7K3M-92QF/2.</summary>
public static class CommitmentCode
{
    public static string Of(string programme, int commitment) =>
        string.Create(CultureInfo.InvariantCulture, $"{programme}/{commitment}");

    /// <summary>As it is written, where the programme is open and has made such a commitment.</summary>
    public static string? Open(Programme? programme, string typed) =>
        programme is { Ended: null } && Read(typed) is var (number, commitment) && number == programme.Number
        && programme.Commitments.Any(one => one.Number == commitment)
            ? Of(number, commitment)
            : null;

    /// <summary>The programme that it names; none where it names none.</summary>
    public static async Task<Programme?> FindAsync(
        string? typed, IQuerySession session, CancellationToken cancellation) =>
        Read(typed) is var (number, _)
            ? await session.Query<Programme>().Where(found => found.Number == number)
                .SingleOrDefaultAsync(cancellation)
            : null;

    private static (string Number, int Commitment)? Read(string? typed)
    {
        if (typed?.Split('/') is not [var programme, var commitment]) return null;
        return ReferenceNumber.Read(ReferenceNumber.Programme, programme) is { } number
            && int.TryParse(commitment, NumberStyles.None, CultureInfo.InvariantCulture, out var counted)
                ? (number, counted)
                : null;
    }
}
