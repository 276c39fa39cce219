using System.Text.Json;
using EGov.Casework;
using EGov.Privacy;

namespace EGov.Unit.Casework;

public class CorrectApplicantTests
{
    private static readonly Request Ready = Given.Request(Past.UntilReady);

    [Fact]
    public void The_applicant_puts_right_what_is_kept_about_him_and_the_rest_stays()
    {
        var corrected = Correct(Ready, new(Given.Id, Name: " علي  رضايی "));
        Then.Words(corrected.Name).ShouldBe("علی رضایی");
        (corrected.NationalNumber, corrected.Phone, corrected.SealedFacts.Count).ShouldBe((null, null, 0));
        corrected.Name!.Subject.ShouldBe(Given.Id);
        Then.Words(Correct(Ready, new(Given.Id, Phone: "۰۹۱۱۱۲۳۴۵۶۷")).Phone).ShouldBe("09111234567");
    }

    [Fact]
    public void A_number_put_right_marks_the_file_anew_and_nothing_else_does()
    {
        Then.Words(Correct(Ready, new(Given.Id, NationalNumber: "۰۰۱-۲۳۴۵۶۷-۹")).ApplicantMark)
            .ShouldBe(Given.Master.Mark("person", "0012345679"));
        Correct(Ready, new(Given.Id, Name: "علی")).ApplicantMark.ShouldBeNull();
    }

    [Fact]
    public void A_fact_of_his_is_read_as_at_filing_and_the_rules_see_the_new_one()
    {
        var corrected = Correct(Ready, Income(1_000));
        var after = Given.Fold(Ready, corrected);
        after.SealedFacts["income"].ShouldBe(Sealed.Of(Given.Id, 1_000));
        after.Status.ShouldBe(RequestStatus.Ready);
        Then.Refusal("fact.wrong", () => Correct(Ready, new(Given.Id, Facts: Facts("income", "much"))), 422);
    }

    [Fact]
    public void A_decision_that_was_drawn_up_on_the_old_fact_is_drawn_up_anew()
    {
        var prepared = Given.Request([.. Past.UntilReady, Past.Prepared()]);
        Given.Fold(prepared, Correct(prepared, Income(1_000))).Prepared.ShouldBeNull();
        Given.Fold(prepared, Correct(prepared, new(Given.Id, Name: "علی"))).Prepared.ShouldNotBeNull();
    }

    [Fact]
    public void What_the_decision_rests_on_is_appealed_and_not_corrected_but_a_name_always_may_be()
    {
        foreach (var past in new[] { [.. Past.UntilReady, Past.Decided()], Past.UntilNotified, Past.UntilClosed })
        {
            Then.Refusal("correction.fact-decided", () => Correct(Given.Request(past), Income(1_000)));
            Correct(Given.Request(past), new(Given.Id, Name: "علی")).ShouldNotBeNull();
        }
    }

    [Fact]
    public void A_fact_of_the_matter_is_not_his_to_correct() => Then.Refusal("correction.fact-not-personal",
        () => Correct(Ready, new(Given.Id, Facts: Facts("distance", 600))), 422);

    [Fact]
    public void A_number_that_cannot_be_one_is_refused_as_at_filing()
    {
        Then.Refusal("person.national-number-wrong", () => Correct(Ready, new(Given.Id, NationalNumber: "123")), 422);
        Then.Refusal("person.phone-wrong", () => Correct(Ready, new(Given.Id, Phone: "12")), 422);
    }

    [Fact]
    public void Something_has_to_be_wrong() =>
        Then.Refusal("correction.empty", () => Correct(Ready, new(Given.Id, Words: "Nothing.")), 422);

    [Fact]
    public void Nobody_corrects_another() => Then.Refusal("request.not-the-applicant",
        () => Correct(Ready, new(Given.Id, Name: "علی"), Who.Officer), 403);

    private static CorrectApplicant Income(int rials) => new(Given.Id, Facts: Facts("income", rials));

    private static Dictionary<string, JsonElement> Facts<T>(string name, T value) =>
        new() { [name] = JsonSerializer.SerializeToElement(value) };

    private static ApplicantCorrected Correct(Request request, CorrectApplicant command, Actor? by = null) =>
        CorrectApplicantHandler.Decide(
            command, request, Given.Handbook, by ?? Who.Applicant, Given.Master, Given.On(5));
}
