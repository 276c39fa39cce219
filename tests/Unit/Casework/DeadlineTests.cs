using System.Globalization;
using CsCheck;
using EGov.Casework;
using EGov.Organisation;
using Some = EGov.Unit.Organisation.WorkingCalendarTests.Some;

namespace EGov.Unit.Casework;

public class DeadlineTests
{
    private static readonly Text Snow = new("تعطیلی برف", "snow closure");

    // November 2026 has its Fridays, the only days off, on the 6th, 13th, 20th and 27th.
    private static readonly WorkingCalendar Fridays = new();

    [Fact]
    public void The_day_it_became_ready_is_day_0_and_the_last_working_day_is_due()
    {
        Due(11, days: 0).ShouldBe(November(11));
        Due(11, days: 1).ShouldBe(November(12));
        Due(11, days: 2).ShouldBe(November(14));
        Due(11, days: 7).ShouldBe(November(19));
        Due(11, days: 8).ShouldBe(November(21));
        Due(12, days: 1).ShouldBe(November(14));
        Due(13, days: 1).ShouldBe(November(14));
        Due(14, days: 1).ShouldBe(November(15));
    }

    [Fact]
    public void What_became_ready_on_a_day_off_counts_from_there_too()
    {
        var closed = Fridays.With(new Holiday(November(14), Snow), new Holiday(November(15), Snow));
        Due(13, days: 1, calendar: closed).ShouldBe(November(16));
        Due(14, days: 1, calendar: closed).ShouldBe(November(16));
        Due(15, days: 1, calendar: closed).ShouldBe(November(16));
        Due(12, days: 1, calendar: closed).ShouldBe(November(16));
    }

    [Fact]
    public void Working_days_of_a_stop_do_not_count()
    {
        Due(11, days: 3, Stop(12, 12)).ShouldBe(November(15));
        Due(11, days: 3, Stop(12, 13)).ShouldBe(November(15));
        Due(11, days: 3, Stop(12, 14)).ShouldBe(November(16));
        Due(11, days: 3, Stop(12, 18)).ShouldBe(November(21));
        Due(11, days: 3, Stop(11, 12)).ShouldBe(November(16));
        Due(11, days: 3, Stop(11, 12), Stop(14, 15)).ShouldBe(November(17));
        Due(11, days: 3, Stop(11, 12), Stop(12, 15)).ShouldBe(November(18));
        Due(11, days: 3, Stop(14, 15), Stop(11, 12)).ShouldBe(November(17));
    }

    [Fact]
    public void A_stop_on_the_last_day_or_later_came_too_late_to_move_it()
    {
        Due(11, days: 3, Stop(14, 19)).ShouldBe(November(21));
        Due(11, days: 3, Stop(15, 19)).ShouldBe(November(15));
        Due(11, days: 3, Stop(16, 19)).ShouldBe(November(15));
        Due(11, days: 3, Stop(15)).ShouldBe(November(15));
        Due(11, days: 3, Stop(14)).ShouldBeNull();
    }

    [Fact]
    public void A_stop_before_the_file_was_ready_stops_nothing()
    {
        Due(11, days: 3, Stop(8, 10)).ShouldBe(November(15));
        Due(11, days: 3, Stop(8, 11)).ShouldBe(November(15));
        Due(11, days: 3, Stop(8, 12)).ShouldBe(November(16));
        Due(11, days: 0, Stop(8, 12)).ShouldBe(November(11));
    }

    [Fact]
    public void While_a_stop_is_open_nothing_is_due_and_the_days_stand_still()
    {
        var waiting = Of(11, days: 5, Stop(12, 12), Stop(15));
        waiting.Due.ShouldBeNull();
        waiting.DaysUsed(November(15)).ShouldBe(3);
        waiting.DaysUsed(November(25)).ShouldBe(3);
        waiting.DaysLeft(November(25)).ShouldBe(2);
        waiting.IsOver(November(30)).ShouldBeFalse();
        waiting.Steps[^1].ShouldBe(new(StepKind.Stop, 0, November(15), null, null, November(17)));
        waiting.Steps.ShouldNotContain(step => step.Kind == StepKind.Due);
    }

