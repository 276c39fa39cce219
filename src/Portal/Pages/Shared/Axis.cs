using System.Globalization;

namespace EGov.Pages.Shared;

/// <summary>A chart's horizontal axis, in per cent of the width; mirrored where reading runs right to left.</summary>
public sealed record Axis(double From, double To, double Start, double End, bool IsMirrored)
{
    /// <summary>Where a value stands, as an SVG length.</summary>
    public string X(double value) => Percent(At(value));

    /// <summary>The edge at which a bar between two values begins, as SVG counts: from the left.</summary>
    public string Left(double a, double b) => Percent(Math.Min(At(a), At(b)));

    public string Width(double a, double b) => Percent(Math.Abs(At(a) - At(b)));

    /// <summary>Where a value stands in a nested drawing that is 1000 units wide.</summary>
    public string Units(double value) => Number(At(value) * 10);

    /// <summary>Where a value stands, in per cent from the side where reading begins.</summary>
    public double Reading(double value) => IsMirrored ? 100 - At(value) : At(value);

    public static string Percent(double value) => Number(value) + "%";

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private double At(double value)
    {
        var share = To == From ? 0 : (value - From) / (To - From);
        var x = Start + (share * (End - Start));
        return IsMirrored ? 100 - x : x;
    }
}
