using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace EGov.Transparency;

/// <summary>What somebody asks of the public figures; whatever is not understood is refused, never ignored.</summary>
public sealed record PerformanceQuery
{
    public static readonly IReadOnlyList<string> Groupings = ["department", "service", "county"];
    public static readonly IReadOnlyList<string> Kinds = ["governorate", "department", "desk", "municipality"];
    public const string Monthly = "month";

    private static readonly string[] Names =
        ["by", "from", "to", "asOf", "kind", "department", "service", "county", "series", "format"];

    private static readonly string[] Moments =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public required string By { get; init; }

    /// <summary>First and last day of the period, both counted; open where none is said.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Only what was recorded by then is counted.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Only offices of this kind: municipalities stand beside municipalities.</summary>
    public string? Kind { get; init; }
    public string? Department { get; init; }
    public string? Service { get; init; }
    public string? County { get; init; }
    public bool IsMonthly { get; init; }

    /// <summary>Equal for equal questions.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture,
        $"{By}\n{From:O}\n{To:O}\n{AsOf:O}\n{Kind}\n{Department}\n{Service}\n{County}\n{IsMonthly}");

    public static PerformanceQuery Read(IQueryCollection asked)
    {
        if (asked.Keys.FirstOrDefault(name => !Names.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } stranger)
            throw new Refused("performance.parameter-unknown", stranger) { Status = 400 };
        if (asked.FirstOrDefault(pair => pair.Value.Count > 1) is { Key: { } twice })
            throw new Refused("performance.parameter-twice", twice) { Status = 400 };

        var by = One("by") ?? Groupings[0];
        if (!Groupings.Contains(by)) throw new Refused("performance.grouping-unknown", by) { Status = 400 };
        var series = One("series");
        if (series is not (null or Monthly)) throw new Refused("performance.series-unknown", series) { Status = 400 };
        var kind = One("kind");
        if (kind is not null && !Kinds.Contains(kind))
            throw new Refused("performance.kind-unknown", kind) { Status = 400 };
        var (from, to) = (Day(One("from")), Day(One("to")));
        if (from > to) throw new Refused("performance.period-reversed", from, to) { Status = 400 };
        return new()
        {
            By = by,
            From = from,
            To = to,
            AsOf = MomentOf(One("asOf")),
            Kind = kind,
            Department = One("department"),
            Service = One("service"),
            County = One("county"),
            IsMonthly = series is Monthly,
        };

        string? One(string name) => asked[name].ToString() is { Length: > 0 } value ? value : null;
    }

    private static DateOnly? Day(string? text) =>
        text is null ? null
        : IsDay(text, out var day) ? day
        : throw new Refused("performance.day-malformed", text) { Status = 400 };

    /// <summary>A day means its last moment. To the microsecond, as moments are stored.</summary>
    internal static DateTimeOffset? MomentOf(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (IsDay(text, out var day))
            return day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : day.AddDays(1).Start().AddMicroseconds(-1);

        // A plus sign in a query is a space to the server.
        var written = text.Replace(' ', '+');
        var hasZone = written.EndsWith('Z') || written.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length;
        if (!hasZone || !DateTimeOffset.TryParseExact(
            written, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var moment))
            throw new Refused("performance.moment-malformed", text) { Status = 400 };
        return moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private static bool IsDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
