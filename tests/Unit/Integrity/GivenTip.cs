using EGov.Integrity;

namespace EGov.Unit.Integrity;

/// <summary>A tip and what happened to it before.</summary>
internal static class GivenTip
{
    public static readonly Actor Integrity = new("integrity", "INT-02", "governorate");

    public static readonly TipSubmitted Unnamed =
        SubmitTipHandler.Decide(new("bribe", "He asked for ten million."), Given.Start);

    public static readonly TipSubmitted Named =
        SubmitTipHandler.Decide(new("bribe", "He asked.", Name: " Sara ", Contact: "0911"), Given.Start);

    public static Tip Fold(params object[] past) =>
        past.Aggregate(new Tip(), (tip, data) => tip.Evolve(Given.AsEvent(data)));
}
