using EGov.Casework;
using EGov.Organisation;

namespace EGov.Unit.Casework;

public class RecordBreachTests
{
    private static readonly Request Ready = Given.Request(Past.UntilReady);
    private static readonly int LastDay = Past.Ready.LegalLimit.DayNumber - Given.Start.Day().DayNumber;

    [Fact]
    public void The_day_after_the_limit_it_goes_up_the_line_and_an_apology_is_owed()
    {
        var breached = Record(Ready, LastDay + 1);
        breached.ShouldBe(Past.Breached with { At = Given.On(LastDay + 1) });
        var state = Given.Fold(Ready, breached);
        state.OwesRemedy.ShouldBeTrue();
        state.BreachedLimit.ShouldBe(Past.Ready.LegalLimit);
        state.WatchFrom.ShouldBeNull();
    }

    [Fact]
    public void And_the_platform_watches_for_that_day() => Ready.WatchFrom.ShouldBe(Past.Ready.LegalLimit.AddDays(1));

    [Fact]
    public void A_file_that_nobody_holds_goes_to_the_departments_manager()
    {
        var breached = Record(Given.Fold(Ready, Past.Recused(Who.Officer)), LastDay + 1);
        (breached.Officer, breached.EscalatedTo).ShouldBe((null, "ENV-900"));
    }

    [Fact]
    public void As_does_one_whose_superior_has_left() =>
        Record(Ready, LastDay + 1, handbook: With(
                new OfficerAppointed(Given.Start, "ENV-014", "environment", ["officer"], "expert", "ENV-800", []),
                new OfficerAppointed(Given.Start, "ENV-800", "environment", ["manager"], "head", null, []),
                new OfficerLeft(Given.On(1), "ENV-800")))
            .EscalatedTo.ShouldBe("ENV-900");

    [Fact]
    public void A_departments_own_head_does_not_answer_to_himself()
    {
        var held = Given.Request(Past.Submitted, Past.GivenTo(Who.Manager), Past.Ready);
        var alone = With(
            new DepartmentEstablished(Given.Start, "environment", Given.Any, "department", null, "governorate"),
            new DepartmentEstablished(Given.Start, "governorate", Given.Any, "governorate", null, null),
            new OfficerAppointed(Given.Start, "ENV-900", "environment", ["manager"], "head", null, []));
        Record(held, LastDay + 1, handbook: alone).EscalatedTo.ShouldBeNull();
        Record(held, LastDay + 1, handbook: With(alone,
                new OfficerAppointed(Given.Start, "GOV-900", "governorate", ["manager"], "head", null, [])))
            .EscalatedTo.ShouldBe("GOV-900");
    }

    [Fact]
    public void On_the_last_day_there_is_still_time() =>
        Then.Refusal("breach.still-time", () => Record(Ready, LastDay));

    [Fact]
    public void While_the_clock_stands_no_limit_passes() =>
        Then.Refusal("breach.still-time", () => Record(Given.Fold(Ready, Past.Asked), LastDay + 1));

    [Fact]
    public void Unless_it_was_stopped_too_late()
    {
        var asked = AskApplicantHandler.Handle(
            new(Given.Id, "Noise map?"), Ready, Given.Handbook, Who.Officer, Given.On(LastDay));
        Record(Given.Fold(Ready, asked), LastDay + 1).LegalLimit.ShouldBe(Past.Ready.LegalLimit);
    }

    [Fact]
    public void A_day_off_declared_meanwhile_gives_a_day_before_the_dates_are_moved()
    {
        var calendar = Given.Calendar.With(new Holiday(Given.On(LastDay).Day(), Given.Any));
        Then.Refusal("breach.still-time", () => Record(Ready, LastDay + 1, calendar));
        Record(Ready, LastDay + 2, calendar).LegalLimit.ShouldBe(Past.Ready.LegalLimit.AddDays(1));
    }

    [Fact]
    public void It_is_recorded_once() =>
        Then.Refusal("breach.not-running", () => Record(Given.Fold(Ready, Past.Breached), LastDay + 2));

    [Fact]
    public void And_not_of_a_decided_file() =>
        Then.Refusal("breach.not-running", () => Record(Given.Fold(Ready, Past.Decided()), LastDay + 1));

    [Fact]
    public void Nor_of_one_that_never_was_complete() =>
        Then.Refusal("breach.not-running", () => Record(Given.Request(Past.Submitted), LastDay + 1));

    private static LimitBreached Record(
        Request request, int day, WorkingCalendar? calendar = null, Handbook? handbook = null) =>
        RecordBreachHandler.Handle(
            new(Given.Id), request, handbook ?? Given.By(Given.Terms, calendar: calendar), Given.On(day));

    private static Handbook With(params object[] facts) => With(Given.Handbook, facts);

    private static Handbook With(Handbook handbook, params object[] facts) =>
        facts.Aggregate(handbook, (before, fact) => fact switch
        {
            DepartmentEstablished office => before with
            {
                Departments = before.Departments.With(office.Department, Given.Fold(new Department(), office)),
            },
            OfficerAppointed officer => before with
            {
                Officers = before.Officers.With(officer.Officer, Given.Fold(new Officer(), officer)),
            },
            OfficerLeft left => before with
            {
                Officers = before.Officers.With(left.Officer, Given.Fold(before.Officers[left.Officer], left)),
            },
            _ => before,
        });
}
