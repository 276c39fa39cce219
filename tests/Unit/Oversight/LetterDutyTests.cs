using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class LetterDutyTests
{
    [Fact]
    public void The_watch_is_never_later_than_the_soonest_day_on_which_there_is_something_to_do()
    {
        LetterReminded near = new(Given.On(8), GivenLetter.Sent.Due!.Value, null, false, null);
        object[][] lives =
        [
            GivenLetter.UntilSent, GivenLetter.UntilReceived, GivenLetter.UntilReported, GivenLetter.UntilRegistered,
            [.. GivenLetter.UntilReported, GivenLetter.Returned], [.. GivenLetter.UntilReceived, near],
        ];
        foreach (var life in lives)
        {
            var letter = GivenLetter.Fold(life);
            var soonest = Enumerable.Range(0, 90).Select(day => Given.On(day).Day())
                .First(day => LetterDuty.Of(letter, Given.Calendar, day) is not null);
            letter.WatchFrom!.Value.ShouldBeLessThanOrEqualTo(soonest);
        }
    }

    [Fact]
    public void A_draft_and_what_is_at_its_end_are_not_watched()
    {
        foreach (var life in new object[][]
                 {
                     [GivenLetter.Drafted], [.. GivenLetter.UntilReported, GivenLetter.Verified],
                 })
        {
            GivenLetter.Fold(life).WatchFrom.ShouldBeNull();
            LetterDuty.Of(GivenLetter.Fold(life), Given.Calendar, Given.On(99).Day()).ShouldBeNull();
        }
    }

    [Fact]
    public void What_the_platform_does_names_what_brought_it_about()
    {
        new LetterDuty(new RemindLetter(Given.Id)).IsSetBy(GivenLetter.Sent).ShouldBeTrue();
        new LetterDuty(new RemindLetter(Given.Id)).IsSetBy(GivenLetter.Reported).ShouldBeFalse();
        new LetterDuty(new RemindLetterVerdict(Given.Id)).IsSetBy(GivenLetter.Reported).ShouldBeTrue();
    }
}
