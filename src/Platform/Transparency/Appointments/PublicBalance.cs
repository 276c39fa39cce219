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
    /// <param name="format">json or csv; the header Accept says it as well.</param>
    [WolverineGet("/api/public/appointments")]
    public static async Task<Answer<PublicBalance>> Get(
        DateOnly? asOf, string? format, IQuerySession session, Handbook handbook, HttpContext http,
        CancellationToken cancellation)
    {
        var isCsv = Answers.IsCsvWanted(http.Request, format);
        var balance = await AskAsync(asOf, session, cancellation);
        return isCsv ? Answers.Csv(balance, Table(balance, handbook), "appointments") : Answers.Json(balance);
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

    private static string Table(PublicBalance balance, Handbook handbook)
    {
        string[] header =
        [
            "by", "level", "levelFa", "levelEn", "department", "departmentFa", "departmentEn", "holders", "quarter",
            "counted", "of", "womenAtLeast", "womenAtMost", "share", "low", "high", "notAppointed",
            "womenNotAppointedAtLeast", "womenNotAppointedAtMost", "notAppointedShare", "notAppointedLow",
            "notAppointedHigh", "target", "targetDay", "until",
        ];
        return Csv.Of(header, balance.Rows.Select(row =>
        {
            var level = balance.Levels.FirstOrDefault(one => one.Code == row.Level)?.Name;
            var department = row.Department is { } code ? handbook.Departments.GetValueOrDefault(code)?.Name : null;
            return (IEnumerable<object?>)
            [
                row.By, row.Level, level?.Fa, level?.En, row.Department, department?.Fa, department?.En, row.Holders,
                row.Women?.Quarter, row.Women?.Counted, row.Women?.Of, row.Women?.AtLeast, row.Women?.AtMost,
                row.Women?.Share, row.Women?.Low, row.Women?.High, row.NotAppointed?.Counted,
                row.NotAppointed?.AtLeast, row.NotAppointed?.AtMost, row.NotAppointed?.Share, row.NotAppointed?.Low,
                row.NotAppointed?.High, balance.Target?.Share, balance.Target?.Day, balance.Until,
            ];
        }));
    }
}
