using System.Text;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class ReceiptTests
{
    private static readonly Guid Id = Guid.Parse("a0000000-0000-0000-0000-000000000001");
    private static readonly Guid Stream = Guid.Parse("b0000000-0000-0000-0000-000000000002");

    private static readonly byte[] Words = Encoding.UTF8.GetBytes("""{"at":"2026-03-20T10:00:00Z"}""");

    private static readonly Receipt Given = new(Trees.Origin, Id,
        Entry.Digest("citizen", Words, Id, Stream, "request_submitted"),
        new DateTimeOffset(2026, 3, 20, 13, 30, 0, TimeSpan.FromHours(3.5)), TimeSpan.FromMinutes(1));

    private static readonly string Text = $"""
        egov-receipt/v1
        ledger.example.org/demo
        a0000000-0000-0000-0000-000000000001
        {Given.ContentDigest}
        2026-03-20T10:00:00Z
        60

        """.ReplaceLineEndings("\n");

    [Fact]
    public void It_is_six_lines_read_back_as_written()
    {
        Given.Text.ShouldBe(Text);
        Receipt.Parse(Text).ShouldBe(Given);
        Receipt.Parse(Text).Time.Offset.ShouldBe(TimeSpan.Zero);
        Given.Due.ShouldBe(new DateTimeOffset(2026, 3, 20, 10, 1, 0, TimeSpan.Zero));
    }

    [Fact]
    public void It_is_of_the_event_that_it_promised_and_of_no_other_content()
    {
        var receipt = Receipt.Open(SignedNote.Parse(Given.Sign(Trees.Log).ToBytes()), Trees.Log.Verifier);
        receipt.IsOf(Recorded(Id, "request_submitted", 5)).ShouldBeTrue();
        receipt.IsOf(Recorded(Id, "request_submitted", 6)).ShouldBeTrue();
        receipt.IsOf(Recorded(Id, "request_decided", 5)).ShouldBeFalse();
        receipt.IsOf(Recorded(Stream, "request_submitted", 5)).ShouldBeFalse();

        static Entry Recorded(Guid id, string type, long seq) =>
            Entry.Of("citizen", Words, id, Trees.Time, seq, Stream, type, 1);
    }

    [Fact]
    public void With_one_byte_changed_it_does_not_open()
    {
        foreach (var changed in Changes.Of(Given.Sign(Trees.Log).ToBytes()))
            Changes.ShouldFail(() => Receipt.Open(SignedNote.Parse(changed), Trees.Log.Verifier), changed);
    }

    [Fact]
    public void Neither_a_checkpoint_nor_another_logs_receipt_opens()
    {
        Should.Throw<FormatException>(() => Receipt.Open(Trees.Checkpoint(3), Trees.Log.Verifier));
        Should.Throw<FormatException>(() => Checkpoint.Open(Given.Sign(Trees.Log), Trees.Log.Verifier));

        using var other = new NoteSigner("another.example/log", Trees.Seed(4));
        Should.Throw<ArgumentException>(() => Given.Sign(other));
        Should.Throw<UnverifiedException>(() =>
            Receipt.Open(new SignedNote(Text, other.Sign(Text)), other.Verifier))
            .Reason.ShouldBe(Unverified.OtherOrigin);
        Should.Throw<UnverifiedException>(() => Receipt.Open(Given.Sign(Trees.Log), other.Verifier))
            .Reason.ShouldBe(Unverified.NoKnownSignature);
    }

    [Theory]
    [InlineData("egov-receipt/v1", "egov-receipt/v2")]
    [InlineData("ledger.example.org/demo\n", "\n")]
    [InlineData("ledger.example.org/demo\n", "")]
    [InlineData("a0000000-", "A0000000-")]
    [InlineData("a0000000-0000-0000-0000-000000000001", "a0000000000000000000000000000001")]
    [InlineData("2026-03-20T10:00:00Z", "2026-03-20T10:00:00.0Z")]
    [InlineData("2026-03-20T10:00:00Z", "2026-03-20T10:00:00+00:00")]
    [InlineData("2026-03-20T10:00:00Z", "2026-03-20 10:00:00Z")]
    [InlineData("2026-03-20T10:00:00Z", "2026-02-30T10:00:00Z")]
    [InlineData("\n60\n", "\n060\n")]
    [InlineData("\n60\n", "\n-60\n")]
    [InlineData("\n60\n", "\n0\n")]
    [InlineData("\n60\n", "\n60.0\n")]
    [InlineData("\n60\n", "\n9999999999\n")]
    [InlineData("\n60\n", "\n60")]
    [InlineData("\n60\n", "\n60\n\n")]
    [InlineData("\n60\n", "\n60\nmore\n")]
    [InlineData("\n60\n", "\n60\r\n")]
    [InlineData("=\n", "\n")]
    public void What_is_not_exactly_a_receipt_is_refused(string part, string other)
    {
        Text.ShouldContain(part);
        Should.Throw<FormatException>(() => Receipt.Parse(Text.Replace(part, other, StringComparison.Ordinal)));
    }

    [Fact]
    public void An_impossible_receipt_is_not_made()
    {
        Should.Throw<InvalidOperationException>(() => (Given with { Origin = "" }).Text);
        Should.Throw<InvalidOperationException>(() => (Given with { Origin = "a\nb" }).Text);
        Should.Throw<InvalidOperationException>(() => (Given with { Time = Given.Time.AddMilliseconds(1) }).Text);
        Should.Throw<InvalidOperationException>(() => (Given with { MaximumMergeDelay = TimeSpan.Zero }).Text);
        Should.Throw<InvalidOperationException>(() =>
            (Given with { MaximumMergeDelay = TimeSpan.FromSeconds(1.5) }).Text);
    }
}
