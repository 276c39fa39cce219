using System.Text;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class EntryViewTests
{
    private const string Digest = "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0";

    private const string Closed = $$"""{"box":"AA==","digest":"{{Digest}}","event":"e","path":"p","subject":"s"}""";

    private static readonly Guid Id = new("a0000000-0000-0000-0000-00000000000d");
    private static readonly Guid Stream = new("b0000000-0000-0000-0000-000000000002");

    [Fact]
    public void It_says_what_the_entry_says()
    {
        var entry = With($$$"""{"owner":{{{Closed}}},"words":"خط\n\"دو\"","n":[-1,0,123,null,true,false,{}]}""");
        EntryView.TryRead(entry.Bytes.Span, out var view).ShouldBeTrue();
        (view.Id, view.Stream, view.Ver).ShouldBe((Id, Stream, 3));
        Encoding.UTF8.GetString(view.Type).ShouldBe("request_submitted");
    }

    [Theory]
    [InlineData("""{"متن":1}""")]
    [InlineData("""{"a":"\u0001"}""")]
    [InlineData("""{"a":9007199254740991}""")]
    [InlineData("""{"sealed":5}""")]
    [InlineData("""{"box":"","other":1}""")]
    public void What_is_unusual_is_left_to_the_longer_look(string data)
    {
        var bytes = With(data).Bytes.Span;
        EntryView.TryRead(bytes, out _).ShouldBeFalse();
        var view = EntryView.Read(bytes);
        (view.Id, view.Stream, view.Ver).ShouldBe((Id, Stream, 3));
        Encoding.UTF8.GetString(view.Type).ShouldBe("request_submitted");
    }

    [Fact]
    public void With_one_byte_changed_it_is_read_only_where_the_longer_look_reads_it_too()
    {
        var read = 0;
        var data = $$$"""{"a":{{{Closed}}},"b":[{"c":-12,"d":"x\\"}],"e":{},"f":true,"g":null}""";
        foreach (var changed in Changes.Of(With(data).Bytes.ToArray()))
        {
            if (!EntryView.TryRead(changed, out _)) continue;
            read++;
            Should.NotThrow(() => Entry.Parse(changed), Encoding.UTF8.GetString(changed));
        }

        read.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("""{"b":1,"a":1}""")]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":-0}""")]
    [InlineData("""{"a":1.0}""")]
    [InlineData("""{"a":1e2}""")]
    [InlineData("""{"a":"\/"}""")]
    [InlineData("""{"a":"\u000a"}""")]
    [InlineData("""{"a": 1}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":[1,]}""")]
    [InlineData("""{"sealed":"AAAA"}""")]
    [InlineData("""{"sealed":"X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC1"}""")]
    [InlineData("""{"box":"AAAA","digest":"x","event":"e","path":"p","subject":"s"}""")]
    [InlineData("[]")]
    [InlineData("1")]
    public void What_is_not_canonical_is_refused(string data)
    {
        var text = Encoding.UTF8.GetString(With("{}").Bytes.Span)
            .Replace("\"data\":{}", "\"data\":" + data, StringComparison.Ordinal);
        text.ShouldContain(data);
        Should.Throw<FormatException>(() => { _ = EntryView.Read(Encoding.UTF8.GetBytes(text)).Ver; });
    }

    [Theory]
    [InlineData("2026-02-29T10:00:05.000120Z")]
    [InlineData("2026-13-01T10:00:05.000120Z")]
    [InlineData("2026-03-20T24:00:05.000120Z")]
    [InlineData("0000-03-20T10:00:05.000120Z")]
    [InlineData("2026-03-20T10:00:05.00012Z")]
    public void So_is_a_time_that_never_was(string time)
    {
        var text = Encoding.UTF8.GetString(With("{}").Bytes.Span)
            .Replace("2026-03-20T10:00:05.000120Z", time, StringComparison.Ordinal);
        text.ShouldContain(time);
        Should.Throw<FormatException>(() => { _ = EntryView.Read(Encoding.UTF8.GetBytes(text)).Ver; });
    }

    private static Entry With(string data) => Entry.Of(
        "officer:ENV-014", Encoding.UTF8.GetBytes(data), Id,
        new DateTimeOffset(2026, 3, 20, 10, 0, 5, TimeSpan.Zero).AddMicroseconds(120), 42, Stream, "request_submitted",
        3);
}
