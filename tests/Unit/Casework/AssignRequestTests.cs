using EGov.Casework;
using EGov.Organisation;

namespace EGov.Unit.Casework;

public class AssignRequestTests
{
    private static readonly Request Filed = Given.Request(Past.Submitted);
    private static readonly Request Held = Given.Request(Past.Submitted, Past.Assigned);

    [Fact]
    public void An_officer_takes_the_next_file() => Assign(Filed).ShouldBe(Past.Assigned);

    [Fact]
    public void A_manager_gives_it_to_somebody() =>
        Assign(Filed, Who.Manager, "ENV-021").ShouldBe(Past.Assigned with { Officer = "ENV-021", By = "ENV-900" });

    [Fact]
    public void A_manager_moves_it_from_one_to_another() =>
        Given.Fold(Held, Assign(Held, Who.Manager, "ENV-021")).Officer.ShouldBe("ENV-021");

    [Fact]
    public void Nobody_takes_a_file_from_a_colleague() =>
        Then.Refusal("assignment.held-by-another", () => Assign(Held, Who.Colleague));

    [Fact]
    public void Nor_gives_one_away() =>
        Then.Refusal("assignment.not-a-manager", () => Assign(Filed, Who.Officer, "ENV-021"), 403);

    [Fact]
    public void A_file_is_assigned_by_its_own_department() =>
        Then.Refusal("assignment.other-department", () => Assign(Filed, Who.Neighbour), 403);

    [Theory, InlineData("WAT-007"), InlineData("ENV-999"), InlineData("ENV-900")]
    public void To_an_officer_of_that_department(string officer) =>
        Then.Refusal("assignment.officer-not-competent", () => Assign(Filed, Who.Manager, officer));

    [Fact]
    public void Who_is_still_serving()
    {
        var left = With(new OfficerLeft(Given.Start, "ENV-014"));
        Then.Refusal("assignment.officer-not-competent", () => Assign(Filed, handbook: left));
    }

    [Fact]
    public void And_handles_the_service()
    {
        var other = With(
            new OfficerAppointed(Given.Start, "ENV-014", "environment", ["officer"], "expert", null, ["noise"]));
        Then.Refusal("assignment.officer-not-competent", () => Assign(Filed, handbook: other));
    }

    [Fact]
    public void After_a_transfer_any_officer_of_the_new_department_is_competent()
    {
        var moved = Given.Request(Past.Submitted, Past.Transferred);
        Assign(moved, Who.Neighbour).Officer.ShouldBe("WAT-007");
    }

    [Fact]
    public void Never_to_one_who_stepped_aside() =>
        Then.Refusal("assignment.officer-recused",
            () => Assign(Given.Request(Past.Submitted, Past.Recused(Who.Officer))));

    [Fact]
    public void Nor_to_the_one_who_has_it() => Then.Refusal("assignment.already-his", () => Assign(Held));

    [Fact]
    public void A_closed_file_waits_for_nobody() =>
        Then.Refusal("request.closed", () => Assign(Given.Request(Past.UntilClosed)));

    [Fact]
    public void Earlier_files_come_first() =>
        Then.Refusal("queue.earlier-files-waiting", () => Assign(Filed, overtaken: 3));

    [Fact]
    public void Unless_a_ground_of_the_list_says_why_not()
    {
        var assigned = Assign(Filed, overtaken: 3, ground: "court-order");
        assigned.Overtook.ShouldBe(3);
        assigned.Ground.ShouldBe("court-order");
    }

    [Fact]
    public void No_other_ground_will_do() =>
        Then.Refusal("queue.ground-not-listed", () => Assign(Filed, overtaken: 3, ground: "a-friend"), 422);

    [Fact]
    public void A_ground_that_was_not_needed_is_not_recorded() =>
        Assign(Filed, ground: "court-order").Ground.ShouldBeNull();

    [Fact]
    public void Where_lots_are_drawn_nobody_takes_a_file_and_a_manager_gives_one_on_a_ground_alone()
    {
        Then.Refusal("assignment.by-draw-alone", () => Assign(Filed, handbook: Lots.Handbook));
        Then.Refusal("assignment.by-draw-alone",
            () => Assign(Filed, handbook: Lots.Handbook, pastDraw: "court-order"));
        Then.Refusal("assignment.by-draw-alone",
            () => Assign(Filed, Who.Manager, "ENV-021", handbook: Lots.Handbook));
        Then.Refusal("assignment.draw-ground-not-listed",
            () => Assign(Filed, Who.Manager, "ENV-021", handbook: Lots.Handbook, pastDraw: "a-friend"), 422);
        foreach (var ground in AssignRequestHandler.PastDrawGrounds)
            Assign(Held, Who.Manager, "ENV-021", handbook: Lots.Handbook, pastDraw: ground).PastDraw.ShouldBe(ground);
        Assign(Given.Request(Past.Filed("import")), handbook: Lots.Handbook).PastDraw.ShouldBeNull();
    }

    [Fact]
    public void While_lots_are_drawn_nobody_does() => Then.Refusal("assignment.draw-running", () => Assign(
        Given.Request(Past.Submitted, Lots.Requested()), Who.Manager, "ENV-021", handbook: Lots.Handbook,
        pastDraw: "court-order"));

    [Fact]
    public void Elsewhere_such_a_ground_is_not_recorded() =>
        Assign(Filed, pastDraw: "court-order").PastDraw.ShouldBeNull();

    private static RequestAssigned Assign(
        Request request, Actor? by = null, string? officer = null, int overtaken = 0, string? ground = null,
        Handbook? handbook = null, string? pastDraw = null) =>
        AssignRequestHandler.Handle(new(Given.Id, officer, ground, pastDraw), request, new(overtaken),
            handbook ?? Given.Handbook, by ?? Who.Officer, Given.Start);

    private static Handbook With(object change)
    {
        var officers = Given.Handbook.Officers;
        return Given.Handbook with { Officers = officers.With("ENV-014", Given.Fold(officers["ENV-014"], change)) };
    }
}
