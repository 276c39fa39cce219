using EGov.Casework;
using EGov.Cli.Import;

namespace EGov.Acceptance.Import;

public class RestartTests(ImportStore import) : IClassFixture<ImportStore>
{
    [Fact]
    public async Task An_import_that_was_stopped_half_way_is_completed_by_the_next()
    {
        var path = ImportStore.Shared("coselog_receipt/Receipt.xes.gz");
        using var stop = new CancellationTokenSource();
        var first = new LogImport(import.Store, null, now =>
        {
            // Of these so many cannot wait any more without some having been written.
            if (now.Cases > 1_200) stop.Cancel();
        });
        await Should.ThrowAsync<OperationCanceledException>(() => first.RunAsync(path, stop.Token));
        var kept = (await import.All<RequestSubmitted>()).Count;
        kept.ShouldBeInRange(1, 1_433);

        var second = await import.ImportAsync(path);
        (second.Account.CasesFoundDone, second.Account.WrittenCases).ShouldBe((kept, 1_434 - kept));
        second.IsWell.ShouldBeTrue();
        (await import.All<RequestSubmitted>()).Count.ShouldBe(1_434);
        (await import.All<StepRecorded>()).Count.ShouldBe(3_213 + 1_434 + 1_329);
    }
}
