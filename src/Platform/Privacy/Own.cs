using EGov.Casework;
using Marten;

namespace EGov.Privacy;

/// <summary>Whose data somebody acts on who acts for himself.</summary>
/// <param name="Only">The one request that the secret of a receipt opens; none for who is signed in.</param>
public sealed record Own(Guid Subject, Request? Only)
{
    public static async Task<Own> OfAsync(Actor actor, IQuerySession session, CancellationToken cancellation)
    {
        if (actor.Holds is { } held && await session.LoadAsync<Request>(held, cancellation) is { } request)
            return new(request.Applicant, request);
        return new(actor.Subject ?? throw new Refused("subject.not-said") { Status = 400 }, null);
    }

    /// <summary>The files that are open to him, the oldest first.</summary>
    public async Task<IReadOnlyList<Request>> FilesAsync(IQuerySession session, CancellationToken cancellation) =>
        Only is { } one ? [one]
        : await session.Query<Request>().Where(file => file.Applicant == Subject).OrderBy(file => file.SubmittedAt)
            .ToListAsync(cancellation);
}
