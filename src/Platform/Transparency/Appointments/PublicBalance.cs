using EGov.Appointments;
using JasperFx.Events;
using Marten;
using Marten.Events;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>Women and men in the posts of the province, as published at the end of each quarter.</summary>
/// <param name="Quarter">The latest that was published; none before the first.</param>
/// <param name="EventId">The event that published it: <c>/ledger/proofs/{id}</c> shows where it stands.</param>
/// <param name="Least">No number is told of a group with fewer persons.</param>
/// <param name="Levels">What the codes of the levels mean, from the lowest.</param>
public sealed record PublicBalance(
    string? Quarter, DateOnly? Until, Guid? EventId, int Least, BalanceTarget? Target,
    IReadOnlyList<NamedLevel> Levels, IReadOnlyList<BalanceRow> Rows, IReadOnlyList<BalanceQuarter> Course);

/// <param name="Share">0 to 1.</param>
/// <param name="Day">By which it is to be reached.</param>
public sealed record BalanceTarget(decimal Share, DateOnly Day);

/// <param name="CountedWith">The level that it is counted with.</param>
public sealed record NamedLevel(string Code, Text Name, string? CountedWith);

/// <summary>The whole province at the end of one quarter.</summary>
/// <param name="Women">None where too few could be counted.</param>
public sealed record BalanceQuarter(string Quarter, DateOnly Until, int Holders, BalanceShare? Women);

public static class PublicBalanceEndpoint
{
    /// <summary>Women's share of the posts by level and department against the target, with those who stood.</summary>
    /// <param name="asOf">As it was published by the end of a day, yyyy-MM-dd.</param>
    /// <param name="format">json, csv, jsonl, xlsx or parquet; the header Accept says it as well.</param>
    [WolverineGet("/api/public/appointments")]
    public static async Task<Answer<PublicBalance>> Get(
        DateOnly? asOf, string? format, IQuerySession session, Handbook handbook, HttpContext http,
        CancellationToken cancellation)
    {
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var balance = await AskAsync(asOf, session, cancellation);
        return Answers.Table(http.Request, form, balance, TableOf(balance, handbook), "appointments");
    }

    public static async Task<PublicBalance> AskAsync(
        DateOnly? asOf, IQuerySession session, CancellationToken cancellation) =>
        Of(await session.Events.QueryAllRawEvents()
            .Where(e => e.EventTypesAre(typeof(LevelsSet), typeof(TargetSet), typeof(BalancePublished)))
            .OrderBy(e => e.Sequence).ToListAsync(cancellation), asOf);

    public static PublicBalance Of(IEnumerable<IEvent> events, DateOnly? asOf)
    {
        var known = events.Where(e => asOf is null || e.Timestamp.Day() <= asOf).ToList();
        var published = known.Select(e => e.Data).OfType<BalancePublished>().ToList();
        var target = known.Select(e => e.Data).OfType<TargetSet>().LastOrDefault();
        var levels = known.Select(e => e.Data).OfType<LevelsSet>().LastOrDefault()?.Levels ?? [];
        var latest = published.LastOrDefault();
        return new(latest?.Quarter, latest?.Until, known.LastOrDefault(e => e.Data is BalancePublished)?.Id,
            latest?.Least ?? Grouping.Least, target is null ? null : new(target.Percent / 100m, target.Day),
            [
                .. levels.OrderBy(level => level.Rank)
                    .Select(level => new NamedLevel(level.Code, level.Name, level.CountedWith)),
            ],
            latest is null ? [] : BalanceTable.Of(published),
            [
                .. published.Zip(BalanceTable.Course(published), (one, share) =>
                    new BalanceQuarter(one.Quarter, one.Until, one.Holders.Count, share)),
            ]);
    }

    internal static Table TableOf(PublicBalance balance, Handbook handbook) =>
        Table.Of<(BalanceRow Row, Text? Level, Text? Department)>(
        [
            new("by", line => line.Row.By),
            new("level", line => line.Row.Level),
            new("levelFa", line => line.Level?.Fa),
            new("levelEn", line => line.Level?.En),
            new("department", line => line.Row.Department),
            new("departmentFa", line => line.Department?.Fa),
            new("departmentEn", line => line.Department?.En),
            new("holders", line => line.Row.Holders),
            new("quarter", line => line.Row.Women?.Quarter),
            new("counted", line => line.Row.Women?.Counted),
            new("of", line => line.Row.Women?.Of),
            new("womenAtLeast", line => line.Row.Women?.AtLeast),
            new("womenAtMost", line => line.Row.Women?.AtMost),
            new("share", line => line.Row.Women?.Share),
            new("low", line => line.Row.Women?.Low),
            new("high", line => line.Row.Women?.High),
            new("notAppointed", line => line.Row.NotAppointed?.Counted),
            new("womenNotAppointedAtLeast", line => line.Row.NotAppointed?.AtLeast),
            new("womenNotAppointedAtMost", line => line.Row.NotAppointed?.AtMost),
            new("notAppointedShare", line => line.Row.NotAppointed?.Share),
            new("notAppointedLow", line => line.Row.NotAppointed?.Low),
            new("notAppointedHigh", line => line.Row.NotAppointed?.High),
            new("target", _ => balance.Target?.Share),
            new("targetDay", _ => balance.Target?.Day),
            new("until", _ => balance.Until),
        ],
        balance.Rows.Select(row => (row,
            balance.Levels.FirstOrDefault(one => one.Code == row.Level)?.Name,
            row.Department is { } code ? handbook.Departments.GetValueOrDefault(code)?.Name : null)));
}
