using System.Text;
using EGov.Cli;
using EGov.Ledger;
using EGov.Proofs;
using Marten;

namespace EGov.Acceptance.Proofs;

/// <summary>The checkpoints' key changes while it lies with a signer of its own, which is killed in between.</summary>
public sealed class RotationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-rotation");
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    private string Socket => In("signer.socket");
    private string Address => "unix:" + Socket;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_signer_hands_over_only_what_is_on_record_and_a_host_beside_follows()
    {
        var signer = await SignerAsync();
        var old = signer.Verifier;
        var host = new Host();
        host.Settings["Ledger:Signer"] = Address;
        await host.InitializeAsync();
        try
        {
            await UntilAsync(host, "checkpoint", old);
            await using var store = await OwnStore.BesideAsync(host, Address);
            var remote = store.Signer;

            // Only who owns the signer's folder begins: the platform cannot.
            (await Should.ThrowAsync<Unusable>(() => RotateAsync(store))).Message.ShouldContain("egov signer prepare");
            var (code, said, _) = await Tool.RunAsync("signer", "prepare", "--data", In("signer"));
            code.ShouldBe(0);
            var next = NoteVerifier.Parse(said.Split('\n')[0]);
            (await remote.KeysAsync(_cancellation)).ShouldBe(new(old, null, next));
            (await Tool.RunAsync("signer", "prepare", "--data", In("signer"))).Said.ShouldStartWith(next.Vkey);

            // Nothing but the record of this very change moves it.
            var first = await FirstAsync(store);
            var another = (await store.Proofs.OfLatestAsync(first, _cancellation))!;
            await RefusedAsync(() => remote.ChangeAsync(another, _cancellation), "is no change of this ledger's keys");
            await RefusedAsync(() => remote.RetireAsync(another, _cancellation), "is no change of this ledger's keys");
            using var stranger = GrownLog.Key(old.Name);
            var wrong = await RecordAsync(store, new(Given.Start, stranger.Vkey, old.Vkey, "scheduled"));
            await RefusedAsync(() => remote.ChangeAsync(wrong, _cancellation), "waits to take over");
            var record = await RecordAsync(store, new(Given.Start, next.Vkey, old.Vkey, "scheduled"));
            await RefusedAsync(() => remote.RetireAsync(record, _cancellation), "not under way here");
            await RefusedAsync(() => remote.ChangeAsync(Resigned(record, stranger), _cancellation), "is not signed by");
            await RefusedAsync(
                () => remote.ChangeAsync(new(record.Index, another.Path, record.Note, record.Extra), _cancellation),
                "not in the tree");

            // Broken off after the change, and the signer killed: both sign, nothing is lost, the same command goes on.
            await remote.ChangeAsync(record, _cancellation);
            await remote.ChangeAsync(record, _cancellation);
            (await remote.KeysAsync(_cancellation)).ShouldBe(new(next, old, null));
            await RefusedAsync(() => remote.RetireAsync(record, _cancellation), "is not signed by");
            (await Tool.FailAsync("signer", "prepare", "--data", In("signer"))).Said.ShouldContain("is under way");
            signer.Kill();
            signer.Dispose();
            (await Should.ThrowAsync<SignerAway>(() => RotateAsync(store))).Message.ShouldContain("does not answer");
            signer = await SignerAsync();
            signer.Verifier.ShouldBe(next);
            var name = await RotateAsync(store);

            var handover = SignedNote.Parse((await host.GetAsync("/ledger/" + name)).Should(200).Body);
            Checkpoint.Open(handover, old).ShouldBe(Checkpoint.Open(handover, next));
            (await remote.KeysAsync(_cancellation)).ShouldBe(new(next, null, null));
            (await host.GetAsync("/ledger/vkey")).Should(200).Body.ShouldBe(next.Vkey + "\n");
            (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
            var latest = await UntilAsync(host, "checkpoint", next, Checkpoint.Parse(handover.Text).Size + 1);
            Should.Throw<UnverifiedException>(() => Checkpoint.Open(latest, old));
            await UntilPolicyAsync(host, next);
            await using var session = store.Documents.QuerySession();
            (await session.Events.FetchStreamAsync(LedgerKeys.TheOne, token: _cancellation)).Select(e => e.Data)
                .OfType<LedgerKeyChanged>().Count(change => change.Key == next.Vkey).ShouldBe(1);
            (await store.Audit.RunAsync(full: true, null, _cancellation)).Findings.ShouldBeEmpty();
        }
        finally
        {
            await host.DisposeAsync();
            signer.Dispose();
        }
    }

    [Fact]
    public async Task An_operator_does_it_by_commands_alone_and_so_do_export_and_restore()
    {
        using var signer = await SignerAsync();
        await using (var store = await OwnStore.OpenAsync(In("data"), Address)) await store.FileAsync();

        string[] rotate = ["keys", "rotate", "--data", In("data"), "--signer", Address];
        var refused = await Tool.FailAsync(rotate);
        refused.Code.ShouldBe(2, refused.Said);
        refused.Said.ShouldContain("egov signer prepare");
        await WorksAsync("signer", "prepare", "--data", In("signer"));
        var said = await WorksAsync([.. rotate, "--ground", "exposed"]);
        var now = said.Split('\n')[0].Replace("From now on: ", "", StringComparison.Ordinal);
        now.ShouldNotBe(signer.Verifier.Vkey);
        (await WorksAsync("keys", "show", "--data", In("data"), "--signer", Address)).ShouldContain(now);

        var exported = await WorksAsync(
            "export", "--data", In("data"), "--signer", Address, "--to", In("copy"), "--with-keys");
        exported.ShouldContain(now);
        exported.ShouldContain("Copy the signer's own folder as well");
        File.Exists(Path.Combine(In("copy"), "keys", "ledger.key")).ShouldBeFalse();
        using (var another = await SignerAsync("another"))
        {
            var stranger = await Tool.FailAsync(
                "restore", "--from", In("copy"), "--data", In("astray"), "--signer", "unix:" + In("another.socket"));
            stranger.Code.ShouldBe(2, stranger.Said);
            stranger.Said.ShouldContain($"signs for {another.Verifier.Name}");
            Directory.Exists(In("astray")).ShouldBeFalse();
        }

        (await WorksAsync("restore", "--from", In("copy"), "--data", In("second")))
            .ShouldContain($"The key of this ledger, {now}, lies with a signer of its own");
        await WorksAsync("restore", "--from", In("copy"), "--data", In("third"), "--signer", Address);
        await WorksAsync("audit", "--full", "--data", In("third"), "--signer", Address);
        await WorksAsync("signer", "prepare", "--data", In("signer"));
        await WorksAsync([.. rotate]);
        (await Tool.FailAsync("restore", "--from", In("copy"), "--data", In("fourth"), "--signer", Address))
            .Said.ShouldContain("Restore a later one");
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private Task<Tool> SignerAsync(string name = "signer") =>
        Tool.StartAsync("signer", "run", "--data", In(name), "--socket", In(name + ".socket"));

    private static async Task<string> WorksAsync(params string[] args)
    {
        var (code, said, wrong) = await Tool.RunAsync(args);
        code.ShouldBe(0, said + wrong);
        return said;
    }

    private Task<string> RotateAsync(EGov.Cli.Store store) =>
        Keys.RotateAsync(store, "scheduled", DateTimeOffset.UtcNow, _cancellation);

    private static async Task RefusedAsync(Func<Task> ask, string words) =>
        (await Should.ThrowAsync<SignerRefused>(ask)).Message.ShouldContain(words);

    private async Task<Guid> FirstAsync(EGov.Cli.Store store)
    {
        await using var session = store.Documents.QuerySession();
        return (await session.Events.QueryAllRawEvents().OrderBy(e => e.Sequence).FirstAsync(_cancellation)).Id;
    }

    /// <summary>Puts a change on record and waits for its proof.</summary>
    private async Task<TlogProof> RecordAsync(EGov.Cli.Store store, LedgerKeyChanged change)
    {
        await using var session = store.Documents.LightweightSession();
        var isNew = await session.Events.FetchStreamStateAsync(LedgerKeys.TheOne, _cancellation) is null;
        var id = (isNew ? session.Events.StartStream<LedgerKeys>(LedgerKeys.TheOne, change)
            : session.Events.Append(LedgerKeys.TheOne, change)).Events[^1].Id;
        await session.SaveChangesAsync(_cancellation);
        for (var patience = 0; patience < 400; patience++, await Task.Delay(100, _cancellation))
            if (await store.Proofs.OfLatestAsync(id, _cancellation) is { } proof) return proof;
        throw new TimeoutException("The change was not published.");
    }

    /// <summary>The same, as somebody would have it whose key is not the ledger's.</summary>
    private static TlogProof Resigned(TlogProof proof, NoteSigner by) =>
        new(proof.Index, proof.Path, proof.Checkpoint.Sign(by), proof.Extra);

    private async Task<SignedNote> UntilAsync(Host host, string file, NoteVerifier key, long size = 1)
    {
        for (var patience = 0; patience < 400; patience++, await Task.Delay(100, _cancellation))
            if (await host.GetAsync("/ledger/" + file) is { Status: 200 } answer
                && SignedNote.Parse(answer.Body) is var note && note.Signatures.Any(key.Claims)
                && Checkpoint.Parse(note.Text).Size >= size) return note;
        throw new TimeoutException($"No {file} came that {key} has signed.");
    }

    private async Task UntilPolicyAsync(Host host, NoteVerifier key)
    {
        for (var patience = 0; patience < 400; patience++, await Task.Delay(100, _cancellation))
            if (Policy.Parse(Encoding.UTF8.GetBytes((await host.GetAsync("/ledger/policy")).Body)).Logs
                .Any(log => log.Key.Equals(key))) return;
        throw new TimeoutException("The policy does not name the new key.");
    }
}
