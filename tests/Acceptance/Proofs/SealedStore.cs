using System.Text.Json;
using System.Text.Json.Nodes;
using EGov.Casework;
using EGov.Cli;
using EGov.Ledger;
using EGov.Privacy;
using EGov.Proofs;

namespace EGov.Acceptance.Proofs;

/// <summary>A store with a province, some hundred requests and a decision, all sealed; and what an auditor has of it.
/// </summary>
public sealed class SealedStore : IAsyncLifetime
{
    private const int Requests = 300;

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("egov-sealed");
    private readonly NoteSigner _witness = new(
        "witness.example.org/test", [.. Enumerable.Repeat((byte)5, NoteSigner.SeedLength)], NoteKeyType.Cosignature);

    private Ground _ground = null!;
    private Store _store = null!;

    /// <summary>A copy of the served folder; its checkpoint is cosigned.</summary>
    public string Folder => In("copy");
    public string Policy => In("policy");
    public string Earlier => In("earlier");
    public string Receipt => In("receipt");
    public string Income => In("income");
    public string Log => File.ReadAllText(Path.Combine(Folder, "vkey")).Trim();
    public string ReceiptsKey => File.ReadAllText(Path.Combine(Folder, "receipts.vkey")).Trim();
    public string Witness => _witness.Vkey;
    public Guid Decision { get; private set; }
    public Guid Filing { get; private set; }

    public string In(string name) => Path.Combine(_home.FullName, name);

    public async ValueTask InitializeAsync()
    {
        _ground = await Ground.StartAsync();
        _store = await Store.OpenAsync(In("data"), _ground.Owner, "t" + Guid.NewGuid().ToString("N")[..12]);
        await _store.SealingAsync(async () =>
        {
            await Ground.FoundProvinceAsync(_store.Documents);
            await FileAsync(Guid.NewGuid());
            return 0;
        }, CancellationToken.None);
        File.Copy(Path.Combine(In("data"), "ledger", "checkpoint"), Earlier);
        await _store.SealingAsync(async () =>
        {
            await DecideAsync();
            for (var i = 0; i < Requests; i++) await FileAsync(Guid.NewGuid());
            return 0;
        }, CancellationToken.None);
        Take();
    }

    /// <summary>The proof of an event, cosigned.</summary>
    public string Proof(Guid id)
    {
        var folder = new LedgerFolder(Folder);
        var note = SignedNote.Parse(folder.Checkpoint!);
        var size = Checkpoint.Parse(note.Text).Size;
        foreach (var tile in Tile.At(size).Where(tile => tile.Level == 0))
        {
            var entries = folder.ReadEntries(tile);
            for (var i = 0; i < entries.Count; i++)
            {
                if (Entry.Parse(entries[i].Span).Id != id) continue;
                var index = (tile.Index * Tile.FullWidth) + i;
                var proof = new TlogProof(index, MerkleTree.InclusionPath(index, size, folder.Read), note, entries[i]);
                File.WriteAllText(In($"{id}.tlog-proof"), proof.ToString());
                return In($"{id}.tlog-proof");
            }
        }

        throw new InvalidOperationException("The event is not sealed.");
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _ground.DisposeAsync();
        _witness.Dispose();
        _home.Delete(recursive: true);
    }

    private async Task<(Guid Event, RequestSubmitted Filed)> FileAsync(Guid id)
    {
        var facts = new Dictionary<string, JsonElement> { ["distance"] = JsonElement.Parse("730") };
        var closed = new Dictionary<string, Sealed> { ["income"] = Sealed.Of(id, 500_000_000) };
        var filed = new RequestSubmitted(Given.Start, "MZ-" + id.ToString("N")[..8],
            new("environmental-opinion", "environment", "sari"), "portal",
            new(Sealed.Of(id, "نمونه"), Sealed.Of(id, "0012345679"), null), null, null, null, facts, closed,
            Sealed.Of(id, "\"Words\"\nin\ttwo lines"), []);
        return (await AppendAsync(id, filed, isNew: true), filed);
    }

    private async Task DecideAsync()
    {
        var id = Guid.NewGuid();
        (Filing, var filed) = await FileAsync(id);
        var request = new Request { Applicant = id, Facts = filed.Facts, SealedFacts = filed.SealedFacts };
        var facts = new JsonObject { ["distance"] = 730, ["income"] = 500_000_000 };
        AnswerGiven plan = new("plan-acceptable", EGov.Casework.Answer.NotMet, Note: "Sheet 3 is missing.");
        var criteria = Criteria.Of(Given.Rules, request, new(facts), [plan], null, "ENV-014");
        Decision = await AppendAsync(id, new RequestDecided(Given.Start.AddDays(1), filed.Matter, "ENV-014",
            Given.Rules.Code, Given.Rules.Version, criteria.Answers, criteria.Computed, Outcome.Refused, null,
            criteria.Unmet, null, Sealed.OfWords(id, "Hand in another plan."), null, 1, true, 0, null), isNew: false);
        File.WriteAllText(Income, (await _store.Vault.DiscloseAsync(filed.SealedFacts["income"]))!);
    }

    private async Task<Guid> AppendAsync(Guid stream, object data, bool isNew)
    {
        await using var session = _store.Documents.LightweightSession();
        var action = isNew
            ? session.Events.StartStream<Request>(stream, data)
            : session.Events.Append(stream, data);
        await session.SaveChangesAsync();
        return action.Events[0].Id;
    }

    // What an auditor takes: the served folder, a witness's word on its checkpoint, and the receipt of the filing.
    private void Take()
    {
        LedgerCopy.CopyFolder(Path.Combine(In("data"), "ledger"), Folder);
        var note = SignedNote.Parse(new LedgerFolder(Folder).Checkpoint!);
        new LedgerFolder(Folder).Checkpoint =
            note.With(Cosignature.Sign(_witness, note.Text, Given.Start.AddDays(2))).ToString();
        File.WriteAllText(Policy, $"log {Log}\nwitness test {Witness}\nquorum test\n");

        using var key = SigningKeys.OpenReceipts(Path.Combine(In("data"), "keys"), NoteVerifier.Parse(Log).Name);
        var entry = Entry.Parse(TlogProof.Parse(File.ReadAllText(Proof(Filing))).Extra!.Value.Span);
        var receipt = new EGov.Ledger.Receipt(
            key.Name, entry.Id, entry.ContentDigest, Given.Start, TimeSpan.FromMinutes(5));
        File.WriteAllText(Receipt, receipt.Sign(key).ToString());
    }
}
