using EGov.Ledger;
using EGov.Proofs;

namespace EGov.Unit.Proofs;

public class SigningRequestTests
{
    private static readonly Checkpoint Next = new("ledger.example.org", 9, Hash.Of("root"u8));
    private static readonly Hash[] Proof = [Hash.Of("one"u8), Hash.Of("two"u8)];

    [Fact]
    public void What_is_written_is_read_again()
    {
        var text = new SigningRequest(Next, 5, Proof).ToText();
        var read = SigningRequest.Parse(text);
        (read.Next, read.From).ShouldBe((Next, 5L));
        read.Proof.ShouldBe(Proof);
        read.ToText().ShouldBe(text);
    }

    [Fact]
    public void The_longest_request_fits() =>
        new SigningRequest(Next, long.MaxValue, [.. Enumerable.Repeat(Proof[0], MerkleTree.MaxProofHashes)]).ToText()
            .Length.ShouldBeLessThan(SigningRequest.MaxBytes);

    [Theory]
    [InlineData("")]
    [InlineData("old 5\n")]
    [InlineData("new 5\n\n{0}")]
    [InlineData("old \n\n{0}")]
    [InlineData("old -5\n\n{0}")]
    [InlineData("old 99999999999999999999\n\n{0}")]
    [InlineData("old 5\nhash\n\n{0}")]
    [InlineData("old 5\n\nnothing\n")]
    [InlineData("old 5\n\n{0}an extension line\n")]
    public void Anything_else_is_no_request(string text) =>
        Should.Throw<FormatException>(() =>
            SigningRequest.Parse(text.Replace("{0}", Next.Text, StringComparison.Ordinal)));

    [Fact]
    public void Nor_is_one_with_more_hashes_than_a_proof_has() =>
        Should.Throw<FormatException>(() => SigningRequest.Parse(
            new SigningRequest(Next, 5, [.. Enumerable.Repeat(Proof[0], MerkleTree.MaxProofHashes + 1)]).ToText()));
}
