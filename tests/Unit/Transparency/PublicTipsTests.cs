using EGov.Integrity;
using EGov.Transparency;
using EGov.Unit.Integrity;
using JasperFx.Events;

namespace EGov.Unit.Transparency;

public class PublicTipsTests
{
    [Fact]
    public void Tips_are_counted_by_the_month_in_which_they_came_and_by_what_they_came_to()
    {
        var counted = PublicTipsEndpoint.Count(
        [
            .. Tip(0), .. Tip(1, new TipClosed(Given.On(40), "INT-02", "substantiated")),
            .. Tip(2, new TipClosed(Given.On(3), "INT-02", "substantiated")), .. Tip(40),
        ]);
        counted.Items.ShouldBe(
            [new("1405-03", null, 1), new("1405-02", null, 1), new("1405-02", "substantiated", 2)]);
        counted.IdentitiesOpened.ShouldBeEmpty();
    }

    [Fact]
    public void And_how_often_a_name_was_opened()
    {
        var opened = OpenTipIdentityHandler.Decide(
            new(Given.Id, "consent", "His own."), GivenTip.Fold(GivenTip.Named), Who.Custodian, Given.On(1));
        PublicTipsEndpoint.Count([.. Tip(0, opened, opened)]).IdentitiesOpened.ShouldBe([new("consent", 2)]);
    }

    private static IEnumerable<IEvent> Tip(int day, params object[] later)
    {
        var stream = Guid.NewGuid();
        object submitted = GivenTip.Unnamed with { At = Given.On(day) };
        foreach (var data in later.Prepend(submitted))
        {
            var e = Given.AsEvent(data);
            e.StreamId = stream;
            yield return e;
        }
    }
}
