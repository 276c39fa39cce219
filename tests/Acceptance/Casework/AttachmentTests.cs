using System.Net;
using System.Text;
using EGov.Acceptance.Transparency;
using EGov.Privacy;
using EGov.Proofs;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EGov.Acceptance.Casework;

/// <summary>A file that a citizen hands in: encrypted, named by its digest, read by who may.</summary>
[Collection(OneHost.Name)]
public class AttachmentTests(Host host)
{
    private const string Planted = "Zarrinkolah-Planted-7781";

    private static readonly byte[] Pdf = [.. Encoding.UTF8.GetBytes($"%PDF-1.7\n{Planted}\n"), 0x00, 0xFF];

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_comes_back_to_its_owner_byte_by_byte_and_lies_encrypted()
    {
        var (id, number, secret) = await FileAsync();
        (await AttachAsync(id, secret)).Should(204);
        var digest = await DigestAsync(number, secret);

        var (status, bytes, headers) = await DownloadAsync($"/api/requests/{number}/attachments/{digest}", secret);
        status.ShouldBe(HttpStatusCode.OK);
        bytes.ShouldBe(Pdf);
        headers["Content-Disposition"].ShouldBe(
            "attachment; filename=____.pdf; filename*=UTF-8''%D9%86%D9%82%D8%B4%D9%87.pdf");
        headers["Content-Security-Policy"].ShouldContain("sandbox");

        var box = await File.ReadAllBytesAsync(Files.PathOf(digest), _cancellation);
        box.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Planted)).ShouldBe(-1);
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(box)).ShouldBe(digest);
        (await host.TextAsync($"select data::text from {{0}}.mt_events where stream_id = '{id}'"))
            .ShouldNotContain("pdf");
    }

    [Fact]
    public async Task Sent_twice_under_one_key_it_is_one_file_and_one_event()
    {
        var (id, number, secret) = await FileAsync();
        var before = Count();
        var key = Guid.NewGuid().ToString();
        (await AttachAsync(id, secret, key: key)).Should(204);
        (await AttachAsync(id, secret, key: key)).Should(204);
        (await host.GetAsync($"/api/requests/{number}", secret: secret)).Json.GetProperty("version").GetInt64()
            .ShouldBe(2);
        Count().ShouldBe(before + 1);
        (await AttachAsync(id, secret, key: key, content: [.. Pdf, 1])).Should(422, "idempotency.key-reused");
    }

    [Fact]
    public async Task Whoever_is_not_its_owner_needs_a_right_and_a_purpose_and_is_seen()
    {
        var (id, number, secret) = await FileAsync();
        (await AttachAsync(id, secret)).Should(204);
        var digest = await DigestAsync(number, secret);
        var own = $"/api/requests/{number}/attachments/{digest}";
        (await host.GetAsync(own, secret: "AAAA-AAAA-AAAA")).Should(404, "tracking-number.no-such-pair");
        (await host.GetAsync(own)).Should(404, "tracking-number.no-such-pair");
        (await host.GetAsync($"/api/requests/{number}/attachments/{new string('0', 64)}", secret: secret))
            .Should(404, "attachment.unknown");

        var office = $"/api/requests/{id}/file/attachments/{digest}";
        (await host.GetAsync(office)).Status.ShouldBe(401);
        (await host.GetAsync(office, "officer")).Should(400, "opening.purpose-missing");
        (await host.GetAsync(office, "officer-water", purpose: "papers"))
            .Should(403, "file.not-for-this-department");
        (await host.GetAsync(office, "officer", purpose: "papers")).Status.ShouldBe(200);
        (await host.GetAsync($"/api/requests/{number}", secret: secret)).Json.GetProperty("openings")
            .EnumerateArray().Single().GetProperty("reader").GetString().ShouldBe("ENV-014");
    }

    [Fact]
    public async Task Its_name_is_the_last_part_and_its_kind_is_looked_at()
    {
        var (id, _, secret) = await FileAsync();
        (await AttachAsync(id, secret, name: "../../etc/passwd", mediaType: "text/plain"))
            .Should(422, "attachment.not-what-it-says");
        (await AttachAsync(id, secret, mediaType: "text/html")).Should(422, "attachment.kind-not-taken");
        (await AttachAsync(id, secret, content: [])).Should(422, "attachment.length-wrong");
        (await AttachAsync(id, secret, content: new byte[11 << 20])).Status.ShouldBe(413);
        (await AttachAsync(id, null)).Should(403, "request.not-the-applicant");
    }

    [Fact]
    public async Task Once_the_key_is_gone_nobody_reads_it()
    {
        var (id, number, secret) = await FileAsync();
        (await AttachAsync(id, secret)).Should(204);
        var digest = await DigestAsync(number, secret);
        await using (var owner = new NpgsqlConnection(host.Owner))
        {
            await owner.OpenAsync(_cancellation);
            await using var erase = new NpgsqlCommand(
                $"delete from {host.Store.Options.DatabaseSchemaName}.mt_doc_subjectkey where id = '{id}'", owner);
            (await erase.ExecuteNonQueryAsync(_cancellation)).ShouldBe(1);
        }

        // The host that closed it may still hold the key for a while; a vault of its own holds none.
        var services = host.Alba.Services;
        using var vault = new Vault(
            services.GetRequiredService<MasterKey>(), services.GetRequiredService<VaultTable>(), Files);
        await using var session = host.Store.QuerySession();
        var e = (await session.Events.FetchStreamAsync(id, token: _cancellation))
            .Single(e => e.Data is EGov.Casework.FileAttached);
        (await vault.OpenFileAsync(((EGov.Casework.FileAttached)e.Data).File, id, e.Id, _cancellation)).ShouldBeNull();
        File.Exists(Files.PathOf(digest)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_somebody_changes_or_takes_away_the_audit_names()
    {
        var (id, number, secret) = await FileAsync();
        (await AttachAsync(id, secret)).Should(204);
        var digest = await DigestAsync(number, secret);
        const string waiting = "select 'x' from {0}.ledger_queue";
        for (var patience = 0; patience < 200 && await host.TextAsync(waiting) != ""; patience++)
            await Task.Delay(50, _cancellation);
        (await FoundAsync(id)).ShouldBeEmpty();

        await File.AppendAllTextAsync(Files.PathOf(digest), "x", _cancellation);
        (await FoundAsync(id)).ShouldBe(["attachment.changed"]);
        File.Delete(Files.PathOf(digest));
        (await FoundAsync(id)).ShouldBe(["attachment.missing"]);
        (await host.GetAsync($"/api/requests/{number}/attachments/{digest}", secret: secret))
            .Should(410, "attachment.gone");
    }

    private async Task<IReadOnlyList<string>> FoundAsync(Guid request)
    {
        var report = await host.Alba.Services.GetRequiredService<AuditLedger>().RunAsync(true, null, _cancellation);
        return [.. report.Findings.Where(found => found.Stream == request).Select(found => found.Kind)];
    }

    private Attachments Files => host.Alba.Services.GetRequiredService<Attachments>();

    private int Count() => Directory.Exists(Files.Folder)
        ? Directory.EnumerateFiles(Files.Folder, "*", SearchOption.AllDirectories).Count()
        : 0;

    private async Task<(Guid Id, string Number, string Secret)> FileAsync()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201).Json;
        return (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString()!,
            filed.GetProperty("secret").GetString()!);
    }

    private Task<Answer> AttachAsync(
        Guid request, string? secret, string name = "نقشه.pdf", string mediaType = "application/pdf",
        byte[]? content = null, string? key = null) =>
        host.PostAsync($"/api/requests/{request}/attachments",
            new { name, mediaType, content = content ?? Pdf, document = "plan" }, secret: secret, key: key);

    private async Task<string> DigestAsync(string number, string secret) =>
        (await host.GetAsync($"/api/requests/{number}", secret: secret)).Json.GetProperty("events").EnumerateArray()
        .Single(e => e.GetProperty("type").GetString() == "FileAttached").GetProperty("details").GetProperty("file")
        .GetString()!;

    private async Task<(HttpStatusCode, byte[], Dictionary<string, string>)> DownloadAsync(string url, string secret)
    {
        using var client = host.Alba.Server.CreateClient();
        client.DefaultRequestHeaders.Add("Request-Secret", secret);
        using var answer = await client.GetAsync(url, _cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(_cancellation),
            answer.Headers.Concat(answer.Content.Headers)
                .ToDictionary(one => one.Key, one => string.Join(", ", one.Value)));
    }
}
