using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using EGov.Casework;
using EGov.Ledger;
using EGov.Proofs;
using Npgsql;

namespace EGov.Acceptance.Proofs;

/// <summary>A person is erased: the words are gone, no guess is confirmed, every proof holds.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private const string Name = "Parastoo Erasable", Number = "0012345679";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-erasure");
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private EGov.Cli.Store _store = null!;

    public async ValueTask InitializeAsync() => _store = await OwnStore.OpenAsync(_folder.FullName);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Nothing_sealed_can_be_read_or_guessed_any_more_and_every_proof_still_verifies()
    {
        var request = await _store.FileAsync(Name, Number);
        var submitted = await SubmittedAsync(request);
        var disclosure = (await _store.Vault.DiscloseAsync(submitted.Applicant.NationalNumber!, _cancellation))!;
        var salt = Base64Url.DecodeFromChars(Disclosure.Parse(disclosure).Salt);
        var proof = await ProofAsync(submitted.Applicant.Name.Event);
        Verify(proof);

        await Erasing.EraseAsync(_store, request, _cancellation);
        (await _store.Vault.WordsAsync(submitted.Applicant.Name, _cancellation)).ShouldBeNull();
        await using (var owner = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_store.Owner) { Pooling = false }.ConnectionString))
        {
            await owner.OpenAsync(_cancellation);
            foreach (var sql in (string[])["vacuum full egov.mt_doc_subjectkey", "checkpoint"])
            {
                await using var command = new NpgsqlCommand(sql, owner);
                await command.ExecuteNonQueryAsync(_cancellation);
            }
        }

        Verify(proof);
        Verify(await ProofAsync(submitted.Applicant.Name.Event));
        await using (var again = await EGov.Cli.Store.OpenAsync(_folder.FullName, null))
        {
            (await again.Vault.WordsAsync(submitted.Applicant.Name, _cancellation)).ShouldBeNull();
            (await again.Vault.DiscloseAsync(submitted.Applicant.NationalNumber!, _cancellation)).ShouldBeNull();
        }

        var stored = await StoredAsync();
        foreach (var word in (string[])[Name, Number])
        {
            var bytes = Encoding.UTF8.GetBytes(word);
            Holds(stored, bytes).ShouldBeFalse(word);
            foreach (var file in Directory.EnumerateFiles(
                Path.Combine(_folder.FullName, "pg"), "*", SearchOption.AllDirectories))
                Holds(await File.ReadAllBytesAsync(file, _cancellation), bytes).ShouldBeFalse($"{word} in {file}");
        }

        var digest = submitted.Applicant.NationalNumber!.Digest;
        Confirms(stored, digest).ShouldBeFalse();
        // The search has power: among the same bytes it finds the salt that the key gave.
        Confirms([.. stored, .. salt], digest).ShouldBeTrue();
    }

    private async Task<RequestSubmitted> SubmittedAsync(Guid request)
    {
        await using var session = _store.Documents.QuerySession();
        return (RequestSubmitted)(await session.Events.FetchStreamAsync(request, token: _cancellation))[0].Data;
    }

    private async Task<TlogProof> ProofAsync(Guid id)
    {
        var prove = new ProveEvent(_store.Ledger, new LedgerFolder(_store.Ledger.Public));
        return TlogProof.Parse((await prove.RunAsync(id, _cancellation))!.Text);
    }

    private void Verify(TlogProof proof) => proof.Verify(
        proof.Extra!.Value.Span, Policy.Parse($"log {_store.Signer.Verifier.Vkey}\nquorum none\n"));

    /// <summary>Everything that is kept: the database as a dump shows it, its files, and the public ones.</summary>
    private async Task<byte[]> StoredAsync()
    {
        var bytes = new MemoryStream();
        await bytes.WriteAsync(await Ground.DumpAsync(_store.Owner, _cancellation), _cancellation);
        bytes.Length.ShouldBeGreaterThan(10_000);
        foreach (var file in Directory.EnumerateFiles(_store.Ledger.Public, "*", SearchOption.AllDirectories))
            await bytes.WriteAsync(await File.ReadAllBytesAsync(file, _cancellation), _cancellation);
        return bytes.ToArray();
    }

    private static bool Holds(byte[] stored, byte[] word) => stored.AsSpan().IndexOf(word) >= 0;

    /// <summary>Tries every sixteen bytes that are kept as the salt of the true value.</summary>
    private static bool Confirms(byte[] stored, string digest)
    {
        var truth = JsonSerializer.SerializeToElement(Number);
        return Enumerable.Range(0, stored.Length - 15).AsParallel().Any(at =>
            Disclosure.Digest(Disclosure.Encode(stored.AsSpan(at, 16), "applicant.nationalNumber", truth)) == digest);
    }
}
