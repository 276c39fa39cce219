using System.Text.Json;
using EGov.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EGov.Acceptance.Proofs;

/// <summary>Witnesses that answer wrongly make nothing witnessed, and each is named with its fault.</summary>
public sealed class BadWitnessesTests : IAsyncLifetime
{
    private static readonly string[] Kinds =
        ["redirect", "garbage", "stranger", "elsewhere", "large", "slow", "greater", "gone"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-bad-witnesses");
    private readonly Host _host = new();
    private readonly Dictionary<string, NoteSigner> _keys = Kinds.ToDictionary(kind => kind,
        kind => new NoteSigner(kind, System.Security.Cryptography.RandomNumberGenerator.GetBytes(NoteSigner.SeedLength),
            NoteKeyType.Cosignature));
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private WebApplication _witnesses = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _witnesses = builder.Build();
        _witnesses.MapPost("/{kind}/add-checkpoint", AnswerAsync);
        await _witnesses.StartAsync(_cancellation);

        var policy = Path.Combine(_folder.FullName, "policy");
        await File.WriteAllLinesAsync(policy,
        [
            .. Kinds.Select(kind => $"witness {kind} {_keys[kind].Vkey} {_witnesses.Urls.First()}/{kind}/"),
            $"group any any {string.Join(' ', Kinds)}",
            "quorum any",
        ], _cancellation);
        _host.Settings["Ledger:Policy"] = policy;
        _host.Settings["Ledger:Witness:Interval"] = "00:00:00.200";
        _host.Settings["Ledger:Witness:Timeout"] = "00:00:03";
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _witnesses.DisposeAsync();
        foreach (var key in _keys.Values) key.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task No_wrong_answer_counts_as_a_cosignature()
    {
        JsonElement ledger;
        for (var patience = 0; ; patience++)
        {
            ledger = (await _host.GetAsync("/health/ready")).Should(200).Json.GetProperty("ledger");
            if (ledger.GetProperty("witnesses").EnumerateArray().All(HasFault)) break;
            patience.ShouldBeLessThan(200, ledger.GetRawText());
            await Task.Delay(250, _cancellation);
        }

        var faults = ledger.GetProperty("witnesses").EnumerateArray()
            .ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("fault").GetString()!);
        faults["redirect"].ShouldContain("302");
        faults["garbage"].ShouldContain("signature line");
        faults["stranger"].ShouldContain("no cosignature by the key that the policy names");
        faults["elsewhere"].ShouldContain("no cosignature by the key that the policy names");
        faults["slow"].ShouldContain("did not answer within 3 seconds");
        faults["greater"].ShouldContain("a history that is not here");
        faults["gone"].ShouldBe("It answers 404: No such ledger.");
        faults.Keys.ShouldBe(Kinds, ignoreOrder: true);
        ledger.GetProperty("published").GetInt64().ShouldBe(Given.Province.Count);
        ledger.GetProperty("witnessed").GetInt64().ShouldBe(0);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var kind = (string)http.Request.RouteValues["kind"]!;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, _cancellation);
        var asked = AddCheckpoint.Parse(body.ToArray()).Note;
        switch (kind)
        {
            case "redirect":
                http.Response.Redirect("/stranger/add-checkpoint");
                break;
            case "garbage":
                await http.Response.WriteAsync("It is well.\n", _cancellation);
                break;
            case "stranger":
                await http.Response.WriteAsync(Cosigned("gone", asked.Text), _cancellation);
                break;
            case "elsewhere":
                await http.Response.WriteAsync(
                    Cosigned(kind, new Checkpoint("elsewhere", 0, MerkleTree.EmptyRoot).Text), _cancellation);
                break;
            case "large":
                await http.Response.WriteAsync(new string('x', 1_000_000), _cancellation);
                break;
            case "slow":
                await Task.Delay(TimeSpan.FromSeconds(20), http.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case "greater":
                http.Response.StatusCode = 409;
                http.Response.ContentType = "text/x.tlog.size";
                await http.Response.WriteAsync("1000000\n", _cancellation);
                break;
            default:
                http.Response.StatusCode = 404;
                await http.Response.WriteAsync("No such ledger.\n", _cancellation);
                break;
        }
    }

    private static bool HasFault(JsonElement witness) =>
        witness.TryGetProperty("fault", out var fault) && fault.ValueKind is JsonValueKind.String;

    private string Cosigned(string kind, string text) =>
        Cosignature.Sign(_keys[kind], text, DateTimeOffset.UtcNow).Line;
}
