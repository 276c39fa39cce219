using System.Text;
using System.Text.Json;
using CsCheck;
using EGov.Ledger;
using Hash = EGov.Ledger.Hash;

namespace EGov.Unit.Ledger;

public class EntryTests
{
    private const string Digest = "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0";
    private static readonly string Closed = Json("{'subject':'3f2504e0-4f89-11d3-9a0c-0305e82c3301',"
        + $"'event':'a0000000-0000-0000-0000-000000000001','path':'p','box':'AAAA','digest':'{Digest}'}}");

    private static readonly string Replaced = Json($"{{'sealed':'{Digest}'}}");

    private static readonly Guid Id = Guid.Parse("A0000000-0000-0000-0000-000000000001");
    private static readonly Guid Stream = Guid.Parse("B0000000-0000-0000-0000-000000000002");
    private static readonly DateTimeOffset Recorded =
        new DateTimeOffset(2026, 3, 20, 13, 30, 5, TimeSpan.FromHours(3.5)).AddMicroseconds(120);

    private static readonly string Canonical = Json("{'by':'officer:ENV-014','data':{"
        + $"'applicant':{{'sealed':'{Digest}'}},'at':'2026-03-20T10:00:00Z','fee':1200000}},"
        + "'id':'a0000000-0000-0000-0000-000000000001','recorded':'2026-03-20T10:00:05.000120Z','seq':'42',"
        + "'stream':'b0000000-0000-0000-0000-000000000002','type':'request_submitted','v':1,'ver':'1'}");

    private static readonly string Data =
        Json("{'at':'2026-03-20T10:00:00Z', 'fee':1200000, 'applicant':") + Closed + "}";

    [Fact]
    public void It_is_the_event_in_canonical_JSON_with_sealed_values_by_their_digests()
    {
        var entry = Of(Data);
        Encoding.UTF8.GetString(entry.Bytes.Span).ShouldBe(Canonical);
        entry.Bytes.ToArray().ShouldBe(CanonicalJson.Serialize(entry.Bytes.Span));
        entry.Leaf.ShouldBe(MerkleTree.Leaf(entry.Bytes.Span));
    }

    [Fact]
    public void Its_content_digest_is_known_before_the_commit()
    {
        var entry = Of(Data);
        entry.ContentDigest.ShouldBe(Hash.Of(Encoding.UTF8.GetBytes(Canonical
            .Replace("\"recorded\":\"2026-03-20T10:00:05.000120Z\",\"seq\":\"42\",", "", StringComparison.Ordinal)
            .Replace(",\"ver\":\"1\"", "", StringComparison.Ordinal))));
        Entry.Digest(entry.By, Encoding.UTF8.GetBytes(Data), Id, Stream, entry.Type).ShouldBe(entry.ContentDigest);
    }

    [Fact]
    public void It_is_read_back_from_its_bytes()
    {
        var entry = Entry.Parse(Encoding.UTF8.GetBytes(Canonical));
        (entry.By, entry.Id, entry.Stream, entry.Type).ShouldBe(("officer:ENV-014", Id, Stream, "request_submitted"));
        (entry.Recorded, entry.Seq, entry.Ver).ShouldBe((Recorded.ToUniversalTime(), 42, 1));
        entry.Recorded.Offset.ShouldBe(TimeSpan.Zero);
        entry.Data.GetProperty("fee").GetInt64().ShouldBe(1_200_000);
        entry.ContentDigest.ShouldBe(Of(Data).ContentDigest);
        entry.Bytes.ToArray().ShouldBe(Encoding.UTF8.GetBytes(Canonical));
    }

    [Fact]
    public void The_store_may_spell_the_same_event_otherwise() =>
        Of(" { \"applicant\" : " + Closed.Replace("{\"subject\"", "{ \"subject\"", StringComparison.Ordinal)
            + ", \"fee\" : 1200000 , \"at\" : \"2026-03-20T10\\u003a00:00Z\" } ").Bytes.ToArray()
            .ShouldBe(Encoding.UTF8.GetBytes(Canonical));

    [Fact]
    public void Sealed_values_are_replaced_wherever_they_stand()
    {
        var data = Of(Json($"{{'a':[{Closed},{{'b':{Closed}}},null,[]],'sealed':{Closed},'text':'sealed'}}")).Data;
        data.GetProperty("a")[0].GetRawText().ShouldBe(Replaced);
        data.GetProperty("a")[1].GetProperty("b").GetProperty("sealed").GetString().ShouldBe(Digest);
        data.GetProperty("sealed").GetRawText().ShouldBe(Replaced);
        data.GetRawText().ShouldNotContain("subject");
    }

