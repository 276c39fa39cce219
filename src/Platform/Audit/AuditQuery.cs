using System.Collections.Frozen;
using System.Globalization;
using EGov.Privacy;
using Marten;

namespace EGov.Audit;

/// <summary>What an auditor asks of the trail; whatever is not understood is refused, never ignored.</summary>
/// <param name="Actor">As recorded (officer:ENV-014), or a public code or a role alone.</param>
/// <param name="IsOfOpenings">Only openings of files, and readings of who opened them.</param>
/// <param name="From">First day on which it was written: a backdated act cannot slip into a period already read.</param>
public sealed record AuditQuery(
    string? Type = null, string? Actor = null, string? Department = null, string? Purpose = null, Guid? Request = null,
    DateOnly? From = null, DateOnly? To = null, bool IsOfOpenings = false)
{
    public const int Most = 500;
    private const int Usual = 100;

    /// <summary>The names of all events that can happen in any area.</summary>
    public static readonly FrozenSet<string> Types = typeof(AuditQuery).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IHappened)))
        .Select(type => type.Name)
        .ToFrozenSet();

    private static readonly string[] Roles = [.. EGov.Roles.All, "importer", "platform"];

    private static readonly string[] OpeningTypes = [nameof(FileOpened), nameof(OpeningsRead)];

    /// <summary>Puts on record that openings are read: on their file or, for many, on a stream of its own.</summary>
    /// <param name="isContinued">A further page of the same list is the same reading.</param>
    public async Task RecordAsync(
        IDocumentStore store, MasterKey master, Actor actor, bool isContinued, DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (Type is { } type && !OpeningTypes.Contains(type)) return;
        if (Request is { } request)
            await Openings.ReadAsync(store, request, null, actor, isContinued, now, cancellation);
        else await Listing.RecordAsync(store, master, actor, Filter, isContinued, now, cancellation);
    }

    private string Filter => string.Join("; ", new (string Name, object? Value)[]
        {
            ("type", IsOfOpenings ? "openings" : Type), ("actor", Actor), ("department", Department),
            ("purpose", Purpose), ("from", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("to", To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        }.Where(said => said.Value is not null).Select(said => $"{said.Name}={said.Value}"));

    /// <summary>All rows that answer it, in no order.</summary>
    public IQueryable<AuditRow> In(IQuerySession session, Handbook handbook)
    {
        if (From > To) throw new Refused("audit.period-reversed", From, To) { Status = 400 };
        IQueryable<AuditRow> rows = session.Query<AuditRow>();
        if (Type is { } type)
        {
            if (!Types.Contains(type)) throw new Refused("audit.type-unknown", type) { Status = 400 };
            rows = rows.Where(row => row.Type == type);
        }

        if (IsOfOpenings) rows = rows.Where(row => row.Type.IsOneOf(OpeningTypes));
        if (Department is { } department)
        {
            if (!handbook.Departments.ContainsKey(department))
                throw new Refused("audit.department-unknown", department) { Status = 400 };
            rows = rows.Where(row => row.Department == department);
        }

        if (Purpose is { } purpose)
        {
            if (!Openings.Purposes.Concat(Openings.Readings).Contains(purpose))
                throw new Refused("audit.purpose-unknown", purpose) { Status = 400 };
            rows = rows.Where(row => row.Purpose == purpose);
        }

        if (Actor is { } actor)
        {
            string[] names = [actor, .. Roles.Select(role => $"{role}:{actor}")];
            rows = Roles.Contains(actor)
                ? rows.Where(row => row.Actor == actor || row.Actor.StartsWith(actor + ":"))
                : rows.Where(row => row.Actor.IsOneOf(names));
        }

        if (Request is { } request) rows = rows.Where(row => row.Request == request);
        if (From?.Start() is { } from) rows = rows.Where(row => row.Written >= from);
        if (To < DateOnly.MaxValue && To?.AddDays(1).Start() is { } end) rows = rows.Where(row => row.Written < end);
        return rows;
    }

    /// <summary>All rows, the latest written first, read as they are taken.</summary>
    public IAsyncEnumerable<AuditRow> All(IQuerySession session, Handbook handbook, CancellationToken cancellation) =>
        In(session, handbook).OrderByDescending(row => row.Sequence).ToAsyncEnumerable(cancellation);

    /// <summary>One page, the latest written first; whoever reads on misses nothing, whatever is written meanwhile.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    public async Task<AuditPage> PageAsync(
        IQuerySession session, Handbook handbook, string? after, int? limit, CancellationToken cancellation)
    {
        if (limit is < 1 or > Most) throw new Refused("audit.limit-out-of-range", Most) { Status = 400 };
        var rows = In(session, handbook);
        var total = await rows.CountAsync(cancellation);
        if (after is { Length: > 0 })
        {
            if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
                throw new Refused("audit.cursor-wrong") { Status = 400 };
            rows = rows.Where(row => row.Sequence < sequence);
        }

        var size = limit ?? Usual;
        var page = await rows.OrderByDescending(row => row.Sequence).Take(size + 1).ToListAsync(cancellation);
        return new([.. page.Take(size)], total,
            page.Count > size ? page[size - 1].Sequence.ToString(CultureInfo.InvariantCulture) : null);
    }
}

/// <summary>A page of the trail.</summary>
/// <param name="Total">How many rows answer the question, on all pages together.</param>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record AuditPage(IReadOnlyList<AuditRow> Items, int Total, string? Next);
