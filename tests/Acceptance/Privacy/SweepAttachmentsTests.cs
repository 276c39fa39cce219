using System.Security.Cryptography;
using System.Text;
using EGov.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace EGov.Acceptance.Privacy;

/// <summary>What a refused act left beside the database goes after a day; what an event names never does.</summary>
[Collection(OneHost.Name)]
public class SweepAttachmentsTests(Host host)
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    private Attachments Files => host.Alba.Services.GetRequiredService<Attachments>();

    [Fact]
    public async Task What_a_refused_act_has_written_goes_and_what_an_event_names_stays()
    {
        var (id, number, secret) = await FileAsync();
        var key = Guid.NewGuid().ToString();
        (await AttachAsync(id, secret, key, "named")).Should(204);
        var before = All();
        // Another file under the same key: written, and refused when its event meets the first.
        (await AttachAsync(id, secret, key, "never named")).Should(422, "idempotency.key-reused");
        var orphan = All().Except(before).Single();

        (await SweepAsync()).ShouldBe(0);
        foreach (var file in All()) Age(file);
        (await SweepAsync()).ShouldBeGreaterThanOrEqualTo(1);
        File.Exists(orphan).ShouldBeFalse();

        var own = (await host.GetAsync($"/api/requests/{number}", secret: secret)).Should(200).Json;
        var digest = own.GetProperty("events").EnumerateArray()
            .Single(e => e.GetProperty("type").GetString() == "FileAttached").GetProperty("details")
            .GetProperty("file").GetString()!;
        (await host.GetAsync($"/api/requests/{number}/attachments/{digest}", secret: secret)).Should(200)
            .Body.ShouldBe("named");
    }

    [Fact]
    public async Task What_is_written_again_is_young_again_and_a_broken_writing_goes_too()
    {
        var (id, _, secret) = await FileAsync();
        (await AttachAsync(id, secret, Guid.NewGuid().ToString(), "named too")).Should(204);
        var again = RandomNumberGenerator.GetBytes(100);
        var twice = Files.PathOf(await Files.WriteAsync(again, _cancellation));
        var broken = Files.PathOf(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))) + ".1.new";
        Directory.CreateDirectory(Path.GetDirectoryName(broken)!);
        await File.WriteAllBytesAsync(broken, again, _cancellation);
        var halfway = Files.PathOf(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        Directory.CreateDirectory(Path.GetDirectoryName(halfway)!);
        await File.WriteAllBytesAsync(halfway + ".aside", again, _cancellation);
        foreach (var file in All()) Age(file);

        await Files.WriteAsync(again, _cancellation);
        await SweepAsync();
        File.Exists(twice).ShouldBeTrue();
        File.Exists(broken).ShouldBeFalse();
        // A sweep that was killed has put it aside: it is there again, for the next to look at.
        File.Exists(halfway).ShouldBeTrue();
        Age(halfway);
        await SweepAsync();
        File.Exists(halfway).ShouldBeFalse();
        File.Exists(twice).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_of_which_nothing_is_named_is_anothers()
    {
        var folder = Directory.CreateTempSubdirectory("egov-sweep");
        try
        {
            var others = new Attachments(folder.FullName);
            for (var i = 0; i < 3; i++)
                Age(others.PathOf(await others.WriteAsync(RandomNumberGenerator.GetBytes(64), _cancellation)));
            using var sweep = new SweepAttachments(others, host.Store, NullLogger<SweepAttachments>.Instance);
            (await sweep.SweepAsync(DateTime.UtcNow.AddDays(-1), _cancellation)).ShouldBe(0);
            folder.EnumerateFiles("*", SearchOption.AllDirectories).Count().ShouldBe(3);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void It_runs_with_the_host() =>
        host.Alba.Services.GetServices<IHostedService>().OfType<SweepAttachments>().Count().ShouldBe(1);

    /// <summary>By a sweep of its own, as another process would: it has seen nothing yet.</summary>
    private async Task<int> SweepAsync()
    {
        using var sweep = new SweepAttachments(Files, host.Store, NullLogger<SweepAttachments>.Instance);
        return await sweep.SweepAsync(DateTime.UtcNow.AddDays(-1), _cancellation);
    }

    private HashSet<string> All() =>
        [.. Directory.EnumerateFiles(Files.Folder, "*", SearchOption.AllDirectories)];

    private static void Age(string file) => File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-3));

    private async Task<(Guid Id, string Number, string Secret)> FileAsync()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201).Json;
        return (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString()!,
            filed.GetProperty("secret").GetString()!);
    }

    private Task<Answer> AttachAsync(Guid request, string secret, string key, string words) =>
        host.PostAsync($"/api/requests/{request}/attachments",
            new { name = "a.txt", mediaType = "text/plain", content = Encoding.UTF8.GetBytes(words) },
            secret: secret, key: key);
}
