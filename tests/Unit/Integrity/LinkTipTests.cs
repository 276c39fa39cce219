using EGov.Integrity;
using EGov.Privacy;

namespace EGov.Unit.Integrity;

public class LinkTipTests
{
    [Fact]
    public void Which_file_it_is_about_is_sealed()
    {
        var linked = Link(new(Given.Id));
        Then.Words(linked.Request).ShouldBe($"{Given.Id}");
        linked.Request.Subject.ShouldBe(Subjects.Integrity);
    }

    [Fact]
    public void There_is_such_a_file() => Then.Refusal("tip.request-unknown", () => Link(new(null)), 422);

    private static TipLinked Link(Linkable found) => LinkTipHandler.Handle(
        new(Given.Id, "?"), GivenTip.Fold(GivenTip.Unnamed), found, GivenTip.Integrity, Given.On(1));
}
