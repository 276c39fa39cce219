using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class ReceiveLetterTests
{
    [Fact]
    public void It_stands_in_the_receivers_own_register_once()
    {
        var received = Receive(Who.Colleague, GivenLetter.UntilSent);
        received.Entry.ToString().ShouldBe("environment/1405/in/7");
        GivenLetter.Fold([.. GivenLetter.UntilSent, received]).Received.ShouldBe(received.Entry);
        Then.Refusal("letter.received-already", () => Receive(Who.Colleague, GivenLetter.UntilReceived));
    }

    [Fact]
    public void Only_where_it_was_sent_and_while_it_is_wanted()
    {
        Then.Refusal("letter.not-sent-here", () => Receive(Who.Neighbour, GivenLetter.UntilSent), 403);
        Then.Refusal("letter.not-sent-here", () => Receive(Who.Colleague, GivenLetter.Drafted), 403);
        Then.Refusal("letter.not-sent-here", () => Receive(Who.Manager, GivenLetter.UntilRegistered), 403);
        Then.Refusal("letter.withdrawn-before", () => Receive(Who.Colleague, [.. GivenLetter.UntilSent,
            new LetterWithdrawn(Given.On(1), "GVN-01", "superseded", GivenDirective.Words("?"))]));
    }

    private static LetterReceived Receive(Actor by, params object[] past) =>
        ReceiveLetterHandler.Decide(GivenLetter.Fold(past), 7, by, Given.On(1));
}
