using System.Globalization;
using EGov.Pages.Shared;
using EGov.Portal.Texts;
using EGov.Texts;
using EGov.Transparency;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Public;

/// <summary>What pages of public figures have in common: the question in their address, and its answer.</summary>
public abstract class FiguresPage : Localised
{
    // The first day of the Jalali calendar: none before it can be shown.
    private static readonly DateOnly FirstShown = new(622, 3, 22);

    private Performance? _everything;

    [Inject] public CubeShelf Cubes { get; set; } = default!;

    [Inject] public HandbookShelf Shelf { get; set; } = default!;

    [CascadingParameter] public HttpContext Http { get; set; } = default!;

    protected PerformanceQuery Query { get; private set; } = new() { By = PerformanceQuery.Groupings[0] };

    /// <summary>The past moment as it was typed, in either language.</summary>
    protected string AsOf { get; private set; } = "";

    /// <summary>The period as it was asked for, even where it is refused.</summary>
    protected DateOnly? From => Typed("from");

    protected DateOnly? To => Typed("to");

    protected FormErrors Errors { get; } = [];

    protected Handbook Handbook => Shelf.Current;

    protected Names Names => new(Handbook, T);

    /// <summary>Answers the address; what is not understood stands in the errors and sets the status.</summary>
    /// <param name="always">What the page itself asks, whatever the address says.</param>
    protected async Task<Performance?> AnswerAsync(params (string Name, string Value)[] always)
    {
        var asked = Http.Request.Query.Where(pair => pair.Value.ToString().Length > 0)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        if (ReadPast() is { } past) asked["asOf"] = Moment.Iso(past);
        foreach (var (name, value) in always) asked[name] = value;
        asked["series"] = PerformanceQuery.Monthly;
        if (Errors.Count > 0) asked.Remove("asOf");
        try
        {
            Query = PerformanceQuery.Read(new QueryCollection(asked));
            if (Query.From < FirstShown) Refuse("from", Unreadable);
            if (Query.To < FirstShown) Refuse("to", Unreadable);
            if (Errors.Count > 0)
            {
                Query = Query with { From = null, To = null };
                return null;
            }

            return await AskAsync(Query);
        }
        catch (Refused refused)
        {
            Refuse(FieldOf(refused.Code), Refusals.Title(refused, T.Code), refused.Status);
            return null;
        }
    }

    /// <summary>The past moment that the address names; one that is not understood stands in the errors.</summary>
    protected DateTimeOffset? ReadPast()
    {
        AsOf = Http.Request.Query["asOf"].ToString().Trim();
        if (AsOf.Length == 0) return null;
        if (Moment.Read(AsOf) is { } moment && moment.Day() >= FirstShown) return moment;
        Refuse("asOf", T["moment.unreadable", Moment.Write(EGov.Act.Current.Now, T)]);
        return null;
    }

    protected async Task<Performance> AskAsync(PerformanceQuery query) =>
        await PerformanceEndpoint.AskAsync(query, Cubes, Handbook, Http.RequestAborted);

    /// <summary>Looks up in which months there is anything to choose, for a filter of months.</summary>
    protected async Task LookUpMonthsAsync() => _everything = await AskAsync(new()
    {
        By = PerformanceQuery.Groupings[0],
        IsMonthly = true,
        Kind = Query.Kind,
    });

    /// <summary>The months in which anything was counted, the latest first, and the day that was asked for.</summary>
    protected IReadOnlyList<Choice> Months(bool isEnd)
    {
        var asked = isEnd ? To : From;
        var months = (_everything?.Province.Months ?? []).Where(month => IsAnything(month.Figures)).Reverse()
            .Select(month => (Day: isEnd ? LastOf(month.From) : FirstOf(month.From), Name: T.Month(month.From)))
            .ToList();
        return
        [
            new("", T[isEnd ? "performance.no-end" : "performance.no-start"]),
            .. asked is { } day && months.All(month => month.Day != day)
                ? (ReadOnlySpan<Choice>)[new(Iso(day)!, T.Day(day))]
                : [],
            .. months.Select(month => new Choice(Iso(month.Day)!, month.Name)),
        ];
    }

    /// <summary>
    /// Which months of a series are drawn: those from the first to the last decision, without one that is not over yet,
    /// and the latest twelve of them where no beginning was asked for.
    /// </summary>
    protected System.Range RangeOf(Performance figures)
    {
        var months = figures.Province.Months ?? [];
        var last = months.Count;
        if (last > 2 && Query.To is null && LastOf(months[last - 1].From) >= figures.AsOf?.Day()) last--;
        while (last > 0 && months[last - 1].Figures.Decided == 0) last--;
        var first = 0;
        if (Query.From is null) first = Math.Max(first, last - 12);
        while (first < last && months[first].Figures.Decided == 0) first++;
        return first..last;
    }

