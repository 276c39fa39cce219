using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class AssignLetterTests
{
    [Fact]
    public void The_office_that_has_it_gives_it_to_another_of_its_own()
    {
        var assigned = Assign(Who.Manager, "ENV-021", GivenLetter.UntilReceived);
        var letter = GivenLetter.Fold([.. GivenLetter.UntilReceived, assigned]);
        letter.Executor.ShouldBe("ENV-021");
        letter.Executors.ShouldBe(["ENV-014", "ENV-021"]);
        Assign(Who.Manager, "ENV-014", GivenLetter.UntilRegistered).Executor.ShouldBe("ENV-014");
    }

    [Fact]
    public void Not_to_others_not_before_it_is_registered_and_not_where_nothing_is_wanted()
    {
        Then.Refusal("letter.executor-unknown", () => Assign(Who.Manager, "WAT-007", GivenLetter.UntilReceived), 422);
        Then.Refusal("letter.executor-already", () => Assign(Who.Manager, "ENV-014", GivenLetter.UntilReceived));
        Then.Refusal("letter.not-received", () => Assign(Who.Manager, "ENV-021", GivenLetter.UntilSent));
        Then.Refusal("letter.not-for-this-department",
            () => Assign(GivenLetter.Governor, "ENV-021", GivenLetter.UntilReceived), 403);
        Then.Refusal("letter.awaits-verification",
            () => Assign(Who.Manager, "ENV-021", GivenLetter.UntilReported));
        Then.Refusal("letter.ended",
            () => Assign(Who.Manager, "ENV-021", [.. GivenLetter.UntilReported, GivenLetter.Verified]));
        Then.Refusal("letter.wants-nothing", () => Assign(Who.Manager, "ENV-021",
            GivenLetter.Register(GivenLetter.FromOutside with { Effect = null, Days = null })));
    }

    private static LetterAssigned Assign(Actor by, string executor, params object[] past) =>
        AssignLetterHandler.Handle(
            new(Given.Id, executor), GivenLetter.Fold(past), GivenLetter.Handbook, by, Given.On(2));
}
