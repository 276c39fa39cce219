using System.Text;
using System.Text.Json;
using EGov.Acceptance.Proofs;
using EGov.Casework;
using EGov.Ledger;
using EGov.Proofs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EGov.Acceptance.Casework;

/// <summary>Lots are drawn for who handles a file, with a witness in a process of its own.</summary>
public sealed class DrawTests : IAsyncLifetime
{
    private const string Service = "land-use-change";
    private static readonly Dictionary<string, string> Personas = new()
    {
        ["ENV-014"] = "officer",
        ["ENV-021"] = "officer-2",
        ["ENV-031"] = "officer-appeal",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-draws");
    private readonly Host _host = new();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private Uri _address = null!;
    private Tool? _witness;

    public async ValueTask InitializeAsync()
    {
        // Once to learn its keys, which the ledger's operator is told; then for the ledger.
        using (var first = await Tool.StartAsync("witness", "run", "--data", At("w"), "--port", "0"))
        {
            _address = new(first.Address + "/");
            using var http = new HttpClient { BaseAddress = _address };
            var key = (await http.GetStringAsync("draw-key", _cancellation)).Split(' ')[1];
            await File.WriteAllTextAsync(At("draw-keys"), $"ombudsman {key}", _cancellation);
            await File.WriteAllTextAsync(At("policy"),
                $"witness ombudsman {first.Verifier.Vkey} {_address}\nquorum ombudsman\n", _cancellation);
        }

        _host.Settings["Ledger:Policy"] = At("policy");
        _host.Settings["Ledger:Draw:Keys"] = At("draw-keys");
        _host.Settings["Ledger:Witness:Interval"] = "00:00:00.200";
        _host.Settings["Ledger:Witness:Timeout"] = "00:00:05";
        await _host.InitializeAsync();
        (await _host.PostAsync("/api/services", new
        {
            from = "2026-05-02",
            terms = JsonSerializer.SerializeToElement(
                Acceptance.Given.Terms with { Code = Service, Assignment = "draw" }, JsonSerializerOptions.Web),
        }, "admin")).Should(204);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _witness?.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_draw_is_requested_contributed_to_executed_and_drawn_again_by_outsiders()
    {
        var nonce = Enumerable.Range(7, 32).Select(i => (byte)i).ToArray();
        var filed = await FileAsync(DrawSeed.Commit(nonce));
        var (id, number, secret) = (filed.GetProperty("requestId").GetGuid(),
            filed.GetProperty("trackingNumber").GetString()!, filed.GetProperty("secret").GetString()!);
        await Keeper.LookAsync(_cancellation);

        // On record, and nobody gives the file to anybody meanwhile.
        var running = await DrawsAsync(number);
        running.GetProperty("state").GetString().ShouldBe("running");
        running.GetProperty("restsOnThePlatformAlone").GetBoolean().ShouldBeFalse();
        running.GetProperty("pool").EnumerateArray().Select(one => one.GetString()).ShouldBe(Personas.Keys);
        running.GetProperty("contributors").EnumerateArray().Select(one => one.GetProperty("name").GetString())
            .ShouldBe(["platform", "ombudsman"]);
        (await _host.PostAsync($"/api/requests/{id}/assign", null, "officer")).Should(409, "assignment.draw-running");
        (await _host.PostAsync($"/api/requests/{id}/assign", new { officer = "ENV-014", pastDraw = "court-order" },
            "manager")).Should(409, "assignment.draw-running");

        // The applicant goes first, once, and nobody else in his place; no witness is there yet.
        var revealed = new { nonce = Convert.ToHexStringLower(nonce) };
        (await _host.PostAsync($"/api/requests/{id}/nonce", revealed)).Should(403, "request.not-the-applicant");
        (await _host.PostAsync($"/api/requests/{id}/nonce", new { nonce = new string('0', 64) }, secret: secret))
            .Should(422, "nonce.another");
        (await _host.PostAsync($"/api/requests/{id}/nonce", revealed, secret: secret, key: "reveal")).Should(204);
        (await _host.PostAsync($"/api/requests/{id}/nonce", revealed, secret: secret, key: "reveal")).Should(204);
        (await _host.PostAsync($"/api/requests/{id}/nonce", revealed, secret: secret))
            .Should(409, "nonce.revealed-already");
        await Task.Delay(1_500, _cancellation);
        await Keeper.LookAsync(_cancellation);
        (await DrawsAsync(number)).GetProperty("state").GetString().ShouldBe("running");

        _witness = await Tool.StartAsync("witness", "run", "--data", At("w"), "--port", $"{_address.Port}",
            "--log", Log.Vkey);
        var executed = await UntilExecutedAsync(number);
        executed.GetProperty("missing").GetArrayLength().ShouldBe(0);
        executed.GetProperty("contributions").GetArrayLength().ShouldBe(2);
        executed.GetProperty("nonce").GetString().ShouldBe(revealed.nonce);
        var officer = executed.GetProperty("officer").GetString()!;
        (await TypesAsync(id)).ShouldBe(
            ["RequestSubmitted", "DrawRequested", "NonceRevealed", "DrawExecuted", "RequestAssigned"]);

        // The drawn officer, and nobody else, may work on it.
        foreach (var (code, persona) in Personas.Where(one => one.Key != officer))
            (await _host.PostAsync($"/api/requests/{id}/ready", null, persona)).Should(403, "request.held-by-another");
        (await _host.PostAsync($"/api/requests/{id}/ready", null, Personas[officer])).Should(204);

        await OutsidersAgreeAsync(executed, officer);
    }

    [Fact]
    public async Task Who_steps_aside_is_drawn_no_more_and_past_the_draw_only_a_manager_gives_it_on_a_ground()
    {
        _witness = await Tool.StartAsync("witness", "run", "--data", At("w"), "--port", $"{_address.Port}",
            "--log", Log.Vkey);
        var filed = await FileAsync(null);
        var (id, number) = (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString()!);
        var first = (await UntilExecutedAsync(number)).GetProperty("officer").GetString()!;
        (await _host.PostAsync($"/api/requests/{id}/recuse", new { ground = "kinship" }, Personas[first])).Should(204);
        var again = await UntilExecutedAsync(number, draws: 2);
        again.GetProperty("pool").EnumerateArray().Select(one => one.GetString()).ShouldNotContain(first);
        again.GetProperty("excluded").EnumerateArray().ShouldHaveSingleItem().GetProperty("reason").GetString()
            .ShouldBe("recused");
        var second = again.GetProperty("officer").GetString()!;

        var third = Personas.Keys.Single(code => code != first && code != second);
        (await _host.PostAsync($"/api/requests/{id}/assign", new { officer = third }, "manager"))
            .Should(409, "assignment.by-draw-alone");
        (await _host.PostAsync($"/api/requests/{id}/assign", new { officer = third, pastDraw = "a-friend" }, "manager"))
            .Should(422, "assignment.draw-ground-not-listed");
        (await _host.PostAsync($"/api/requests/{id}/assign", new { officer = third, pastDraw = "officer-absent" },
            "manager")).Should(204);
        await _host.CaughtUpAsync();
        (await _host.GetAsync($"/api/public/requests/{number}/draws")).Should(200).Json.GetProperty("pastDraw")
            .EnumerateArray().ShouldHaveSingleItem().GetProperty("ground").GetString().ShouldBe("officer-absent");

        // Without the witness lots are drawn once the deadline has passed, and that is on record and counted.
        _witness.Kill();
        var alone = (await FileAsync(null)).GetProperty("trackingNumber").GetString()!;
        await Keeper.LookAsync(_cancellation);
        await Task.Delay(1_500, _cancellation);
        await Keeper.LookAsync(_cancellation);
        (await DrawsAsync(alone)).GetProperty("state").GetString().ShouldBe("running");
        _host.Clock.Advance(TimeSpan.FromHours(2));
        var missed = await UntilExecutedAsync(alone);
        missed.GetProperty("missing").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("ombudsman");
        missed.GetProperty("restsOnThePlatformAlone").GetBoolean().ShouldBeTrue();

        // An officer of the pool who steps aside while the draw runs ends it; another follows.
        var changed = await FileAsync(null);
        await Keeper.LookAsync(_cancellation);
        (await _host.PostAsync($"/api/requests/{changed.GetProperty("requestId").GetGuid()}/recuse",
            new { ground = "interest" }, "officer")).Should(204);
        await Keeper.LookAsync(_cancellation);
        await Keeper.LookAsync(_cancellation);
        await _host.CaughtUpAsync();
        var draws = (await _host.GetAsync(
            $"/api/public/requests/{changed.GetProperty("trackingNumber").GetString()}/draws")).Should(200).Json
            .GetProperty("draws");
        draws.EnumerateArray().Select(one => one.GetProperty("state").GetString()).ShouldBe(["running", "aborted"]);
        draws[1].GetProperty("reason").GetString().ShouldBe("pool-changed");

        var count = (await _host.GetAsync("/api/public/draws")).Should(200).Json.EnumerateArray()
            .ShouldHaveSingleItem();
        count.GetProperty("executed").GetInt32().ShouldBe(3);
        count.GetProperty("complete").GetInt32().ShouldBe(2);
        count.GetProperty("onThePlatformAlone").GetInt32().ShouldBe(1);
        count.GetProperty("missing").GetProperty("ombudsman").GetInt32().ShouldBe(1);
        count.GetProperty("aborted").GetProperty("pool-changed").GetInt32().ShouldBe(1);
        count.GetProperty("pastDraw").GetProperty("officer-absent").GetInt32().ShouldBe(1);
        (await _host.GetAsync("/api/public/draws?asOf=2001-01-01")).Should(200).Json.GetArrayLength().ShouldBe(0);
        (await _host.GetAsync("/api/public/draws?asOf=2100-01-01")).Should(200).Json[0].GetRawText()
            .ShouldBe(count.GetRawText());
    }

    [Fact]
    public async Task Who_is_tied_to_the_applicant_is_recused_before_lots_are_drawn_and_while_they_are()
    {
        await DeclareAsync("officer");
        var number = (await FileAsync(null)).GetProperty("trackingNumber").GetString()!;
        await UntilPoolAsync(number, "running", "ENV-021", "ENV-031");

        await DeclareAsync("officer-2");
        _host.Clock.Advance(TimeSpan.FromHours(2));
        await UntilPoolAsync(number, "running", "ENV-031");
        _host.Clock.Advance(TimeSpan.FromHours(2));
        (await UntilExecutedAsync(number, draws: 2)).GetProperty("officer").GetString().ShouldBe("ENV-031");
    }

    private async Task DeclareAsync(string persona) =>
        (await _host.PostAsync("/api/officers/mine/interests",
            new { relation = "sibling", name = "نمونه", number = "0012345679" }, persona)).Should(204);

    private async Task UntilPoolAsync(string number, string state, params string[] pool)
    {
        for (var patience = 0; ; patience++)
        {
            await Keeper.LookAsync(_cancellation);
            var draw = await DrawsAsync(number);
            if (draw.ValueKind is JsonValueKind.Object && draw.GetProperty("state").GetString() == state
                && draw.GetProperty("pool").EnumerateArray().Select(one => one.GetString()).SequenceEqual(pool))
                return;
            patience.ShouldBeLessThan(200, draw.ValueKind is JsonValueKind.Object ? draw.GetRawText() : "No draw.");
            await Task.Delay(200, _cancellation);
        }
    }

    [Fact]
    public async Task A_witness_signs_only_a_draw_that_stands_in_a_tree_it_has_cosigned()
    {
        _witness = await Tool.StartAsync("witness", "run", "--data", At("w"), "--port", $"{_address.Port}",
            "--log", Log.Vkey);
        var number = (await FileAsync(null)).GetProperty("trackingNumber").GetString()!;
        var executed = await UntilExecutedAsync(number);
        var (requested, ended) = (Event(executed, "requestedEvent"), Event(executed, "endedEvent"));
        var proof = TlogProof.Parse((await ProofAsync(requested)).ToString());
        var own = executed.GetProperty("contributions")[1].GetProperty("signature").GetString()!;

        (await AskAsync(proof)).ShouldBe((200, own + "\n"));
        (await AskAsync(proof)).ShouldBe((200, own + "\n"));
        var log = new SignedNote(proof.Note.Text, proof.Note.Signatures.Where(one => Log.Claims(one)));
        (await AskAsync(new(proof.Index, proof.Path, log, proof.Extra))).Status.ShouldBe(403);
        (await AskAsync(new(proof.Index + 1, proof.Path, proof.Note, proof.Extra))).Status.ShouldBe(422);
        (await AskAsync(new(proof.Index, proof.Path, proof.Note))).Status.ShouldBe(400);
        (await AskAsync(await ProofAsync(ended))).Status.ShouldBe(422);
        var elsewhere = new GrownLog(GrownLog.Key("ledger.example.org/other"));
        (await AskAsync(new(0, [], elsewhere.Note(1), proof.Extra))).Status.ShouldBe(404);

        // It remembers, and answers the same after it was killed.
        _witness.Kill();
        _witness = await Tool.StartAsync("witness", "run", "--data", At("w"), "--port", $"{_address.Port}",
            "--log", Log.Vkey);
        (await AskAsync(proof)).ShouldBe((200, own + "\n"));
        Directory.GetFiles(At("w/draws")).ShouldHaveSingleItem();
    }

    /// <summary>openssl, a script in Python, and the auditor's program, from the same files.</summary>
    private async Task OutsidersAgreeAsync(JsonElement executed, string officer)
    {
        var requested = await SaveAsync("requested.tlog-proof",
            (await ProofAsync(Event(executed, "requestedEvent"))).ToBytes());
        var result = await SaveAsync("executed.tlog-proof",
            (await ProofAsync(Event(executed, "endedEvent"))).ToBytes());
        using var client = _host.Alba.Server.CreateClient();
        var keys = DrawKeys.Parse(await client.GetStringAsync("/ledger/draw-keys", _cancellation));
        var known = await SaveAsync("keys", Encoding.UTF8.GetBytes(
            string.Concat(keys.All.Select(one => DrawKeys.Line(one.Name, one.Key)))));

        var alpha = new DrawAlpha(executed.GetProperty("origin").GetString()!, executed.GetProperty("draw").GetGuid(),
            executed.GetProperty("index").GetInt64(), Hash.FromBase64(executed.GetProperty("leaf").GetString()!));
        var message = await SaveAsync("alpha", alpha.ToBytes());
        var contributions = executed.GetProperty("contributions").EnumerateArray().ToList();
        foreach (var (contribution, key) in contributions.Zip(keys.All))
        {
            contribution.GetProperty("name").GetString().ShouldBe(key.Name);
            var signature = contribution.GetProperty("signature").GetBytesFromBase64();
            var pem = await SaveAsync("key.pem", Encoding.ASCII.GetBytes(key.Key.ToPem()));
            (await OpensslAsync(signature)).ShouldBe(0);
            signature[17] ^= 1;
            (await OpensslAsync(signature)).ShouldBe(1);

            async Task<int> OpensslAsync(byte[] bytes) => (await Outsiders.OpensslAsync(
                "dgst", "-sha256", "-verify", pem, "-signature", await SaveAsync("signature", bytes), message)).Code;
        }

        (await Outsiders.PythonAsync(requested, result, known)).ShouldBe((0, officer + "\n"));
        var policy = await SaveAsync("trusted", await client.GetByteArrayAsync("/ledger/policy", _cancellation));
        (await VerifyAsync(requested, result, policy, known)).ShouldBe((0, true));

        // One letter of the pool, of a contribution or of the order: neither takes it.
        var entry = TlogProof.Parse(await File.ReadAllBytesAsync(requested, _cancellation));
        (string From, string To)[] changes =
            [("ENV-014", "ENV-015"), ("\"ENV-014\",\"ENV-021\"", "\"ENV-021\",\"ENV-014\"")];
        foreach (var (from, to) in changes)
        {
            var changed = Encoding.UTF8.GetString(entry.Extra!.Value.Span)
                .Replace(from, to, StringComparison.Ordinal);
            var forged = await SaveAsync("forged.tlog-proof", new TlogProof(
                entry.Index, entry.Path, entry.Note, Encoding.UTF8.GetBytes(changed)).ToBytes());
            (await Outsiders.PythonAsync(forged, result, known)).Code.ShouldBe(1);
            (await VerifyAsync(forged, result, policy, known)).Code.ShouldBe(1);
        }

        var elsewhere = await SaveAsync("elsewhere.tlog-proof",
            new TlogProof(entry.Index + 1, entry.Path, entry.Note, entry.Extra).ToBytes());
        (await Outsiders.PythonAsync(elsewhere, result, known)).Code.ShouldBe(1);
        (await VerifyAsync(elsewhere, result, policy, known)).Code.ShouldBe(1);
    }

    private static async Task<(int Code, bool IsProved)> VerifyAsync(
        string requested, string executed, string policy, string keys)
    {
        using var said = new StringWriter();
        var code = await Verifier.Program.RunAsync(
            ["draw", requested, executed, "--policy", policy, "--keys", keys], said, said);
        return (code, said.ToString().Contains("is the one whom these contributions draw", StringComparison.Ordinal));
    }

    private KeepDrawing Keeper =>
        _host.Alba.Services.GetServices<IHostedService>().OfType<KeepDrawing>().Single();

    private NoteVerifier Log => _host.Alba.Services.GetRequiredService<ISigner>().Verifier;

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private static Guid Event(JsonElement draw, string member) => draw.GetProperty(member).GetGuid();

    private async Task<string> SaveAsync(string name, byte[] bytes)
    {
        await File.WriteAllBytesAsync(At(name), bytes, _cancellation);
        return At(name);
    }

    private async Task<JsonElement> FileAsync(string? nonceDigest) =>
        (await _host.PostAsync("/api/requests", new
        {
            service = Service,
            county = "sari",
            applicant = new { name = "نمونه", nationalNumber = "۰۰۱۲۳۴۵۶۷۹" },
            facts = new { distance = 730, income = 500_000_000 },
            nonceDigest,
        })).Should(201).Json;

    /// <summary>The latest draw of a request.</summary>
    private async Task<JsonElement> DrawsAsync(string number, int draws = 1)
    {
        await _host.CaughtUpAsync();
        var all = (await _host.GetAsync($"/api/public/requests/{number}/draws")).Should(200).Json.GetProperty("draws");
        return all.GetArrayLength() < draws ? default : all[0];
    }

    private async Task<JsonElement> UntilExecutedAsync(string number, int draws = 1)
    {
        for (var patience = 0; ; patience++)
        {
            await Keeper.LookAsync(_cancellation);
            var draw = await DrawsAsync(number, draws);
            var isThere = draw.ValueKind is JsonValueKind.Object;
            if (isThere && draw.GetProperty("state").GetString() == "executed") return draw;
            patience.ShouldBeLessThan(200, isThere ? draw.GetRawText() : "No draw.");
            await Task.Delay(200, _cancellation);
        }
    }

    /// <summary>The proof under a checkpoint that the witness has cosigned.</summary>
    private async Task<TlogProof> ProofAsync(Guid @event)
    {
        for (var patience = 0; ; patience++)
        {
            var answer = await _host.GetAsync($"/ledger/proofs/{@event}");
            if (answer.Status == 200 && TlogProof.Parse(answer.Body) is { Note.Signatures.Count: > 1 } proof)
                return proof;
            patience.ShouldBeLessThan(200, answer.Body);
            await Task.Delay(100, _cancellation);
        }
    }

    private async Task<IReadOnlyList<string>> TypesAsync(Guid id)
    {
        await using var session = _host.Store.QuerySession();
        var events = await session.Events.FetchStreamAsync(id, token: _cancellation);
        return [.. events.Select(e => e.Data.GetType().Name)];
    }

    private async Task<(int Status, string Text)> AskAsync(TlogProof proof)
    {
        using var http = new HttpClient { BaseAddress = _address };
        using var body = new ByteArrayContent(proof.ToBytes());
        using var answer = await http.PostAsync("sign-draw", body, _cancellation);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(_cancellation));
    }
}