    /// <summary>The same question to the public interface.</summary>
    protected static string Api(PerformanceQuery query, string format, bool isMonthly = false) =>
        Address.Of("/api/public/performance",
            ("by", query.By), ("kind", query.Kind), ("department", query.Department), ("service", query.Service),
            ("county", query.County), ("from", Iso(query.From)), ("to", Iso(query.To)),
            ("asOf", query.AsOf is { } moment ? Moment.Iso(moment) : null),
            ("series", isMonthly ? PerformanceQuery.Monthly : null), ("format", format));

    protected IReadOnlyList<Link> Files(bool isMonthly = false) => Files(Query, isMonthly);

    protected static IReadOnlyList<Link> Files(PerformanceQuery query, bool isMonthly = false) =>
        [new("CSV", Api(query, "csv", isMonthly)), new("JSON", Api(query, "json", isMonthly))];

    /// <summary>A page of figures for the same period, as it was known at the same moment.</summary>
    protected string SamePeriod(string path, params ReadOnlySpan<(string Name, string? Value)> more) => Address.Of(
        T.Path(path), [.. more, ("from", Iso(Query.From)), ("to", Iso(Query.To)), ("asOf", AsOf)]);

    /// <summary>The same question to a page of this portal, as of a moment for good.</summary>
    protected string AsKnown(string path, DateTimeOffset moment) => Address.Of(T.Path(path),
        ("by", Query.By == PerformanceQuery.Groupings[0] ? null : Query.By), ("kind", Query.Kind),
        ("service", Query.Service), ("county", Query.County), ("from", Iso(Query.From)), ("to", Iso(Query.To)),
        ("asOf", Moment.Iso(moment)));

    /// <summary>The period in words; as of a past moment it ends then.</summary>
    protected Words Period => (Query.From, Query.To ?? Query.AsOf?.Day()) switch
    {
        (null, null) => T["performance.period-all"],
        ({ } from, null) => T["performance.period-from", from],
        (null, { } to) => T["performance.period-to", to],
        ({ } from, { } to) => T["performance.period", from, to],
    };

    protected Words Days(int? days) => days is { } known ? T.Num(known) : T["figure.missing"];

    protected Words Shown(Share? share) => share is { } known ? T.Pct((decimal)known.Value) : T["figure.missing"];

    protected Words? Interval(Share? share) => FigureShown.Measured(share)?.Interval(T);

    protected Words Wandering(Figures figures) => FigureShown.By("PERF-WANDER").Write(figures, T);

    protected static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The first day of the Jalali month that holds the day.</summary>
    protected static DateOnly FirstOf(DateOnly day) => day.AddDays(1 - Format.Jalali(day).Day);

    /// <summary>The last one: 31 days after the first it is the first, second or third of the next month.</summary>
    protected static DateOnly LastOf(DateOnly day)
    {
        var later = FirstOf(day).AddDays(31);
        return later.AddDays(-Format.Jalali(later).Day);
    }

    protected LeagueRow Row(PerformanceGroup group, Words name, string? href = null) => new(name, group.Figures.Decided)
    {
        Href = href,
        Places = group.Place is { } place ? (place.Best, place.Worst) : null,
        Median = group.Figures.MedianDays,
        NinetiethPercentile = group.Figures.P90Days,
        OnTime = FigureShown.Measured(group.Figures.OnTime),
        Contested = group.Figures.ContestedShare is { } contested ? (decimal)contested.Value : null,
        Steps = group.Figures.Steps > 0 ? (group.Figures.LateSteps, group.Figures.Steps) : null,
    };

    private static bool IsAnything(Figures month) =>
        month.Submitted + month.Decided + month.Closed + month.Breaches > 0;

    private DateOnly? Typed(string name)
    {
        var isDay = DateOnly.TryParseExact(
            Http.Request.Query[name].ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day);
        return isDay && day >= FirstShown ? day : null;
    }

    private Words Unreadable => T["moment.day-unreadable", T.Format.Day(EGov.Act.Current.Now.Day())];

    private void Refuse(string field, Words text, int status = StatusCodes.Status400BadRequest)
    {
        Errors.Add(field, text);
        Http.Response.StatusCode = status;
    }

    private static string FieldOf(string code) => code switch
    {
        "performance.grouping-unknown" => "by",
        "performance.kind-unknown" => "kind",
        "performance.department-unknown" => "department",
        "performance.service-unknown" => "service",
        "performance.county-unknown" => "county",
        "performance.day-malformed" => "from",
        "performance.period-reversed" => "to",
        _ => "",
    };
}
