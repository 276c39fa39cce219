using EGov.Integrity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>How often staff reported that they were to be influenced, and whether it helped.</summary>
/// <param name="AsOf">Only what had been recorded by then is counted; none: what is recorded now.</param>
/// <param name="ComputedFrom">The highest sequence among the events that the effects are computed from.</param>
/// <param name="Minimum">Below so many decided files, contacted or not, no effect is given.</param>
/// <param name="Contacts">A line a month, department and kind; the latest month first.</param>
/// <param name="Effects">A line for every service with decided files that were contacted.</param>
public sealed record PublicInfluence(
    DateTimeOffset? AsOf, long ComputedFrom, int Minimum, IReadOnlyList<ContactCount> Contacts,
    IReadOnlyList<InfluenceEffect> Effects);

/// <param name="Month">Year and month of the province's calendar, such as 1405-08.</param>
/// <param name="On">request, or another kind of thing that was to be influenced.</param>
public sealed record ContactCount(string Month, string On, string? Department, string Kind, int Count);

/// <summary>What became of the contacted files of a service beside the others.</summary>
/// <param name="Contacted">How many of its decided files were contacted; unstated outcomes are left out.</param>
/// <param name="Strata">How many departments and months hold both kinds; only within these they are compared.</param>
/// <param name="Approval">
/// Odds of approval, contacted against not (Mantel–Haenszel by department and month, interval of Robins, Breslow and
/// Greenland); none below the minimum, or where the files cannot be compared.
/// </param>
/// <param name="Duration">Median working days, contacted against not (interval of Price and Bonett).</param>
public sealed record InfluenceEffect(
    string Service, int Contacted, int NotContacted, int Strata, OddsRatio? Approval, MedianRatio? Duration);

public static class PublicInfluenceEndpoint
{
    /// <summary>What CSV can be made of: one table at a time.</summary>
    public static readonly IReadOnlyList<string> Tables = ["contacts", "effects"];

    private static readonly IReadOnlyList<CsvColumn<ContactCount>> OfContacts =
    [
        new("month", line => line.Month),
        new("on", line => line.On),
        new("department", line => line.Department),
        new("kind", line => line.Kind),
        new("count", line => line.Count),
    ];

    private static readonly IReadOnlyList<CsvColumn<InfluenceEffect>> OfEffects =
    [
        new("service", line => line.Service),
        new("contacted", line => line.Contacted),
        new("notContacted", line => line.NotContacted),
        new("strata", line => line.Strata),
        new("approval", line => line.Approval?.Value),
        new("approvalLow", line => line.Approval?.Low),
        new("approvalHigh", line => line.Approval?.High),
        new("duration", line => line.Duration?.Value),
        new("durationLow", line => line.Duration?.Low),
        new("durationHigh", line => line.Duration?.High),
    ];

    /// <summary>Reported contacts by month, department and kind; and their measured effect by service.</summary>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="table">contacts (if nothing is said), or effects. JSON holds both.</param>
    /// <param name="format">json, csv, jsonl, xlsx or parquet; the header Accept says it as well.</param>
    [WolverineGet("/api/public/influence")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public static async Task<Answer<PublicInfluence>> Get(
        string? asOf, string? table, string? format, Contacts contacts, CubeShelf cubes, HttpRequest http,
        CancellationToken cancellation)
    {
        var form = Form.Wanted(http, format, Form.OfTables);
        if (table is { Length: > 0 } && !Tables.Contains(table))
            throw new Refused("influence.table-unknown", table) { Status = 400 };
        var counted = await CountAsync(PerformanceQuery.MomentOf(asOf), contacts, cubes, cancellation);
        return table == "effects"
            ? Answers.Table(http, form, counted, EffectsOf(counted), "influence-effects")
            : Answers.Table(http, form, counted, TableOf(counted), "influence-contacts");
    }

    internal static Table TableOf(PublicInfluence counted) => Table.Of(OfContacts, counted.Contacts);

    internal static Table EffectsOf(PublicInfluence counted) => Table.Of(OfEffects, counted.Effects);

    public static async Task<PublicInfluence> CountAsync(
        DateTimeOffset? asOf, Contacts contacts, CubeShelf cubes, CancellationToken cancellation)
    {
        var reported = await contacts.AllAsync(asOf, cancellation);
        var requests = reported.Where(contact => contact.Reported.On == InfluencedMatter.OnRequest)
            .Select(contact => contact.Request).Where(id => id != Guid.Empty).ToHashSet();
        var (all, some) = await cubes.OfAsync(requests, asOf, cancellation);
        return new(asOf, all.Sequence, Statistics.Minimum, Count(reported.Select(contact => contact.Reported)),
            InfluenceEffects.Of(all, some));
    }

    public static IReadOnlyList<ContactCount> Count(IEnumerable<InfluenceReported> reported) =>
    [
        .. reported.GroupBy(e => (Month: MonthOf(e.At.Day()), e.On, e.Department, e.Kind))
            .Select(same => new ContactCount(
                same.Key.Month, same.Key.On, same.Key.Department, same.Key.Kind, same.Count()))
            .OrderByDescending(line => line.Month, StringComparer.Ordinal)
            .ThenBy(line => line.Department, StringComparer.Ordinal)
            .ThenBy(line => line.Kind, StringComparer.Ordinal),
    ];

    private static string MonthOf(DateOnly day) => JalaliMonths.In((day, day))[0].Name;
}
