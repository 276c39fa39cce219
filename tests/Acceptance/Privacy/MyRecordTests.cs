using System.Diagnostics;
using System.IO.Compression;
using EGov.Proofs;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Privacy;

/// <summary>A person sees, corrects, takes along and hands out what is kept of him; outsiders verify it.</summary>
[Collection(OneHost.Name)]
public sealed class MyRecordTests(Host host) : IDisposable
{
    private const string Name = "نامی برای دیدن";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-record");
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Everything_kept_is_shown_to_its_subject_and_to_nobody_else()
    {
        var (id, number, secret) = await FileAsync();
        (await host.GetAsync($"/api/requests/{id}/file", "officer", purpose: "papers")).Should(200);
        var record = (await MineAsync(number, secret)).Should(200);
        record.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var kept = record.Json.GetProperty("requests").EnumerateArray().ShouldHaveSingleItem();
        kept.GetProperty("requestId").GetGuid().ShouldBe(id);
        kept.GetProperty("events")[0].GetProperty("details").GetProperty("applicant").GetProperty("name").GetString()
            .ShouldBe(Name);
        kept.GetProperty("openings")[0].GetProperty("reader").GetString().ShouldBe("ENV-014");
        kept.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("path").GetString())
            .ShouldBe(["applicant.name", "applicant.nationalNumber", "sealedFacts.income", "applicantMark"]);
        record.Json.GetProperty("key").GetGuid().ShouldBe(id);
        record.Json.GetProperty("isWhole").GetBoolean().ShouldBeFalse();

