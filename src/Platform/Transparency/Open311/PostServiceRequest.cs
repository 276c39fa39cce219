using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EGov.Casework;
using EGov.Catalogue;
using EGov.Organisation;
using EGov.Privacy;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>What who files is told, this once: the notice holds the number and the secret of the receipt.</summary>
public sealed record FiledRequest(string ServiceRequestId, string ServiceNotice, string? AccountId);

/// <summary>The answer to a filing: nobody between us and the client keeps it.</summary>
public sealed class FiledAnswer(FiledRequest filed, string format, bool isReplay) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        FiledRequest[] lines = [filed];
        var (body, type) = GeoReport.Write(lines, "service_requests", format);
        response.StatusCode = StatusCodes.Status201Created;
        response.Headers.CacheControl = "no-store";
        response.Headers.Location = $"{GeoReport.Root}/requests/{filed.ServiceRequestId}.{format}";
        if (isReplay) response.Headers["Idempotent-Replay"] = "true";
        response.ContentType = type;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}

public static class PostServiceRequestEndpoint
{
    private const int LongestDescription = 4000;

    /// <summary>What can be told of people besides the members of the standard; all of it is sealed.</summary>
    internal static readonly IReadOnlyList<(string Code, Text Title, Text Form)> People =
    [
        ("national_number", new("کد ملی متقاضی", "National number of the applicant"),
            new("ده رقم؛ مهر می‌شود.", "Ten digits; it is sealed.")),
        ("representative_name", new("نام نماینده", "Name of the representative"),
            new("اگر کسی به جای متقاضی اقدام می‌کند باید اعلام شود؛ مهر می‌شود.",
                "Whoever acts for the applicant must be declared; it is sealed.")),
        ("representative_phone", new("تلفن نماینده", "Telephone of the representative"),
            new("با نام نماینده لازم است؛ مهر می‌شود.", "Needed with the name of a representative; it is sealed.")),
    ];

    /// <summary>Files a request with a key of open data, by the same command as everybody else.</summary>
    /// <remarks>
    /// The same form sent with the same key on the same day is the same request; whoever sends the header
    /// Idempotency-Key says himself what is the same.
    /// </remarks>
    [WolverinePost("/open311/v2/requests.{format}")]
    public static async Task<FiledAnswer> FileAsync(
        string format, HttpContext http, IMessageBus bus, IQuerySession session, [NotBody] Handbook handbook,
        [NotBody] MasterKey master, [NotBody] DateTimeOffset now, CancellationToken cancellation)
    {
        var written = GeoReport.FormatOf(format);
        var client = ClientOf(http.Request, handbook);
        if (!http.Request.HasFormContentType) throw new Refused("georeport.form-expected") { Status = 400 };
        var form = await http.Request.ReadFormAsync(cancellation);
        GeoReport.DemandJurisdiction(One(form, "jurisdiction_id"), http.Request);
        if (form.Files.Count > 0) throw new Refused("georeport.no-files") { Status = 400 };

        var command = Read(form, handbook, now);
        var act = ActOf(form, client, http.Request.Headers["Idempotency-Key"].ToString(), now);
        if (await FindAsync(act, session, cancellation) is { } before)
            return new(Tell(before, master, http.Request), written, isReplay: true);
        using var begun = Act.Begin(act);
        try
        {
            var receipt = await bus.InvokeAsync<RequestReceipt>(command, cancellation);
            return new(Tell(receipt.RequestId, receipt.TrackingNumber, receipt.Secret, http.Request), written, false);
        }
        catch (Exception failed) when (failed is not Refused)
        {
            // The same form came twice at once, and the other was first.
            if (await FindAsync(act, session, cancellation) is not { } other) throw;
            return new(Tell(other, master, http.Request), written, isReplay: true);
        }
    }

    /// <summary>Whose key it is: it may be shown as the parameter api_key or as the header of open data.</summary>
    private static ApiKey ClientOf(HttpRequest http, Handbook handbook) =>
        ApiKey.IdIn(http.Headers["Api-Key"].ToString()) is { } id
        && handbook.ApiKeys.TryGetValue(id, out var key) && key.IsOpenedBy(http.Headers["Api-Key"].ToString())
            ? key
            : throw new Refused("georeport.key-missing") { Status = 403 };

    /// <summary>The form as the command that the portal and the desks give.</summary>
    internal static SubmitRequest Read(IFormCollection form, Handbook handbook, DateTimeOffset now)
    {
        var service = One(form, "service_code") ?? throw new Refused("georeport.service-missing") { Status = 400 };
        var terms = handbook.Offered(service, now.Day());
        var (facts, people) = Attributes(form, terms);
        var representative = people.GetValueOrDefault("representative_name") is { } name
            ? new Person(name, null, people.GetValueOrDefault("representative_phone"))
            : null;
        return new(service, CountyOf(form, handbook),
            new($"{One(form, "first_name")} {One(form, "last_name")}".Trim(),
                people.GetValueOrDefault("national_number"), One(form, "phone")),
            representative, facts, WordsOf(form));
    }