    [Fact]
    public void An_object_that_only_resembles_a_sealed_value_stays_as_it_is()
    {
        var data = Json("{'x':{'box':1,'digest':2,'event':3,'path':4},'y':{'sealed':true},'z':{'b':1,'sealed':'a'}}");
        Of(data).Data.GetRawText().ShouldBe(data);
    }

    [Fact]
    public void Two_events_never_have_one_entry() =>
        Should.Throw<FormatException>(() => Of(Json("{'applicant':") + Replaced + "}"))
            .Message.ShouldContain("reads like");

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC\"")]
    [InlineData("\"X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC1\"")]
    [InlineData("\"X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0=\"")]
    [InlineData("\"X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAd+C0\"")]
    [InlineData("\"X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3X dRC0\"")]
    public void A_sealed_value_has_a_digest_of_thirty_two_bytes(string digest)
    {
        Should.Throw<FormatException>(() =>
            Of(Data.Replace($"\"{Digest}\"", digest, StringComparison.Ordinal)));
        // As public data, {"sealed": 1} is an object like any other; a text must be a digest.
        if (!digest.StartsWith('"')) return;
        Should.Throw<FormatException>(() => Entry.Parse(Encoding.UTF8.GetBytes(
            Canonical.Replace($"\"{Digest}\"", digest, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"fee\":1.5}")]
    [InlineData("{\"a\":1,\"a\":1}")]
    public void Data_without_canonical_bytes_makes_no_entry(string data) =>
        Should.Throw<FormatException>(() => Of(data));

    [Fact]
    public void Whatever_has_an_entry_can_be_read_back()
    {
        Entry.Parse(Of(Nested(62)).Bytes.Span).Id.ShouldBe(Id);
        Should.Throw<FormatException>(() => Of(Nested(63))).Message.ShouldContain("nests too deeply");

        static string Nested(int depth) => "{\"a\":" + new string('[', depth) + new string(']', depth) + "}";
    }

    [Fact]
    public void The_largest_entry_fits_a_bundle_and_no_larger_one()
    {
        var frame = Of("""{"a":""}""").Bytes.Length;
        string Filled(int bytes) => "{\"a\":\"" + new string('x', bytes) + "\"}";

        var largest = Of(Filled(65_535 - frame));
        largest.Bytes.Length.ShouldBe(65_535);
        Entry.Parse(largest.Bytes.Span).Leaf.ShouldBe(largest.Leaf);
        EntryBundle.Encode([largest.Bytes]).Length.ShouldBe(65_537);

        var refused = Should.Throw<EntryTooLargeException>(() => Of(Filled(65_536 - frame)));
        (refused.Id, refused.Bytes).ShouldBe((Id, 65_536));
        Should.Throw<FormatException>(() => Entry.Parse(new byte[65_536]));
        // What gets a receipt will fit, whatever numbers the commit assigns.
        Should.Throw<EntryTooLargeException>(() =>
            Entry.Digest("officer:ENV-014", Encoding.UTF8.GetBytes(Filled(65_535 - frame)), Id, Stream,
                "request_submitted"));
    }

    [Fact]
    public void Times_are_whole_microseconds_and_numbers_not_negative()
    {
        Should.Throw<ArgumentException>(() => Of("{}", recorded: Recorded.AddTicks(1)));
        Should.Throw<ArgumentException>(() => Of("{}", seq: -1));
        Should.Throw<ArgumentException>(() => Of("{}", ver: -1));
        Should.Throw<ArgumentException>(() => Of("{}", by: ""));
        Should.Throw<ArgumentException>(() => Of("{}", type: ""));
        Encoding.UTF8.GetString(Of("{}", seq: long.MaxValue).Bytes.Span).ShouldContain("\"9223372036854775807\"");
    }

    [Theory]
    [InlineData("{\"by\"", " {\"by\"")]
    [InlineData("\"ver\":\"1\"}", "\"ver\":\"1\"}\n")]
    [InlineData("\"ver\":\"1\"", "\"ver\":\"01\"")]
    [InlineData("\"ver\":\"1\"", "\"ver\":\"-1\"")]
    [InlineData("\"ver\":\"1\"", "\"ver\":1")]
    [InlineData("\"ver\":\"1\"", "\"ver\":\"1\",\"x\":1")]
    [InlineData(",\"ver\":\"1\"", "")]
    [InlineData("\"v\":1", "\"v\":2")]
    [InlineData("\"v\":1", "\"v\":\"1\"")]
    [InlineData("\"seq\":\"42\"", "\"seq\":\"042\"")]
    [InlineData("\"seq\":\"42\"", "\"seq\":\"9223372036854775808\"")]
    [InlineData("\"seq\":\"42\"", "\"seq\":null")]
    [InlineData(".000120Z", ".00012Z")]
    [InlineData(".000120Z", ".0001200Z")]
    [InlineData(".000120Z", ".000120+00:00")]
    [InlineData("10:00:05.000120Z", "25:00:05.000120Z")]
    [InlineData("a0000000-", "A0000000-")]
    [InlineData("a0000000-0000", "a00000000000")]
    [InlineData("b0000000-", "{b0000000-")]
    [InlineData("officer:ENV-014", "")]
    [InlineData("request_submitted", "")]
    [InlineData("request_submitted", "request\\u005fsubmitted")]
    [InlineData("1200000", "1200000.0")]
    [InlineData("\"fee\":1200000", "\"a\":1")]
    [InlineData("\"data\":{", "\"data\":[")]
    public void What_is_not_exactly_an_entry_is_refused(string part, string other)
    {
        Canonical.ShouldContain(part);
        Should.Throw<FormatException>(() =>
            Entry.Parse(Encoding.UTF8.GetBytes(Canonical.Replace(part, other, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_sealed_value_with_its_box_is_never_read_as_public()
    {
        var open = Canonical.Replace(Replaced,
            Encoding.UTF8.GetString(CanonicalJson.Serialize(Encoding.UTF8.GetBytes(Closed))), StringComparison.Ordinal);
        Should.Throw<FormatException>(() => Entry.Parse(Encoding.UTF8.GetBytes(open)))
            .Message.ShouldContain("not replaced");
    }

    [Fact]
    public void With_one_byte_changed_it_is_refused_or_another_leaf()
    {
        var entry = Of(Data);
        var bytes = entry.Bytes.ToArray();
        foreach (var changed in Changes.Of(bytes).Where(changed => !changed.SequenceEqual(bytes)))
        {
            try
            {
                var other = Entry.Parse(changed);
                other.Bytes.ToArray().ShouldBe(changed);
                other.Leaf.ShouldNotBe(entry.Leaf);
            }
            catch (FormatException)
            {
                // Refused: as good.
            }
        }
    }

    [Fact]
    public void Every_event_is_read_back_from_its_entry() =>
        Gen.Select(
                Gen.Dictionary(Gen.String.AlphaNumeric,
                    Gen.Long[-CanonicalJson.MaxInteger, CanonicalJson.MaxInteger]),
                Gen.Guid, Gen.Long[0, long.MaxValue], Gen.Long[0, 253_402_300_799_999_999], Gen.String.AlphaNumeric)
            .Sample((data, id, number, microseconds, text) =>
            {
                var entry = Entry.Of("a" + text, JsonSerializer.SerializeToUtf8Bytes(data), id,
                    DateTimeOffset.UnixEpoch.AddTicks(microseconds * 10), number, id, "b" + text, number / 2);
                var read = Entry.Parse(entry.Bytes.Span);
                (read.By, read.Id, read.Recorded, read.Seq, read.Stream, read.Type, read.Ver)
                    .ShouldBe((entry.By, id, entry.Recorded, number, id, entry.Type, number / 2));
                (read.Leaf, read.ContentDigest).ShouldBe((entry.Leaf, entry.ContentDigest));
                CanonicalJson.Serialize(entry.Bytes.Span).ShouldBe(entry.Bytes.ToArray());
            }, iter: 300);

    private static Entry Of(string data, string by = "officer:ENV-014", string type = "request_submitted",
        DateTimeOffset? recorded = null, long seq = 42, long ver = 1) =>
        Entry.Of(by, Encoding.UTF8.GetBytes(data), Id, recorded ?? Recorded, seq, Stream, type, ver);

    private static string Json(string text) => text.Replace('\'', '"');
}
