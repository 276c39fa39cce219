using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using EGov.Ledger;
using EGov.Proofs;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Wolverine.Http;

namespace EGov.Privacy;

/// <summary>What is kept about a person, to take away: readable by itself, and provable without us.</summary>
/// <param name="Bytes">A ZIP archive.</param>
public sealed record PortableCopy(ReadOnlyMemory<byte> Bytes) : IResult, IEndpointMetadataProvider
{
    public const string ContentType = "application/zip";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = "attachment; filename=\"my-data.zip\"";
        response.ContentType = ContentType;
        response.ContentLength = Bytes.Length;
        return response.Body.WriteAsync(Bytes, httpContext.RequestAborted).AsTask();
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(byte[]), [ContentType]));
}

public static class PortableCopyEndpoint
{
    private const string How =
        """
        آنچه دربارهٔ شما نگه‌داری می‌شود، همراه با گواهی‌های آن.
          my-data.json          همهٔ پرونده‌ها، رویداد به رویداد
          ‏<شماره>/<رویداد>/      مدخل عمومی رویداد، گواهی آن و هر مقدار مُهرشده به‌تنهایی
        هر مقدار را جداگانه می‌توان به دیگری داد؛ مقدارهای دیگر بسته می‌ماند.

        What is kept about you, with its proofs.
          my-data.json          all files, event by event
          <number>/<event>/     the event's public entry, its proof, and each sealed value by itself
        Each value can be handed to somebody alone; the others stay sealed.

        Verify without us:
          ops/verify proof <number>/<event>/proof.tlog-proof --policy policy
          ops/verify disclosure <number>/<event>/<path>.disclosure \
              --proof <number>/<event>/proof.tlog-proof --policy policy

        The policy here trusts the ledger's own key, as this server says it. Compare the key with where you would take
        it from otherwise (a printed gazette), and name witnesses that you trust.

        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Everything kept about you as a ZIP archive, with proofs and disclosures that verify offline.</summary>
    [WolverineGet("/api/my/data/copy")]
    public static async Task<PortableCopy> Get(
        IQuerySession session, Vault vault, Withheld withheld, ProveEvent prove, LedgerFolder ledger, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var record = await MyRecordEndpoint.Get(session, vault, withheld, actor, now, cancellation);
        using var bytes = new MemoryStream();
        await using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            await WriteAsync(archive, "README.txt", How, cancellation);
            await WriteAsync(archive, "my-data.json", JsonSerializer.Serialize(record, Json), cancellation);
            if (ledger.Vkey is { } vkey)
                await WriteAsync(archive, "policy", $"log {vkey.Trim()}\nquorum none\n", cancellation);
            foreach (var request in record.Requests)
                foreach (var e in await session.Events.FetchStreamAsync(request.RequestId, token: cancellation))
                {
                    var folder = string.Create(CultureInfo.InvariantCulture,
                        $"{request.TrackingNumber}/{e.Version:000}-{e.Data.GetType().Name}/");
                    await ProveAsync(archive, folder, e.Id, prove, cancellation);
                    foreach (var (path, value) in SealedMembers.Of(e.Data))
                        if (value.Subject == record.Key
                            && await vault.DiscloseAsync(value, cancellation) is { } disclosure)
                            await WriteAsync(archive, $"{folder}{path}.disclosure", disclosure, cancellation);
                }
        }

        return new(bytes.ToArray());
    }

    private static async Task ProveAsync(
        ZipArchive archive, string folder, Guid @event, ProveEvent prove, CancellationToken cancellation)
    {
        if (await prove.RunAsync(@event, cancellation) is not { } proof)
        {
            await WriteAsync(archive, folder + "not-published-yet.txt",
                "The event stands in the ledger in a few minutes; take another copy then.\n", cancellation);
            return;
        }

        await WriteAsync(archive, folder + "proof.tlog-proof", proof.Text, cancellation);
        var entry = TlogProof.Parse(proof.Text).Extra!.Value;
        await WriteAsync(archive, folder + "entry.json", Encoding.UTF8.GetString(entry.Span), cancellation);
    }

    private static async Task WriteAsync(ZipArchive archive, string name, string text, CancellationToken cancellation)
    {
        await using var entry = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellation);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
    }
}
