using JasperFx.Events;
using Marten;

namespace EGov.Privacy;

/// <summary>An opening as the applicant and the office see it: by whom, when and for what.</summary>
/// <param name="Id">The event's own id.</param>
/// <param name="Reader">The public code.</param>
/// <param name="Task">The open task that the reader had; none where he explained himself, or on older openings.</param>
/// <param name="IsExplained">Whether he gave an explanation; it is read by auditors and integrity officers.</param>
/// <param name="IsWithheld">Whether it was kept from the applicant until a day.</param>
public sealed record FileOpening(
    Guid Id, DateTimeOffset At, Guid Request, string Reader, string Role, string? Department, string Purpose,
    string? Task, bool IsExplained, bool IsWithheld = false)
{
    /// <summary>What an opening is shown as that was made under a withholding.</summary>
    public const string Investigation = "investigation";

    /// <summary>The openings of some files that their applicants may see now, in the order of their moments.</summary>
    public static async Task<IReadOnlyList<FileOpening>> OfAsync(
        IReadOnlyList<Guid> requests, IQuerySession session, Withheld withheld, DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (requests.Count == 0) return [];
        var streams = requests.Select(Openings.Of).ToArray();
        var events = await session.Events.QueryAllRawEvents().Where(e => e.StreamId.IsOneOf(streams))
            .OrderBy(e => e.Sequence).ToListAsync(cancellation);
        var appeared = await withheld.AppearedAsync(requests, session, now, cancellation);
        return [.. events.Select(e => Of(e, Guid.Empty)).Concat(appeared).OrderBy(opening => opening.At)];
    }

    public static FileOpening Of(WithheldOpening opening, Guid request) => new(opening.Id, opening.At, request,
        opening.Reader, opening.Role, opening.Department, Investigation, null, false, IsWithheld: true);

    /// <param name="request">The file, where the event itself does not say it.</param>
    public static FileOpening Of(IEvent e, Guid request) => e.Data switch
    {
        FileOpened opened => new(e.Id, opened.At, opened.Request, opened.Reader, opened.Role, opened.Department,
            opened.Purpose, opened.Task, opened.Explanation is not null),
        OpeningsRead read => new(e.Id, read.At, read.Request, read.Reader, read.Role, read.Department,
            Openings.Readings[read.Opening is null ? 0 : 1], null, false),
        WithheldFileOpened withheld =>
            Of(new WithheldOpening(e.Id, withheld.At, withheld.Reader, withheld.Role, withheld.Department), request),
        _ => throw new InvalidOperationException($"{e.Data.GetType().Name} is no opening of a file."),
    };
}
