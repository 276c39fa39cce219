using System.Text.Json;
using EGov.Acceptance.Transparency;

namespace EGov.Acceptance.Proofs;

/// <summary>The audit that runs beside the host: what somebody touches is said at the front door, by itself.</summary>
public sealed class KeepAuditingTests : IAsyncLifetime
{
    private const string Keep =
        "alter table {0}.mt_events enable always trigger ledger_keep; "
        + "alter table {0}.mt_events enable always trigger ledger_enqueue; select ''";

    private readonly Host _host = new();

    public ValueTask InitializeAsync()
    {
        _host.Settings["Ledger:AuditEvery"] = "00:00:01";
        _host.Settings["Ledger:AuditFullEvery"] = "00:00:00";
        return _host.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task It_names_the_event_that_was_touched_and_takes_it_back_once_that_is_mended()
    {
        await UntilAsync(ledger => Audited(ledger) >= Given.Province.Count && Fault(ledger) is null);
        (await _host.PostAsync("/api/requests", Given.Filing)).Should(201);
        await UntilAsync(ledger => Audited(ledger) > Given.Province.Count && Fault(ledger) is null);

        // As the superuser, who can put every guard aside and back again; the event was audited before.
        var touched = await _host.TextAsync("select id::text from {0}.mt_events order by seq_id limit 1");
        await TouchAsync($"data || '{{{{\"more\": 1}}}}'", touched);
        var found = await UntilAsync(ledger => Fault(ledger) is not null);
        Fault(found)!.ShouldContain("event.changed");
        Fault(found)!.ShouldContain(touched);
        // Nobody is turned away for it: what the host does is right, and the auditors are told.
        (await _host.PostAsync("/api/requests", Given.Filing)).Should(201);

        await TouchAsync("data - 'more'", touched);
        await UntilAsync(ledger => Audited(ledger) > Audited(found) && Fault(ledger) is null);
    }

    private Task<string> TouchAsync(string data, string id) => _host.TextAsync(
        "alter table {0}.mt_events disable trigger user; "
        + $"update {{0}}.mt_events set data = {data} where id = '{id}'; " + Keep);

    private static long Audited(JsonElement ledger) => ledger.GetProperty("auditedSize").GetInt64();

    private static string? Fault(JsonElement ledger) =>
        ledger.TryGetProperty("auditFault", out var fault) ? fault.GetString() : null;

    private async Task<JsonElement> UntilAsync(Func<JsonElement, bool> isSo)
    {
        for (var patience = 0; ; patience++)
        {
            var ledger = (await _host.GetAsync("/health/ready")).Should(200).Json.GetProperty("ledger");
            if (isSo(ledger)) return ledger;
            patience.ShouldBeLessThan(400, ledger.GetRawText());
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }
    }
}
