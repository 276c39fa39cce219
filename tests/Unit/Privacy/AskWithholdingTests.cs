using EGov.Privacy;

namespace EGov.Unit.Privacy;

public class AskWithholdingTests
{
    [Fact]
    public void It_names_the_law_and_the_day_and_seals_whose_file_it_is_and_why()
    {
        var asked = Ask();
        (asked.Basis, asked.Until).ShouldBe(("court-order", Withholdings.Day(30)));
        Then.Words(asked.Request).ShouldBe($"{Given.Id}");
        Then.Words(asked.Words).ShouldBe("Order 12 of branch 3.");
        asked.Request.Subject.ShouldBe(Subjects.Office("governorate"));

        var state = Given.Fold(new Withholding(), asked);
        state.IsInForce(Withholdings.Day(1)).ShouldBeFalse("nobody else has agreed");
        state.Waits.ShouldBe("INT-02");
    }

    [Fact]
    public void The_law_is_one_of_the_list() =>
        Then.Refusal("withholding.basis-not-listed", () => Ask(basis: "discretion"), 422);

    [Theory, InlineData(""), InlineData("  ")]
    public void And_why_it_holds_is_said(string words) =>
        Then.Refusal("withholding.words-empty", () => Ask(words: words), 422);

    [Fact]
    public void The_day_is_to_come_and_not_so_far_that_nobody_looks_again()
    {
        Then.Refusal("withholding.day-not-to-come", () => Ask(day: 0), 422);
        Ask(day: 90).Until.ShouldBe(Withholdings.Day(90));
        Then.Refusal("withholding.too-long", () => Ask(day: 91), 422);
        Ask(day: 91, terms: new(120)).Until.ShouldBe(Withholdings.Day(91));
    }

    private static WithholdingAsked Ask(
        string basis = "court-order", string words = "Order 12 of branch 3.", int day = 30,
        WithholdingTerms? terms = null) =>
        AskWithholdingHandler.Decide(new(Given.Id, basis, words, Withholdings.Day(day)), terms ?? new(),
            Withholdings.Integrity, Given.Start);
}

/// <summary>Withholdings as far as tests want them, counted in days from the start.</summary>
internal static class Withholdings
{
    public static readonly Actor Integrity = new("integrity", "INT-02", "governorate");
    public static readonly Actor Second = new("custodian", "CUS-01", "governorate");

    public static readonly WithholdingAsked Asked = new(Given.Start, "INT-02", "integrity",
        Sealed.Of(Given.Id, Given.Id), "court-order", Sealed.Of(Given.Id, "?"), Day(30));

    public static readonly WithholdingApproved Approved = new(Given.Start, "CUS-01", "custodian", Day(30));

    public static Withholding Waiting => Given.Fold(new Withholding(), Asked);

    public static Withholding InForce => Given.Fold(Waiting, Approved);

    public static DateOnly Day(int day) => Given.Start.Day().AddDays(day);
}
