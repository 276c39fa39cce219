using EGov.Casework;
using EGov.Organisation;

namespace EGov.Unit.Casework;

public class RequestDrawTests
{
    private static readonly Request Filed = Given.Request(Past.Submitted);

    [Fact]
    public void A_file_that_nobody_holds_is_drawn_for()
    {
        var requested = Draw(Filed).ShouldBeOfType<DrawRequested>();
        requested.Pool.ShouldBe(["ENV-014", "ENV-021", "ENV-031"]);
        requested.N.ShouldBe(3);
        requested.Excluded.ShouldBeEmpty();
        requested.Policy.ShouldBe(DrawPolicy.Version);
        requested.Contributors.ShouldBe(Lots.Both);
        requested.Deadline.ShouldBe(Given.Start.AddHours(1));
        requested.NonceDigest.ShouldBeNull();
        requested.NonceBy.ShouldBeNull();
    }

    [Fact]
    public void Who_has_committed_to_a_nonce_has_time_to_reveal_it_before_anybody_contributes()
    {
        var digest = new string('a', 64);
        var requested = Draw(Given.Request(Past.Submitted with { NonceDigest = digest }))
            .ShouldBeOfType<DrawRequested>();
        requested.NonceDigest.ShouldBe(digest);
        requested.NonceBy.ShouldBe(Given.On(1));
        requested.Deadline.ShouldBe(Given.On(1).AddHours(1));
    }

    [Fact]
    public void Each_officer_who_cannot_be_drawn_is_named_with_the_reason()
    {
        var handbook = With("ENV-021",
            new OfficerAppointed(Given.Start, "ENV-021", "environment", ["officer"], "expert", null, ["noise"]));
        handbook = With("ENV-031",
            new OfficerAppointed(Given.Start, "ENV-031", "environment", ["officer", "appeal"], "senior", null, []),
            handbook);
        handbook = With("ENV-040",
            new OfficerAppointed(Given.Start, "ENV-040", "environment", ["officer"], "expert", null, []), handbook);
        handbook = With("ENV-050",
            new OfficerAppointed(Given.Start, "ENV-050", "environment", ["officer"], "expert", null, []), handbook);
        var requested = Draw(Given.Request(Past.Submitted, Past.Assigned, Past.Recused(Who.Officer)), handbook,
            new() { ["ENV-040"] = 2, ["ENV-050"] = 12 }).ShouldBeOfType<DrawRequested>();
        requested.Pool.ShouldBe(["ENV-040"]);
        requested.Excluded.ShouldBe(
        [
            new("ENV-014", "recused", null), new("ENV-021", "other-service", null),
            new("ENV-031", "hears-appeals", null), new("ENV-050", "workload", 12),
        ]);
        requested.Excluded.Select(one => one.Reason).ShouldBeSubsetOf(DrawPolicy.Reasons);
    }

    [Fact]
    public void Nobody_is_kept_out_for_a_few_files_more() =>
        Draw(Filed, open: new() { ["ENV-014"] = 19, ["ENV-021"] = 10, ["ENV-031"] = 18 })
            .ShouldBeOfType<DrawRequested>().Pool.Count.ShouldBe(3);

    [Fact]
    public void Who_has_left_is_not_of_the_department_any_more()
    {
        var requested = Draw(Filed, With("ENV-014", new OfficerLeft(Given.Start, "ENV-014")));
        requested.ShouldBeOfType<DrawRequested>().Pool.ShouldBe(["ENV-021", "ENV-031"]);
    }

    [Fact]
    public void Where_nobody_is_left_a_manager_must_give_it_to_somebody_and_that_is_on_record()
    {
        object[] past =
            [Past.Submitted, Past.Recused(Who.Officer), Past.Recused(Who.Colleague), Past.Recused(Who.Senior)];
        var aborted = Draw(Given.Request(past)).ShouldBeOfType<DrawAborted>();
        aborted.Reason.ShouldBe(AbortDrawHandler.NobodyEligible);
        aborted.Excluded.Count.ShouldBe(3);
        Then.Refusal("draw.nobody-left", () => Draw(Given.Request([.. past, aborted])));
    }

    [Fact]
    public void Another_draw_has_another_id()
    {
        var first = Lots.Requested();
        var again = Draw(Given.Request(Past.Submitted, first, new DrawAborted(
            Given.On(1), Past.Matter, first.Draw, AbortDrawHandler.PoolChanged, []))).ShouldBeOfType<DrawRequested>();
        again.Draw.ShouldNotBe(first.Draw);
    }

    [Fact]
    public void A_nonce_that_was_revealed_serves_no_second_draw()
    {
        var first = Lots.Requested(hasNonce: true);
        object[] past = [Past.Submitted with { NonceDigest = first.NonceDigest }, first];
        var aborted = new DrawAborted(Given.On(1), Past.Matter, first.Draw, AbortDrawHandler.PoolChanged, []);
        Draw(Given.Request([.. past, aborted])).ShouldBeOfType<DrawRequested>().NonceDigest.ShouldBe(first.NonceDigest);
        Draw(Given.Request([.. past, new NonceRevealed(Given.On(1), first.Draw, Lots.NonceText), aborted]))
            .ShouldBeOfType<DrawRequested>().NonceDigest.ShouldBeNull();
    }

    [Fact]
    public void Only_where_the_service_says_so() =>
        Then.Refusal("draw.not-by-lot", () => Draw(Filed, Given.Handbook));

    [Fact]
    public void Never_for_what_another_system_assigned() =>
        Then.Refusal("draw.not-by-lot", () => Draw(Given.Request(Past.Filed("import"))));

    [Fact]
    public void Nor_for_what_waits_for_nobody_of_ours() =>
        Then.Refusal("draw.nothing-waits", () => Draw(Given.Request([Past.Submitted, .. Past.Withdrawn])));

    [Fact]
    public void Nor_for_what_somebody_holds() =>
        Then.Refusal("draw.held-already", () => Draw(Given.Request(Past.Submitted, Past.Assigned)));

    [Fact]
    public void Nor_twice_at_once() =>
        Then.Refusal("draw.running-already", () => Draw(Given.Request(Past.Submitted, Lots.Requested())));

    private static object Draw(Request request, Handbook? handbook = null, Dictionary<string, int>? open = null) =>
        RequestDrawHandler.Handle(new(Given.Id, Lots.Both, TimeSpan.FromHours(1), TimeSpan.FromDays(1)), request,
            new(open ?? []), handbook ?? Lots.Handbook, Given.Start).ShouldHaveSingleItem();

    private static Handbook With(string code, object change, Handbook? handbook = null)
    {
        var by = handbook ?? Lots.Handbook;
        var before = by.Officers.GetValueOrDefault(code) ?? new();
        return by with { Officers = by.Officers.With(code, Given.Fold(before, change)) };
    }
}
