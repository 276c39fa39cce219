using System.Text.Json;
using EGov.Casework;

namespace EGov.Unit.Casework;

public class TransferRequestTests
{
    private static readonly Request Ready = Given.Request(Past.UntilReady);

    [Fact]
    public void The_office_itself_moves_the_file_and_the_clock_runs_on()
    {
        var transferred = Transfer(Ready);
        transferred.ShouldBe(Past.Transferred);
        var state = Given.Fold(Ready, Past.Prepared(), transferred);
        state.Matter.Department.ShouldBe("regional-water");
        state.LegalLimit.ShouldBe(Past.Ready.LegalLimit);
        (state.Officer, state.Prepared).ShouldBe((null, null));
        state.Queue.ShouldBe("regional-water/environmental-opinion/0");
    }

    [Fact]
    public void Before_it_is_complete_as_well() =>
        Transfer(Given.Request(Past.Submitted, Past.Assigned)).From.ShouldBe("environment");

    [Fact]
    public void Words_are_sealed() => Then.Words(Transfer(Ready, words: " See map. ").Words).ShouldBe("See map.");

    [Fact]
    public void Not_while_the_applicant_is_asked() =>
        Then.Refusal("transfer.not-now", () => Transfer(Given.Fold(Ready, Past.Asked)));

    [Fact]
    public void Nor_after_the_decision() =>
        Then.Refusal("transfer.not-now", () => Transfer(Given.Fold(Ready, Past.Decided())));

    [Theory, InlineData("moon"), InlineData("desk-sari")]
    public void It_goes_to_a_department_that_can_decide(string department) =>
        Then.Refusal("transfer.department-unknown", () => Transfer(Ready, department), 422);

    [Fact]
    public void And_not_to_itself() => Then.Refusal("transfer.to-itself", () => Transfer(Ready, "environment"));

    [Fact]
    public void Never_to_the_office_complained_about()
    {
        var complaint = Past.Filed() with
        {
            Facts = new Dictionary<string, JsonElement> { ["office"] = JsonElement.Parse("\"regional-water\"") },
        };
        Then.Refusal("transfer.to-the-office-complained-about",
            () => Transfer(Given.Request(complaint, Past.Assigned)));
    }

    [Fact]
    public void It_needs_a_ground_of_the_list() =>
        Then.Refusal("transfer.ground-not-listed", () => Transfer(Ready, ground: "too-busy"), 422);

    [Fact]
    public void Only_the_officer_who_holds_the_file_transfers_it() =>
        Then.Refusal("request.held-by-another", () => Transfer(Ready, by: Who.Colleague), 403);

    private static RequestTransferred Transfer(
        Request request, string department = "regional-water", string ground = "reorganisation", Actor? by = null,
        string? words = null) =>
        TransferRequestHandler.Handle(
            new(Given.Id, department, ground, words), request, Given.Handbook, by ?? Who.Officer, Given.On(2));
}
