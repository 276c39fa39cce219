using EGov.Integrity;
using EGov.Privacy;

namespace EGov.Unit.Integrity;

public class SubmitTipTests
{
    [Fact]
    public void The_day_is_public_and_nothing_else()
    {
        var tip = SubmitTipHandler.Decide(
            new("bribe", " He asked. ", "MZ-1", "Sara", "0911"), Given.Start.AddHours(3).AddSeconds(11));
        tip.At.ShouldBe(Given.Start.Day().Start());
        Then.Words(tip.Topic).ShouldBe("bribe");
        Then.Words(tip.Words).ShouldBe("He asked.");
        Then.Words(tip.About).ShouldBe("MZ-1");
        SealedMembers.Of(tip).Count().ShouldBe(4);
    }

    [Fact]
    public void Who_gave_it_lies_under_another_key_than_what_he_says()
    {
        var tip = GivenTip.Named;
        Then.Words(tip.Identity).ShouldBe("Sara\n0911");
        tip.Identity!.Subject.ShouldBe(Subjects.Custodian);
        (tip.Topic.Subject, tip.Words.Subject).ShouldBe((Subjects.Integrity, Subjects.Integrity));
        Subjects.Custodian.ShouldNotBe(Subjects.Integrity);
    }

    [Fact]
    public void Nobody_need_say_who_he_is() => GivenTip.Unnamed.Identity.ShouldBeNull();

    [Fact]
    public void It_says_what_happened_and_not_at_any_length()
    {
        Then.Refusal("tip.topic-unknown", () => SubmitTipHandler.Decide(new("tea", "?"), Given.Start), 422);
        Then.Refusal("tip.words-empty", () => SubmitTipHandler.Decide(new("bribe", " "), Given.Start), 422);
        Then.Refusal("tip.words-too-long",
            () => SubmitTipHandler.Decide(new("bribe", new('w', 20_001)), Given.Start), 422);
        Then.Refusal("tip.line-too-long",
            () => SubmitTipHandler.Decide(new("bribe", "?", Name: new('n', 201)), Given.Start), 422);
    }

    // The example of Damm's dissertation: 572 is checked by 4.
    [Fact]
    public void A_receipt_is_sixteen_digits_of_which_one_checks_the_others()
    {
        TipReceipt.CheckOf("572").ShouldBe('4');
        TipReceipt.CheckOf("5724").ShouldBe('0');
        var receipt = TipReceipt.For(Given.Id, Given.Master).Receipt;
        receipt.Length.ShouldBe(19);
        var digits = TipReceipt.Read(receipt).ShouldNotBeNull();
        TipReceipt.Read($" {digits[..4]}-{digits[4..]} ").ShouldBe(digits);
        foreach (var i in Enumerable.Range(0, 16))
        {
            var wrong = digits.ToCharArray();
            wrong[i] = (char)('0' + ((wrong[i] - '0' + 1) % 10));
            TipReceipt.Read(new(wrong)).ShouldBeNull();
            if (i == 0 || digits[i] == digits[i - 1]) continue;
            (wrong[i], wrong[i - 1]) = (digits[i - 1], digits[i]);
            TipReceipt.Read(new(wrong)).ShouldBeNull("neighbours changed places");
        }
    }

    [Fact]
    public void Every_letter_has_its_own_and_no_receipt_leads_to_one_without_the_key()
    {
        var receipts = Enumerable.Range(0, 1_000).Select(_ => TipReceipt.For(Guid.NewGuid(), Given.Master).Receipt);
        receipts.Distinct().Count().ShouldBe(1_000);
        TipReceipt.For(Given.Id, new(new byte[32])).ShouldNotBe(TipReceipt.For(Given.Id, Given.Master));
        Tip.Of(Given.Master, "1").ShouldNotBe(Tip.Of(new(new byte[32]), "1"));
    }

    [Fact]
    public void Two_who_hit_on_one_key_do_not_get_each_others_receipt()
    {
        var act = new Act
        {
            Actor = new("citizen"),
            Now = Given.Start,
            Handbook = Given.Handbook,
            Key = "1",
            Fingerprint = "a",
        };
        Letter.IdOf(act, Given.Master).ShouldBe(Letter.IdOf(act, Given.Master));
        Letter.IdOf(act with { Fingerprint = "b" }, Given.Master).ShouldNotBe(Letter.IdOf(act, Given.Master));
    }
}
