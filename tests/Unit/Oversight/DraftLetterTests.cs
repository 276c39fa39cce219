using EGov.Oversight;
using EGov.Privacy;

namespace EGov.Unit.Oversight;

public class DraftLetterTests
{
    [Fact]
    public void Nothing_of_a_draft_is_public_but_who_writes_it()
    {
        var drafted = GivenLetter.Draft(GivenLetter.ToOutside);
        drafted.Draft.Subject.ShouldBe(Subjects.Oversight);
        drafted.Correspondent!.Subject.ShouldBe(Given.Id);
        LetterDraft.Read(drafted.Draft.Plain, default).Correspondent.ShouldBeNull();
        Outsider.Read(drafted.Correspondent.Plain).ShouldBe(new("شرکت آب‌یاران", "مدیر عامل"));
        (drafted.Office, drafted.By, drafted.Thread).ShouldBe(("governorate", "GVN-01", Given.Id));
        drafted.Number.ShouldMatch("^N-[0-9A-Z]{4}-[0-9A-Z]{4}$");
        ReferenceNumber.Read('N', drafted.Number.ToLowerInvariant()).ShouldBe(drafted.Number);
    }

    [Fact]
    public void It_may_be_unfinished_but_goes_to_one_receiver()
    {
        GivenLetter.Draft(new(new("", ""), "environment")).ShouldNotBeNull();
        Then.Refusal("letter.to-nobody", () => GivenLetter.Draft(GivenLetter.Wells with { To = " " }), 422);
        Then.Refusal("letter.to-nobody",
            () => GivenLetter.Draft(GivenLetter.Wells with { Correspondent = "Zahra" }), 422);
        Then.Refusal("letter.department-unknown",
            () => GivenLetter.Draft(GivenLetter.Wells with { To = "moon" }), 422);
        Then.Refusal("letter.to-itself", () => GivenLetter.Draft(GivenLetter.Wells with { To = "governorate" }), 422);
        Then.Refusal("letter.name-too-long",
            () => GivenLetter.Draft(GivenLetter.ToOutside with { Contact = new('c', 301) }), 422);
        Then.Refusal("oversight.words-too-long",
            () => GivenLetter.Draft(GivenLetter.Wells with { Effect = new('w', 8_001) }), 422);
        Then.Refusal("letter.of-no-office", () => GivenLetter.Draft(GivenLetter.Wells, new("auditor", "AUD-01")), 403);
    }

    [Fact]
    public void An_answer_stands_in_the_thread_of_what_it_answers()
    {
        var thread = Guid.CreateVersion7();
        GivenLetter.Draft(GivenLetter.Wells, ties: new(thread, [])).Thread.ShouldBe(thread);
    }
}
