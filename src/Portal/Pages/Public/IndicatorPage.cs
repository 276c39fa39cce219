using EGov.Pages.Shared;
using EGov.Texts;
using EGov.Transparency;
using Marten;
using Microsoft.AspNetCore.Components;
using Meaning = EGov.Transparency.Definition;

namespace EGov.Pages.Public;

/// <summary>What a definition’s page and its chart for other sites share: the figure, as of a moment.</summary>
public abstract class IndicatorPage : FiguresPage
{
    [Parameter] public string Id { get; set; } = "";

    [Inject] public NavigationManager Navigation { get; set; } = default!;

    [Inject] public IQuerySession Session { get; set; } = default!;

    /// <summary>None where there is no definition of that name.</summary>
    protected Meaning? Meaning { get; private set; }

    /// <summary>None where the question is not understood.</summary>
    protected IndicatorShown? Told { get; private set; }

    /// <summary>What it is about, where that is not casework.</summary>
    protected OversightKind? Kind { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        Meaning = Definitions.Find(Id);
        if (Meaning is not { } meaning)
        {
            Navigation.NotFound();
            return;
        }

        Kind = OversightKind.Of(meaning);
        Told = Kind is { } kind ? await OversightAsync(meaning, kind) : await CaseworkAsync(meaning);
    }

    private async Task<IndicatorShown?> CaseworkAsync(Meaning meaning) =>
        await AnswerAsync(("by", "department")) is { } figures
            ? IndicatorShown.Of(meaning, figures, (figures.Province.Months ?? []).Take(RangeOf(figures)), group =>
                group.Code is { } code
                    ? T.Link(SamePeriod($"/performance/departments/{code}"), Names.Department(code))
                    : T["performance.province"])
            : null;

    private async Task<IndicatorShown?> OversightAsync(Meaning meaning, OversightKind kind)
    {
        var past = ReadPast();
        if (Errors.Count > 0) return null;
        var course = await OversightCourse.AskAsync(
            kind, past, Session, Handbook, EGov.Act.Current.Now, Http.RequestAborted);
        return IndicatorShown.Of(meaning, kind, course, line => line.Code is not { } code
            ? T["performance.province"]
            : T.Link(Address.Of(T.Path($"/{kind.Name}"), (line.Group, code), ("asOf", AsOf)),
                line.Name is { } name ? T.Of(name) : T.Ref(code)));
    }

    /// <summary>What the figures are of: a period, or all that was recorded up to a day.</summary>
    protected Words Span => Kind is not null && Told?.AsOf is { } moment
        ? T["performance.period-to", moment.Day()]
        : Period;

    /// <summary>This question to this page, or to another about the same definition, as of a moment for good.</summary>
    protected string At(string before, DateTimeOffset moment) => Address.Of(
        T.Path($"{before}/definitions/{Meaning!.Id}"),
        ("from", Iso(Query.From)), ("to", Iso(Query.To)), ("asOf", Moment.Iso(moment)));

    /// <summary>The values of the months of the figure that stands for the definition.</summary>
    protected IReadOnlyList<decimal?> Values => [.. Told!.Months.Select(month => month.Values[0].Value)];

    /// <summary>A whole number above every value that halves well: 2, 10, 20, 100, 200, …</summary>
    protected decimal Top
    {
        get
        {
            var highest = Values.Max() ?? 0;
            if (Told!.Leading.IsShare) return Math.Max(Bottom + 0.1m, Math.Ceiling(highest * 10) / 10);
            var top = 2m;
            for (var step = 5m; top < highest; step = step == 5m ? 2m : 5m) top *= step;
            return top;
        }
    }

    // Never above a half, as in every chart of shares: no difference is blown up.
    protected decimal Bottom => Told!.Leading.IsShare
        ? Math.Min(0.5m, Math.Floor((Values.Min() ?? 0) * 10) / 10)
        : 0;
}
