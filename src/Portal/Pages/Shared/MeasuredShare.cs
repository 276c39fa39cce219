using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>A share between 0 and 1 with the ends of its 95 % Wilson interval.</summary>
public sealed record MeasuredShare(decimal Value, decimal Low, decimal High)
{
    /// <summary>The interval in per cent.</summary>
    public Words Interval(Language language) => language.Range(Low * 100, High * 100, 1);
}

/// <summary>The axis that the shares of one table have in common, up to 1.</summary>
public sealed record ShareScale(decimal From)
{
    /// <summary>Starts at the tenth below the lowest end and never above a half: no difference is blown up.</summary>
    public static ShareScale For(IEnumerable<MeasuredShare> shares) => For(shares.Select(share => share.Low));

    /// <summary>The same for shares that are drawn without their intervals.</summary>
    public static ShareScale For(IEnumerable<decimal> shares) =>
        new(Math.Min(0.5m, Math.Floor(shares.DefaultIfEmpty(0.5m).Min() * 10) / 10));

    public IReadOnlyList<decimal> Ticks => [From, (From + 1) / 2, 1];

    public Axis Axis(Language language) => new((double)From, 1, 2, 98, language.IsRightToLeft);
}
