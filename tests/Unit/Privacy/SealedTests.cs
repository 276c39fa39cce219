using System.Text.Json;
using EGov.Casework;
using EGov.Privacy;

namespace EGov.Unit.Privacy;

public class SealedTests
{
    private static readonly Guid Event = new("0198f3c2-7a41-7b09-9d1e-000000000001");

    [Fact]
    public void An_open_value_reaches_no_table_log_or_answer()
    {
        var open = Past.Words("secret");
        Should.Throw<InvalidOperationException>(() => JsonSerializer.Serialize(open));
        Should.Throw<InvalidOperationException>(() => JsonSerializer.Serialize(Past.Appealed));
        Should.Throw<InvalidOperationException>(() => JsonSerializer.Serialize<object>(Past.Submitted));
        open.ToString().ShouldBe("(sealed)");
        $"{Past.Appealed}".ShouldNotContain("plan");
    }

    [Fact]
    public void A_closed_one_is_written_and_read_back_without_its_words()
    {
        var closed = Past.Words("secret");
        closed.Close(Event, "words", [1, 2, 3], "digest");
        closed.IsClosed.ShouldBeTrue();
        closed.Plain.ValueKind.ShouldBe(JsonValueKind.Undefined);

        var json = JsonSerializer.Serialize(closed);
        json.ShouldNotContain("secret");
        var read = JsonSerializer.Deserialize<Sealed>(json)!;
        read.ShouldBe(closed);
        (read.Subject, read.Event, read.Path, read.Digest).ShouldBe((Given.Id, Event, "words", "digest"));
        read.Box.ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Equal_values_of_one_subject_are_equal_until_closed()
    {
        Past.Words("one").ShouldBe(Past.Words("one"));
        Past.Words("one").ShouldNotBe(Past.Words("two"));
        Past.Words("one").ShouldNotBe(Sealed.Of(Event, "one"));
        var closed = Past.Words("one");
        closed.Close(Event, "words", [1], "digest");
        closed.ShouldNotBe(Past.Words("one"));
    }

    [Theory, InlineData(null), InlineData(""), InlineData("  ")]
    public void Nothing_to_say_is_nothing_to_seal(string? words) => Sealed.OfWords(Given.Id, words).ShouldBeNull();

    [Fact]
    public void Every_sealed_value_of_an_event_is_found_by_its_path()
    {
        var note = Past.Words("note");
        var prepared = Past.Prepared() with
        {
            Answers = [new("a", Answer.Met, "ENV-014", null, null), new("b", Answer.Met, "ENV-014", null, note)],
        };
        SealedMembers.Of(prepared).ShouldBe([("answers[1].note", note)]);

        var filed = Past.Submitted with
        {
            Applicant = new(Past.Words("name"), Past.Words("number"), null),
            Representative = new(Past.Words("other"), null, Past.Words("phone")),
            SealedFacts = new Dictionary<string, Sealed> { ["b"] = note, ["a"] = note },
            Words = Past.Words("words"),
            ApplicantMark = Past.Words("mark"),
        };
        SealedMembers.Of(filed).Select(found => found.Path).ShouldBe(
        [
            "applicant.name", "applicant.nationalNumber", "representative.name", "representative.phone",
            "sealedFacts.a", "sealedFacts.b", "words", "applicantMark",
        ]);
    }

    [Fact]
    public void And_nothing_else_is() => SealedMembers.Of(Past.Ready).ShouldBeEmpty();
}
