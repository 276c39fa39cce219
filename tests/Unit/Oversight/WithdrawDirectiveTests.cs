using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class WithdrawDirectiveTests
{
    [Fact]
    public void Nothing_more_is_asked_and_what_was_effective_stays()
    {
        object[] past = [.. GivenDirective.UntilReported, GivenDirective.Verified];
        var withdrawn = Withdraw("superseded", "The law changed.", past);
        (withdrawn.Officer, withdrawn.Ground).ShouldBe(("GVN-01", "superseded"));
        var directive = GivenDirective.Fold([.. past, withdrawn]);
        directive.Withdrawn.ShouldBe("superseded");
        directive.Parts.Select(part => part.Status).ShouldBe([DirectiveStatus.Effective, DirectiveStatus.Withdrawn]);
        Then.Refusal("directive.nothing-to-withdraw", () => Withdraw("superseded", "?", [.. past, withdrawn]));
    }

    [Fact]
    public void On_a_ground_of_the_list_and_with_reasons()
    {
        Then.Refusal("directive.ground-not-listed", () => Withdraw("tea", "?", GivenDirective.Issued), 422);
        Then.Refusal("directive.withdrawn-without-reasons",
            () => Withdraw("superseded", " ", GivenDirective.Issued), 422);
    }

    private static DirectiveWithdrawn Withdraw(string ground, string reasons, params object[] past) =>
        WithdrawDirectiveHandler.Handle(
            new(Given.Id, ground, reasons), GivenDirective.Fold(past), GivenDirective.Governor, Given.On(6));
}
