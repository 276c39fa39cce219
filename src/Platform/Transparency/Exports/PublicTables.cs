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
public sealed record PublicTable(string Name, Func<TableReading, Task<Table>> Read);

/// <summary>Every public table, each the same that its own address gives without a filter.</summary>
public static class PublicTables
{
    public static IReadOnlyList<PublicTable> All { get; } =
    [
        Performance("department"), Performance("service"), Performance("county"),
        new("decisions", on => Task.FromResult(PublicDecisionEndpoint.TableOf(
            PublicDecisionEndpoint.AllAsync(null, null, null, on.Session, on.Cancellation)
                .ToBlockingEnumerable(on.Cancellation)))),
        new("directives", PublicDirectivesEndpoint.TableAsync),
        new("directive-figures", async on => DirectiveFigures.TableOf(await PublicDirectivesEndpoint.CountAsync(
            null, on.Session, on.Handbook(), on.Now, on.Cancellation))),
        new("guidance", PublicGuidanceEndpoint.TableAsync),
        new("letters", PublicLettersEndpoint.TableAsync),
        new("letter-figures", async on => LetterFigures.TableOf(await PublicLettersEndpoint.CountAsync(
            null, on.Session, on.Handbook(), on.Now, on.Cancellation))),
        new("issues", PublicIssuesEndpoint.TableAsync),
        new("issue-figures", async on => IssueFigures.TableOf(await PublicIssuesEndpoint.CountAsync(
            null, on.Session, on.Handbook(), on.Now, on.Cancellation))),
        new("resolutions", PublicMeetingsEndpoint.TableAsync),
        new("meeting-figures", async on => MeetingFigures.TableOf(await PublicMeetingsEndpoint.CountAsync(
            null, on.Session, on.Now, on.Cancellation))),
        new("programmes", PublicProgrammesEndpoint.TableAsync),
        new("appointments", async on => PublicBalanceEndpoint.TableOf(
            await PublicBalanceEndpoint.AskAsync(null, on.Session, on.Cancellation), on.Handbook())),
        new("influence-contacts", async on => PublicInfluenceEndpoint.TableOf(await InfluenceAsync(on))),
        new("influence-effects", async on => PublicInfluenceEndpoint.EffectsOf(await InfluenceAsync(on))),
        new("draws", async on => DrawCountsEndpoint.TableOf(
            await DrawCountsEndpoint.AllAsync(on.Session, on.Cancellation))),
        new("erasures", async on => PublicErasuresEndpoint.TableOf(
            await PublicErasuresEndpoint.CountAsync(on.Session, on.Cancellation))),
        new("posts", PublicPostsEndpoint.TableAsync),
        new("signals", async on => PublicSignalsEndpoint.TableOf(
            await PublicSignalsEndpoint.OfAsync(on.Session, on.Cancellation))),
        new("withheld-openings", async on => WithheldOpeningsEndpoint.TableOf(
            await WithheldOpeningsEndpoint.CountAsync(on.Session, on.Now, on.Cancellation))),
        new("tips", async on => PublicTipsEndpoint.TableOf(
            await PublicTipsEndpoint.CountAsync(on.Session, on.Cancellation))),
        new("representatives", async on => PublicRepresentativesEndpoint.TableOf(
            await PublicRepresentativesEndpoint.CountAsync(on.Session, on.Cancellation))),
    ];

    private static PublicTable Performance(string by) => new($"performance-{by}", async on => FiguresTable.Of(
        await PerformanceEndpoint.AskAsync(new() { By = by }, on.Cubes(), on.Handbook(), on.Cancellation)));

    private static Task<PublicInfluence> InfluenceAsync(TableReading on) => PublicInfluenceEndpoint.CountAsync(
        on.Services.GetRequiredService<Contacts>(), on.Cubes(), on.Cancellation);
}
