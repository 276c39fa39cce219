namespace EGov.Oversight;

/// <summary>What a measure counts, in a small closed language: everything it can say is computed from events.</summary>
/// <param name="Kind">count, share, or median.</param>
/// <param name="Indicator">The id of a published definition, such as PERF-ONTIME.</param>
/// <param name="Version">Of that definition.</param>
/// <param name="Department">Only what counts there.</param>
/// <param name="Service">Only requests for it.</param>
/// <param name="County">Only requests from it.</param>
/// <param name="Directives">Only the effects of these, by number.</param>
/// <param name="Serving">Also the effects of directives that were issued for the measure's commitment.</param>
/// <param name="Window">since-start, months, quarter, or day.</param>
/// <param name="Months">How many months, up to the day; with the window months alone.</param>
public record MeasureTerms(
    string Kind, string Indicator, int Version, string? Department, string? Service, string? County,
    IReadOnlyList<string> Directives, bool Serving, string Window, int Months)
{
    /// <summary>The definition in this version, such as PERF-ONTIME/1.</summary>
    public string Reference() => $"{Indicator}/{Version}";
}

/// <summary>A measure with what it needs to know of its programme to be computed.</summary>
/// <param name="Opened">The day on which the programme was opened.</param>
/// <param name="Commitment">By which directives name it.</param>
public sealed record MeasureScope(MeasureTerms Terms, DateOnly Opened, string Commitment)
{
    /// <summary>The days that are counted when it is measured at the end of a day.</summary>
    public (DateOnly From, DateOnly To) WindowOn(DateOnly day) => Terms.Window switch
    {
        MeasureLanguage.SinceStart => (Opened < day ? Opened : day, day),
        MeasureLanguage.InMonths => (Before(day, Terms.Months), day),
        MeasureLanguage.InQuarter => (QuarterOf(day), day),
        _ => (day, day),
    };

    /// <summary>The day after the same day so many months earlier.</summary>
    private static DateOnly Before(DateOnly day, int months) => DateOnly.FromDateTime(
        MeasureLanguage.Calendar.AddMonths(day.ToDateTime(TimeOnly.MinValue), -months)).AddDays(1);

    private static DateOnly QuarterOf(DateOnly day)
    {
        var moment = day.ToDateTime(TimeOnly.MinValue);
        var (year, month) = (MeasureLanguage.Calendar.GetYear(moment), MeasureLanguage.Calendar.GetMonth(moment));
        return DateOnly.FromDateTime(
            MeasureLanguage.Calendar.ToDateTime(year, ((month - 1) / 3 * 3) + 1, 1, 0, 0, 0, 0));
    }
}

/// <summary>What a measure was at the end of a day, as far as it had been recorded by then.</summary>
/// <param name="Definition">Such as PERF-ONTIME/1.</param>
/// <param name="Value">
/// The count; the median working days; of a share hundredths of a per cent, rounded down. None with too few cases.
/// </param>
/// <param name="Numerator">What counts.</param>
/// <param name="Denominator">Of how many; none for a count.</param>
/// <param name="AsOf">Only what had been recorded by this instant is counted.</param>
/// <param name="LogSize">The sequence of the last event that had been recorded by then.</param>
public record MeasuredValue(
    string Definition, int? Value, int Numerator, int? Denominator, DateOnly From, DateOnly To, DateTimeOffset AsOf,
    long LogSize)
{
    /// <summary>Whether it is at least, or at most, so much. A share is compared as the fraction that it is.</summary>
    public bool Reaches(string kind, bool atLeast, int target)
    {
        if (Value is not { } value) return false;
        var (measured, shall) = kind == MeasureLanguage.Share
            ? (Numerator * 100L, target * (long)Denominator!.Value)
            : (value, target);
        return atLeast ? measured >= shall : measured <= shall;
    }
}

/// <summary>Computes measures from events. There is no other way to a number.</summary>
public interface IMeasures
{
    /// <summary>At the end of a day that is over; refused until all that was recorded by then is counted.</summary>
    Task<MeasuredValue> AtTheEndOfAsync(MeasureScope scope, DateOnly day, CancellationToken cancellation);
}
