using System.Text.Json;
using EGov.Privacy;
using JasperFx.Events;
using Marten;
using Marten.Events.Aggregation;
using Wolverine.Http;

namespace EGov.Casework;

/// <summary>One file in the queue of an office, as the officer finds it: least time left first.</summary>
public class QueuedFile
{
    public Guid Id { get; set; }
    public long Version { get; set; }
    public Request File { get; set; } = new();
    /// <summary>Whose queue it stands in; empty once it is closed.</summary>
    public string Department { get; set; } = "";
    public string? Officer { get; set; }

    /// <summary>The departments that were asked for an opinion and have not given it.</summary>
    public IReadOnlyList<string> Asked { get; set; } = [];

    /// <summary>Who has drawn up a decision that somebody else must take.</summary>
    public string? PreparedBy { get; set; }

    /// <summary>What the queue is sorted by: the legal limit; for a file without a running clock the last day there is.</summary>
    public DateOnly SortedBy { get; set; }
}

public partial class QueuedFileProjection : SingleStreamProjection<QueuedFile, Guid>
{
    private static readonly Dictionary<string, JsonElement> NoFacts = [];
    private static readonly Dictionary<string, Sealed> NoSealedFacts = [];

    public QueuedFileProjection() => Name = "WorkQueue";

    // A closed file leaves every queue and is kept: a contest or an appeal brings it back.
    public override QueuedFile Evolve(QueuedFile? snapshot, Guid id, IEvent e)
    {
        var file = (snapshot?.File ?? new()).Evolve(e);
        return new()
        {
            Id = id,
            Version = e.Version,
            File = Light(file),
            Department = file.IsOpen ? file.Matter.Department : "",
            Officer = file.Officer,
            Asked = file.IsOpen ? [.. file.OpenReferrals.Values] : [],
            PreparedBy = PreparerOf(file),
            SortedBy = file.LegalLimit ?? DateOnly.MaxValue,
        };
    }

    // A queue is sorted and counted by dates and names; what a file says is read in the file.
    private static Request Light(Request file) => file with
    {
        Facts = NoFacts,
        SealedFacts = NoSealedFacts,
        Prepared = file.Prepared is { } prepared ? prepared with { Answers = [] } : null,
        Decision = file.Decision is { } decided ? decided with { Answers = [], Reasons = null, Guidance = null } : null,
    };

    internal static string? PreparerOf(Request file) => file.Status is RequestStatus.Ready ? file.Prepared?.Officer : null;
}

/// <summary>A page of the queue.</summary>
/// <param name="Next">Cursor of the next page; none on the last.</param>
public sealed record WorkQueuePage(IReadOnlyList<WorkItem> Items, int Total, string? Next);

/// <param name="DaysLeft">Working days to the legal limit, negative when late; none while no clock runs.</param>
/// <param name="PreparedBy">Who has drawn up a decision that somebody else must take.</param>
/// <param name="IsPastPromise">Whether the promised day has passed and no decision was taken.</param>
public sealed record WorkItem(
    Guid RequestId, string TrackingNumber, Matter Matter, RequestStatus Status, string? Officer, int Priority,
    DateTimeOffset SubmittedAt, DateTimeOffset? ReadyAt, DateOnly? LegalLimit, DateOnly? Promise, int? DaysLeft,
    bool IsReferred, string? PreparedBy, bool IsBreached, bool IsPastPromise, bool OwesRemedy);

public static class WorkQueueEndpoint
{
    /// <summary>The open files of your department, and those it was asked about; least time left first.</summary>
    /// <param name="officer">
    /// A public code, "mine" or "nobody"; "prepared" for those a colleague prepared for decision, "elsewhere" for those
    /// of other departments that asked yours; empty: everybody's.
    /// </param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/queue")]
    public static async Task<WorkQueuePage> Get(
        string? officer, string? after, int? limit, IQuerySession session, Handbook handbook, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var size = Paging.SizeOf(limit);
        var department = actor.Department ?? "";
        // Who stepped aside from a file, or was made to, does not follow it from afar either.
        var files = session.Query<QueuedFile>().Where(file => !file.File.Recused.Contains(actor.Code)
            && (file.Department == department || file.Asked.Contains(department)));
        if (officer == "mine") files = files.Where(file => file.Officer == actor.Code);
        else if (officer == "nobody") files = files.Where(file => file.Department == department && file.Officer == null);
        else if (officer == "prepared")
        {
            files = files.Where(file => file.Department == department
                && file.PreparedBy != null && file.PreparedBy != actor.Code);
        }
        else if (officer == "elsewhere") files = files.Where(file => file.Department != department);
        else if (officer is { Length: > 0 }) files = files.Where(file => file.Officer == officer);

        var total = await files.CountAsync(cancellation);
        if (after is { Length: > 0 })
        {
            var (day, id) = Cursor.Read(after);
            // The last day there is goes to PostgreSQL as infinity, which is no day that a file has.
            var eve = DateOnly.MaxValue.AddDays(-1);
            files = day == DateOnly.MaxValue
                ? files.Where(file => file.SortedBy > eve && file.Id.CompareTo(id) > 0)
                : files.Where(file => file.SortedBy > day || (file.SortedBy == day && file.Id.CompareTo(id) > 0));
        }

        var page = await files.OrderBy(file => file.SortedBy).ThenBy(file => file.Id).Take(size + 1).ToListAsync(cancellation);
        var items = page.Take(size).Select(file => Show(file.File, handbook, now.Day())).ToList();
        return new(items, total, page.Count > size ? Cursor.Write(page[size - 1].SortedBy, page[size - 1].Id) : null);
    }

    public static WorkItem Show(Request file, Handbook handbook, DateOnly today)
    {
        var (limit, promise) = file.Clocks(handbook.Calendar);
        int? daysLeft = file.IsRunning && limit?.Due is not null ? limit.DaysLeft(today) : null;
        return new(file.Id, file.TrackingNumber, file.Matter, file.Status, file.Officer, file.Priority, file.SubmittedAt,
            file.ReadyAt, limit?.Due, promise?.Due, daysLeft, file.OpenReferrals.Count > 0,
            QueuedFileProjection.PreparerOf(file), file.BreachedLimit is not null, daysLeft is not null && today > promise?.Due, file.OwesRemedy);
    }
}

/// <summary>Where a page ended: its last day and id, opaque to the caller.</summary>
internal static class Cursor
{
    public static string Write(DateOnly day, Guid id) => $"{day.DayNumber:x}-{id:N}";

    public static (DateOnly, Guid) Read(string cursor)
    {
        var cut = cursor.IndexOf('-', StringComparison.Ordinal);
        return cut > 0
            && int.TryParse(cursor[..cut], System.Globalization.NumberStyles.HexNumber, null, out var day)
            && day >= 0 && day <= DateOnly.MaxValue.DayNumber && Guid.TryParseExact(cursor[(cut + 1)..], "N", out var id)
            ? (DateOnly.FromDayNumber(day), id)
            : throw Paging.WrongCursor;
    }
}
