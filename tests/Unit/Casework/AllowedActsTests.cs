using EGov.Casework;

namespace EGov.Unit.Casework;

public class AllowedActsTests
{
    private static readonly object[] Waiting = [.. Past.UntilReady, Past.Asked];
    private static readonly object[] Appealed = [.. Past.UntilNotified, Past.Appealed];
    private static readonly Handbook FourEyes = Given.By(Given.Terms with { FourEyes = true });

    [Fact]
    public void A_new_file_can_be_taken_and_given_back_and_nothing_else() =>
        Allowed(Who.Officer, Past.Submitted).ShouldBe(["assign", "steps", "recuse"]);

    [Fact]
    public void Who_holds_a_new_file_finds_it_complete_or_asks_for_what_is_missing() =>
        Allowed(Who.Officer, Past.Submitted, Past.Assigned).ShouldBe(["ready", "ask", "transfer", "steps", "recuse"]);

    [Fact]
    public void A_complete_file_can_be_decided_by_who_holds_it() =>
        Allowed(Who.Officer, Past.UntilReady).ShouldBe(
            ["ask", "refer", "transfer", "extend", "steps", "recuse", "prepare-decision", "decide"]);

    [Fact]
    public void A_colleague_may_only_step_in_where_the_holder_has_prepared_it()
    {
        Allowed(Who.Colleague, Past.UntilReady).ShouldBe(["steps", "recuse"]);
        Allowed(Who.Colleague, [.. Past.UntilReady, Past.Prepared()]).ShouldBe(["steps", "recuse", "decide"]);
    }

    [Fact]
    public void Where_four_eyes_are_needed_nobody_decides_what_he_prepared()
    {
        Missing(FourEyes, Who.Officer, "decide", Past.UntilReady).ShouldBe("decision.not-prepared");
        Missing(FourEyes, Who.Officer, "decide", [.. Past.UntilReady, Past.Prepared()])
            .ShouldBe("decision.by-its-preparer");
        Missing(FourEyes, Who.Colleague, "decide", [.. Past.UntilReady, Past.Prepared()]).ShouldBeNull();
    }

    [Fact]
    public void While_the_applicant_is_asked_nothing_is_decided()
    {
        Allowed(Who.Officer, Waiting).ShouldNotContain("decide");
        Missing(Given.Handbook, Who.Officer, "decide", Waiting).ShouldBe("request.waiting-for-applicant");
        Missing(Given.Handbook, Who.Officer, "ask", Waiting).ShouldBe("question.not-now");
    }

    [Fact]
    public void An_outstanding_opinion_holds_the_decision_and_opens_the_file_to_who_was_asked()
    {
        object[] referred = [.. Past.UntilReady, Past.Referred];
        Missing(Given.Handbook, Who.Officer, "decide", referred).ShouldBe("decision.opinion-outstanding");
        Allowed(Who.Neighbour, referred).ShouldContain("answer-referral");
        Allowed(Who.Neighbour, [.. referred, Past.Answered]).ShouldNotContain("answer-referral");
    }

    [Fact]
    public void A_decision_is_told_and_then_the_file_is_closed()
    {
        Allowed(Who.Officer, [.. Past.UntilReady, Past.Decided()]).ShouldContain("notice");
        Allowed(Who.Officer, [.. Past.UntilReady, Past.Decided()]).ShouldNotContain("close");
        Allowed(Who.Officer, Past.UntilNotified).ShouldContain("close");
        Allowed(Who.Officer, Past.UntilClosed).ShouldBe(["steps"]);
    }

    [Fact]
    public void An_appeal_goes_to_a_senior_officer_who_had_no_part_in_the_decision()
    {
        Missing(Given.Handbook, Who.Officer, "decide-appeal", Appealed).ShouldBe("appeal.by-the-same-officer");
        Missing(Given.Handbook, Who.Colleague, "decide-appeal", Appealed).ShouldBe("appeal.not-senior");
        Missing(Given.Handbook, Who.Neighbour, "decide-appeal", Appealed).ShouldBe("appeal.not-for-this-officer");
        Missing(Given.Handbook, Who.Senior, "decide-appeal", Appealed).ShouldBeNull();
    }

    [Fact]
    public void Whoever_has_recused_himself_may_do_nothing_more_with_the_file() =>
        Allowed(Who.Officer, [.. Past.UntilReady, Past.Recused(Who.Officer)]).Except(["steps"]).ShouldBeEmpty();

    [Fact]
    public void A_manager_gives_files_and_orders_them_and_makes_up_for_what_was_late()
    {
        Allowed(Who.Manager, Past.UntilReady).ShouldBe(["assign", "prioritise"]);
        Allowed(Who.Manager, [.. Past.UntilReady, Past.Breached]).ShouldBe(["assign", "remedy", "prioritise"]);
        Allowed(Who.Manager, Past.UntilClosed).ShouldBeEmpty();
    }

    [Fact]
    public void A_role_without_a_part_in_the_file_is_offered_nothing_not_even_a_reason() =>
        AllowedActs.Of(Given.Request(Past.UntilReady), Given.Facts(), Given.Handbook, Who.Clerk, Given.On(2))
            .ShouldBeEmpty();

    [Fact]
    public void A_file_is_given_to_officers_of_its_department_who_do_not_have_it_and_have_not_recused_themselves()
    {
        AssigneesOf(Past.Submitted).ShouldBe(["ENV-014", "ENV-021", "ENV-031"]);
        AssigneesOf(Past.Submitted, Past.Assigned, Past.Recused(Who.Senior)).ShouldBe(["ENV-021"]);
    }

    [Theory]
    [InlineData(Outcome.Granted, Closure.Resolved), InlineData(Outcome.Refused, Closure.Refused)]
    public void A_file_is_closed_as_it_was_decided(Outcome outcome, Closure closure) =>
        AllowedActs.ClosureOf(Given.Request([.. Past.UntilReady, Past.Decided(outcome)])).ShouldBe(closure);

    private static IReadOnlyList<string> AssigneesOf(params object[] past) =>
        AllowedActs.AssigneesOf(Given.Request(past), Given.Handbook, Who.Manager, Given.On(2));

    private static IEnumerable<string> Allowed(Actor actor, params object[] past) =>
        Offered(Given.Handbook, actor, past).Where(act => act.IsAllowed).Select(act => act.Name);

    private static string? Missing(Handbook handbook, Actor actor, string act, params object[] past) =>
        Offered(handbook, actor, past).Single(offered => offered.Name == act).Missing?.Code;

    private static IReadOnlyList<OfferedAct> Offered(Handbook handbook, Actor actor, object[] past) =>
        AllowedActs.Of(Given.Request(past), Given.Facts(), handbook, actor, Given.On(15));
}
