using EGov.Casework;

namespace EGov.Unit.Casework;

public class MarkReadyTests
{
    private static readonly Request Held = Given.Request(Past.Submitted, Past.Assigned);

    [Fact]
    public void The_clock_starts_when_the_file_is_complete() => Mark(Held).ShouldBe(Past.Ready);

    [Fact]
    public void And_the_file_takes_its_place_in_the_queue_by_that_moment()
    {
        var ready = Given.Fold(Held, Mark(Held));
        ready.Status.ShouldBe(RequestStatus.Ready);
        ready.QueuedAt.ShouldBe(Given.On(1));
        ready.Queue.ShouldBe("environment/environmental-opinion/0");
        ready.DatesBy(Given.Calendar).ShouldBe((ready.LegalLimit, ready.Promise));
    }

    [Fact]
    public void It_starts_once() => Then.Refusal("ready.already", () => Mark(Given.Fold(Held, Past.Ready)));

    [Fact]
    public void Not_while_the_applicant_is_asked() =>
        Then.Refusal("ready.question-open", () => Mark(Given.Fold(Held, Past.AskedBeforeReady)));

    [Fact]
    public void Nor_after_he_withdrew() =>
        Then.Refusal("ready.question-open", () => Mark(Given.Fold(Held, Past.Withdrawn)));

    [Fact]
    public void Nor_while_a_required_fact_is_missing()
    {
        var terms = Given.Terms with { Facts = [.. Given.Terms.Facts, Given.Terms.Facts[0] with { Name = "area" }] };
        Then.Refusal("ready.fact-missing", () => Mark(Held, handbook: Given.By(terms)));
    }

    [Fact]
    public void Only_the_officer_who_holds_the_file_says_so() =>
        Then.Refusal("request.held-by-another", () => Mark(Held, Who.Colleague), 403);

    [Fact]
    public void And_somebody_must_hold_it() =>
        Then.Refusal("request.held-by-nobody", () => Mark(Given.Request(Past.Submitted)), 403);

    private static RequestReady Mark(Request request, Actor? by = null, Handbook? handbook = null) =>
        MarkReadyHandler.Handle(new(Given.Id), request, handbook ?? Given.Handbook, by ?? Who.Officer, Given.On(1));
}
