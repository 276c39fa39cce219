using EGov.Casework;
using EGov.Privacy;

namespace EGov.Unit.Casework;

public class OpenFileTests
{
    private const string Why = "The applicant came to the desk and asked.";
    private static readonly Actor Auditor = new("auditor", "AUD-03");
    private static readonly Request Ready = Given.Request(Past.UntilReady);
    private static readonly Request Unassigned = Given.Request(Past.Submitted);
    private static readonly Request Closed = Given.Request(Past.UntilClosed);

    private static readonly Request Appealed =
        Given.Request([.. Past.UntilReady, Past.Decided(Outcome.Refused), Past.Notified, Past.Appealed]);

    [Theory]
    [InlineData("papers", "holder"), InlineData("decision", "holder")]
    public void The_officer_who_holds_the_file_says_for_what_and_no_more(string purpose, string task)
    {
        var opened = Open(Ready, purpose, Who.Officer);
        opened.ShouldBe(new(Given.On(5), Given.Id, "ENV-014", "officer", "environment", purpose, task));
    }

    [Fact]
    public void What_waits_in_the_departments_queue_is_read_by_who_may_take_it() =>
        Open(Unassigned, "papers", Who.Colleague).Task.ShouldBe("queue");

    [Fact]
    public void A_prepared_decision_is_read_by_who_may_take_it()
    {
        var prepared = Given.Fold(Ready, Past.Prepared());
        Open(prepared, "decision", Who.Colleague).Task.ShouldBe("second-officer");
        Then.Refusal("opening.no-task", () => Open(prepared, "papers", Who.Colleague), 403);
    }

    [Fact]
    public void Who_decided_closes_the_file_though_another_holds_it() =>
        Open(Given.Request([.. Past.UntilReady, Past.Decided(by: Who.Colleague)]), "decision", Who.Colleague)
            .Task.ShouldBe("decider");

    [Fact]
    public void An_opinion_is_given_by_the_department_that_was_asked_while_it_is_outstanding()
    {
        var referred = Given.Fold(Ready, Past.Referred);
        Open(referred, "referral", Who.Neighbour).Task.ShouldBe("referral");
        Then.Refusal("opening.no-task", () => Open(referred, "referral", Who.Officer), 403);
        Then.Refusal("opening.no-task",
            () => Open(Given.Fold(referred, Past.Answered), "referral", Who.Neighbour), 403);
    }

    [Fact]
    public void An_appeal_is_read_by_who_may_decide_it()
    {
        Open(Appealed, "appeal", Who.Senior).Task.ShouldBe("appeal");
        Open(Appealed, "appeal", Who.Manager).Task.ShouldBe("appeal");
        Then.Refusal("opening.no-task", () => Open(Appealed, "appeal", Who.Officer), 403);
        Then.Refusal("opening.no-task", () => Open(Ready, "appeal", Who.Senior), 403);
    }

    [Fact]
    public void A_manager_supervises_his_own_department()
    {
        Open(Closed, "supervision", Who.Manager).Task.ShouldBe("supervision");
        Then.Refusal("opening.no-task",
            () => Open(Closed, "supervision", Who.Manager with { Department = "regional-water" }), 403);
    }

    [Fact]
    public void An_auditor_audits() => Open(Closed, "audit", Auditor).Task.ShouldBe("audit");

    [Fact]
    public void A_breach_and_a_contested_closure_are_complaints_that_are_looked_into()
    {
        Open(Given.Fold(Ready, Past.Breached), "complaint", Who.Colleague).Task.ShouldBe("remedy");
        var contested = Given.Fold(Closed, Past.Contested(Given.On(4)));
        Open(contested, "complaint", Who.Officer).Task.ShouldBe("contest");
        Open(contested, "complaint", Who.Manager).Task.ShouldBe("contest");
        Then.Refusal("opening.no-task", () => Open(Ready, "complaint", Who.Officer), 403);
    }

    [Fact]
    public void Who_has_no_task_explains_himself_in_words_that_are_sealed_under_his_offices_key()
    {
        var opened = Open(Closed, "papers", Who.Colleague, $"  {Why} ");
        opened.Task.ShouldBeNull();
        Then.Words(opened.Explanation).ShouldBe(Why);
        opened.Explanation!.Subject.ShouldBe(Subjects.Office("environment"));
    }

    [Fact]
    public void Who_has_a_task_needs_to_explain_nothing() =>
        Open(Ready, "papers", Who.Officer, Why).Explanation.ShouldBeNull();

    [Theory, InlineData(null), InlineData(""), InlineData("   ")]
    public void Without_either_the_file_stays_closed(string? explanation) =>
        Then.Refusal("opening.no-task", () => Open(Closed, "papers", Who.Colleague, explanation), 403);

    [Fact]
    public void An_explanation_is_neither_a_word_nor_a_letter()
    {
        foreach (var length in new[] { OpenFile.ShortestExplanation - 1, OpenFile.LongestExplanation + 1 })
            Then.Refusal("opening.explanation-length",
                () => Open(Closed, "papers", Who.Colleague, new('ن', length)), 400);
        foreach (var length in new[] { OpenFile.ShortestExplanation, OpenFile.LongestExplanation })
            Open(Closed, "papers", Who.Colleague, new('ن', length)).Explanation.ShouldNotBeNull();
    }

    [Fact]
    public void A_purpose_is_stated_it_is_on_the_list_and_it_is_the_readers()
    {
        Then.Refusal("opening.purpose-missing", () => Open(Ready, null, Who.Officer), 400);
        Then.Refusal("opening.purpose-not-listed", () => Open(Ready, "curiosity", Who.Officer, Why), 400);
        Then.Refusal("opening.purpose-not-for-role", () => Open(Ready, "audit", Who.Officer, Why), 403);
        Then.Refusal("opening.purpose-not-for-role", () => Open(Ready, "supervision", Who.Officer, Why), 403);
        Then.Refusal("opening.purpose-not-for-role", () => Open(Ready, "papers", Auditor, Why), 403);
    }

    [Fact]
    public void Every_purpose_of_the_list_is_somebodys()
    {
        string[] roles = ["officer", "manager", "auditor", "integrity"];
        roles.SelectMany(role => OpenFile.PurposesOf(new(role))).Distinct()
            .ShouldBe(Openings.Purposes, ignoreOrder: true);
    }

    private static FileOpened Open(Request file, string? purpose, Actor reader, string? explanation = null) =>
        OpenFile.Decide(file, purpose, explanation, reader, Given.Handbook, Given.On(5));
}
