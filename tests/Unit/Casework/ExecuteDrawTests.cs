using EGov.Casework;
using EGov.Ledger;
using EGov.Organisation;

namespace EGov.Unit.Casework;

public class ExecuteDrawTests
{
    private static readonly DrawRequested Requested = Lots.Requested(Lots.Both);
    private static readonly Request Running = Given.Request(Past.Submitted, Requested);
    private static readonly DateTimeOffset Late = Requested.Deadline.AddSeconds(1);

    [Fact]
    public void Who_is_drawn_gets_the_file()
    {
        object[] drawn = [.. Draw(Running, "platform", "ombudsman")];
        var executed = drawn[0].ShouldBeOfType<DrawExecuted>();
        var assigned = drawn[1].ShouldBeOfType<RequestAssigned>();
        executed.Draw.ShouldBe(Requested.Draw);
        executed.Missing.ShouldBeEmpty();
        executed.Contributions.Select(one => one.Name).ShouldBe(["platform", "ombudsman"]);
        executed.Officer.ShouldBe(Requested.Pool[executed.Result]);
        assigned.ShouldBe(new(Given.On(1), Past.Matter, executed.Officer, "", 0, null, Requested.Draw));
        var after = Given.Fold(Running, drawn);
        after.Officer.ShouldBe(executed.Officer);
        after.Draw.ShouldBeNull();
    }

    [Fact]
    public void The_seed_is_that_of_what_stands_on_record()
    {
        var executed = Executed(Running, "ombudsman", "platform");
        var seed = DrawSeed.Of(new(executed.Origin, executed.Draw, executed.Index, Hash.FromBase64(executed.Leaf)),
            [.. executed.Contributions.Select(one => Convert.FromBase64String(one.Signature))]);
        executed.Seed.ShouldBe(Convert.ToHexStringLower(seed.ToArray()));
        executed.Result.ShouldBe(DrawSeed.Select(seed, 3));
    }

    [Fact]
    public void In_the_order_of_the_request_whoever_came_first() =>
        Executed(Running, "ombudsman", "platform").Seed.ShouldBe(Executed(Running, "platform", "ombudsman").Seed);

    [Fact]
    public void The_applicants_nonce_changes_the_seed()
    {
        var requested = Lots.Requested(hasNonce: true);
        var revealed = new NonceRevealed(Given.On(1), requested.Draw, Lots.NonceText);
        var with = Executed(Given.Request(Past.Submitted, requested, revealed), "platform");
        with.Nonce.ShouldBe(Lots.NonceText);
        with.Seed.ShouldNotBe(Executed(Given.Request(Past.Submitted, Lots.Requested()), "platform").Seed);
    }

    [Fact]
    public void Nobody_contributes_while_the_applicant_may_still_reveal_it()
    {
        var running = Given.Request(Past.Submitted, Lots.Requested(hasNonce: true));
        Then.Refusal("draw.nonce-outstanding", () => Executed(running, "platform"));
        Draw(running, Given.On(2).AddSeconds(1), "platform").First().ShouldBeOfType<DrawExecuted>()
            .Nonce.ShouldBeNull();
    }

    [Fact]
    public void Before_the_deadline_everybody_is_waited_for() =>
        Then.Refusal("draw.still-time", () => Executed(Running, "platform"));

    [Fact]
    public void After_it_lots_are_drawn_without_who_is_missing_and_he_is_named()
    {
        var executed = Draw(Running, Late, "platform").First().ShouldBeOfType<DrawExecuted>();
        executed.Missing.ShouldBe(["ombudsman"]);
        executed.Contributions.Count.ShouldBe(1);
        executed.Seed.ShouldNotBe(Executed(Given.Request(Past.Submitted, Lots.Requested()), "platform").Seed);
    }

    [Fact]
    public void Never_without_the_platform() =>
        Then.Refusal("draw.without-the-platform", () => Draw(Running, Late, "ombudsman").ToList());

    [Fact]
    public void A_contribution_by_another_key_or_to_another_draw_is_none()
    {
        var command = Lots.Execute(Requested.Draw, "platform", "ombudsman");
        var (own, other) = (command.Contributions[0], command.Contributions[1]);
        GivenContribution[] wrong =
        [
            own with { Key = other.Key }, own with { Signature = other.Signature },
            own with { Key = other.Key, Signature = other.Signature },
            Lots.Execute(Guid.NewGuid(), "platform").Contributions[0],
        ];
        foreach (var one in wrong)
            Then.Refusal("draw.contribution-wrong",
                () => Execute(command with { Contributions = [one, other] }, Running));
        Then.Refusal("draw.contribution-wrong", () => Execute(command with { Index = 42 }, Running));
        Then.Refusal("draw.contribution-wrong",
            () => Execute(command with { Leaf = Hash.Of("another"u8).ToBase64() }, Running));
    }

    [Fact]
    public void Nobody_is_drawn_who_has_stepped_aside_or_left_meanwhile()
    {
        Then.Refusal("draw.pool-changed", () => Executed(
            Given.Fold(Running, Past.Recused(Who.Senior)), "platform", "ombudsman"));
        var officers = Lots.Handbook.Officers;
        var gone = Given.Fold(officers["ENV-021"], new OfficerLeft(Given.Start, "ENV-021"));
        var left = Lots.Handbook with { Officers = officers.With("ENV-021", gone) };
        Then.Refusal("draw.pool-changed", () => ExecuteDrawHandler.Handle(
            Lots.Execute(Requested.Draw, "platform", "ombudsman"), Running, left, Given.On(1)));
    }

    [Fact]
    public void Lots_are_drawn_once() => Then.Refusal("draw.not-running", () => Executed(
        Given.Fold(Running, [.. Draw(Running, "platform", "ombudsman")]), "platform", "ombudsman"));

    private static DrawExecuted Executed(Request request, params string[] contributors) =>
        Draw(request, contributors).First().ShouldBeOfType<DrawExecuted>();

    private static IEnumerable<object> Draw(Request request, params string[] contributors) =>
        Draw(request, Given.On(1), contributors);

    private static IEnumerable<object> Draw(Request request, DateTimeOffset now, params string[] contributors) =>
        ExecuteDrawHandler.Handle(Lots.Execute(Requested.Draw, contributors), request, Lots.Handbook, now);

    private static IEnumerable<object> Execute(ExecuteDraw command, Request request) =>
        ExecuteDrawHandler.Handle(command, request, Lots.Handbook, Given.On(1));
}
