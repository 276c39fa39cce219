using System.Text.Json;
using EGov.Acceptance.Proofs;
using EGov.Ledger;
using EGov.Proofs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EGov.Acceptance.Transparency;

/// <summary>Whoever harvests all events can prove that none is missing, with the script of the README alone.</summary>
[Collection(OneHost.Name)]
public sealed class CompletenessTests(Host host)
{
    private const string Url = "/api/public/events";
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    private string Vkey => host.Alba.Services.GetRequiredService<ISigner>().Verifier.Vkey;

    [Fact]
    public async Task The_script_harvests_every_event_and_refuses_a_harvest_that_somebody_has_touched()
    {
        var size = await FileAsync(6);
        var (code, said) = await HarvestAsync(page => page);
        code.ShouldBe(0, said);
        said.ShouldContain($"Complete: {size} events, root ");
        said.Split('\n').Count(line => line.StartsWith("{\"by\":", StringComparison.Ordinal)).ShouldBe((int)size);

        foreach (var (what, touch) in new Dictionary<string, Func<List<string>, List<string>>>
        {
            ["one is dropped"] = lines => [.. lines.Where((_, place) => place != 3)],
            ["the last is dropped"] = lines => lines[..^1],
            ["two change places"] = lines => [lines[1], lines[0], .. lines[2..]],
            ["one is told twice"] = lines => [.. lines[..4], .. lines[3..]],
            ["one is altered"] = lines => [.. lines.Select((line, place) =>
                place == 2 ? line.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal) : line)],
            ["one is added"] = lines => [.. lines, "{}"],
            ["nothing is told"] = _ => [],
        })
            (await HarvestAsync(touch)).Code.ShouldBe(1, what);
        (await HarvestAsync(page => page, checkpoint => checkpoint.Replace($"\n{size}\n", $"\n{size - 1}\n",
            StringComparison.Ordinal))).Code.ShouldBe(1, "a smaller size than was signed");
        using var stranger = new NoteSigner(Vkey.Split('+')[0], new byte[NoteSigner.SeedLength]);
        (await HarvestAsync(page => page, vkey: stranger.Verifier.Vkey)).Code.ShouldBe(1, "another's key");
    }

    [Fact]
    public async Task Each_page_has_size_and_root_and_one_of_a_size_never_changes()
    {
        var size = await FileAsync(2);
        var latest = (await host.GetAsync($"{Url}?limit=3")).Should(200);
        latest.Headers.CacheControl!.ToString().ShouldBe("public, no-cache");
        var note = SignedNote.Parse(latest.Json.GetProperty("checkpoint").GetString()!);
        var signed = Checkpoint.Open(note, host.Alba.Services.GetRequiredService<ISigner>().Verifier);
        (signed.Size, signed.Root.ToBase64()).ShouldBe(
            (latest.Json.GetProperty("size").GetInt64(), latest.Json.GetProperty("root").GetString()!));
        signed.Size.ShouldBeGreaterThanOrEqualTo(size);

        // What was the page of this size, while the ledger grows: byte for byte.
        var before = (await host.GetAsync($"{Url}?size={size}&after={size - 2}")).Should(200);
        before.Headers.CacheControl!.ToString().ShouldContain("immutable");
        before.Json.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        before.Json.GetProperty("items").GetArrayLength().ShouldBe(2);
        await FileAsync(1);
        (await host.GetAsync($"{Url}?size={size}&after={size - 2}")).Body.ShouldBe(before.Body);
        (await host.SendAsync(HttpMethod.Get, $"{Url}?size={size}&after={size - 2}",
            ifNoneMatch: before.Headers.ETag!.ToString())).Should(304);

        // The pages of a size, one after another, give its root; and what JSON shows hashes to its leaf.
        var leaves = new List<Hash>();
        for (string? next = "0"; next is not null;)
        {
            var page = (await host.GetAsync($"{Url}?size={size}&after={next}&limit=7")).Should(200).Json;
            page.GetProperty("root").GetString().ShouldBe(before.Json.GetProperty("root").GetString());
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                item.GetProperty("index").GetInt32().ShouldBe(leaves.Count);
                var entry = CanonicalJson.Serialize(item.GetProperty("entry"));
                leaves.Add(MerkleTree.Leaf(entry));
                leaves[^1].ToBase64().ShouldBe(item.GetProperty("leaf").GetString());
            }

            next = page.GetProperty("next").GetString();
        }

        leaves.Count.ShouldBe((int)size);
        MerkleTree.Root([.. leaves]).ToBase64().ShouldBe(before.Json.GetProperty("root").GetString());
    }

    [Fact]
    public async Task What_is_not_published_is_not_promised()
    {
        var size = await FileAsync(1);
        (await host.GetAsync($"{Url}?size={size + 1_000_000}")).Should(400, "events.size-not-published");
        (await host.GetAsync($"{Url}?size=-1")).Should(400, "events.size-not-published");
        (await host.GetAsync($"{Url}?after={size + 1_000_000}")).Should(400, "paging.cursor-wrong");
        (await host.GetAsync($"{Url}?after=-1")).Should(400, "paging.cursor-wrong");
        (await host.GetAsync($"{Url}?limit=501")).Should(400, "paging.limit-out-of-range");
        (await host.GetAsync($"{Url}?format=csv")).Should(400, "format.unknown");
        (await host.GetAsync($"{Url}?size=0")).Should(200).Json.GetProperty("root").GetString()
            .ShouldBe(MerkleTree.EmptyRoot.ToBase64());
        var none = (await host.GetAsync($"{Url}?size={size}&after={size}")).Should(200).Json;
        none.GetProperty("items").GetArrayLength().ShouldBe(0);
        none.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    /// <returns>How many events are published, all that are written among them.</returns>
    private async Task<long> FileAsync(int requests)
    {
        var folder = host.Alba.Services.GetRequiredService<LedgerFolder>();
        var before = LedgerFolder.SizeOf(folder.Checkpoint);
        for (var i = 0; i < requests; i++) (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        await using var session = host.Store.QuerySession();
        var written = (await session.AdvancedSql.QueryAsync<long>(
            $"select count(*) from {host.Store.Options.DatabaseSchemaName}.mt_events", _cancellation))[0];
        written = Math.Max(written, before + requests);
        for (var patience = 0; LedgerFolder.SizeOf(folder.Checkpoint) < written; patience++)
        {
            patience.ShouldBeLessThan(200);
            await Task.Delay(50, _cancellation);
        }

        return LedgerFolder.SizeOf(folder.Checkpoint);
    }

    /// <summary>Runs the script against the host, with somebody between who may touch what is told.</summary>
    private async Task<(int Code, string Said)> HarvestAsync(
        Func<List<string>, List<string>> touch, Func<string, string>? checkpoint = null, string? vkey = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var between = builder.Build();
        using var client = host.Alba.Server.CreateClient();
        var throttled = false;
        between.MapGet("/ledger/checkpoint", async () =>
            (checkpoint ?? (text => text))(await client.GetStringAsync("/ledger/checkpoint", _cancellation)));
        between.MapGet(Url, async (HttpContext http) =>
        {
            // Once it has to wait: a quota ends no harvest.
            if (!throttled)
            {
                throttled = true;
                http.Response.Headers.RetryAfter = "0";
                return Results.StatusCode(StatusCodes.Status429TooManyRequests);
            }

            var page = await client.GetStringAsync(Url + http.Request.QueryString, _cancellation);
            var lines = touch([.. page.Split('\n')[..^1]]);
            return Results.Text(string.Concat(lines.Select(line => line + "\n")));
        });
        await between.StartAsync(_cancellation);
        return await Outsiders.ScriptAsync("ops/harvest.mjs", between.Urls.First(), vkey ?? Vkey);
    }
}
