using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EGov.Ledger;
using EGov.Proofs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EGov.Acceptance.Proofs;

/// <summary>Stamps by an authority that is OpenSSL's own, and verified by OpenSSL as an auditor would.</summary>
public sealed class StampTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-tsa");
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly SemaphoreSlim _one = new(1);
    private WebApplication _authority = null!;
    private byte[]? _replayed;

    private Uri Url => new(_authority.Urls.First());

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(In("extensions"),
            "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n",
            _cancellation);
        await File.WriteAllTextAsync(In("serial"), "01\n", _cancellation);
        await File.WriteAllTextAsync(In("tsa.cnf"),
            $"""
            [ tsa ]
            default_tsa = ours
            [ ours ]
            serial = {In("serial")}
            signer_cert = {In("tsa.pem")}
            certs = {In("ca.pem")}
            signer_key = {In("tsa.key")}
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = sha256
            accuracy = secs:1
            ess_cert_id_alg = sha256
            """, _cancellation);
        foreach (var name in new[] { "ca", "stranger" })
            await MustAsync(
                $"req -x509 -newkey rsa:2048 -nodes -keyout {name}.key -out {name}.pem -days 30 -subj /CN={name}");
        await MustAsync("req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj /CN=authority");
        await MustAsync("x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile extensions "
            + "-out tsa.pem");

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _authority = builder.Build();
        _authority.MapPost("/", StampAsync);
        _authority.MapPost("/broken", (HttpContext http) => http.Response.StatusCode = 500);
        await _authority.StartAsync(_cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _authority.DisposeAsync();
        _one.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_checkpoint_is_stamped_on_record_and_openssl_verifies_what_was_stored()
    {
        var host = new Host();
        host.Settings["Ledger:Tsa:Url"] = Url.ToString();
        host.Settings["Ledger:Tsa:Certificate"] = In("ca.pem");
        host.Settings["Ledger:Tsa:Every"] = "00:00:01";
        await host.InitializeAsync();
        try
        {
            (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
            var stamps = await StampsAsync(host, atLeast: Given.Province.Count + 1);
            var (id, last) = stamps[^1];
            last.At.ShouldBe(host.Clock.GetUtcNow());
            last.Authority.ShouldBe("CN=authority");
            var log = host.Alba.Services.GetRequiredService<ISigner>().Verifier;
            var text = new Checkpoint(log.Name, last.Size, Hash.FromBase64(last.Root)).Text;
            await File.WriteAllBytesAsync(In("token"), Convert.FromBase64String(last.Token), _cancellation);
            await File.WriteAllTextAsync(In("text"), text, _cancellation);
            await File.WriteAllTextAsync(In("changed"), "x" + text[1..], _cancellation);
            var verified = await OpensslAsync("ts -verify -data text -in token -token_in -CAfile ca.pem");
            verified.Said.ShouldContain("Verification: OK");
            (await OpensslAsync("ts -verify -data changed -in token -token_in -CAfile ca.pem")).Code.ShouldNotBe(0);
            (await OpensslAsync("ts -verify -data text -in token -token_in -CAfile stranger.pem")).Code.ShouldNotBe(0);

            // It stands in the ledger as every event does, and does not bring the next about.
            for (var patience = 0; (await host.GetAsync($"/ledger/proofs/{id}")).Status != 200; patience++)
            {
                patience.ShouldBeLessThan(100);
                await Task.Delay(100, _cancellation);
            }

            await Task.Delay(3_500, _cancellation);
            (await StampsAsync(host)).Count.ShouldBe(stamps.Count);
            var ledger = (await host.GetAsync("/health/ready")).Should(200).Json.GetProperty("ledger");
            ledger.GetProperty("stamp").GetProperty("size").GetInt64().ShouldBe(last.Size);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_stamp_is_believed_only_if_it_is_of_what_was_asked_and_by_whom_one_trusts()
    {
        var text = Encoding.UTF8.GetBytes("ledger.example.org\n0\n" + MerkleTree.EmptyRoot + "\n");
        foreach (var trusted in new[] { "ca.pem", "tsa.pem" })
        {
            using var authority = new TimeStampAuthority(Url, Pem(trusted));
            var stamp = await authority.StampAsync(text, _cancellation);
            stamp.At.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(2));
        }

        using var stranger = new TimeStampAuthority(Url, Pem("stranger.pem"));
        (await RefusalAsync(stranger)).ShouldContain("does not vouch for");
        using var broken = new TimeStampAuthority(new Uri(Url, "/broken"), Pem("ca.pem"));
        (await RefusalAsync(broken)).ShouldContain("500");
        using var nobody = new TimeStampAuthority(new("http://127.0.0.1:9"), Pem("ca.pem"));
        (await RefusalAsync(nobody)).ShouldContain("does not answer");

        // An answer of yesterday: right signer, right text, another nonce.
        using var replaying = new TimeStampAuthority(Url, Pem("ca.pem"));
        _replayed = await File.ReadAllBytesAsync(In("reply"), _cancellation);
        (await RefusalAsync(replaying)).ShouldContain("no stamp of what was asked");
        _replayed = [1, 2, 3];
        (await RefusalAsync(replaying)).ShouldContain("no stamp of what was asked");

        async Task<string> RefusalAsync(TimeStampAuthority authority) =>
            (await Should.ThrowAsync<StampRefused>(() => authority.StampAsync(text, _cancellation))).Message;
    }

    private X509Certificate2Collection Pem(string name)
    {
        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPemFile(In(name));
        return trusted;
    }

    private async Task<IReadOnlyList<(Guid Id, CheckpointStamped Stamp)>> StampsAsync(Host host, long atLeast = 0)
    {
        for (var patience = 0; ; patience++)
        {
            await using var session = host.Store.QuerySession();
            var events = await session.Events.FetchStreamAsync(Stamps.TheOne, token: _cancellation);
            if (events.Count > 0 && ((CheckpointStamped)events[^1].Data).Size >= atLeast)
            {
                events.ShouldAllBe(e => e.UserName == "platform");
                return [.. events.Select(e => (e.Id, (CheckpointStamped)e.Data))];
            }

            patience.ShouldBeLessThan(200, (await host.GetAsync("/health/ready")).Body);
            await Task.Delay(100, _cancellation);
        }
    }

    private async Task StampAsync(HttpContext http)
    {
        await _one.WaitAsync(_cancellation);
        try
        {
            http.Request.ContentType.ShouldBe("application/timestamp-query");
            await using (var query = File.Create(In("query")))
                await http.Request.Body.CopyToAsync(query, _cancellation);
            await MustAsync("ts -reply -config tsa.cnf -queryfile query -out reply");
            http.Response.ContentType = "application/timestamp-reply";
            await http.Response.Body.WriteAsync(
                _replayed ?? await File.ReadAllBytesAsync(In("reply"), _cancellation), _cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private async Task MustAsync(string args)
    {
        var (code, said) = await OpensslAsync(args);
        code.ShouldBe(0, said);
    }

    private async Task<(int Code, string Said)> OpensslAsync(string args)
    {
        using var openssl = Process.Start(new ProcessStartInfo("openssl", args)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var told = openssl.StandardOutput.ReadToEndAsync(_cancellation);
        var wrong = openssl.StandardError.ReadToEndAsync(_cancellation);
        await openssl.WaitForExitAsync(_cancellation);
        return (openssl.ExitCode, await told + await wrong);
    }
}