    [Fact]
    public void Days_left_reach_nought_on_the_last_day_and_then_say_how_late_it_is()
    {
        var deadline = Of(11, days: 3, Stop(12, 14));
        deadline.DaysLeft(November(1)).ShouldBe(3);
        deadline.DaysLeft(November(11)).ShouldBe(3);
        deadline.DaysLeft(November(12)).ShouldBe(2);
        deadline.DaysLeft(November(14)).ShouldBe(2);
        deadline.DaysLeft(November(15)).ShouldBe(1);
        deadline.DaysLeft(November(16)).ShouldBe(0);
        deadline.DaysLeft(November(17)).ShouldBe(-1);
        deadline.DaysLeft(November(21)).ShouldBe(-4);
    }

    [Fact]
    public void It_is_over_on_the_day_after_the_last_be_it_worked_or_not()
    {
        var deadline = Of(11, days: 7);
        deadline.Due.ShouldBe(November(19));
        deadline.IsOver(November(19)).ShouldBeFalse();
        deadline.IsOver(November(20)).ShouldBeTrue();
        deadline.DaysLeft(November(20)).ShouldBe(0);
    }

    [Fact]
    public void An_extension_adds_working_days()
    {
        var deadline = Of(11, days: 3, extensionDays: 4);
        deadline.Due.ShouldBe(November(19));
        deadline.DaysAllowed.ShouldBe(7);
        Lines(deadline).ShouldBe(["ready 0 11", "days 3 15", "extension 4 19", "due 0 19"]);
        Of(11, days: 3, Stop(16, 17)).DaysStopped.ShouldBe(0);
        Of(11, days: 3, extensionDays: 4, stops: Stop(16, 17)).DaysStopped.ShouldBe(1);
    }

    [Fact]
    public void Overlapping_stops_are_refused()
    {
        Should.Throw<ArgumentException>(() => Of(11, days: 9, Stop(12, 15), Stop(14, 17)));
        Should.Throw<ArgumentException>(() => Of(11, days: 9, Stop(12, 17), Stop(14, 15)));
        Should.Throw<ArgumentException>(() => Of(11, days: 9, Stop(12), Stop(14, 15)));
        Should.Throw<ArgumentException>(() => Of(11, days: 9, Stop(12), Stop(14)));
        Should.Throw<ArgumentException>(() => Of(11, days: 9, Stop(14, 12)));
        Should.NotThrow(() => Of(11, days: 9, Stop(12, 14), Stop(14, 15)));
        Should.NotThrow(() => Of(11, days: 9, Stop(12, 14), Stop(12, 12), Stop(14, 15)));
    }

