using EGov.Casework;
using EGov.Integrity;

namespace EGov.Unit.Integrity;

/// <summary>Who files for how many, with what success and how quickly, as the book of signals counts it.</summary>
public class RepresentationTests
{
    private readonly GivenCases _given = new();

    private IReadOnlyList<RepresentativeTally> Tallies => _given.Book.Representation.Tallies;

    private RepresentationDay Province =>
        _given.Book.Representation.Counts.Single(count => count.Office == RepresentationDay.Province);

    [Fact]
    public void A_contact_is_counted_with_its_applicants_its_success_and_its_pace()
    {
        for (var i = 0; i < 20; i++)
            _given.File("ENV-014", 30, applicant: $"other {i}", outcome: i < 10 ? Outcome.Granted : Outcome.Refused);
        var first = _given.Now.Day();
        foreach (var (who, officer) in (ReadOnlySpan<(string, string)>)
            [("a", "ENV-021"), ("b", "ENV-006"), ("b", "ENV-009"), ("c", "ENV-030")])
            _given.File(officer, 6, applicant: who, representative: "one");
        _given.Filed(applicant: "d", representative: "one");
        var last = _given.Now.Day();
        _given.EndOfDay();

        var tally = Tallies.ShouldHaveSingleItem();
        (tally.Applicants, tally.Files, tally.Waiting).ShouldBe((4, 4, 1));
        (tally.Granted, tally.Stated).ShouldBe((4, 4));
        // Of 24 decided files of the service 14 were granted.
        tally.Expected.ShouldBe(4 * 14.0 / 24, 0.00001);
        tally.Timed.ShouldBe(4);
        tally.TimeRatio.ShouldNotBeNull().ShouldBeLessThan(0.5);
        tally.Departments.ShouldBe([new("environment", 5)]);
        tally.Services.ShouldBe([new(GivenCases.Asked, 5)]);
        (tally.First, tally.Last).ShouldBe((first, last));
        tally.Signals.ShouldBeEmpty();
    }

    [Fact]
    public void Who_files_for_one_person_alone_has_no_line()
    {
        for (var i = 0; i < 5; i++) _given.File("ENV-014", applicant: "his mother", representative: "a son");
        _given.EndOfDay();
        Tallies.ShouldBeEmpty();
        (Province.Decided, Province.Represented, Province.Contacts, Province.Brought).ShouldBe((5, 5, 0, 0));
    }

    [Fact]
    public void Where_nothing_tells_who_somebody_is_each_file_is_anothers()
    {
        for (var i = 0; i < 3; i++) _given.File("ENV-014", representative: "one");
        _given.EndOfDay();
        Tallies.ShouldHaveSingleItem().Applicants.ShouldBe(3);
    }

    [Fact]
    public void A_signal_about_a_contact_stands_with_it()
    {
        for (var i = 0; i < 24; i++)
            _given.File(GivenCases.Staff[i % 5], 30 + (i % 5), applicant: $"{i}", representative: $"contact {i}");
        for (var i = 0; i < 8; i++)
            _given.File(GivenCases.Staff[i % 5], 1, applicant: $"client {i}", representative: "broker");
        _given.EndOfDay();
        var signal = _given.One("F17");
        Tallies.ShouldHaveSingleItem().Signals.ShouldBe([signal.Id]);
        (Province.Contacts, Province.Brought, Province.Least).ShouldBe((1, 8, 8));
    }

    [Fact]
    public void So_does_one_about_a_single_applicant()
    {
        for (var i = 0; i < 40; i++) _given.File(GivenCases.Staff[i % 5], 3, applicant: $"{i}");
        for (var i = 0; i < 8; i++) _given.File("ENV-009", 3, applicant: "his client", representative: "his advocate");
        _given.EndOfDay();
        var about = _given.Of("F04").Select(signal => signal.Id).ToList();
        about.Count.ShouldBe(2);
        // One signal is about the applicant, the other about who acts for him.
        Tallies.ShouldHaveSingleItem().Signals.ShouldHaveSingleItem().ShouldBeOneOf([.. about]);
    }

    [Fact]
    public void An_erasure_takes_its_files_out_at_once_and_with_the_last_but_one_the_line()
    {
        Guid[] files =
        [
            .. Enumerable.Range(0, 3).Select(i => _given.File("ENV-014", applicant: $"{i}", representative: "one")),
        ];
        _given.EndOfDay();
        var id = Tallies.Single().Id;
        _given.Erased(files[0]);
        (Tallies.Single().Applicants, Tallies.Single().Files, Tallies.Single().Id).ShouldBe((2, 2, id));
        Tallies.Single().Sequence.ShouldBe(_given.Log[^1].Sequence);
        _given.Erased(files[1]);
        Tallies.ShouldBeEmpty();
        // That the files were decided is known; that somebody acted for these applicants is not.
        (Province.Decided, Province.Represented).ShouldBe((3, 1));
        _given.EndOfDay();
        Tallies.ShouldBeEmpty();
    }

    [Fact]
    public void After_its_window_a_contact_is_not_counted()
    {
        for (var i = 0; i < 3; i++) _given.File("ENV-014", applicant: $"{i}", representative: "one");
        _given.EndOfDay();
        Tallies.ShouldHaveSingleItem();
        _given.Now = _given.Now.AddDays(200);
        _given.EndOfDay();
        _given.EndOfDay();
        Tallies.ShouldBeEmpty();
        Province.Decided.ShouldBe(0);
    }

    [Fact]
    public void It_is_called_the_same_on_each_day_and_not_by_its_mark()
    {
        for (var i = 0; i < 2; i++) _given.File("ENV-014", applicant: $"{i}", representative: "one");
        _given.EndOfDay();
        var id = Tallies.Single().Id;
        _given.File("ENV-014", applicant: "2", representative: "one");
        _given.EndOfDay();
        Tallies.Single().Id.ShouldBe(id);
        id.ShouldBe(Identity.Of("representative", "representative\none"));
        // Under another key it would be another one.
        id.ShouldNotBe(Identity.Of("representative", Given.Master.Mark("signal", "representative\none")));
    }
}
