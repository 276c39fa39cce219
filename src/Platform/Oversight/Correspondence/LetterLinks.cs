using EGov.Casework;
using Marten;

namespace EGov.Oversight;

/// <summary>What a letter may be linked to, and whether there is such a thing.</summary>
public static class LetterLinks
{
    public const string Request = "request";
    public const string Directive = "directive";
    public const string Issue = "issue";

    public static readonly IReadOnlyList<string> Kinds = [Request, Directive, Issue];

    /// <summary>The links as they are written down, each of a thing that is there.</summary>
    public static async Task<IReadOnlyList<LetterLink>> KnownAsync(
        IReadOnlyList<LetterLink>? links, IQuerySession session, CancellationToken cancellation)
    {
        var known = new List<LetterLink>();
        foreach (var link in links ?? [])
        {
            var number = await FindAsync(link, session, cancellation)
                ?? throw new Refused("letter.link-unknown", link.Number) { Status = 422 };
            known.Add(link with { Number = number });
        }

        return known;
    }

    /// <returns>The number in its one spelling; null where there is no such thing.</returns>
    private static async Task<string?> FindAsync(
        LetterLink link, IQuerySession session, CancellationToken cancellation) => link.Kind switch
        {
            Request when TrackingNumber.Read(link.Number) is { } number =>
                await session.Events.QueryRawEventDataOnly<RequestSubmitted>()
                    .AnyAsync(submitted => submitted.TrackingNumber == number, cancellation) ? number : null,
            Directive when ReferenceNumber.Read(ReferenceNumber.Directive, link.Number) is { } number =>
                await session.Query<Directive>().AnyAsync(found => found.Number == number, cancellation)
                    ? number
                    : null,
            Issue when ReferenceNumber.Read(ReferenceNumber.Issue, link.Number) is { } number =>
                await session.Query<EGov.Oversight.Issue>().AnyAsync(found => found.Number == number, cancellation)
                    ? number
                    : null,
            _ => null,
        };
}
