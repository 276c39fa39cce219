using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>Labels of one axis, put into as many rows as they need not to touch on a narrow screen.</summary>
public sealed record LabelRows(IReadOnlyList<PlacedLabel> Labels)
{
    // A letter of 13 px is about 7.2 px wide; a telephone's chart about 270 px.
    private const double LetterShare = 7.2 / 270 * 100;

    /// <summary>How many rows beyond the first are needed.</summary>
    public int Rows => Labels.Select(label => label.Row).DefaultIfEmpty().Max();

    /// <summary>Earlier labels have the better row.</summary>
    public static LabelRows Of(Axis axis, IEnumerable<(int Value, Words Text, bool IsStrong)> labels)
    {
        var taken = new List<(int Row, double From, double To)>();
        return new([.. labels.Select(label =>
        {
            var at = axis.Reading(label.Value);
            var width = label.Text.ToString().Length * LetterShare;
            var anchor = at < width / 2 ? Anchor.Start : at > 100 - (width / 2) ? Anchor.End : Anchor.Middle;
            var from = anchor switch { Anchor.Start => 0, Anchor.End => 100 - width, _ => at - (width / 2) };
            var row = Enumerable.Range(0, taken.Count + 1).First(r =>
                !taken.Exists(t => t.Row == r && t.From < from + width + 2 && from < t.To + 2));
            taken.Add((row, from, from + width));
            return new PlacedLabel(XOf(axis, label.Value, anchor), row, anchor, label.Text, label.IsStrong);
        })]);
    }

    private static string XOf(Axis axis, int value, Anchor anchor) => anchor switch
    {
        Anchor.Start => axis.IsMirrored ? "100%" : "0%",
        Anchor.End => axis.IsMirrored ? "0%" : "100%",
        _ => axis.X(value),
    };
}

public sealed record PlacedLabel(string X, int Row, Anchor Anchor, Words Text, bool IsStrong);
