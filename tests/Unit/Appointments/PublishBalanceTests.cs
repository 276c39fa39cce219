using EGov.Appointments;
using EGov.Privacy;
using JasperFx.Events;

namespace EGov.Unit.Appointments;

public class PublishBalanceTests
{
    private static readonly DateOnly Spring = new(2026, 6, 21);
    private static readonly DateTimeOffset Summer = new(2026, 6, 25, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_quarter_is_published_when_it_is_over_and_once()
    {
        var published = Publish(new(), 7);
        (published.Quarter, published.Until).ShouldBe(("1405-1", Spring));
        Then.Refusal("balance.published-already", () => Publish(GivenPost.Fold(new Balance(), published), 7));
        Then.Refusal("balance.quarter-runs", () => PublishBalanceHandler.Decide(
            new(Spring.AddDays(1)), new(), [], new Dictionary<string, bool>(), Summer));
    }

    [Fact]
    public void Seven_heads_are_counted_and_four_are_not()
    {
        var seven = Publish(GivenPost.Balance, 7);
        seven.Holders.Count.ShouldBe(7);
        var group = seven.Groups.ShouldHaveSingleItem();
        (group.Officers.Count, group.AtLeast, group.AtMost, group.Band).ShouldBe((7, 3, 3, "head"));
        var four = Publish(GivenPost.Balance, 4);
        (four.Holders.Count, four.Groups.Count).ShouldBe((4, 0));
    }

    [Fact]
    public void Who_was_erased_is_not_counted_and_nobody_else_by_it()
    {
        object[] erased = [new CandidateErased(Given.On(9), "CUS-01", Candidate(0), "asked")];
        Publish(GivenPost.Balance, 6, erased, known: 1).Groups.ShouldHaveSingleItem().Officers.Count.ShouldBe(5);
        Publish(GivenPost.Balance, 5, erased, known: 1).Groups.ShouldBeEmpty();
    }

    [Fact]
    public void Who_stood_and_was_not_appointed_is_counted_apart_and_once()
    {
        var stood = Enumerable.Range(0, 6).Select(i => Candidate(100 + i)).ToList();
        IEvent[] events =
        [
            On(Given.Id, GivenPost.Established), On(Given.Id, GivenPost.Opened),
            .. stood.Select(one => On(Given.Id, GivenPost.Entered(one))),
            On(Given.Id, new VacancyEnded(Given.On(12), "GOV-900", 1, "nobody-qualified")),
        ];
        var women = stood.Index().ToDictionary(one => $"{one.Item}", one => one.Index < 2);
        var first = PublishBalanceHandler.Decide(new(Spring), GivenPost.Balance, events, women, Summer);
        var group = first.Groups.ShouldHaveSingleItem();
        (group.Candidates.Count, group.AtLeast, group.AtMost).ShouldBe((6, 2, 2));
        PublishBalanceHandler.Decide(new(new(2026, 9, 22)), GivenPost.Fold(GivenPost.Balance, first), events, women,
            Summer.AddDays(100)).Groups.ShouldBeEmpty();
    }

    private static BalancePublished Publish(Balance balance, int holders, object[]? more = null, int known = 0)
    {
        var events = Enumerable.Range(0, holders).SelectMany(i => new[]
        {
            On(Post(i), GivenPost.Established),
            On(Post(i), new IncumbentRecorded(Given.Start, "GOV-900", Candidate(i), $"OFF-{i:00}", Given.Start.Day(),
                Given.On(900).Day(), Sealed.Of(Candidate(i), "?"))),
        }).Concat((more ?? []).Select(data => On(Post(0), data)));
        var women = Enumerable.Range(known, holders - known).ToDictionary(i => $"OFF-{i:00}", i => i < known + 3);
        return PublishBalanceHandler.Decide(new(Spring), balance, events, women, Summer);
    }

    private static IEvent On(Guid stream, object data)
    {
        var e = Given.AsEvent(data);
        e.StreamId = stream;
        return e;
    }

    private static Guid Post(int i) => Identity.Of("post", $"{i}");

    private static Guid Candidate(int i) => Identity.Of("candidate", $"{i}");
}
