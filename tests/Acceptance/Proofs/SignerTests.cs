using System.Text;
using System.Text.Json;
using EGov.Ledger;
using EGov.Privacy;
using EGov.Proofs;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Proofs;

/// <summary>The signer in a process of its own: killed, started again, and asked for what it must not sign.</summary>
public sealed class SignerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-signer");
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    private string Socket => Path.Combine(_folder.FullName, "signer.socket");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_signs_what_continues_and_nothing_else_also_after_it_was_killed()
    {
        using var sockets = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromSeconds(20) };
        using var http = new HttpClient(sockets) { DefaultRequestHeaders = { ExpectContinue = true } };
        using var key = GrownLog.Key("ledger.example.org/one");
        var (log, fork) = (new GrownLog(key), new GrownLog(key, "fork"));
        using (var signer = await StartAsync("--port", "0", "--origin", key.Name))
        {
            signer.Verifier.Name.ShouldBe(key.Name);
            (await http.GetStringAsync(signer.Address + "/vkey", _cancellation)).ShouldBe(signer.Verifier.Vkey + "\n");
            (await http.GetStringAsync(signer.Address + "/last", _cancellation)).ShouldStartWith("0\n");
            (await SignAsync(signer, log.At(5), 0, [])).Status.ShouldBe(200);
            (await SignAsync(signer, log.At(5), 5, [])).Status.ShouldBe(200);
            (await SignAsync(signer, fork.At(5), 5, [])).ShouldSay("It is another history, and gets no signature.");
            (await SignAsync(signer, fork.At(9), 5, fork.Proof(5, 9))).ShouldSay("It is another history");
            (await SignAsync(signer, log.At(3), 5, [])).ShouldSay("this ledger cannot go back");
            (await SignAsync(signer, log.At(9), 4, log.Proof(4, 9))).ShouldSay("Signed so far are 5 entries");
            (await SignAsync(signer, new Checkpoint("other", 9, log.At(9).Root), 5, log.Proof(5, 9)))
                .ShouldSay($"This signer signs for {key.Name} only.");
            foreach (var malformed in new[] { "", "old 5\n", "old x\n\n" + log.At(9).Text, "old 5\n\nnothing\n",
                "old 5\n\n" + log.At(9).Text + "one line more\n" })
                (await PostAsync(signer, malformed)).Status.ShouldBe(400, malformed);
            (await PostAsync(signer, new string('x', 100_000))).Status.ShouldBe(413);
            signer.Kill();
        }

        using var again = await StartAsync("--port", "0");
        (await http.GetStringAsync(again.Address + "/last", _cancellation)).ShouldBe($"5\n{log.At(5).Root}\n");
        (await SignAsync(again, fork.At(9), 5, fork.Proof(5, 9))).ShouldSay("It is another history");
        var (status, body) = await SignAsync(again, log.At(9), 5, log.Proof(5, 9));
        status.ShouldBe(200, body);
        Checkpoint.Open(new SignedNote(log.At(9).Text, NoteSignature.Parse(body)), again.Verifier).Size.ShouldBe(9);

        async Task<(int Status, string Body)> PostAsync(Tool signer, string text)
        {
            using var content = new StringContent(text, Encoding.UTF8);
            using var answer = await http.PostAsync(signer.Address + "/sign", content, _cancellation);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(_cancellation));
        }

        Task<(int Status, string Body)> SignAsync(Tool signer, Checkpoint next, long from, IReadOnlyList<Hash> proof) =>
            PostAsync(signer, new SigningRequest(next, from, proof).ToText());
    }

    [Fact]
    public async Task A_host_seals_while_its_signer_is_away_and_another_database_gets_no_signature()
    {
        var signer = await StartAsync("--socket", Socket);
        var host = new Host();
        host.Settings["Ledger:Signer"] = "unix:" + Socket;
        await host.InitializeAsync();
        try
        {
            var published = await UntilAsync(host, ledger => Published(ledger) == Given.Province.Count);
            SignerFault(published).ShouldBeNull();
            (await Tool.FailAsync("signer", "run", "--data", _folder.FullName, "--socket", Socket))
                .ShouldBe((2, $"Another signer already answers on {Socket}.\n"));

            // Who forgets to say where the signer answers begins no second ledger in place of the first.
            var settings = host.Alba.Services.GetRequiredService<LedgerSettings>();
            var services = new ServiceCollection();
            services.AddLogging();
            services.AddPlatform(settings.Connection, host.Alba.Services.GetRequiredService<MasterKey>(),
                settings.Folder, settings.Schema);
            await using (var astray = services.BuildServiceProvider())
                Should.Throw<LedgerBroken>(astray.GetRequiredService<ISigner>).Message.ShouldContain("--signer");

            signer.Kill();
            var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
            var receipts = host.Alba.Services.GetRequiredService<EGov.Proofs.Receipts>().Verifier;
            Receipt.Open(SignedNote.Parse(filed.Json.GetProperty("receipt").GetString()!), receipts)
                .Origin.ShouldBe(signer.Verifier.Name);
            var waiting = await UntilAsync(host, ledger =>
                SignerFault(ledger) is not null && ledger.GetProperty("waiting").GetInt64() == 0);
            SignerFault(waiting)!.ShouldContain("published once it does");
            Published(waiting).ShouldBe(Given.Province.Count);

            signer.Dispose();
            signer = await StartAsync("--socket", Socket);
            var back = await UntilAsync(host, ledger => Published(ledger) > Given.Province.Count);
            SignerFault(back).ShouldBeNull();

            // Another database under the same signer: a second sealer, or a backup from before.
            var second = new Host();
            second.Settings["Ledger:Signer"] = "unix:" + Socket;
            await second.InitializeAsync();
            try
            {
                var refused = await UntilAsync(second, ledger => Fault(ledger) is not null);
                Fault(refused)!.ShouldContain("restore it to a later moment");
                Published(refused).ShouldBe(0);
            }
            finally
            {
                await second.DisposeAsync();
            }
        }
        finally
        {
            await host.DisposeAsync();
            signer.Dispose();
        }
    }

    [Fact]
    public async Task Only_a_ledger_without_a_name_cannot_do_without_its_signer()
    {
        var folder = new LedgerFolder(_folder.FullName);
        using var signer = new RemoteSigner("unix:" + Socket, folder);
        Should.Throw<SignerAway>(() => signer.Verifier).Message.ShouldContain("start the signer first");
        (await Should.ThrowAsync<SignerAway>(() => signer.MeetAsync(_cancellation)))
            .Message.ShouldContain("start the signer first");

        using var key = GrownLog.Key("ledger.example.org/one");
        folder.Vkey = key.Vkey + "\n";
        signer.Verifier.ShouldBe(key.Verifier);
        (await Should.ThrowAsync<SignerAway>(() => signer.LastAsync(_cancellation)))
            .Message.ShouldContain("published once it does");
        using var another = await StartAsync("--socket", Socket);
        (await Should.ThrowAsync<SignerRefused>(() => signer.MeetAsync(_cancellation)))
            .Message.ShouldContain($"this ledger is {key.Name}");
    }

    [Theory]
    [InlineData("https://127.0.0.1:5080")]
    [InlineData("http://signer.example.org")]
    [InlineData("nowhere")]
    public void It_is_asked_on_this_machine_alone(string address) =>
        Should.Throw<ArgumentException>(() => new RemoteSigner(address, new LedgerFolder(_folder.FullName)));

    private Task<Tool> StartAsync(params string[] args) =>
        Tool.StartAsync(["signer", "run", "--data", _folder.FullName, .. args]);

    private static long Published(JsonElement ledger) => ledger.GetProperty("published").GetInt64();
    private static string? Fault(JsonElement ledger) => Text(ledger, "fault");
    private static string? SignerFault(JsonElement ledger) => Text(ledger, "signerFault");
    private static string? Text(JsonElement ledger, string name) =>
        ledger.TryGetProperty(name, out var text) ? text.GetString() : null;

    private async Task<JsonElement> UntilAsync(Host host, Func<JsonElement, bool> isSo)
    {
        for (var patience = 0; ; patience++)
        {
            var ledger = (await host.GetAsync("/health/ready")).Should(200).Json.GetProperty("ledger");
            if (isSo(ledger)) return ledger;
            patience.ShouldBeLessThan(400, ledger.GetRawText());
            await Task.Delay(250, _cancellation);
        }
    }
}

internal static class Refusals
{
    public static void ShouldSay(this (int Status, string Body) answer, string words)
    {
        answer.Status.ShouldBe(409, answer.Body);
        answer.Body.ShouldContain(words);
    }
}
