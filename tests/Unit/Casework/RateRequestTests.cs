using EGov.Casework;

namespace EGov.Unit.Casework;

public class RateRequestTests
{
    private static readonly Request Closed = Given.Request(Past.UntilClosed);

    [Theory, InlineData(1), InlineData(5)]
    public void The_applicant_gives_one_to_five_stars(int stars) => Rate(Closed, stars).Stars.ShouldBe(stars);

    [Theory, InlineData(0), InlineData(6)]
    public void And_no_other_number(int stars) =>
        Then.Refusal("rating.out-of-range", () => Rate(Closed, stars), 422);

    [Fact]
    public void Once() => Then.Refusal("rating.already-given", () => Rate(Given.Fold(Closed, Past.Rated)));

    [Fact]
    public void When_the_file_is_closed() =>
        Then.Refusal("rating.not-closed", () => Rate(Given.Request(Past.UntilNotified)));

    [Fact]
    public void Nobody_rates_for_the_applicant() =>
        Then.Refusal("request.not-the-applicant", () => Rate(Closed, by: Who.Officer), 403);

    private static RequestRated Rate(Request request, int stars = 4, Actor? by = null) =>
        RateRequestHandler.Handle(new(Given.Id, stars), request, by ?? Who.Applicant, Given.On(15));
}
