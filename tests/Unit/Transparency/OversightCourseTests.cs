using EGov.Transparency;
using EGov.Unit.Oversight;
using JasperFx.Events;

namespace EGov.Unit.Transparency;

public class OversightCourseTests
{
    private static readonly OversightKind Directives = OversightKind.All[0];

    // The fourteenth day of the first month of 1405, and the second day of the third.
    private static readonly DateTimeOffset Early = new(2026, 4, 3, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Late = new(2026, 5, 23, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_month_tells_what_was_known_at_its_end_and_the_last_what_is_known_now()
    {
        var course = OversightCourse.Of(Directives, Life(), GivenDirective.Handbook, Late);
        course.Months.Select(month =>
                (month.Month, month.Province.Figures["issued"], month.Province.Figures["effective"]))
            .ShouldBe([("1405-01", 2, 0), ("1405-02", 2, 0), ("1405-03", 2, 1)]);
        course.Months.Select(month => (month.To.Month, month.To.Day)).ShouldBe([(4, 20), (5, 21), (5, 23)]);
        course.Months[^1].Province.Figures.ShouldBe(course.Lines[0].Figures);
        (course.ComputedFrom, course.AsOf).ShouldBe((5, Late));
    }

    [Fact]
    public void As_of_a_moment_it_stays_the_same_whatever_comes_after()
    {
        var life = Life();
        var known = life.Where(e => e.Timestamp <= Early.AddDays(20)).ToList();
        var then = OversightCourse.Of(Directives, known, GivenDirective.Handbook, Early.AddDays(20));
        then.Lines[0].Figures["effective"].ShouldBe(0);
        then.Months.Count.ShouldBe(2);
        OversightCourse.Of(Directives, life, GivenDirective.Handbook, Late).Months[0].Province.Figures
            .ShouldBe(then.Months[0].Province.Figures);
    }

    [Fact]
    public void No_more_than_twelve_months_are_told_and_none_before_the_first_record()
    {
        OversightCourse.Of(Directives, [], GivenDirective.Handbook, Late).Months.ShouldBeEmpty();
        var after = OversightCourse.Of(Directives, Life(), GivenDirective.Handbook, Late.AddDays(800));
        after.Months.Count.ShouldBe(OversightCourse.Shown);
        after.Months[^1].Province.Figures.ShouldBe(after.Lines[0].Figures);
    }

    [Fact]
    public void A_share_has_its_ends_and_below_the_minimum_there_is_none()
    {
        object[] done = [.. GivenDirective.UntilReported, GivenDirective.Verified];
        var few = Line([.. Enumerable.Repeat(done, 19)]);
        few.IsShare("effectiveOnTime").ShouldBeTrue();
        few.IsShare("effective").ShouldBeFalse();
        few.ShareOf("effectiveOnTime").ShouldBeNull();
        few.Figures["medianDays"].ShouldBeNull();
        var enough = Line([.. Enumerable.Repeat(done, 20)]);
        enough.ShareOf("effectiveOnTime")!.Value.Value.ShouldBe(1);
        enough.ShareOf("effectiveOnTime")!.Value.Low.ShouldBeInRange(0.8, 0.9);
        enough.Figures["medianDays"].ShouldBe(4);

        static OversightLine Line(object[][] lives) => OversightCourse.Of(Directives,
            [.. lives.SelectMany((life, place) => life.Select(fact => On(place, Early, fact)))],
            GivenDirective.Handbook, Late).Lines[1];
    }

    [Fact]
    public void Every_figure_of_every_kind_is_a_column_and_has_a_name()
    {
        foreach (var kind in OversightKind.All)
        {
            var course = OversightCourse.Of(kind, [], GivenDirective.Handbook, Late);
            foreach (var one in kind.Definitions)
            {
                OversightKind.Of(one).ShouldBe(kind);
                foreach (var figure in one.Figures)
                {
                    course.Lines[0].Figures.Keys.ShouldContain(figure, one.Id);
                    kind.NameOf(figure).En.ShouldNotBeEmpty(one.Id);
                }
            }

            var months = course.ByMonth();
            months.Columns.Select(column => column.Name).ShouldBe(
                ["month", "from", "to", .. course.Lines[0].Figures.Keys]);
        }

        Definitions.All.Select(OversightKind.Of).ShouldAllBe(kind => kind == null);
    }

    /// <summary>To two departments early; one of them reported late in spring, and it was verified.</summary>
    private static List<IEvent> Life()
    {
        var events = GivenDirective.UntilReported.Select(fact => On(0, Early, fact))
            .Append(On(0, Late.AddHours(-1), GivenDirective.Verified)).ToList();
        foreach (var (index, e) in events.Index()) e.Sequence = index + 1;
        return events;
    }

    private static IEvent On(int stream, DateTimeOffset written, object fact)
    {
        var e = Given.AsEvent(fact);
        (e.StreamId, e.Timestamp) = (Identity.Of("directive", $"{stream}"), written);
        return e;
    }
}
