using EGov.Casework;

namespace EGov.Unit.Casework;

public class RevealNonceTests
{
    private static readonly DrawRequested Requested = Lots.Requested(hasNonce: true);
    private static readonly Request Running = Given.Request(Past.Submitted, Requested);

    [Fact]
    public void The_applicant_adds_what_he_committed_to()
    {
        var revealed = Reveal(Running, Lots.NonceText.ToUpperInvariant());
        revealed.ShouldBe(new(Given.On(1), Requested.Draw, Lots.NonceText));
        Given.Fold(Running, revealed).Draw!.IsOpenToContributors(Given.On(1)).ShouldBeTrue();
    }

    [Theory, InlineData(""), InlineData("ab"), InlineData("not hexadecimal")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public void And_nothing_else(string nonce) => Then.Refusal("nonce.another", () => Reveal(Running, nonce), 422);

    [Fact]
    public void Nobody_else_does() =>
        Then.Refusal("request.not-the-applicant", () => Reveal(Running, Lots.NonceText, Who.Stranger), 403);

    [Fact]
    public void Once() => Then.Refusal("nonce.revealed-already",
        () => Reveal(Given.Fold(Running, Reveal(Running, Lots.NonceText)), Lots.NonceText));

    [Fact]
    public void In_time() => Then.Refusal("nonce.too-late", () => RevealNonceHandler.Handle(
        new(Given.Id, Lots.NonceText), Running, Who.Applicant, Requested.NonceBy!.Value.AddSeconds(1)));

    [Fact]
    public void Who_committed_to_nothing_has_nothing_to_add() => Then.Refusal("nonce.not-committed",
        () => Reveal(Given.Request(Past.Submitted, Lots.Requested()), Lots.NonceText));

    [Fact]
    public void Before_a_draw_there_is_nothing_to_add_it_to() =>
        Then.Refusal("nonce.no-draw-runs", () => Reveal(Given.Request(Past.Submitted), Lots.NonceText));

    private static NonceRevealed Reveal(Request request, string nonce, Actor? by = null) =>
        RevealNonceHandler.Handle(new(Given.Id, nonce), request, by ?? Who.Applicant, Given.On(1));
}