        (await MineAsync(number, "wrong")).Should(404, "tracking-number.no-such-pair");
        (await host.GetAsync("/api/my/data")).Should(400, "subject.not-said");
        (await host.GetAsync("/api/my/data", "officer")).Should(400, "subject.not-said");
        (await host.GetAsync("/api/my/data", "citizen-2")).Should(200).Body.ShouldNotContain(number);
    }

    [Fact]
    public async Task A_correction_stands_beside_what_it_corrects_and_rules_read_the_new()
    {
        var (id, number, secret) = await FileAsync();
        var correction = new { requestId = id, name = "نامی دیگر", facts = new { income = 1_000 } };
        (await CorrectAsync(correction, number, "wrong")).Should(404, "tracking-number.no-such-pair");
        (await CorrectAsync(correction, number, secret)).Should(204);
        (await host.PostAsync("/api/my/corrections", correction)).Should(403, "request.not-the-applicant");
        (await CorrectAsync(new { name = "?" }, number, secret)).Should(404, "correction.request-unknown");
        var (other, _, _) = await FileAsync();
        (await CorrectAsync(new { requestId = other, name = "?" }, number, secret))
            .Should(403, "request.not-the-applicant");

        var file = (await host.GetAsync($"/api/requests/{id}/file", "officer", purpose: "papers")).Should(200);
        var events = file.Json.GetProperty("events");
        events[0].GetProperty("details").GetProperty("applicant").GetProperty("name").GetString().ShouldBe(Name);
        events[1].GetProperty("details").GetProperty("name").GetString().ShouldBe("نامی دیگر");
        events[1].GetProperty("details").GetProperty("sealedFacts").GetProperty("income").GetInt32().ShouldBe(1_000);
    }

    [Fact]
    public async Task One_value_is_handed_out_and_the_auditors_program_believes_it_and_no_other()
    {
        var (id, number, secret) = await FileAsync();
        var record = (await MineAsync(number, secret)).Json;
        var value = record.GetProperty("requests")[0].GetProperty("values")[0];
        var (e, path) = (value.GetProperty("event").GetGuid(), value.GetProperty("path").GetString()!);
        await PublishedAsync(e);
        Task<Answer> Ask(object body) => host.SendAsync(
            HttpMethod.Post, "/api/my/disclosures", body, secret: secret, number: number);
        (await Ask(new { requestId = Guid.NewGuid(), @event = e, path })).Should(404, "disclosure.not-yours");
        (await Ask(new { requestId = id, @event = e, path = "words" })).Should(404, "disclosure.nothing-there");
        var handed = (await Ask(new { requestId = id, @event = e, path })).Should(200).Json;
        handed.GetProperty("entry").GetString()!.ShouldNotContain(Name);
        handed.GetProperty("proof").GetString()!.ShouldEndWith(handed.GetProperty("checkpoint").GetString()!);

        var proof = Write("proof", handed.GetProperty("proof").GetString()!);
        var disclosure = Write("disclosure", handed.GetProperty("disclosure").GetString()!);
        var (code, said) = await VerifyAsync("disclosure", disclosure, "--proof", proof, "--policy", Policy());
        (code, said).ShouldBe((0, said));
        said.ShouldContain("PROVED: the entry holds sealed, as applicant.name:");

        var other = await FileAsync();
        var others = (await MineAsync(other.Number, other.Secret)).Json.GetProperty("requests")[0]
            .GetProperty("values")[0];
        await PublishedAsync(others.GetProperty("event").GetGuid());
        var strange = (await host.SendAsync(HttpMethod.Post, "/api/my/disclosures",
            new { requestId = other.Id, @event = others.GetProperty("event").GetGuid(), path },
            secret: other.Secret, number: other.Number)).Should(200).Json;
        (await VerifyAsync("disclosure", Write("strange", strange.GetProperty("disclosure").GetString()!),
            "--proof", proof, "--policy", Policy())).Code.ShouldBe(1);
    }

    [Fact]
    public async Task A_copy_is_taken_along_and_every_proof_in_it_verifies_offline()
    {
        var (_, number, secret) = await FileAsync();
        var record = (await MineAsync(number, secret)).Json.GetProperty("requests")[0];
        await PublishedAsync(record.GetProperty("events")[0].GetProperty("id").GetGuid());
        using var client = host.Alba.Server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/my/data/copy");
        request.Headers.Add("Tracking-Number", number);
        request.Headers.Add("Request-Secret", secret);
        using var answer = await client.SendAsync(request, _cancellation);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        await using (var archive = await answer.Content.ReadAsStreamAsync(_cancellation))
            await ZipFile.ExtractToDirectoryAsync(archive, _folder.FullName, _cancellation);

        (await File.ReadAllTextAsync(In("my-data.json"), _cancellation)).ShouldContain(Name);
        var entry = Path.Combine(_folder.FullName, number, "001-RequestSubmitted");
        (await File.ReadAllTextAsync(Path.Combine(entry, "entry.json"), _cancellation)).ShouldNotContain(Name);
        var proof = Path.Combine(entry, "proof.tlog-proof");
        (await VerifyAsync("proof", proof, "--policy", In("policy"))).Code.ShouldBe(0);
        var disclosures = Directory.GetFiles(entry, "*.disclosure");
        disclosures.Length.ShouldBe(4);
        var (code, said) = await VerifyAsync(
            ["disclosure", .. disclosures, "--proof", proof, "--policy", In("policy")]);
        code.ShouldBe(0, said);
        said.ShouldContain("sealedFacts.income: 500000000");
    }

    [Fact]
    public async Task The_public_report_counts_acts_by_month_and_ground()
    {
        var (id, _, secret) = await FileAsync();
        (await host.PostAsync($"/api/requests/{id}/withdraw", secret: secret)).Should(204);
        var before = await CountAsync();
        var basis = new { basis = "about-another", reasons = "It was somebody else." };
        (await host.PostAsync($"/api/requests/{id}/erasure", basis, "custodian")).Should(204);
        (await host.PostAsync($"/api/requests/{id}/erasure/approve", persona: "admin")).Should(204);
        (await CountAsync()).ShouldBe(before + 1);
        var report = (await host.GetAsync("/api/public/erasures")).Should(200);
        report.Body.ShouldNotContain(id.ToString());
        report.Json.GetProperty("bases").GetArrayLength().ShouldBe(EGov.Privacy.ErasureBasis.All.Count);
    }

    private async Task<int> CountAsync() =>
        (await host.GetAsync("/api/public/erasures")).Should(200).Json.GetProperty("items").EnumerateArray()
            .Where(line => line.GetProperty("act").GetString() == "erased"
                && line.GetProperty("ground").GetString() == "about-another")
            .Sum(line => line.GetProperty("count").GetInt32());

    private Task<Answer> MineAsync(string number, string secret) =>
        host.SendAsync(HttpMethod.Get, "/api/my/data", secret: secret, number: number);

    private Task<Answer> CorrectAsync(object correction, string number, string secret) =>
        host.SendAsync(HttpMethod.Post, "/api/my/corrections", correction, secret: secret, number: number);

    private async Task<(Guid Id, string Number, string Secret)> FileAsync()
    {
        var filed = (await host.PostAsync("/api/requests", new
        {
            service = "environmental-opinion",
            county = "sari",
            applicant = new { name = Name, nationalNumber = "۰۰۱۲۳۴۵۶۷۹" },
            facts = new { distance = 730, income = 500_000_000 },
        })).Should(201).Json;
        return (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString()!,
            filed.GetProperty("secret").GetString()!);
    }

    private async Task PublishedAsync(Guid e)
    {
        var prove = host.Alba.Services.GetRequiredService<ProveEvent>();
        for (var patience = 0; patience < 300; patience++)
        {
            if (await prove.RunAsync(e, _cancellation) is not null) return;
            await Task.Delay(100, _cancellation);
        }

        throw new TimeoutException("The event was not published.");
    }

    private string Policy() => Write("policy-of-this-log",
        $"log {host.Alba.Services.GetRequiredService<LedgerFolder>().Vkey!.Trim()}\nquorum none\n");

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    /// <summary>The auditor's program, a process of its own.</summary>
    private static async Task<(int Code, string Said)> VerifyAsync(params string[] args)
    {
        using var verifier = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "EGov.Verifier.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await verifier.StandardOutput.ReadToEndAsync() + await verifier.StandardError.ReadToEndAsync();
        await verifier.WaitForExitAsync();
        return (verifier.ExitCode, said);
    }
}
