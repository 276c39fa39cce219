namespace EGov.Transparency;

/// <summary>The figures as a table: a line a group, or a line a group and month; the province first.</summary>
internal static class PerformanceCsv
{
    private sealed record Line(PerformanceGroup Group, PerformanceMonth? Month, Figures Figures, bool IsProvince);

    public static string Of(Performance answer)
    {
        var lines = new List<Line>();
        Add(answer.Province, isProvince: true);
        foreach (var group in answer.Groups) Add(group, isProvince: false);

        var columns = Columns(answer);
        return Csv.Of(columns.Select(column => column.Name),
            lines.Select(line => columns.Select(column => column.Value(line))));

        void Add(PerformanceGroup group, bool isProvince)
        {
            if (group.Months is null) lines.Add(new(group, null, group.Figures, isProvince));
            else lines.AddRange(group.Months.Select(month => new Line(group, month, month.Figures, isProvince)));
        }
    }

    private static List<(string Name, Func<Line, object?> Value)> Columns(Performance answer) =>
    [
        ("group", line => line.IsProvince ? "province" : answer.By),
        ("code", line => line.Group.Code),
        ("nameFa", line => line.Group.Name?.Fa),
        ("nameEn", line => line.Group.Name?.En),
        .. answer.Series is null ? (ReadOnlySpan<(string, Func<Line, object?>)>)
            [
                ("placeBest", line => line.Group.Place?.Best),
                ("placeWorst", line => line.Group.Place?.Worst),
                ("placeOf", line => line.Group.Place?.Of),
            ]
            : [
                ("month", line => line.Month!.Month),
                ("from", line => line.Month!.From),
                ("to", line => line.Month!.To),
            ],
        ("submitted", line => line.Figures.Submitted),
        ("open", line => line.Figures.Open),
        ("openPastLimit", line => line.Figures.OpenPastLimit),
        ("decided", line => line.Figures.Decided),
        ("medianDays", line => line.Figures.MedianDays),
        ("p90Days", line => line.Figures.P90Days),
        .. Shares("onTime", figures => figures.OnTime),
        ("refused", line => line.Figures.Refused),
        .. Shares("refusedShare", figures => figures.RefusedShare),
        ("overridden", line => line.Figures.Overridden),
        ("appealed", line => line.Figures.Appealed),
        ("appealsDecided", line => line.Figures.AppealsDecided),
        ("overturned", line => line.Figures.Overturned),
        .. Shares("overturnedShare", figures => figures.OverturnedShare),
        ("closed", line => line.Figures.Closed),
        ("contested", line => line.Figures.Contested),
        .. Shares("contestedShare", figures => figures.ContestedShare),
        ("withdrawn", line => line.Figures.Withdrawn),
        ("breaches", line => line.Figures.Breaches),
        ("steps", line => line.Figures.Steps),
        ("lateSteps", line => line.Figures.LateSteps),
        ("referred", line => line.Figures.Referred),
        ("transferred", line => line.Figures.Transferred),
        ("outOfTurn", line => line.Figures.OutOfTurn),
        ("outOfTurnWithoutGround", line => line.Figures.OutOfTurnWithoutGround),
        ("wandering", line => line.Figures.Wandering),
        ("wanderingFiles", line => line.Figures.WanderingFiles),
        ("asOf", _ => answer.AsOf),
        ("computedFrom", _ => answer.ComputedFrom),
    ];

    private static (string, Func<Line, object?>)[] Shares(string name, Func<Figures, Share?> share) =>
    [
        (name, line => share(line.Figures)?.Value),
        ($"{name}Low", line => share(line.Figures)?.Low),
        ($"{name}High", line => share(line.Figures)?.High),
    ];
}
