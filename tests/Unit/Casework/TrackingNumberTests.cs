using EGov.Casework;

namespace EGov.Unit.Casework;

public class TrackingNumberTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXZ";

    private static readonly string[] Sample =
        [.. Enumerable.Range(0, 200).Select(i => TrackingNumber.Of(new Guid(i, 7, 11, new byte[8])))];

    [Fact]
    public void It_is_read_as_it_is_printed()
    {
        foreach (var number in Sample)
        {
            number.ShouldMatch("^MZ-[0-9A-HJKMNP-TV-XZ]{4}-[0-9A-HJKMNP-TV-XZ]{4}-[0-9A-HJKMNP-TV-XZ]{3}$");
            TrackingNumber.Read(number).ShouldBe(number);
        }

        Sample.ShouldBeUnique();
    }

    [Fact]
    public void Any_single_wrong_character_is_found()
    {
        foreach (var plain in Sample.Select(number => TrackingNumber.Plain(number)[2..]))
            for (var at = 0; at < plain.Length; at++)
                foreach (var wrong in Alphabet.Where(letter => letter != plain[at]))
                    TrackingNumber.Read(plain[..at] + wrong + plain[(at + 1)..]).ShouldBeNull();
    }

    [Fact]
    public void Any_exchange_of_two_characters_is_found()
    {
        foreach (var plain in Sample.Select(number => TrackingNumber.Plain(number)[2..]))
            for (var one = 0; one < plain.Length; one++)
                for (var other = one + 1; other < plain.Length; other++)
                {
                    var exchanged = plain.ToCharArray();
                    (exchanged[one], exchanged[other]) = (exchanged[other], exchanged[one]);
                    if (plain[one] != plain[other]) TrackingNumber.Read(new(exchanged)).ShouldBeNull();
                }
    }

    [Fact]
    public void A_missing_or_extra_character_is_found()
    {
        foreach (var number in Sample)
        {
            TrackingNumber.Read(number[..^1]).ShouldBeNull();
            TrackingNumber.Read(number + "0").ShouldBeNull();
        }
    }

    [Fact]
    public void People_may_type_it_as_they_like()
    {
        foreach (var number in Sample)
        {
            TrackingNumber.Read(number.ToLowerInvariant()).ShouldBe(number);
            TrackingNumber.Read(number.Replace("-", "", StringComparison.Ordinal)).ShouldBe(number);
            TrackingNumber.Read($"\u2068 {number[3..].Replace('-', ' ')}\u2069 ").ShouldBe(number);
            TrackingNumber.Read(InDigits(number, '۰')).ShouldBe(number);
            TrackingNumber.Read(InDigits(number, '٠')).ShouldBe(number);
            foreach (var (meant, typed) in new[] { ('0', 'O'), ('0', 'o'), ('1', 'I'), ('1', 'l'), ('1', 'L') })
                TrackingNumber.Read(number.Replace(meant, typed)).ShouldBe(number);
        }
    }

    [Theory, InlineData(null), InlineData(""), InlineData("MZ"), InlineData("سلام"), InlineData("MZ-UUUU-UUUU-UUU")]
    public void What_is_none_is_not_read(string? typed) => TrackingNumber.Read(typed).ShouldBeNull();

    [Fact]
    public void The_next_number_does_not_follow_from_this_one()
    {
        var first = TrackingNumber.Plain(Sample[0]);
        var second = TrackingNumber.Plain(Sample[1]);
        first.Zip(second).Skip(2).Count(pair => pair.First != pair.Second).ShouldBeGreaterThan(4);
    }

    private static string InDigits(string number, char zero) =>
        string.Concat(number.Select(letter => char.IsAsciiDigit(letter) ? (char)(letter - '0' + zero) : letter));
}
