using EGov.Oversight;
using EGov.Transparency;
using EGov.Unit.Oversight;
using JasperFx.Events;

namespace EGov.Unit.Transparency;

public class DirectiveFiguresTests
{
    [Fact]
    public void Each_department_counts_for_itself()
    {
        var counts = Count(40, [.. GivenDirective.UntilReported, GivenDirective.Verified]);
        counts.Departments.Select(line => (line.Department, line.Issued, line.Open, line.OpenLate, line.Effective))
            .ShouldBe([("environment", 1, 0, 0, 1), ("regional-water", 1, 1, 1, 0)]);
        (counts.Province.Issued, counts.Province.Effective, counts.Province.EffectiveLate).ShouldBe((2, 1, 0));
        counts.Departments[0].Name.ShouldBe(Given.Any);
    }

    [Fact]
    public void What_is_reported_is_not_effective_and_what_is_returned_was_no_report()
    {
        var reported = Count(40, GivenDirective.UntilReported).Departments[0];
        (reported.AwaitingVerification, reported.Effective, reported.OpenLate).ShouldBe((1, 0, 0));
        var returned = Count(40, [.. GivenDirective.UntilReported, GivenDirective.Returned]).Departments[0];
        (returned.AwaitingVerification, returned.Returned, returned.OpenLate).ShouldBe((0, 1, 1));
    }

    [Fact]
    public void Below_twenty_there_is_no_median_and_no_share()
    {
        object[] done = [.. GivenDirective.UntilReported, GivenDirective.Verified];
        var few = Count(40, [.. Enumerable.Repeat(done, 19)]).Departments[0];
        (few.Effective, few.MedianDays, few.EffectiveOnTime).ShouldBe((19, null, null));
        var enough = Count(40, [.. Enumerable.Repeat(done, 20)]).Departments[0];
        enough.MedianDays.ShouldBe(4);
        enough.EffectiveOnTime!.Value.ShouldBe(1);
    }

    [Fact]
    public void A_withdrawn_one_is_neither_open_nor_late()
    {
        DirectiveWithdrawn withdrawn = new(Given.On(6), "GVN-01", "superseded", GivenDirective.Words("?"));
        var line = Count(40, [.. GivenDirective.UntilAssigned, withdrawn]).Departments[0];
        (line.Withdrawn, line.Open, line.OpenLate).ShouldBe((1, 0, 0));
    }

    [Fact]
    public void Every_figure_has_exactly_one_definition_in_both_languages()
    {
        DirectiveDefinitions.All.SelectMany(one => one.Figures).Order(StringComparer.Ordinal).ShouldBe(
            typeof(DirectiveFigures).GetProperties().Select(member => member.Name).Except(["Department", "Name"])
                .Select(name => char.ToLowerInvariant(name[0]) + name[1..]).Order(StringComparer.Ordinal));
        foreach (var one in DirectiveDefinitions.All)
            foreach (var text in new[] { one.Name, one.Meaning, one.Unit, one.Clock, one.LeftOut, one.DoesNotSay })
            {
                text.Fa.Any(char.IsAsciiLetter).ShouldBeFalse(one.Id);
                text.En.Any(char.IsAsciiLetter).ShouldBeTrue(one.Id);
            }
    }

    /// <summary>Several lives of one directive, each on a stream of its own.</summary>
    private static DirectiveCounts Count(int day, params object[][] lives) => DirectiveFigures.Count(
        PublicDirective.Fold(lives.SelectMany((life, place) => life.Select(data => On(place, data)))),
        GivenDirective.Handbook, null, 1, Given.On(day).Day());

    private static IEvent On(int stream, object data)
    {
        var e = Given.AsEvent(data);
        e.StreamId = Identity.Of("directive", $"{stream}");
        return e;
    }
}
