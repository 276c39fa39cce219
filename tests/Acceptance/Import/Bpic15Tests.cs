using EGov.Casework;

namespace EGov.Acceptance.Import;

public class Bpic15Tests(ImportStore import) : IClassFixture<ImportStore>
{
    [Fact]
    public async Task The_first_municipality_comes_in_whole_with_its_late_steps()
    {
        var report = await import.ImportAsync(ImportStore.Shared("bpic2015/BPIC15_1.xes.gz"));
        (report.Cases, report.Events, report.Activities, report.Resources).ShouldBe((1_199, 52_217, 398, 23));
        report.IsWell.ShouldBeTrue();
        report.Account.NotImported["answered False: it did not happen"].ShouldBe(15_939);

        var late = report.Account.LateEvents;
        (late.Sum, late["SubmitRequest"], late["TransferRequest"], late["RecordStep"], late["not imported"])
            .ShouldBe((619, 185, 2, 223, 209));
        var steps = await import.All<StepRecorded>();
        steps.Count(step => step.Late).ShouldBe(185 + 2 + 223);
        steps.Where(step => step.Late).ShouldAllBe(step => step.Matter.Department == "bpic15-1");

        var log = await RealLog.ReadAsync(import);
        // Reasons to look, and no findings: answers came after the day that was set for them and were taken (F19),
        // files went to more offices than are planned for (F12), and one officer decides unlike the others (F05).
        log.Counts.ShouldBe(new Dictionary<string, int> { ["F05"] = 1, ["F12"] = 24, ["F19"] = 22 });
        log.Book.Cases.Today.ShouldBeGreaterThan(new(2015, 1, 1));
        log.Signals.ShouldAllBe(signal => signal.Evidence.Count > 0);
    }
}
