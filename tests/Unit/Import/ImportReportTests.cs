using System.Text.Json;
using EGov.Cli.Import;

namespace EGov.Unit.Import;

public class ImportReportTests
{
    [Fact]
    public void Every_row_is_told_of_once_or_the_report_is_not_well()
    {
        Told(events: 5, submitted: 1, steps: 2, ordinary: 2, left: 2).IsWell.ShouldBeTrue();
        Told(events: 6, submitted: 1, steps: 2, ordinary: 2, left: 2).IsAccountedFor.ShouldBeFalse();
        Told(events: 4, submitted: 1, steps: 2, ordinary: 2, left: 2).IsAccountedFor.ShouldBeFalse();
    }

    [Fact]
    public void Every_step_has_its_reason() =>
        Told(events: 5, submitted: 1, steps: 2, ordinary: 1, left: 2).IsAccountedFor.ShouldBeFalse();

    [Fact]
    public void A_log_read_only_in_part_is_not_well_even_if_all_that_was_read_is_accounted_for()
    {
        var report = Told(events: 1, submitted: 1, steps: 0, ordinary: 0, left: 0) with { Error = "Line 7: it ends" };
        (report.IsAccountedFor, report.IsWell).ShouldBe((true, false));
    }

    [Fact]
    public void Accounts_of_two_writers_add_up()
    {
        var (one, other) = (new Account { WrittenCases = 2 }, new Account { WrittenCases = 3 });
        one.Commands.Add("RecordStep", 4);
        other.Commands.Add("RecordStep", 5);
        other.Refused.Add("ready.already");
        other.LeaveOpen("open: Ready", "case-1");
        other.StoredDifferently.Add("case-2");
        one.Add(other);
        (one.Commands["RecordStep"], one.Refused.Sum, one.WrittenCases).ShouldBe((9, 1, 5));
        one.ClosedInTheLogOpenHere["open: Ready"].ShouldBe(["case-1"]);
        one.StoredDifferently.ShouldBe(["case-2"]);
    }

    [Fact]
    public void A_tally_is_told_with_the_most_frequent_first_and_read_as_it_was_written()
    {
        var tally = new Tally();
        tally.Add("seldom");
        tally.Add("often", 3);
        tally.Add("also often", 3);
        var json = JsonSerializer.Serialize(tally);
        json.ShouldBe("""{"also often":3,"often":3,"seldom":1}""");
        JsonSerializer.Deserialize<Tally>(json)!.Sorted.ShouldBe(tally.Sorted);
    }

    private static ImportReport Told(int events, int submitted, int steps, int ordinary, int left)
    {
        var account = new Account();
        account.Commands.Add("SubmitRequest", submitted);
        account.Commands.Add("RecordStep", steps);
        account.StepsBecause.Add("an ordinary step", ordinary);
        account.NotImported.Add("answered False", left);
        return new() { Log = "log", Events = events, Account = account };
    }
}
