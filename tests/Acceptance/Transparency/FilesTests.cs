using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using EGov.Acceptance.Proofs;
using EGov.Cli;
using EGov.Ledger;
using EGov.Proofs;
using EGov.Transparency;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Transparency;

/// <summary>Open data as files: digests, signature, size of the ledger; whole, in parts, after a kill.</summary>
[Collection(OneHost.Name)]
public sealed class FilesTests(Host host)
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    private MakeFiles Make => host.Alba.Services.GetRequiredService<MakeFiles>();

    [Fact]
    public async Task Files_are_listed_signed_and_served_whole_and_in_parts()
    {
        (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        await host.CaughtUpAsync();
        var made = await MakeAsync();

        var list = (await host.GetAsync("/api/public/files")).Should(200).Json;
        list.GetProperty("latest").GetProperty("set").GetString().ShouldBe(made.Set);
        var note = await TextAsync("/open-data/files/files.note");
        var opened = SignedNote.Parse(note);
        opened.Verify(NoteVerifier.Parse(list.GetProperty("key").GetString()!)).Count.ShouldBe(1);
        var lines = opened.Text.Split('\n');
        lines[0].ShouldBe("egov-files/v1");
        lines[2].ShouldBe($"{made.Size}");
        var root = host.Alba.Services.GetRequiredService<PublishedLedger>().At(made.Size).Root.ToBase64();
        lines[3].ShouldBe(root);

        using var client = host.Alba.Server.CreateClient();
        made.Files.Count.ShouldBe((PublicTables.All.Count * 4) + 3);
        foreach (var file in made.Files)
        {
            using var answer = await client.GetAsync($"/open-data/files/{file.Name}", _cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, file.Name);
            var bytes = await answer.Content.ReadAsByteArrayAsync(_cancellation);
            Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(file.Sha256, file.Name);
            opened.Text.ShouldContain($"{file.Sha256}  {file.Name}\n");
            answer.Headers.GetValues("Ledger-Size").ShouldBe([$"{made.Size}"]);
            answer.Headers.ETag!.Tag.ShouldBe($"\"{file.Sha256}\"");
        }

        using var part = new HttpRequestMessage(HttpMethod.Get, "/open-data/files/events.jsonl.gz");
        part.Headers.Range = new RangeHeaderValue(0, 1);
        using var some = await client.SendAsync(part, _cancellation);
        some.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await some.Content.ReadAsByteArrayAsync(_cancellation)).ShouldBe([0x1f, 0x8b]);

        // Node's own crypto accepts the signature.
        var path = Path.Combine(Directory.CreateTempSubdirectory("egov-files").FullName, "files.note");
        await File.WriteAllTextAsync(path, note, _cancellation);
        var (code, said) = await Outsiders.NodeAsync("note", path, list.GetProperty("key").GetString()!);
        code.ShouldBe(0, said);
    }

    [Fact]
    public async Task An_earlier_set_stays_as_it_was_and_nothing_else_is_served()
    {
        var first = await MakeAsync();
        (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        var second = await MakeAsync();
        second.Size.ShouldBeGreaterThan(first.Size);
        (await TextAsync($"/open-data/files/{first.Set}/files.note")).ShouldBe(first.Note);
        (await TextAsync("/open-data/files/files.note")).ShouldBe(second.Note);
        using var client = host.Alba.Server.CreateClient();
        using var old = await client.GetAsync($"/open-data/files/{first.Set}/decisions.csv", _cancellation);
        old.Headers.CacheControl!.ToString().ShouldContain("immutable");
        foreach (var none in new[] { "set.json", "..%2fset.json", "nothing.csv" })
            (await host.GetAsync($"/open-data/files/{none}")).Status.ShouldBe(404, none);
        (await host.GetAsync($"/open-data/files/20000101T000000Z-1/decisions.csv")).Should(404, "file.not-there");
        (await Make.RunAsync(DateTimeOffset.UtcNow, null, _cancellation)).ShouldBeNull("nothing has come since");
    }

    [Fact]
    public async Task A_set_whose_maker_was_killed_is_finished_by_the_next_and_not_begun_again()
    {
        var folder = Directory.CreateTempSubdirectory("egov-killed");
        try
        {
            await using (var store = await Store.OpenAsync(folder.FullName, null, cancellation: _cancellation))
            {
                await store.SealingAsync(async () =>
                {
                    await Ground.FoundProvinceAsync(store.Documents);
                    return true;
                }, _cancellation);
            }

            var sets = new FileSets(new LedgerSettings("", "", folder.FullName));
            using (var maker = Tool.Begin(["files", "make", "--data", folder.FullName]))
            {
                // Killed in the middle: some files are there, and some are not.
                for (string? line; (line = await maker.StandardOutput.ReadLineAsync(_cancellation)) is not null;)
                    if (line.StartsWith("6 of ", StringComparison.Ordinal)) break;
                maker.Kill();
                await maker.WaitForExitAsync(_cancellation);
            }

            var half = sets.Making.ShouldNotBeNull();
            sets.Latest.ShouldBeNull();
            half.Files.Count.ShouldBeInRange(5, 10);
            var (code, _, wrong) = await Tool.RunAsync("files", "make", "--data", folder.FullName);
            code.ShouldBe(0, wrong);
            var whole = sets.Latest.ShouldNotBeNull();
            (whole.Set, whole.BegunAt).ShouldBe((half.Set, half.BegunAt));
            sets.Making.ShouldBeNull();
            foreach (var file in half.Files) whole.Files.ShouldContain(file);
            foreach (var file in whole.Files)
                Convert.ToHexStringLower(SHA256.HashData(
                    await File.ReadAllBytesAsync(sets.Find(whole, file.Name)!, _cancellation))).ShouldBe(file.Sha256);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_is_gone_on_with_is_of_the_ledger_as_it_was_begun_however_it_has_grown()
    {
        var folder = Directory.CreateTempSubdirectory("egov-begun");
        try
        {
            var (then, now) = (new TreeHead(5, MerkleTree.Leaf([5])), new TreeHead(9, MerkleTree.Leaf([9])));
            var settings = new LedgerSettings("", "", folder.FullName);
            var begun = new FileSets(settings).Begin(then, "signed at 5", _ => then, Given.Start);
            var next = new FileSets(settings);
            var gone = next.Begin(now, "signed at 9", size => size == 5 ? then : now, Given.Start.AddDays(1));
            (gone.Set, gone.Size, gone.Root).ShouldBe((begun.Set, begun.Size, begun.Root));
            next.CheckpointOfMaking.ShouldBe("signed at 5");

            // A ledger that was another at that size is another's: nothing is gone on with.
            var other = next.Begin(now, "signed at 9", _ => now, Given.Start.AddDays(1));
            (other.Size, next.CheckpointOfMaking).ShouldBe((9L, "signed at 9"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<FileSet> MakeAsync()
    {
        var ledger = host.Alba.Services.GetRequiredService<PublishedLedger>();
        await using var session = host.Store.QuerySession();
        var written = (await session.AdvancedSql.QueryAsync<long>(
            $"select count(*) from {host.Store.Options.DatabaseSchemaName}.mt_events", _cancellation))[0];
        for (var patience = 0; ledger.Latest.Head.Size < written; patience++)
        {
            patience.ShouldBeLessThan(200);
            await Task.Delay(50, _cancellation);
        }

        var sets = host.Alba.Services.GetRequiredService<FileSets>();
        return await Make.RunAsync(DateTimeOffset.UtcNow, null, _cancellation) ?? sets.Latest.ShouldNotBeNull();
    }

    private async Task<string> TextAsync(string url)
    {
        using var client = host.Alba.Server.CreateClient();
        return await client.GetStringAsync(url, _cancellation);
    }
}
