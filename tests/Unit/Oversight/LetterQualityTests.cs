using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class LetterQualityTests
{
    [Fact]
    public void A_letter_that_says_what_by_whom_by_when_and_why_may_be_sent() =>
        Broken(GivenLetter.Wells).ShouldBeEmpty();

    [Fact]
    public void And_one_that_wants_nothing_needs_a_subject_alone()
    {
        var news = new LetterDraft(new("", "The desk is closed on Monday"), "environment", IsInformation: true);
        Broken(news).ShouldBeEmpty();
        Broken(news with { Line = new("", " ") }).ShouldBe(["letter.no-subject"]);
        Broken(news with { Effect = "Close too." }).ShouldBe(["letter.information-wants-something"]);
        Broken(news with { Days = 3 }).ShouldBe(["letter.information-wants-something"]);
    }

    [Fact]
    public void Every_rule_that_it_breaks_is_named_at_once_in_the_order_in_which_one_writes() =>
        Broken(new(new("", ""), "environment")).ShouldBe([
            "letter.no-subject", "letter.no-effect", "letter.no-evidence-named", "letter.no-date", "letter.no-owner",
            "letter.no-legal-reference"]);

    [Theory]
    [InlineData("Wells; and the river")]
    [InlineData("چاه‌ها؛ رودخانه")]
    [InlineData("1. Wells 2. River")]
    [InlineData("Wells:\n- Firuzabad")]
    public void A_subject_that_is_a_list_is_several(string line) =>
        Broken(GivenLetter.Wells with { Line = new("", line) }).ShouldBe(["letter.several-subjects"]);

    [Theory]
    [InlineData("Wells of the plain, by law")]
    [InlineData("ماده ۴۵ قانون، چاه‌ها")]
    [InlineData("Wells – the last ones")]
    [InlineData("Well no. 12")]
    public void A_comma_a_dash_or_a_number_makes_no_second_subject(string line) =>
        Broken(GivenLetter.Wells with { Line = new("", line) }).ShouldBeEmpty();

    [Fact]
    public void Nor_is_an_effect_of_several_parts_one_subject_nor_are_two_requests()
    {
        Broken(GivenLetter.Wells with { Effect = "Wells closed.\nRiver clean." })
            .ShouldBe(["letter.several-subjects"]);
        LetterLink one = new("request", "MZ-1"), other = new("request", "MZ-2"), third = new("directive", "D-1");
        Broken(GivenLetter.Wells with { Links = [one, third] }).ShouldBeEmpty();
        Broken(GivenLetter.Wells with { Links = [one, other] }).ShouldBe(["letter.several-subjects"]);
    }

    [Theory]
    [InlineData("ENV-014", true)]
    [InlineData("ENV-900", true)]
    [InlineData("WAT-007", false)]
    [InlineData("nobody", false)]
    [InlineData(null, false)]
    public void Somebody_of_the_receiving_office_answers_for_the_effect(string? owner, bool does) =>
        Broken(GivenLetter.Wells with { Owner = owner }).ShouldBe(does ? [] : ["letter.no-owner"]);

    [Fact]
    public void Outside_a_contact_answers_for_it()
    {
        Broken(GivenLetter.ToOutside).ShouldBeEmpty();
        Broken(GivenLetter.ToOutside with { Contact = null }).ShouldBe(["letter.no-owner"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(251)]
    [InlineData(null)]
    public void A_day_is_named_that_can_be_waited_for(int? days) =>
        Broken(GivenLetter.Wells with { Days = days }).ShouldBe(["letter.no-date"]);

    private static IEnumerable<string> Broken(LetterDraft draft) =>
        LetterQuality.Of(draft.Folded(), GivenLetter.Handbook).Select(rule => rule.Broken?.Code).OfType<string>();
}
