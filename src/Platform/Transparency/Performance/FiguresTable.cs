namespace EGov.Transparency;

/// <summary>The figures as a table: a line a group, or a line a group and month; the province first.</summary>
internal static class FiguresTable
{
    private sealed record Line(PerformanceGroup Group, PerformanceMonth? Month, Figures Figures, bool IsProvince);

    public static Table Of(Performance answer)
    {
        var lines = new List<Line>();
        Add(answer.Province, isProvince: true);
        foreach (var group in answer.Groups) Add(group, isProvince: false);

        return Table.Of(Columns(answer), lines);

        void Add(PerformanceGroup group, bool isProvince)
        {
            if (group.Months is null) lines.Add(new(group, null, group.Figures, isProvince));
            else lines.AddRange(group.Months.Select(month => new Line(group, month, month.Figures, isProvince)));
        }
    }

    private static List<CsvColumn<Line>> Columns(Performance answer) =>
    [
        new("group", line => line.IsProvince ? "province" : answer.By),
        new("code", line => line.Group.Code),
        new("nameFa", line => line.Group.Name?.Fa),
        new("nameEn", line => line.Group.Name?.En),
        .. answer.Series is null ? (ReadOnlySpan<CsvColumn<Line>>)
            [
                new("placeBest", line => line.Group.Place?.Best),
                new("placeWorst", line => line.Group.Place?.Worst),
                new("placeOf", line => line.Group.Place?.Of),
            ]
            : [
                new("month", line => line.Month!.Month),
                new("from", line => line.Month!.From),
                new("to", line => line.Month!.To),
            ],
        new("submitted", line => line.Figures.Submitted),
        new("open", line => line.Figures.Open),
        new("openPastLimit", line => line.Figures.OpenPastLimit),
        new("decided", line => line.Figures.Decided),
        new("medianDays", line => line.Figures.MedianDays),
        new("p90Days", line => line.Figures.P90Days),
        .. Shares("onTime", figures => figures.OnTime),
        new("refused", line => line.Figures.Refused),
        .. Shares("refusedShare", figures => figures.RefusedShare),
        new("overridden", line => line.Figures.Overridden),
        new("appealed", line => line.Figures.Appealed),
        new("appealsDecided", line => line.Figures.AppealsDecided),
        new("overturned", line => line.Figures.Overturned),
        .. Shares("overturnedShare", figures => figures.OverturnedShare),
        new("closed", line => line.Figures.Closed),
        new("contested", line => line.Figures.Contested),
        .. Shares("contestedShare", figures => figures.ContestedShare),
        new("withdrawn", line => line.Figures.Withdrawn),
        new("breaches", line => line.Figures.Breaches),
        new("steps", line => line.Figures.Steps),
        new("lateSteps", line => line.Figures.LateSteps),
        new("referred", line => line.Figures.Referred),
        new("transferred", line => line.Figures.Transferred),
        new("outOfTurn", line => line.Figures.OutOfTurn),
        new("outOfTurnWithoutGround", line => line.Figures.OutOfTurnWithoutGround),
        new("wandering", line => line.Figures.Wandering),
        new("wanderingFiles", line => line.Figures.WanderingFiles),
        new("asOf", _ => answer.AsOf),
        new("computedFrom", _ => answer.ComputedFrom),
    ];

    private static CsvColumn<Line>[] Shares(string name, Func<Figures, Share?> share) =>
    [
        new(name, line => share(line.Figures)?.Value),
        new($"{name}Low", line => share(line.Figures)?.Low),
        new($"{name}High", line => share(line.Figures)?.High),
    ];
}
