using EGov.Oversight;
using EGov.Transparency;
using EGov.Unit.Oversight;
using JasperFx.Events;

namespace EGov.Unit.Transparency;

public class LetterFiguresTests
{
    private static readonly object[] Done = [.. GivenLetter.UntilReported, GivenLetter.Verified];

    [Fact]
    public void A_letter_counts_with_who_sent_it_and_with_who_has_to_bring_its_effect_about()
    {
        var counts = Count(40, Done, GivenLetter.UntilReceived);
        var (asked, sender) = (counts.Departments[0], counts.Departments[1]);
        (sender.Department, sender.Sent, sender.WithEffect, sender.WithoutEffect, sender.Asked)
            .ShouldBe(("governorate", 2, 1, 1, 0));
        (asked.Department, asked.Sent, asked.Asked, asked.AskedWithEffect, asked.AskedWithoutEffect)
            .ShouldBe(("environment", 0, 2, 1, 1));
        (counts.Province.Sent, counts.Province.Asked, counts.Province.WithEffect).ShouldBe((2, 2, 1));
        Count(11, GivenLetter.UntilReceived).Province.WithoutEffect.ShouldBe(0, "its day has not passed");
    }

    [Fact]
    public void Drafts_are_counted_by_nobody_and_what_came_in_from_outside_by_its_office()
    {
        Count(40, [GivenLetter.Drafted]).Departments.ShouldBeEmpty();
        var own = Count(40, GivenLetter.UntilRegistered, [GivenLetter.Register(GivenLetter.News)]).Departments.Single();
        (own.Registered, own.Asked, own.Sent, own.AskedWithoutEffect).ShouldBe((2, 1, 0, 1));
    }

    [Fact]
    public void What_is_reported_has_no_effect_yet_and_what_is_returned_was_no_report()
    {
        var reported = Count(40, GivenLetter.UntilReported).Province;
        (reported.AwaitingVerification, reported.WithEffect, reported.WithoutEffect).ShouldBe((1, 0, 0));
        var returned = Count(40, [.. GivenLetter.UntilReported, GivenLetter.Returned]).Province;
        (returned.AwaitingVerification, returned.Returned, returned.WithoutEffect).ShouldBe((0, 1, 1));
        LetterWithdrawn withdrawn = new(Given.On(6), "GVN-01", "superseded", GivenDirective.Words("?"));
        var gone = Count(40, [.. GivenLetter.UntilReceived, withdrawn]).Province;
        (gone.Withdrawn, gone.WithoutEffect, gone.Sent).ShouldBe((1, 0, 1));
    }

    [Fact]
    public void Below_twenty_with_an_effect_there_is_no_median()
    {
        Count(40, [.. Enumerable.Repeat(Done, 19)]).Province.MedianDays.ShouldBeNull();
        Count(40, [.. Enumerable.Repeat(Done, 20)]).Province.MedianDays.ShouldBe(3);
    }

    [Fact]
    public void A_matter_that_comes_back_is_one_loop_for_the_province_and_one_for_each_on_the_way()
    {
        var back = Send("environment", "governorate", "GVN-01", 2);
        var counts = Count(40, GivenLetter.UntilReceived, back);
        (counts.Province.Loops, counts.Departments.Count(line => line.Loops == 1)).ShouldBe((1, 2));
        Count(40, Done, back).Province.Loops.ShouldBe(0, "an effect was verified before");
        LetterWithdrawn mistake = new(Given.On(6), "ENV-900", "entered-by-mistake", GivenDirective.Words("?"));
        Count(40, GivenLetter.UntilReceived, [.. back, mistake]).Province.Loops.ShouldBe(0);
    }

    [Fact]
    public void The_public_reads_a_line_and_how_far_it_is()
    {
        var letter = Book(Done).Letters.Single();
        (letter.Entry, letter.Received, letter.State, letter.WorkingDays, letter.Line.En).ShouldBe(
            ("governorate/1405/out/1", "environment/1405/in/7", "effective", 3, "Wells without a permit"));
        letter.EffectiveOn.ShouldBe(Given.On(5).Day());
    }

    [Fact]
    public void Every_figure_has_exactly_one_definition_in_both_languages()
    {
        LetterDefinitions.All.SelectMany(one => one.Figures).Order(StringComparer.Ordinal).ShouldBe(
            typeof(LetterFigures).GetProperties().Select(member => member.Name).Except(["Department", "Name"])
                .Select(name => char.ToLowerInvariant(name[0]) + name[1..]).Order(StringComparer.Ordinal));
        foreach (var one in LetterDefinitions.All)
            foreach (var text in new[] { one.Name, one.Meaning, one.Unit, one.Clock, one.LeftOut, one.DoesNotSay })
            {
                text.Fa.Any(char.IsAsciiLetter).ShouldBeFalse(one.Id);
                text.En.Any(char.IsAsciiLetter).ShouldBeTrue(one.Id);
            }
    }

    /// <summary>Another letter of the same thread.</summary>
    private static object[] Send(string from, string to, string owner, int running)
    {
        var draft = GivenLetter.Wells with { To = to, Owner = owner };
        var writer = Who.Manager with { Department = from };
        var drafted = GivenLetter.Draft(draft, writer);
        return [drafted, GivenLetter.Send(draft, drafted, writer, running)];
    }

    private static LetterCounts Count(int day, params object[][] lives) => LetterFigures.Count(
        Book(lives), GivenLetter.Handbook, null, 1, Given.On(day).Day());

    /// <summary>Each life is a letter of its own; all are in the thread of the given one.</summary>
    private static LetterBook Book(params object[][] lives) =>
        LetterBook.Of(lives.SelectMany((life, place) => life.Select(data => On(place, data))));

    private static IEvent On(int place, object data)
    {
        var e = Given.AsEvent(data);
        e.StreamId = Identity.Of("letter", $"{place}");
        return e;
    }
}