    [Fact]
    public void Days_are_not_given_in_the_negative_nor_counted_by_a_calendar_to_come()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Of(11, days: -1));
        Should.Throw<ArgumentOutOfRangeException>(() => Of(11, days: 1, extensionDays: -1));
        Should.Throw<ArgumentOutOfRangeException>(() => Deadline.Compute(Fridays, 1, November(11), 1, []));
    }

    [Fact]
    public void A_holiday_known_when_ready_is_simply_not_counted()
    {
        var deadline = Of(11, days: 3, calendar: Fridays.With(new Holiday(November(14), Snow)));
        Lines(deadline).ShouldBe(["ready 0 11", "days 3 16", "due 0 16"]);
    }

    [Fact]
    public void A_holiday_declared_later_moves_the_date_and_has_its_own_line()
    {
        var deadline = Later(days: 3, Fridays.With(new Holiday(November(14), Snow)));
        Lines(deadline).ShouldBe(["ready 0 11", "days 3 15", "holiday 1 16", "due 0 16"]);
        deadline.Steps[2].ShouldBe(new(StepKind.Holiday, 1, November(14), November(14), Snow, November(16)));
    }

    [Fact]
    public void A_holiday_declared_later_moves_nothing_where_no_day_counted()
    {
        var unmoved = Lines(Of(11, days: 3));
        Lines(Later(days: 3, Fridays.With(new Holiday(November(11), Snow)))).ShouldBe(unmoved);
        Lines(Later(days: 3, Fridays.With(new Holiday(November(13), Snow)))).ShouldBe(unmoved);
        Lines(Later(days: 3, Fridays.With(new Holiday(November(16), Snow)))).ShouldBe(unmoved);
    }

    [Fact]
    public void A_holiday_inside_a_stop_is_counted_once()
    {
        var deadline = Later(days: 3, Fridays.With(new Holiday(November(16), Snow)), Stop(14, 18));
        Lines(deadline).ShouldBe(["ready 0 11", "days 3 15", "stop 4 19", "due 0 19"]);
        deadline.DaysStopped.ShouldBe(3);
        deadline.DaysLeft(November(18)).ShouldBe(1);
    }

    [Fact]
    public void A_holiday_withdrawn_later_gives_the_day_back()
    {
        var known = Fridays.With(new Holiday(November(14), Snow));
        var deadline = Deadline.Compute(known.Without(November(14)), 1, November(11), 3, []);
        Lines(deadline).ShouldBe(["ready 0 11", "days 3 16", "withdrawn-holiday -1 15", "due 0 15"]);
        Lines(Deadline.Compute(known.Without(November(14)), 1, November(11), 2, []))
            .ShouldBe(["ready 0 11", "days 2 15", "withdrawn-holiday -1 14", "due 0 14"]);
    }

    [Fact]
    public void A_holiday_declared_and_withdrawn_shows_both_and_moves_nothing()
    {
        var calendar = Fridays.With(new Holiday(November(14), Snow)).Without(November(14));
        Lines(Later(days: 3, calendar)).ShouldBe(
            ["ready 0 11", "days 3 15", "holiday 1 16", "withdrawn-holiday -1 15", "due 0 15"]);
        var known = Fridays.With(new Holiday(November(14), Snow));
        var again = known.Without(November(14)).With(new Holiday(November(14), Snow));
        Lines(Deadline.Compute(again, 1, November(11), 2, [])).ShouldBe(
            ["ready 0 11", "days 2 15", "withdrawn-holiday -1 14", "holiday 1 15", "due 0 15"]);
    }

    [Fact]
    public void A_stop_that_a_new_holiday_brings_into_time_counts()
    {
        var deadline = Later(days: 3, Fridays.With(new Holiday(November(14), Snow)), Stop(15, 17));
        deadline.Due.ShouldBe(November(18));
        Lines(deadline).ShouldBe(["ready 0 11", "days 3 15", "stop 2 17", "holiday 1 18", "due 0 18"]);
    }

    [Fact]
    public void Every_stop_has_its_line_even_if_it_moved_nothing() =>
        Lines(Of(11, days: 3, Stop(8, 10), Stop(12, 13), Stop(19, 22))).ShouldBe(
            ["ready 0 11", "days 3 15", "stop 0 15", "stop 0 15", "stop 0 15", "due 0 15"]);

    [Fact]
    public void Days_run_on_over_the_turn_of_a_year()
    {
        var nowruz = Fridays.With(
            [.. new[] { 1, 2, 3, 4, 12, 13 }.Select(day => new Holiday(Jalali(1405, 1, day), new("نوروز", "Nowruz")))]);
        var leap = Fridays.With(new Holiday(Jalali(1403, 12, 30), new("آخرین روز سال", "Last day of the year")));
        Deadline.Compute(nowruz, 1, Jalali(1404, 12, 28), 1, []).Due.ShouldBe(Jalali(1405, 1, 5));
        Deadline.Compute(nowruz, 1, Jalali(1404, 12, 27), 10, []).Due.ShouldBe(Jalali(1405, 1, 17));
        Deadline.Compute(nowruz, 0, Jalali(1404, 12, 28), 1, []).Due.ShouldBe(Jalali(1405, 1, 5));
        Deadline.Compute(leap, 1, Jalali(1403, 12, 29), 1, []).Due.ShouldBe(Jalali(1404, 1, 2));
        Deadline.Compute(Fridays, 0, Jalali(1403, 12, 29), 1, []).Due.ShouldBe(Jalali(1403, 12, 30));
    }

    [Fact]
    public void The_page_of_a_request_adds_up_to_what_is_shown_there()
    {
        var promise = Later(days: 12, Fridays.With(new Holiday(November(21), Snow)), Stop(15, 17));
        var limit = Later(days: 20, Fridays.With(new Holiday(November(21), Snow)), Stop(15, 17));
        Lines(promise).ShouldBe(["ready 0 11", "days 12 25", "stop 2 28", "holiday 1 29", "due 0 29"]);
        limit.Due.ShouldBe(new DateOnly(2026, 12, 8));

        var bar = ClockBar.Of(limit, promise, today: November(23));
        bar.Spans.ShouldBe(
        [
            new(SpanKind.Counted, November(11), November(15)),
            new(SpanKind.Stopped, November(15), November(17)),
            new(SpanKind.Counted, November(17), November(23)),
            new(SpanKind.Remaining, November(23), new(2026, 12, 8)),
        ]);
        (bar.Start, bar.End).ShouldBe((November(11), new DateOnly(2026, 12, 8)));
        (bar.Today, bar.Promise, bar.Limit).ShouldBe((November(23), promise.Due, limit.Due));
        bar.Share(November(11)).ShouldBe(0);
        bar.Share(November(20)).ShouldBe(9 / 27d);
        bar.Share(new(2026, 12, 8)).ShouldBe(1);
        bar.Share(new(2027, 1, 1)).ShouldBe(1);
    }

    [Fact]
    public void The_bar_of_a_late_request_shows_how_late()
    {
        var bar = ClockBar.Of(Of(11, days: 7), Of(11, days: 3), today: November(23));
        bar.Spans.ShouldBe(
            [new(SpanKind.Counted, November(11), November(19)), new(SpanKind.Late, November(19), November(23))]);
        bar.End.ShouldBe(November(23));
    }

    [Fact]
    public void The_bar_of_a_stopped_clock_ends_today_without_a_limit()
    {
        var bar = ClockBar.Of(Of(11, days: 7, Stop(15)), Of(11, days: 3, Stop(15)), today: November(23));
        bar.Spans.ShouldBe(
            [new(SpanKind.Counted, November(11), November(15)), new(SpanKind.Stopped, November(15), November(23))]);
        (bar.Promise, bar.Limit).ShouldBe((November(15), (DateOnly?)null));
    }

    [Fact]
    public void On_the_day_it_became_ready_the_whole_bar_remains()
    {
        ClockBar.Of(Of(11, days: 3), null, today: November(11)).Spans.ShouldBe(
            [new(SpanKind.Remaining, November(11), November(15))]);
        var empty = ClockBar.Of(Of(11, days: 0), null, today: November(11));
        empty.Spans.ShouldBeEmpty();
        empty.Share(November(11)).ShouldBe(0);
    }

    [Fact]
    public void Deadlines_of_the_same_facts_are_equal()
    {
        var one = Of(11, days: 3, Stop(12, 14));
        Of(11, days: 3, Stop(12, 14)).ShouldBe(one);
        Of(11, days: 3, Stop(12, 14)).GetHashCode().ShouldBe(one.GetHashCode());
        Of(11, days: 3, Stop(12, 13)).ShouldNotBe(one);
        Of(11, days: 2, extensionDays: 1, stops: Stop(12, 14)).ShouldNotBe(one);
    }

    [Fact]
    public void Due_dates_agree_with_walking_day_by_day() =>
        Cases.Sample(facts => facts.Deadline().Due.ShouldBe(facts.Walk()), iter: 5_000);

    [Fact]
    public void Steps_end_at_the_due_date_and_add_up_to_it() =>
        Cases.Sample(facts =>
        {
            var (deadline, then) = (facts.Deadline(), facts.Calendar.AsOf(facts.Version));
            var steps = deadline.Steps;
            steps[0].ShouldBe(new(StepKind.Ready, 0, null, null, null, facts.ReadyOn));
            steps.Sum(step => step.Days).ShouldBe(then.WorkingDaysBetween(facts.ReadyOn, steps[^1].Date));
            steps.Count(step => step.Kind == StepKind.Stop).ShouldBe(facts.Stops.Length);
            if (deadline.Due is null)
            {
                var open = facts.Stops[^1];
                steps[^1].ShouldBe(new(StepKind.Stop, 0, open.From, null, null, steps[^1].Date));
                (facts with { Stops = facts.Stops[..^1] })
                    .Walk(day => Some.IsWorked(day <= open.From ? facts.Calendar : then, day)).ShouldBe(steps[^1].Date);
            }
            else
            {
                steps[^1].ShouldBe(new(StepKind.Due, 0, null, null, null, deadline.Due.Value));
                facts.Calendar.WorkingDaysBetween(facts.ReadyOn, deadline.Due.Value)
                    .ShouldBe(deadline.DaysAllowed + deadline.DaysStopped);
            }
        }, iter: 5_000);

    [Fact]
    public void A_line_of_a_changed_day_shows_the_date_by_the_calendar_changed_up_to_that_day() =>
        Cases.Sample(facts =>
        {
            facts = facts with { Stops = [] };
            var then = facts.Calendar.AsOf(facts.Version);
            foreach (var line in facts.Deadline().Steps.GroupBy(step => step.From).Select(lines => lines.Last()))
            {
                if (line.Name is null) continue;
                var date = facts.Walk(day => Some.IsWorked(day <= line.From ? facts.Calendar : then, day));
                date.ShouldBe(line.Date);
            }
        }, iter: 2_000);

    [Fact]
    public void Another_holiday_never_makes_a_due_date_earlier() =>
        Gen.Select(Cases, Some.Days).Sample((facts, day) =>
        {
            var before = facts.Deadline().Due ?? DateOnly.MaxValue;
            var after = facts with { Calendar = facts.Calendar.With(new Holiday(day, Snow)) };
            (after.Deadline().Due ?? DateOnly.MaxValue).ShouldBeGreaterThanOrEqualTo(before);
        }, iter: 2_000);

    [Fact]
    public void A_stop_of_k_working_days_moves_the_due_date_by_k_working_days() =>
        Gen.Select(Cases, Gen.Int[0, 1_000], Gen.Int[0, 30]).Sample((facts, at, length) =>
        {
            facts = facts with { Stops = [], Days = facts.Days + 1 };
            var before = facts.Deadline().Due.ShouldNotBeNull();
            var from = facts.ReadyOn.AddDays(at % (before.DayNumber - facts.ReadyOn.DayNumber));
            var stop = new ClockStop(from, from.AddDays(length));
            var k = facts.Calendar.WorkingDaysBetween(from, from.AddDays(length));
            var after = facts with { Stops = [stop] };
            after.Deadline().Due.ShouldBe(facts.Calendar.AddWorkingDays(before, k));
            after.Deadline().DaysStopped.ShouldBe(k);
        }, iter: 2_000);

    [Fact]
    public void Days_used_up_to_the_due_date_are_the_days_allowed_and_each_later_working_day_is_one_late() =>
        Gen.Select(Cases, Some.Days).Sample((facts, asOf) =>
        {
            var deadline = facts.Deadline();
            deadline.DaysUsed(asOf).ShouldBe(facts.Used(asOf));
            deadline.DaysLeft(asOf).ShouldBe(deadline.DaysAllowed - facts.Used(asOf));
            if (deadline.Due is not { } due) return;
            deadline.DaysUsed(due).ShouldBe(deadline.DaysAllowed);
            deadline.IsOver(due).ShouldBeFalse();
            deadline.IsOver(due.AddDays(1)).ShouldBeTrue();
            var n = Math.Abs(asOf.DayNumber) % 20;
            deadline.DaysLeft(facts.Calendar.AddWorkingDays(due, n)).ShouldBe(-n);
        }, iter: 2_000);

    [Fact]
    public void A_bar_is_whole_from_ready_to_its_end() =>
        Gen.Select(Cases, Some.Days).Sample((facts, today) =>
        {
            var (limit, promise) = (facts.Deadline(), (facts with { Days = facts.Days / 2 }).Deadline());
            var bar = ClockBar.Of(limit, promise, today);
            bar.Start.ShouldBe(facts.ReadyOn);
            bar.Spans.Select(span => span.From)
                .ShouldBe(bar.Spans.Select(span => span.Until).Prepend(bar.Start).Take(bar.Spans.Count));
            (bar.Spans.Count == 0 ? bar.Start : bar.Spans[^1].Until).ShouldBe(bar.End);
            bar.Spans.ShouldAllBe(span => span.From < span.Until);
            bar.End.ShouldBe(new[] { facts.ReadyOn, today, limit.Due ?? today }.Max());
            bar.Spans.Where(span => span.Kind == SpanKind.Counted)
                .Sum(span => facts.Calendar.WorkingDaysBetween(span.From, span.Until))
                .ShouldBe(Math.Min(facts.Used(today), Math.Max(limit.DaysAllowed, 0)));
        }, iter: 2_000);

    private static Deadline Of(
        int ready, int days, ClockStop? first = null, ClockStop? second = null, ClockStop? third = null) =>
        Deadline.Compute(Fridays, 0, November(ready), days, [.. new[] { first, second, third }.OfType<ClockStop>()]);

    private static Deadline Of(int ready, int days, int extensionDays, params ClockStop[] stops) =>
        Deadline.Compute(Fridays, 0, November(ready), days, stops, extensionDays);

    private static Deadline Of(int ready, int days, WorkingCalendar calendar) =>
        Deadline.Compute(calendar, calendar.Version, November(ready), days, []);

    /// <summary>Ready on the 11th by the calendar with its Fridays alone, looked at when it is another.</summary>
    private static Deadline Later(int days, WorkingCalendar calendar, params ClockStop[] stops) =>
        Deadline.Compute(calendar, 0, November(11), days, stops);

    private static DateOnly? Due(
        int ready, int days, ClockStop? first = null, ClockStop? second = null, WorkingCalendar? calendar = null) =>
        calendar is null ? Of(ready, days, first, second).Due : Of(ready, days, calendar).Due;

    private static ClockStop Stop(int from, int? until = null) =>
        new(November(from), until is null ? null : November(until.Value));

    private static IEnumerable<string> Lines(Deadline deadline) =>
        deadline.Steps.Select(step => $"{step.Kind} {step.Days} {step.Date.Day}");

    private static DateOnly November(int day) => new(2026, 11, day);

    private static DateOnly Jalali(int year, int month, int day) =>
        DateOnly.FromDateTime(new PersianCalendar().ToDateTime(year, month, day, 0, 0, 0, 0));

    private static readonly Gen<Facts> Cases =
        from history in Some.Histories
        from version in Gen.Int[0, 100]
        from ready in Some.Days
        from days in Gen.Int[0, 30]
        from extension in Gen.Frequency((2, Gen.Const(0)), (1, Gen.Int[1, 10]))
        from cuts in Gen.Int[-3, 50].Array[0, 7]
        select new Facts(history[^1], version % history.Length, ready, days, Stops(ready, cuts), extension);

    private static ClockStop[] Stops(DateOnly ready, int[] cuts) =>
    [
        .. cuts.Order().Chunk(2).Select(pair =>
            new ClockStop(ready.AddDays(pair[0]), pair.Length == 2 ? ready.AddDays(pair[1]) : null)),
    ];

    private sealed record Facts(
        WorkingCalendar Calendar, int Version, DateOnly ReadyOn, int Days, ClockStop[] Stops, int ExtensionDays)
    {
        public Deadline Deadline() =>
            EGov.Casework.Deadline.Compute(Calendar, Version, ReadyOn, Days, Stops, ExtensionDays);

        public DateOnly? Walk(Func<DateOnly, bool>? isWorked = null)
        {
            isWorked ??= day => Some.IsWorked(Calendar, day);
            var day = ReadyOn;
            for (var left = Days + ExtensionDays; left > 0;)
            {
                day = day.AddDays(1);
                if (Stops.Any(stop => stop.Until is null && stop.From < day)) return null;
                if (isWorked(day) && !IsStopped(day)) left--;
            }

            return day;
        }

        /// <summary>Counted days up to one; a stop on the last day or later is none.</summary>
        public int Used(DateOnly asOf)
        {
            var last = Walk() ?? DateOnly.MaxValue;
            var used = 0;
            for (var day = ReadyOn.AddDays(1); day <= asOf; day = day.AddDays(1))
                if (Some.IsWorked(Calendar, day) && (day > last || !IsStopped(day))) used++;
            return used;
        }

        private bool IsStopped(DateOnly day) =>
            Stops.Any(stop => stop.From < day && (stop.Until is null || day <= stop.Until));
    }
}
