using System.Net;
using System.Text;
using EGov.Ledger;
using EGov.Proofs;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Proofs;

/// <summary>From a filing to its proof, by the public addresses alone and verified by the mathematics alone.</summary>
[Collection(OneHost.Name)]
public class LedgerTests(Host host)
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    private NoteVerifier Log => host.Alba.Services.GetRequiredService<ISigner>().Verifier;
    private NoteVerifier Receipts => host.Alba.Services.GetRequiredService<EGov.Proofs.Receipts>().Verifier;

    [Fact]
    public async Task A_filing_is_answered_with_a_receipt_that_is_later_exchanged_for_a_proof()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing, key: "for-a-receipt")).Should(201);
        var receipt = Receipt.Open(SignedNote.Parse(filed.Json.GetProperty("receipt").GetString()!), Receipts);
        receipt.Origin.ShouldBe(Log.Name);

        var proof = TlogProof.Parse(await ProofAsync(receipt.EventId));
        var entry = Entry.Parse(proof.Extra!.Value.Span);
        receipt.IsOf(entry).ShouldBeTrue();
        var proved = proof.Verify(proof.Extra.Value.Span, Policy.Parse($"log {Log.Vkey}\nquorum none\n"));
        proved.Index.ShouldBe(proof.Index);

        var again = (await host.PostAsync("/api/requests", Given.Filing, key: "for-a-receipt")).Should(201);
        again.Json.GetProperty("receipt").GetString().ShouldBe(filed.Json.GetProperty("receipt").GetString());
    }

    [Fact]
    public async Task No_personal_word_stands_in_the_entry_and_every_sealed_value_is_a_digest()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        var receipt = Receipt.Open(SignedNote.Parse(filed.Json.GetProperty("receipt").GetString()!), Receipts);
        var bytes = TlogProof.Parse(await ProofAsync(receipt.EventId)).Extra!.Value;
        var text = Encoding.UTF8.GetString(bytes.Span);
        text.ShouldNotContain("نمونه");
        text.ShouldNotContain("0012345679");
        text.ShouldNotContain("subject");
        var data = Entry.Parse(bytes.Span).Data;
        data.GetProperty("applicant").GetProperty("name").GetProperty("sealed").GetString()!.Length.ShouldBe(43);
        data.GetProperty("facts").GetProperty("distance").GetInt64().ShouldBe(730);
    }

    [Fact]
    public async Task Every_event_of_the_store_stands_once_in_the_public_files_and_the_files_give_the_signed_root()
    {
        for (var i = 0; i < 3; i++) (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        var checkpoint = await SealedAsync();
        var leaves = new List<Hash>();
        var ids = new HashSet<Guid>();
        foreach (var tile in Tile.At(checkpoint.Size).Where(tile => tile.Level == 0))
        {
            foreach (var entry in EntryBundle.Decode(await BytesAsync("/ledger/" + tile.BundlePath)))
            {
                ids.Add(Entry.Parse(entry.Span).Id).ShouldBeTrue();
                leaves.Add(MerkleTree.Leaf(entry.Span));
            }
        }

        MerkleTree.Root([.. leaves]).ShouldBe(checkpoint.Root);
        var tiles = new Dictionary<Tile, byte[]>();
        foreach (var tile in Tile.At(checkpoint.Size)) tiles[tile] = await BytesAsync("/ledger/" + tile.Path);
        MerkleTree.Root(checkpoint.Size, tile => tiles[tile]).ShouldBe(checkpoint.Root);

        await using var session = host.Store.QuerySession();
        var stored = await session.AdvancedSql.QueryAsync<Guid>(
            $"select id from {host.Store.Options.DatabaseSchemaName}.mt_events", _cancellation);
        ids.IsSupersetOf(stored).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_served_is_described_as_the_specification_says()
    {
        (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        var checkpoint = await SealedAsync();
        using var client = host.Alba.Server.CreateClient();
        using var head = await client.GetAsync("/ledger/checkpoint", _cancellation);
        head.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        head.Headers.CacheControl!.MaxAge!.Value.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        using var tile = await client.GetAsync("/ledger/" + Tile.At(checkpoint.Size).First().Path, _cancellation);
        tile.Content.Headers.ContentType!.ToString().ShouldBe("application/octet-stream");
        tile.Headers.CacheControl!.ToString().ShouldContain("immutable");
        NoteVerifier.Parse((await client.GetStringAsync("/ledger/vkey", _cancellation)).Trim()).ShouldBe(Log);
        NoteVerifier.Parse((await client.GetStringAsync("/ledger/receipts.vkey", _cancellation)).Trim())
            .ShouldBe(Receipts);
        using var nothing = await client.GetAsync("/ledger/tile/0/x999/999", _cancellation);
        nothing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Checkpoints_grow_out_of_one_another()
    {
        (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        var first = await SealedAsync();
        (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        var second = await SealedAsync(first.Size);
        var folder = host.Alba.Services.GetRequiredService<LedgerFolder>();
        var proof = MerkleTree.ConsistencyProof(first.Size, second.Size, folder.Read);
        MerkleTree.IsConsistent(first.Size, second.Size, first.Root, second.Root, proof).ShouldBeTrue();
        MerkleTree.IsConsistent(first.Size, second.Size, second.Root, first.Root, proof).ShouldBeFalse();
    }

    [Fact]
    public async Task An_unknown_event_has_no_proof_and_what_the_ledger_cannot_take_is_refused_before_it_is_written()
    {
        (await host.GetAsync($"/ledger/proofs/{Guid.NewGuid()}")).Should(404, "proof.not-published");
        var long_ = new
        {
            service = "environmental-opinion",
            applicant = new { name = "Sample" },
            facts = new { distance = 730, income = 1 },
            words = new string('و', 60_000),
        };
        var answer = await host.PostAsync("/api/requests", long_);
        answer.Status.ShouldBeInRange(400, 499);
    }

    private async Task<string> ProofAsync(Guid id)
    {
        for (var patience = 0; patience < 100; patience++)
        {
            var answer = await host.GetAsync($"/ledger/proofs/{id}");
            if (answer.Status == 200) return answer.Body;
            answer.Should(404, "proof.not-published");
            await Task.Delay(100, _cancellation);
        }

        throw new TimeoutException("No proof came.");
    }

    /// <summary>The published checkpoint, once it covers all that is written and has grown.</summary>
    private async Task<Checkpoint> SealedAsync(long beyond = 0)
    {
        using var client = host.Alba.Server.CreateClient();
        var written = await SizeAsync();
        for (var patience = 0; patience < 100; patience++, await Task.Delay(100, _cancellation))
        {
            using var answer = await client.GetAsync("/ledger/checkpoint", _cancellation);
            if (!answer.IsSuccessStatusCode) continue;
            var note = SignedNote.Parse(await answer.Content.ReadAsStringAsync(_cancellation));
            var checkpoint = Checkpoint.Open(note, Log);
            if (checkpoint.Size >= written && checkpoint.Size > beyond) return checkpoint;
        }

        throw new TimeoutException("No checkpoint came.");
    }

    private async Task<long> SizeAsync()
    {
        await using var session = host.Store.QuerySession();
        return (await session.AdvancedSql.QueryAsync<long>(
            $"select count(*) from {host.Store.Options.DatabaseSchemaName}.mt_events", _cancellation))[0];
    }

    private async Task<byte[]> BytesAsync(string url)
    {
        using var client = host.Alba.Server.CreateClient();
        return await client.GetByteArrayAsync(url, _cancellation);
    }
}
