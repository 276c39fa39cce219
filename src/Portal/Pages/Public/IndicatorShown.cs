using EGov.Pages.Shared;
using EGov.Texts;
using EGov.Transparency;
using Meaning = EGov.Transparency.Definition;

namespace EGov.Pages.Public;

/// <summary>The figures of one definition, ready to be shown, wherever they were counted.</summary>
/// <param name="AsOf">The moment they speak for; none before the first record.</param>
/// <param name="ComputedFrom">The last entry of the ledger that is counted.</param>
/// <param name="Columns">What is told of every line; the first stands for the definition.</param>
/// <param name="Months">Of the province, the oldest first.</param>
public sealed record IndicatorShown(
    DateTimeOffset? AsOf, long ComputedFrom, int Minimum, IReadOnlyList<ShownColumn> Columns, ShownLine Province,
    IReadOnlyList<ShownLine> Groups, IReadOnlyList<ShownMonth> Months)
{
    public ShownColumn Leading => Columns[0];

    /// <summary>The axis of the shares; none where the definition is of no share.</summary>
    public ShareScale? Scale => Leading.IsShare
        ? ShareScale.For(Groups.Select(line => line.Values[0].Share).OfType<MeasuredShare>())
        : null;

    /// <summary>What the width of the longest bar means, where it is of counts.</summary>
    public int Longest => (int)Groups.Select(line => line.Values[0].Value ?? 0).DefaultIfEmpty(0).Max();

    /// <summary>Whether numbers of cases are told from which it is computed.</summary>
    public bool HasCases => Province.Cases is not null;

    public bool HasPlaces => Groups.Any(line => line.Place is not null);

    /// <summary>A figure of casework: by department, and by the months that are drawn.</summary>
    internal static IndicatorShown Of(
        Meaning meaning, Performance figures, IEnumerable<PerformanceMonth> months, Func<PerformanceGroup, Words> name)
    {
        var figure = FigureShown.By(meaning.Id);
        return new(figures.AsOf, figures.ComputedFrom, figures.Minimum,
            [new(meaning.Name, figure.Share is not null, figure.Decimals)], Line(figures.Province),
            [.. figures.Groups.Select(Line)],
            [.. months.Select(month => new ShownMonth(month.From, null, [Value(month.Figures)])
            {
                Cases = figure.Of?.Invoke(month.Figures),
            })]);

        ShownLine Line(PerformanceGroup group) => new(name(group), [Value(group.Figures)])
        {
            Cases = figure.Of?.Invoke(group.Figures),
            Place = meaning.Id == "PERF-PLACE" && group.Place is { } place ? (place.Best, place.Worst) : null,
        };

        ShownValue Value(Figures of) => new(figure.Value(of), figure.Measured(of));
    }

    /// <summary>A figure of oversight, with all that its definition is of.</summary>
    internal static IndicatorShown Of(
        Meaning meaning, OversightKind kind, OversightCourse course, Func<OversightLine, Words> name)
    {
        var whole = course.Lines[0];
        return new(course.AsOf, course.ComputedFrom, meaning.Minimum ?? Statistics.Minimum,
            [
                .. meaning.Figures.Select(figure => new ShownColumn(
                    meaning.Figures.Count == 1 ? meaning.Name : kind.NameOf(figure), whole.IsShare(figure), 0)),
            ],
            Line(whole), [.. course.Lines.Skip(1).Select(Line)],
            [.. course.Months.Select(month => new ShownMonth(month.From, month.To, Values(month.Province)))]);

        ShownLine Line(OversightLine line) => new(name(line), Values(line));

        IReadOnlyList<ShownValue> Values(OversightLine line) =>
        [
            .. meaning.Figures.Select(figure => new ShownValue((decimal?)line.Figures[figure],
                line.ShareOf(figure) is var (value, low, high)
                    ? new((decimal)value, (decimal)low, (decimal)high)
                    : null)),
        ];
    }
}

/// <param name="Name">As the dictionary of fields has it, or the definition itself.</param>
public sealed record ShownColumn(Text Name, bool IsShare, int Decimals)
{
    public Words Write(ShownValue value, Language language) =>
        value.Value is not { } known ? language["figure.missing"]
        : IsShare ? language.Pct(known)
        : language.Num(known, Decimals);

    /// <summary>With its interval, or why it is missing.</summary>
    public Words Tell(ShownValue value, int minimum, Language language) =>
        value.Value is null ? language["performance.under", minimum]
        : value.Share is { } share
            ? language["definitions.with-interval", Write(value, language), share.Interval(language)]
        : Write(value, language);

    /// <summary>As the head of a column.</summary>
    public Words Head(Language language) =>
        language.Of(Name with { En = char.ToUpperInvariant(Name.En[0]) + Name.En[1..] });
}

/// <param name="Value">None where there are too few cases.</param>
/// <param name="Share">With its interval, where it is a share.</param>
public sealed record ShownValue(decimal? Value, MeasuredShare? Share);

/// <summary>The province, a department or a council.</summary>
public sealed record ShownLine(Words Name, IReadOnlyList<ShownValue> Values)
{
    public int? Cases { get; init; }

    public (int Best, int Worst)? Place { get; init; }
}

/// <param name="End">The day at whose end it stood so; none where it is counted within the month.</param>
public sealed record ShownMonth(DateOnly From, DateOnly? End, IReadOnlyList<ShownValue> Values)
{
    public int? Cases { get; init; }
}
