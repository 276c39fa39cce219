using System.Collections.Frozen;
using EGov.Oversight;

namespace EGov.Unit.Oversight;

/// <summary>A note on wells that binds the environment department, and what happened to it before.</summary>
internal static class GivenGuidance
{
    public static readonly Handbook Handbook = GivenDirective.Handbook;
    public static readonly Text Line = new("فاصلهٔ چاه از چاه", "The distance between wells");

    public static readonly GuidanceText Text = new(
        Line, new("قانون توزیع عادلانهٔ آب، مادهٔ ۱۴", "Water Act, article 14"),
        [
            new("فاصله از لبهٔ چاه شمرده می‌شود.", "It is measured from the edge of a well."),
            new("چاه خشک شمرده نمی‌شود.", "A dry well does not count."),
        ], ["environment"], ["environmental-opinion"]);

    public static readonly GuidanceAsked Asked = Ask();
    public static readonly GuidanceDrafted Drafted = Draft();
    public static readonly GuidanceRedrafted Redrafted = new(
        Given.On(1), 1, Text, "GVN-01", 5, 1, Given.On(8).Day(), null);

    public static readonly GuidanceCommented Commented = new(
        Given.On(2), 1, "environment", "ENV-900", true, GivenDirective.Words("And dug wells?"));

    public static readonly GuidanceIssued Issued = new(Given.On(10), 1, 1, "GVN-02", Given.On(12).Day(), Line);
    public static readonly GuidanceRepealed Repealed = new(Given.On(20), "GVN-01", Given.On(30).Day(), Line);
    public static readonly object[] UntilIssued = [Drafted, Issued];

    public static GuidanceAsked Ask(string words = "From which edge?", params string[] services) =>
        AskGuidanceHandler.Decide(new(Line, words, services), Given.Id, Handbook, Who.Manager, Given.Start);

    public static GuidanceDrafted Draft(GuidanceText? text = null, int days = 5, Text? haste = null) =>
        DraftGuidanceHandler.Decide(
            new(text ?? Text, days, haste), Given.Id, Handbook, GivenDirective.Governor, Given.Start);

    public static GuidanceNote Fold(params object[] past) => past.Aggregate(new GuidanceNote(), Then);

    public static GuidanceNote Then(GuidanceNote note, object fact) => note.Evolve(Given.AsEvent(fact));

    /// <summary>The handbook of a province in which these things happened to the note.</summary>
    public static Handbook After(params object[] past) => Handbook with
    {
        Guidance = new[] { Fold(past) }.Where(note => note.Latest is not null)
            .ToFrozenDictionary(note => note.Number),
    };

    /// <summary>A clause of the note, as it is cited.</summary>
    public static string Clause(int clause) => GuidanceWords.ClauseOf(Drafted.Number, clause);
}
