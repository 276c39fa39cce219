using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RegisterLetterTests
{
    [Fact]
    public void A_letter_from_outside_stands_in_the_register_and_its_writer_under_a_key_of_his_own()
    {
        var registered = GivenLetter.Register(GivenLetter.FromOutside);
        registered.Entry.ToString().ShouldBe("environment/1405/in/1");
        registered.Correspondent!.Subject.ShouldBe(Given.Id);
        Then.Words(registered.TheirNumber).ShouldBe("12/34");
        registered.Due.ShouldBe(Given.On(11).Day());
        var letter = GivenLetter.Fold(registered);
        (letter.Status, letter.Doer, letter.Asker, letter.Executor).ShouldBe(
            (LetterStatus.Open, "environment", "environment", null));
    }

    [Fact]
    public void One_from_a_department_wants_its_effect_for_that_department()
    {
        var registered = GivenLetter.Register(GivenLetter.FromOutside with
        {
            Correspondent = null,
            Contact = null,
            FromOffice = "regional-water",
        });
        GivenLetter.Fold(registered).Asker.ShouldBe("regional-water");
    }

    [Fact]
    public void Whoever_wrote_it_is_one_and_known()
    {
        Then.Refusal("letter.from-nobody", () => Register(it => it with { Correspondent = " " }), 422);
        Then.Refusal("letter.from-nobody", () => Register(it => it with { FromOffice = "regional-water" }), 422);
        Then.Refusal("letter.sender-unknown",
            () => Register(it => it with { Correspondent = null, FromOffice = "moon" }), 422);
        Then.Refusal("letter.sender-unknown",
            () => Register(it => it with { Correspondent = null, FromOffice = "environment" }), 422);
        Then.Refusal("letter.name-too-long", () => Register(it => it with { Correspondent = new('n', 301) }), 422);
        Then.Refusal("letter.number-too-long", () => Register(it => it with { TheirNumber = new('1', 101) }), 422);
    }

    [Fact]
    public void It_wants_something_by_a_day_or_is_for_information_only()
    {
        var news = GivenLetter.Register(GivenLetter.FromOutside with { Effect = null, Days = null });
        GivenLetter.Fold(news).Status.ShouldBe(LetterStatus.Informed);
        Then.Refusal("letter.wanted-by-no-day", () => Register(it => it with { Days = null }), 422);
        Then.Refusal("letter.wanted-by-no-day", () => Register(it => it with { Effect = " " }), 422);
        Then.Refusal("letter.days-wrong", () => Register(it => it with { Days = 0 }), 422);
        Then.Refusal("letter.dated-ahead", () => Register(it => it with { Date = Given.On(9).Day() }), 422);
        Then.Refusal("oversight.line-empty", () => Register(it => it with { Line = new("", "") }), 422);
    }

    [Fact]
    public void The_same_number_of_the_same_sender_is_the_same_letter_however_it_is_typed()
    {
        var first = Id(GivenLetter.FromOutside);
        Id(GivenLetter.FromOutside with { TheirNumber = " 12/34" }).ShouldBe(first);
        Id(GivenLetter.FromOutside with { TheirNumber = "12/35" }).ShouldNotBe(first);
        Id(GivenLetter.FromOutside with { Correspondent = "زهرا" }).ShouldNotBe(first);
        RegisterLetterHandler.IdOf(GivenLetter.FromOutside, "regional-water", Given.Master).ShouldNotBe(first);
        Id(GivenLetter.FromOutside with { TheirNumber = null }).ShouldBeNull();
    }

    private static Guid? Id(RegisterLetter command) =>
        RegisterLetterHandler.IdOf(command, "environment", Given.Master);

    private static LetterRegistered Register(Func<RegisterLetter, RegisterLetter> other) =>
        GivenLetter.Register(other(GivenLetter.FromOutside));
}
