using System.Collections.Frozen;
using EGov.Catalogue;
using EGov.Organisation;
using EGov.Oversight;
using EGov.Rulebooks;
using Marten;
using Marten.Services;

namespace EGov;

/// <summary>Keeps the current handbook in memory and takes a new one whenever one of its parts changes.</summary>
/// <remarks>
/// A change made by this process is seen by its next command; one made by another process within two seconds
/// (<see cref="KeepFreshAsync"/>).
/// </remarks>
public sealed class HandbookShelf(IDocumentStore store)
{
    private static readonly Type[] Parts =
    [
        typeof(Service), typeof(Rulebook), typeof(Province), typeof(Department), typeof(Officer), typeof(ApiKey),
        typeof(Calendar), typeof(GuidanceNote),
    ];

    private volatile Handbook _current = Handbook.Empty;
    private long _seen = -1;

    public Handbook Current => _current;

    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        _current = new()
        {
            Services = (await session.Query<Service>().ToListAsync(cancellation)).ToFrozenDictionary(part => part.Code),
            Rulebooks = (await session.Query<Rulebook>().ToListAsync(cancellation)).ToFrozenDictionary(part => part.Code),
            Province = await session.LoadAsync<Province>(Province.TheOne, cancellation),
            Departments = (await session.Query<Department>().ToListAsync(cancellation)).ToFrozenDictionary(part => part.Code),
            Officers = (await session.Query<Officer>().ToListAsync(cancellation)).ToFrozenDictionary(part => part.Code),
            ApiKeys = (await session.Query<ApiKey>().ToListAsync(cancellation)).ToFrozenDictionary(part => part.Id),
            Calendar = (await session.LoadAsync<Calendar>(Calendar.TheOne, cancellation))?.Working ?? new(),
            Guidance = (await session.Query<GuidanceNote>().ToListAsync(cancellation))
                .Where(note => note.Latest is not null).ToFrozenDictionary(note => note.Number),
        };
    }

    /// <summary>Looks whether another process changed a part, and loads it if so.</summary>
    public async Task KeepFreshAsync(CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var names = Parts.Select(part => part.Name.ToLowerInvariant()).ToArray();
        var latest = (await session.AdvancedSql.QueryAsync<long>(
            $"select coalesce(sum(version), 0) from {store.Options.DatabaseSchemaName}.mt_streams where type = any(?)",
            cancellation, [names]))[0];
        if (latest == Interlocked.Exchange(ref _seen, latest)) return;
        await LoadAsync(cancellation);
    }

    internal static bool IsPart(Type? aggregate) => Parts.Contains(aggregate);
}

/// <summary>After a change of one of the handbook's parts, this process goes on by the new one.</summary>
internal sealed class RenewHandbook(Lazy<HandbookShelf> shelf) : DocumentSessionListenerBase
{
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) =>
        commit.GetStreams().Any(stream => HandbookShelf.IsPart(stream.AggregateType))
            ? shelf.Value.LoadAsync(token)
            : Task.CompletedTask;
}