    private static string? CountyOf(IFormCollection form, Handbook handbook)
    {
        if (One(form, "address_id") is { } code)
            return handbook.Departments.TryGetValue(code, out var desk) && desk is { Kind: "desk", County: { } county }
                ? county
                : throw new Refused("georeport.address-unknown", code) { Status = 400 };
        if (One(form, "address_string") is null && (One(form, "lat") is null || One(form, "long") is null))
            throw new Refused("georeport.location-missing") { Status = 400 };
        return null;
    }

    /// <summary>What is said as attribute[code], by code: facts of the service, and what is asked of people.</summary>
    private static (Dictionary<string, JsonElement> Facts, Dictionary<string, string> People) Attributes(
        IFormCollection form, ServiceTerms terms)
    {
        var (facts, people) = (new Dictionary<string, JsonElement>(), new Dictionary<string, string>());
        foreach (var field in form.Where(field => field.Key.StartsWith("attribute[", StringComparison.Ordinal)))
        {
            var code = field.Key["attribute[".Length..].Split(']')[0];
            if (One(form, field.Key) is not { } said) continue;
            if (People.Any(person => person.Code == code)) people[code] = said;
            else facts[code] = JsonSerializer.SerializeToElement(
                terms.Facts.Any(fact => fact.Name == code && fact.Type == "date") ? DayOf(said) : said);
        }

        return (facts, people);
    }

    /// <summary>The standard has moments where a service asks for a day: it is the day of the province.</summary>
    private static string DayOf(string said) =>
        said.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.Day().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : said;

    /// <summary>
    /// The applicant's words, and after them what the standard lets him say and no service asks for: whoever handles
    /// the request reads it, sealed as the words are. What tells of his device is not taken.
    /// </summary>
    private static string? WordsOf(IFormCollection form)
    {
        var description = One(form, "description");
        if (description?.Length > LongestDescription)
            throw new Refused("georeport.description-too-long", LongestDescription) { Status = 400 };
        string?[] lines =
        [
            description, Line("نشانی (address)", "address_string"),
            One(form, "lat") is { } lat && One(form, "long") is { } lon ? $"مختصات (lat, long): {lat}, {lon}" : null,
            Line("رایانامه (e-mail)", "email"), Line("پیوند (media)", "media_url"),
        ];
        return lines.OfType<string>().ToArray() is { Length: > 0 } said ? string.Join('\n', said) : null;

        string? Line(string label, string field) => One(form, field) is { } value
            ? value.Length <= LongestDescription
                ? $"{label}: {value}"
                : throw new Refused("georeport.field-too-long", field) { Status = 400 }
            : null;
    }

    private static string? One(IFormCollection form, string name) =>
        form[name].ToString().Trim() is { Length: > 0 } said ? said : null;

    /// <summary>
    /// Nobody is signed in here, whatever else the caller shows: the applicant is a citizen, and the record says by
    /// whose key he came.
    /// </summary>
    private static Act ActOf(IFormCollection form, ApiKey client, string key, DateTimeOffset now)
    {
        var digest = DigestOf(form);
        return Act.Current with
        {
            Actor = new("citizen", $"{client.Id}"),
            Key = $"open311/{(key.Length > 0 ? Hash(key) : $"{now.Day():yyyy-MM-dd}")}/{digest}",
            Fingerprint = digest,
            ExpectedVersion = null,
        };
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Over every field but the key, by name, each length-prefixed.</summary>
    private static string DigestOf(IFormCollection form)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var (name, said) in form.Where(field => field.Key != "api_key")
            .OrderBy(field => field.Key, StringComparer.Ordinal))
            foreach (var part in said.Prepend(name))
            {
                var bytes = Encoding.UTF8.GetBytes(part ?? "");
                BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
                hash.AppendData(length);
                hash.AppendData(bytes);
            }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The request that was filed by the same form before.</summary>
    private static async Task<Guid?> FindAsync(Act act, IQuerySession session, CancellationToken cancellation) =>
        (await session.Events.LoadAsync(SealOnAppend.EventId(act.Actor, act.Key!, 0), cancellation))?.StreamId;

    private static FiledRequest Tell(Guid request, MasterKey master, HttpRequest http) =>
        Tell(request, TrackingNumber.Of(request), master.SecretOf(request), http);

    private static FiledRequest Tell(Guid request, string number, string secret, HttpRequest http)
    {
        var page = $"{http.Scheme}://{http.Host}/{(http.WantsEnglish() ? "en" : "fa")}/track";
        return new($"{request}", http.WantsEnglish()
            ? $"Give both to the applicant, and keep neither. Tracking number: {number}. Secret: {secret}. Together "
                + $"they open the file at {page}. The secret is not shown again."
            : $"هر دو را به متقاضی بدهید و نزد خود نگه ندارید. شمارهٔ پیگیری: \u2068{number}\u2069. "
                + $"رمز: \u2068{secret}\u2069. پرونده با هر دو در \u2068{page}\u2069 "
                + "باز می‌شود. رمز دوباره نشان داده نمی‌شود.", null);
    }
}
