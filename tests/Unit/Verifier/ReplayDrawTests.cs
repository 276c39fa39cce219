using System.Text.Json.Nodes;
using EGov.Ledger;
using EGov.Unit.Ledger;

namespace EGov.Unit.Verifier;

public sealed class ReplayDrawTests : IDisposable
{
    private static readonly string Both =
        DrawKeys.Line("platform", Lots.Platform.Key) + DrawKeys.Line("ombudsman", Lots.Witness.Key);

    private readonly GivenLog _log = new GivenLog().Add(3);
    private readonly Guid _draw = new("0198f3c2-7a41-8b09-9d1e-5f0c2ab1e7d4");
    private readonly Guid _stream = Guid.NewGuid();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_draw_is_drawn_again_from_two_proofs_and_the_contributors_keys()
    {
        var said = await VerifyAsync(0, Draw());
        said.ShouldContain("PROVED: platform has contributed the one signature");
        said.ShouldContain("PROVED: ombudsman has contributed the one signature");
        said.ShouldContain("is the one whom these contributions draw from that pool.");
        said.ShouldContain("Nobody could foresee it but 2 contributors together.");
        said.ShouldContain("NOT PROVED by this: that everybody is in the pool who should be");
    }

    [Fact]
    public async Task With_the_platforms_key_alone_it_says_what_that_is_worth() =>
        (await VerifyAsync(0, Draw(contributors: ["platform"]))).ShouldContain("It rests on one key alone");

    [Fact]
    public async Task Who_was_missing_at_the_deadline_is_named()
    {
        var said = await VerifyAsync(0, Draw(given: ["platform"]));
        said.ShouldContain("ombudsman had not contributed by the deadline.");
        said.ShouldContain("It rests on one key alone");
    }

    [Fact]
    public async Task The_applicants_nonce_must_be_the_one_that_was_committed_to()
    {
        (await VerifyAsync(0, Draw(nonce: Lots.NonceText))).ShouldContain("and the applicant together.");
        (await VerifyAsync(0, Draw(request: it => it["nonceDigest"] = new string('a', 64))))
            .ShouldContain("did not reveal it");
        (await VerifyAsync(1, Draw(nonce: Lots.NonceText, result: it => it["nonce"] = new string('0', 64))))
            .ShouldContain("not the one that was committed to");
        (await VerifyAsync(1, Draw(nonce: Lots.NonceText, result: it => it["nonce"] = null)))
            .ShouldContain("names another seed");
    }

    /// <summary>A request that reads otherwise is another leaf: what was signed then says so.</summary>
    [Fact]
    public async Task A_changed_pool_or_order_fails()
    {
        Action<JsonObject>[] changes =
        [
            it => it["pool"] = new JsonArray("ENV-021", "ENV-014", "ENV-031"),
            it => { it["pool"] = new JsonArray("ENV-014", "ENV-021"); it["n"] = 2; },
            it => it["pool"] = new JsonArray("ENV-014", "ENV-021", "ENV-040"),
            it => it["policy"] = 2,
            it => it["contributors"] = Swapped(it["contributors"]!),
        ];
        foreach (var change in changes)
        {
            (await VerifyAsync(1, Draw(later: change))).ShouldContain("Lots were drawn over leaf");
            // Even if the result follows the change: nobody has signed that.
            (await VerifyAsync(1, Draw(later: change, follows: true))).ShouldContain("NOT PROVED.");
        }
    }

    [Fact]
    public async Task A_changed_contribution_fails()
    {
        var none = Convert.ToBase64String(new byte[384]);
        (await VerifyAsync(1, Draw(result: it => it["contributions"]![0]!["signature"] = none)))
            .ShouldContain("The contribution of platform is not its signature");
        (await VerifyAsync(1, Draw(result: it => it["contributions"]![0]!["signature"] = "QUJD")))
            .ShouldContain("The contribution of platform is not its signature");
        (await VerifyAsync(1, Draw(result: it => it["contributions"]![1]!["signature"] =
            it["contributions"]![0]!["signature"]!.DeepClone()))).ShouldContain("The contribution of ombudsman");
        (await VerifyAsync(1, Draw(result: it => ((JsonArray)it["contributions"]!).RemoveAt(1))))
            .ShouldContain("does not name those as missing");
        (await VerifyAsync(1, Draw(result: it => it["contributions"] = Swapped(it["contributions"]!))))
            .ShouldContain("not in the order");
    }

    [Fact]
    public async Task A_changed_index_leaf_draw_seed_or_result_fails()
    {
        Action<JsonObject>[] changes =
        [
            it => it["index"] = 2, it => it["leaf"] = Hash.Of("another"u8).ToBase64(), it => it["origin"] = "another",
            it => it["draw"] = Guid.NewGuid().ToString(), it => it["seed"] = new string('0', 64),
            it => it["result"] = ((int)it["result"]! + 1) % 3, it => it["officer"] = "ENV-900",
            it => it["missing"] = new JsonArray("platform"),
        ];
        foreach (var change in changes) (await VerifyAsync(1, Draw(result: change))).ShouldContain("NOT PROVED.");
    }

