using System.Net;
using System.Text.Json;
using EGov.Cli;
using EGov.Ledger;
using EGov.Proofs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Proofs;

/// <summary>A host whose policy asks for two of three witnesses, while these come and go.</summary>
public sealed class AskWitnessesTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-witnesses");
    private readonly Host _host = new();
    private readonly string[] _addresses = new string[3];
    private readonly WebApplication?[] _running = new WebApplication?[3];
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var lines = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            using var cosigner = Cosigner(i);
            await using var app = await Witness.StartAsync(cosigner, IPAddress.Loopback, 0);
            _addresses[i] = app.Urls.First();
            lines.Add($"witness w{i} {cosigner.Verifier.Vkey} {_addresses[i]}");
        }

        var policy = Path.Combine(_folder.FullName, "policy");
        await File.WriteAllLinesAsync(policy, [.. lines, "group two 2 w0 w1 w2", "quorum two"], _cancellation);
        _host.Settings["Ledger:Policy"] = policy;
        _host.Settings["Ledger:Witness:Interval"] = "00:00:00.200";
        _host.Settings["Ledger:Witness:Timeout"] = "00:00:05";
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        for (var i = 0; i < 3; i++) await StopAsync(i);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_quorum_makes_a_checkpoint_witnessed_and_no_witness_keeps_the_platform_from_its_work()
    {
        // Nobody is there: filing, sealing and publishing go on.
        var filed = (await _host.PostAsync("/api/requests", Given.Filing)).Should(201);
        var alone = await UntilAsync(ledger => Published(ledger) > Given.Province.Count
            && ledger.GetProperty("witnesses").EnumerateArray().All(one => Fault(one) is not null));
        Witnessed(alone).ShouldBe(0);
        var policy = Policy.Parse(await TextAsync("/ledger/policy"));
        policy.Logs.Single().Key.ShouldBe(Log);
        policy.Witnesses.Select(witness => witness.Url).ShouldAllBe(url => url == null);
        policy.Open(SignedNote.Parse(await TextAsync("/ledger/checkpoint"))).IsQuorumMet.ShouldBeFalse();

        // Two are there: witnessed, by the policy that anybody reads.
        await StartAsync(0);
        await StartAsync(1);
        await UntilAsync(ledger => Witnessed(ledger) == Published(ledger));
        var opened = policy.Open(SignedNote.Parse(await TextAsync("/ledger/checkpoint.witnessed")));
        opened.IsQuorumMet.ShouldBeTrue();
        opened.Witnesses.Select(one => one.Witness.Name).ShouldBe(["w0", "w1"]);
        var receipt = SignedNote.Parse(filed.Json.GetProperty("receipt").GetString()!);
        var id = Receipt.Open(receipt, Service<EGov.Proofs.Receipts>().Verifier).EventId;
        var proof = (await _host.GetAsync($"/ledger/proofs/{id}")).Should(200);
        proof.Headers.CacheControl!.ToString().ShouldContain("immutable");
        var tlog = TlogProof.Parse(proof.Body);
        tlog.Verify(tlog.Extra!.Value.Span, policy).IsQuorumMet.ShouldBeTrue();

        // The third was shown another history of this ledger: it says so, and keeps nobody.
        var keys = SigningKeys.Open(Service<LedgerSettings>().Keys, null);
        using (var shown = Cosigner(2, Log))
            (await shown.AddAsync(new GrownLog(keys.Log, "fork").Request(0, 3), DateTimeOffset.UtcNow, _cancellation))
                .Decision.IsAccepted.ShouldBeTrue();
        await StartAsync(2);
        await UntilAsync(ledger => Fault(Of(ledger, 2))?.Contains("422", StringComparison.Ordinal) is true);
        (await _host.PostAsync("/api/requests", Given.Filing)).Should(201);
        await UntilAsync(ledger =>
            Witnessed(ledger) == Published(ledger) && Published(ledger) > opened.Checkpoint.Size);

        // One of the two is gone, and comes back.
        await StopAsync(1);
        var before = Published(await LedgerAsync());
        (await _host.PostAsync("/api/requests", Given.Filing)).Should(201);
        var lacking = await UntilAsync(ledger => Published(ledger) > before && Fault(Of(ledger, 1)) is not null);
        Witnessed(lacking).ShouldBe(before);
        await StartAsync(1);
        var whole = await UntilAsync(ledger => Witnessed(ledger) == Published(ledger) && Witnessed(ledger) > before);
        Fault(Of(whole, 1)).ShouldBeNull();
        Of(whole, 1).GetProperty("size").GetInt64().ShouldBe(Published(whole));
        Of(whole, 1).GetProperty("time").GetDateTimeOffset().ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(2));

        // The key changes and nothing else happens: the handover is witnessed by those who know the old key alone.
        await using var store = await OwnStore.BesideAsync(_host);
        await Keys.RotateAsync(store, "scheduled", DateTimeOffset.UtcNow, _cancellation);
        for (var patience = 0; !await IsWitnessedByTheNewAsync(); patience++)
        {
            patience.ShouldBeLessThan(400, (await LedgerAsync()).GetRawText());
            await Task.Delay(100, _cancellation);
        }

        async Task<bool> IsWitnessedByTheNewAsync()
        {
            var note = SignedNote.Parse(await TextAsync("/ledger/checkpoint.witnessed"));
            var now = Policy.Parse(await TextAsync("/ledger/policy"));
            var key = store.Signer.Verifier;
            return now.Logs.Single().Key.Equals(key) && note.Signatures.Any(key.Claims) && now.Open(note).IsQuorumMet;
        }
    }

    private NoteVerifier Log => Service<ISigner>().Verifier;

    private T Service<T>() where T : notnull => _host.Alba.Services.GetRequiredService<T>();

    private Cosigner Cosigner(int i, params NoteVerifier[] logs) =>
        new(Path.Combine(_folder.FullName, $"w{i}"), $"witness.example.org/w{i}", logs);

    private async Task StartAsync(int i)
    {
        var cosigner = Cosigner(i, Log);
        var app = await Witness.StartAsync(cosigner, IPAddress.Loopback, new Uri(_addresses[i]).Port);
        app.Lifetime.ApplicationStopped.Register(cosigner.Dispose);
        _running[i] = app;
    }

    private async Task StopAsync(int i)
    {
        if (_running[i] is not { } app) return;
        _running[i] = null;
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    private static long Published(JsonElement ledger) => ledger.GetProperty("published").GetInt64();
    private static long Witnessed(JsonElement ledger) => ledger.GetProperty("witnessed").GetInt64();
    private static JsonElement Of(JsonElement ledger, int i) => ledger.GetProperty("witnesses")[i];
    private static string? Fault(JsonElement witness) =>
        witness.TryGetProperty("fault", out var fault) ? fault.GetString() : null;

    /// <summary>The ledger's part of the readiness, which is never in danger here.</summary>
    private async Task<JsonElement> LedgerAsync() =>
        (await _host.GetAsync("/health/ready")).Should(200).Json.GetProperty("ledger");

    private async Task<JsonElement> UntilAsync(Func<JsonElement, bool> isSo)
    {
        for (var patience = 0; ; patience++)
        {
            var ledger = await LedgerAsync();
            if (isSo(ledger)) return ledger;
            patience.ShouldBeLessThan(400, ledger.GetRawText());
            await Task.Delay(250, _cancellation);
        }
    }

    private async Task<string> TextAsync(string path)
    {
        using var client = _host.Alba.Server.CreateClient();
        return await client.GetStringAsync(path, _cancellation);
    }
}
