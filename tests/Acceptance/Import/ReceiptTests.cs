using EGov.Audit;
using EGov.Casework;
using EGov.Cli.Import;
using Marten;

namespace EGov.Acceptance.Import;

public class ReceiptTests(ReceiptTests.Receipt import) : IClassFixture<ReceiptTests.Receipt>
{
    /// <summary>The whole log, imported once for all that is asked of it.</summary>
    public sealed class Receipt : ImportStore
    {
        public string Path { get; } = Shared("coselog_receipt/Receipt.xes.gz");
        public ImportReport Report { get; private set; } = null!;

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Report = await ImportAsync(Path);
        }
    }

    [Fact]
    public void It_comes_in_whole()
    {
        var report = import.Report;
        (report.Cases, report.Events, report.Activities, report.Resources, report.Variants)
            .ShouldBe((1_434, 8_577, 27, 48, 116));
        report.IsWell.ShouldBeTrue();
        var rows = report.Account.Commands;
        (rows["SubmitRequest"], rows["PrepareDecision"], rows["DecideRequest"], rows["NotifyDecision"], rows["RecordStep"])
            .ShouldBe((1_434, 1_316, 1_303, 1_299, 3_213));
        (rows["ReferRequest"], rows["AnswerReferral"], report.Account.NotImported.Sum).ShouldBe((6, 6, 0));
        report.Account.OpenCases["in the log"].ShouldBe(105);
    }

    [Fact]
    public async Task Whether_a_case_kept_its_deadline_stands_on_its_file()
    {
        var deadlines = (await import.All<StepRecorded>()).Where(step => step.Step == "case-deadline").ToList();
        deadlines.Count.ShouldBe(1_329);
        deadlines.Count(step => step.Late).ShouldBe(377);
        deadlines.ShouldAllBe(step => step.DueOn != null);
        var told = import.Report.Account.Deadlines.Sorted.ToList();
        told.Where(count => count.Key.StartsWith("late", StringComparison.Ordinal)).Sum(count => count.Value).ShouldBe(377);
        told.Sum(count => count.Value).ShouldBe(1_329);
    }

    [Fact]
    public async Task Who_checked_and_who_determined_can_be_told_from_the_files()
    {
        await using var session = import.Store.Documents.QuerySession();
        var events = await session.Events.QueryAllRawEvents().ToListAsync(TestContext.Current.CancellationToken);
        var files = events.Where(e => e.Data is IOnRequest).GroupBy(e => e.StreamId).Select(file => (
            Checked: file.Select(e => e.Data switch
            {
                DecisionPrepared prepared => prepared.Officer,
                StepRecorded step when step.Step.StartsWith("T02.", StringComparison.Ordinal) => step.Officer,
                _ => null,
            }).OfType<string>().ToHashSet(),
            Determined: file.Select(e => e.Data switch
            {
                RequestDecided decided => decided.Officer,
                StepRecorded step when step.Step.StartsWith("T04.", StringComparison.Ordinal) => step.Officer,
                _ => null,
            }).OfType<string>().ToHashSet())).ToList();
        files.Count.ShouldBe(1_434);
        files.Count(file => file.Checked.Count == 0).ShouldBe(118);
        files.Count(file => file.Determined.Count > 0).ShouldBe(1_303);
        files.Count(file => file.Checked.Overlaps(file.Determined)).ShouldBe(1_042);
    }

    /// <summary>What is found is a reason to look and no finding: it is this office's way of working.</summary>
    [Fact]
    public async Task Signals_tell_how_often_one_officer_checks_and_determines_and_where_nobody_checked()
    {
        var log = await RealLog.ReadAsync(import,
            ("F10", [("preparing:receipt-confirmation:T02", 1), ("approving:receipt-confirmation:T04", 1),
                ("window", 400)]),
            ("F18", [("required:receipt-confirmation:prepared/T02", 1)]));
        log.Counts.ShouldBe(new Dictionary<string, int> { ["F10"] = 1_042 });

        // None of the 118 cases without T02 comes to a closing, which is when a missing step would be said.
        log.Book.Cases.Lines.Count(line => line.Standing is not EGov.Integrity.CaseStanding.Closed
            && !line.Steps.Any(step => step.Is("prepared/T02"))).ShouldBe(118);
        log.Signals.ShouldAllBe(signal => signal.Evidence.Count > 0);
    }

    [Fact]
    public async Task A_second_run_finds_every_case_done()
    {
        var before = await import.CountAsync();
        var again = await import.ImportAsync(import.Path);
        (again.Account.CasesFoundDone, again.Account.WrittenCases, again.Account.WrittenEvents).ShouldBe((1_434, 0, 0));
        again.IsWell.ShouldBeTrue();
        again.Account.Commands.Sorted.ShouldBe(import.Report.Account.Commands.Sorted);
        (await import.CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Its_officers_are_known_by_public_codes_and_act_as_themselves()
    {
        var officers = import.Store.Shelf.Current.Officers.Values
            .Where(officer => officer.Department == "receipt").Select(officer => officer.Code).ToHashSet();
        officers.ShouldAllBe(code => code.StartsWith("R-", StringComparison.Ordinal));
        var acted = (await import.All<StepRecorded>()).Where(step => step.Step != "case-deadline")
            .Select(step => step.Officer)
            .Concat((await import.All<DecisionPrepared>()).Select(prepared => prepared.Officer))
            .Concat((await import.All<RequestDecided>()).Select(decided => decided.Officer))
            .ToHashSet();
        acted.Count.ShouldBe(48);
        acted.ShouldBeSubsetOf(officers);
    }

    [Fact]
    public async Task Views_can_be_built_from_it()
    {
        using var daemon = await import.Store.Documents.BuildProjectionDaemonAsync();
        var patience = TimeSpan.FromMinutes(2);
        await daemon.RebuildProjectionAsync<AuditTrailProjection>(patience, TestContext.Current.CancellationToken);
        await daemon.RebuildProjectionAsync<QueuedFileProjection>(patience, TestContext.Current.CancellationToken);

        await using var session = import.Store.Documents.QuerySession();
        (await session.Query<AuditRow>().CountAsync(TestContext.Current.CancellationToken))
            .ShouldBe((int)await import.CountAsync());
        (await session.Query<QueuedFile>().Where(file => file.Department != "")
                .CountAsync(TestContext.Current.CancellationToken))
            .ShouldBe(import.Report.Account.OpenCases["here"]);
    }

    [Fact]
    public async Task Its_report_is_kept_as_a_file()
    {
        var path = await import.Report.SaveAsync(import.Folder, TestContext.Current.CancellationToken);
        Path.GetFileName(path).ShouldBe("Receipt-report.json");
        using var json = System.Text.Json.JsonDocument.Parse(
            await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        json.RootElement.GetProperty("events").GetInt32().ShouldBe(8_577);
        json.RootElement.GetProperty("isAccountedFor").GetBoolean().ShouldBeTrue();
        json.RootElement.GetProperty("account").GetProperty("refused").GetProperty("request.not-ready").GetInt32().ShouldBe(16);
    }
}
