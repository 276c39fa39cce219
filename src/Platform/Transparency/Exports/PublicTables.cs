using EGov.Integrity;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Transparency;

/// <summary>What it takes to read a table as it is now.</summary>
public sealed record TableReading(
    IQuerySession Session, IServiceProvider Services, DateTimeOffset Now, CancellationToken Cancellation)
{
    public Handbook Handbook() => Services.GetRequiredService<HandbookShelf>().Current;

    public CubeShelf Cubes() => Services.GetRequiredService<CubeShelf>();
}

/// <summary>A table that everybody may read, whole.</summary>
/// <param name="Name">What its file is called, without its ending.</param>
/// <param name="AreFigures">Counts and shares, a few lines; what it said on a day is kept for good.</param>
public sealed record PublicTable(string Name, Func<TableReading, Task<Table>> Read, bool AreFigures = true);

/// <summary>Every public table, each the same that its own address gives without a filter.</summary>
public static class PublicTables
{
    public static IReadOnlyList<PublicTable> All { get; } =
    [
        Performance("department"), Performance("service"), Performance("county"),
        new("decisions", on => Task.FromResult(PublicDecisionEndpoint.TableOf(
            PublicDecisionEndpoint.AllAsync(null, null, null, on.Session, on.Cancellation)
                .ToBlockingEnumerable(on.Cancellation))), AreFigures: false),
        new("directives", PublicDirectivesEndpoint.TableAsync, AreFigures: false),
        new("directive-figures", async on => DirectiveFigures.TableOf(await PublicDirectivesEndpoint.CountAsync(
            null, on.Session, on.Handbook(), on.Now, on.Cancellation))),
        new("guidance", PublicGuidanceEndpoint.TableAsync, AreFigures: false),
        new("letters", PublicLettersEndpoint.TableAsync, AreFigures: false),
        new("letter-figures", async on => LetterFigures.TableOf(await PublicLettersEndpoint.CountAsync(
            null, on.Session, on.Handbook(), on.Now, on.Cancellation))),
        new("issues", PublicIssuesEndpoint.TableAsync, AreFigures: false),
        new("issue-figures", async on => IssueFigures.TableOf(await PublicIssuesEndpoint.CountAsync(
            null, on.Session, on.Handbook(), on.Now, on.Cancellation))),
        new("resolutions", PublicMeetingsEndpoint.TableAsync, AreFigures: false),
        new("meeting-figures", async on => MeetingFigures.TableOf(await PublicMeetingsEndpoint.CountAsync(
            null, on.Session, on.Now, on.Cancellation))),
        new("programmes", PublicProgrammesEndpoint.TableAsync, AreFigures: false),
        new("appointments", async on => PublicBalanceEndpoint.TableOf(
            await PublicBalanceEndpoint.AskAsync(null, on.Session, on.Cancellation), on.Handbook())),
        new("influence-contacts", async on => PublicInfluenceEndpoint.TableOf(await InfluenceAsync(on))),
        new("influence-effects", async on => PublicInfluenceEndpoint.EffectsOf(await InfluenceAsync(on))),
        new("draws", async on => DrawCountsEndpoint.TableOf(
            await DrawCountsEndpoint.AllAsync(null, on.Session, on.Cancellation))),
        new("erasures", async on => PublicErasuresEndpoint.TableOf(
            await PublicErasuresEndpoint.CountAsync(null, on.Session, on.Cancellation))),
        new("posts", PublicPostsEndpoint.TableAsync, AreFigures: false),
        new("signals", async on => PublicSignalsEndpoint.TableOf(
            await PublicSignalsEndpoint.OfAsync(null, on.Session, on.Cancellation))),
        new("withheld-openings", async on => WithheldOpeningsEndpoint.TableOf(
            await WithheldOpeningsEndpoint.CountAsync(null, on.Session, on.Now, on.Cancellation))),
        new("tips", async on => PublicTipsEndpoint.TableOf(
            await PublicTipsEndpoint.CountAsync(null, on.Session, on.Cancellation))),
        new("representatives", async on => PublicRepresentativesEndpoint.TableOf(
            await PublicRepresentativesEndpoint.CountAsync(null, on.Session, on.Cancellation))),
    ];

    /// <summary>Whether a file of a set holds figures, in whatever form.</summary>
    public static bool AreFigures(string file) =>
        All.Any(table => table.AreFigures && table.Name == Path.GetFileNameWithoutExtension(file));

    private static PublicTable Performance(string by) => new($"performance-{by}", async on => FiguresTable.Of(
        await PerformanceEndpoint.AskAsync(new() { By = by }, on.Cubes(), on.Handbook(), on.Cancellation)));

    private static Task<PublicInfluence> InfluenceAsync(TableReading on) => PublicInfluenceEndpoint.CountAsync(
        null, on.Services.GetRequiredService<Contacts>(), on.Cubes(), on.Cancellation);
}