    [Fact]
    public async Task Only_keys_that_the_auditor_knows_count()
    {
        var draw = Draw();
        (await VerifyAsync(1, draw, DrawKeys.Line("platform", Lots.Platform.Key)))
            .ShouldContain("is none of ombudsman with the id");
        var swapped = DrawKeys.Line("ombudsman", Lots.Platform.Key) + DrawKeys.Line("platform", Lots.Witness.Key);
        await VerifyAsync(1, draw, swapped);
        (await VerifyAsync(2, draw, "platform AAAA\n")).ShouldContain("cannot be used");
    }

    [Fact]
    public async Task Request_and_result_must_be_of_one_draw_and_in_this_order()
    {
        var (first, second) = Draw();
        (await VerifyAsync(1, (second, first))).ShouldContain("and no draw_requested");
        (await VerifyAsync(1, (first, first))).ShouldContain("and no draw_executed");
        var (other, _) = Draw(stream: Guid.NewGuid());
        (await VerifyAsync(1, (other, second))).ShouldContain("of two different draws");
    }

    [Fact]
    public async Task What_is_missing_to_ask_is_told()
    {
        var (first, second) = Draw();
        await GivenLog.ShouldAsync(2, "draw");
        await GivenLog.ShouldAsync(2, "draw", first, second, "--policy", _log.Policy);
        await GivenLog.ShouldAsync(2, "draw", first, second, "--seed", new string('0', 64), "--n", "3");
    }

    private Task<string> VerifyAsync(int code, (string First, string Second) proofs, string? keys = null) =>
        GivenLog.ShouldAsync(code, "draw", proofs.First, proofs.Second, "--policy", _log.Policy,
            "--keys", _log.Write("keys", keys ?? Both));

    /// <summary>The proofs of a draw; what is changed later is changed after the contributors have signed.</summary>
    /// <param name="follows">Whether the result names the leaf of the request as it was changed.</param>
    private (string Requested, string Executed) Draw(
        string[]? contributors = null, string[]? given = null, string? nonce = null, Action<JsonObject>? request = null,
        Action<JsonObject>? later = null, bool follows = false, Action<JsonObject>? result = null, Guid? stream = null)
    {
        var named = contributors ?? ["platform", "ombudsman"];
        var asked = new JsonObject
        {
            ["at"] = "2026-05-02T06:00:00+00:00",
            ["draw"] = _draw.ToString(),
            ["pool"] = new JsonArray("ENV-014", "ENV-021", "ENV-031"),
            ["excluded"] = new JsonArray(),
            ["policy"] = 1,
            ["n"] = 3,
            ["contributors"] = new JsonArray([.. named.Select(name => new JsonObject
            {
                ["name"] = name,
                ["key"] = Signer(name).Key.Id,
            })]),
            ["nonceDigest"] = nonce is null ? null : DrawSeed.Commit(Convert.FromHexString(nonce)),
        };
        request?.Invoke(asked);
        var index = _log.Entries.Count;
        var of = stream ?? _stream;
        var leaf = _log.Add("draw_requested", asked.ToJsonString(), of).Leaf;
        var alpha = new DrawAlpha(Trees.Origin, _draw, index, leaf);
        if (later is not null)
        {
            _log.Entries.RemoveAt(index);
            later(asked);
            var changed = _log.Add("draw_requested", asked.ToJsonString(), of).Leaf;
            if (follows) leaf = changed;
        }

        var signed = (given ?? named).ToDictionary(name => name, name => Signer(name).Sign(alpha));
        var seed = DrawSeed.Of(alpha, [.. named.Select(name => signed.GetValueOrDefault(name))],
            nonce is null ? [] : Convert.FromHexString(nonce));
        var pool = ((JsonArray)asked["pool"]!).Select(one => (string)one!).ToList();
        var place = DrawSeed.Select(seed, pool.Count);
        var drawn = new JsonObject
        {
            ["at"] = "2026-05-02T06:00:09+00:00",
            ["draw"] = _draw.ToString(),
            ["origin"] = Trees.Origin,
            ["index"] = index,
            ["leaf"] = leaf.ToBase64(),
            ["contributions"] = new JsonArray([.. named.Where(signed.ContainsKey).Select(name => new JsonObject
            {
                ["name"] = name,
                ["signature"] = Convert.ToBase64String(signed[name]),
            })]),
            ["missing"] = new JsonArray([.. named.Except(signed.Keys).Select(name => (JsonNode)name)]),
            ["nonce"] = nonce,
            ["seed"] = Convert.ToHexStringLower(seed.ToArray()),
            ["result"] = place,
            ["officer"] = pool[place],
        };
        result?.Invoke(drawn);
        _log.Add("draw_executed", drawn.ToJsonString(), of);
        return (_log.Proof(index), _log.Proof(index + 1));
    }

    private static JsonArray Swapped(JsonNode two) => new(two[1]!.DeepClone(), two[0]!.DeepClone());

    private static DrawSigner Signer(string name) => name == "platform" ? Lots.Platform : Lots.Witness;
}
