using System.Reflection;
using System.Text.Json;
using EGov.Catalogue;
using EGov.Privacy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Casework;

/// <summary>Asks for a service, once, at one place, for whichever department is competent.</summary>
/// <param name="Service">Code of a service of the catalogue.</param>
/// <param name="County">Code of the county the matter lies in.</param>
/// <param name="Representative">Whoever acts for the applicant must be declared here.</param>
/// <param name="Facts">
/// What the service asks for, by name. Facts about a person are sealed before they are stored.
/// </param>
/// <param name="Words">Anything to add, in the applicant's own words; sealed.</param>
/// <param name="Documents">Codes of the documents handed in.</param>
/// <param name="NonceDigest">
/// Where lots are drawn for who handles it: SHA-256, in hexadecimal, of 32 random bytes that the applicant keeps to
/// himself and reveals once the draw is on record. With them nobody else can know who will be drawn.
/// </param>
public record SubmitRequest(
    string Service, string? County, Person Applicant, Person? Representative = null,
    IReadOnlyDictionary<string, JsonElement>? Facts = null, string? Words = null,
    IReadOnlyList<string>? Documents = null, string? NonceDigest = null);

/// <param name="NationalNumber">Ten digits with their check digit; any script of digits.</param>
public record Person(string Name, string? NationalNumber = null, string? Phone = null);

/// <param name="Secret">Opens the file together with the number; shown once, and never stored.</param>
public record RequestReceipt(Guid RequestId, string TrackingNumber, string Secret, DateTimeOffset ReceivedAt) : IHttpAware
{
    private readonly Written? _written = Act.CurrentOrNone?.Written;

    /// <summary>
    /// A signed note: within the delay that it names, the filing stands in the published ledger under the id that it
    /// names. It is made when it is read, for nothing is promised before it is written.
    /// </summary>
    public string? Receipt { get => field ?? _written?.Receipt?.Invoke(); init; }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(RequestReceipt)));

    void IHttpAware.Apply(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = $"/api/requests/{TrackingNumber}";
    }
}

public static class SubmitRequestHandler
{
    /// <summary>Files a request; the receipt's number and secret open it again.</summary>
    [WolverinePost("/api/requests")]
    public static (RequestReceipt, IStartStream) Handle(
        SubmitRequest command, Handbook handbook, Actor actor, MasterKey master, DateTimeOffset now)
    {
        var id = NewId();
        var submitted = Decide(command, id, handbook, actor, master, now);
        var receipt = new RequestReceipt(id, submitted.TrackingNumber, master.SecretOf(id), now);
        return (receipt, MartenOps.StartStream<Request>(id, submitted));
    }

    /// <summary>The same key of the same actor is the same request.</summary>
    public static Guid NewId() =>
        Act.Current is { Key: { } key, Actor: var actor }
            ? Identity.Of("request", actor.Name, actor.Subject?.ToString() ?? "", key)
            : Guid.CreateVersion7();

    public static RequestSubmitted Decide(
        SubmitRequest command, Guid id, Handbook handbook, Actor actor, MasterKey master, DateTimeOffset now)
    {
        var terms = handbook.Offered(command.Service, now.Day());
        var channel = actor.Role switch { "clerk" => "desk", "importer" => "import", _ => "portal" };
        if (!terms.Channels.Contains(channel)) throw new Refused("request.channel-not-offered", channel);
        if (command.County is { } county && handbook.Departments.Values.All(department => department.County != county))
            throw new Refused("request.county-unknown", county) { Status = 422 };

        var subject = actor is { Role: "citizen", Subject: { } known } ? known : id;
        var facts = FactsGiven.Read(terms, command.Facts, subject, requireAll: true);
        if (TransferRequestHandler.ComplainedAbout(facts.Open) == terms.Department)
            throw new Refused("complaint.about-its-own-judge");
        var documents = command.Documents ?? [];
        if (documents.FirstOrDefault(code => terms.Documents.All(document => document.Code != code)) is { } stranger)
            throw new Refused("document.unknown", stranger) { Status = 422 };
        var nonce = NonceOf(command.NonceDigest, terms);

        var applicant = Seal(command.Applicant, subject);
        return new(
            now, TrackingNumber.Of(id), new(terms.Code, terms.Department, command.County), channel, applicant,
            command.Representative is { } person ? Seal(person, subject) : null,
            MarkOf(command.Representative, master),
            actor.Role is "clerk" ? actor.Code : null,
            facts.Open, facts.Sealed, Sealed.OfWords(subject, command.Words), documents,
            MarkOf(applicant.NationalNumber, master), nonce);
    }

    private static string? NonceOf(string? digest, ServiceTerms terms)
    {
        if (string.IsNullOrEmpty(digest)) return null;
        if (!terms.IsDrawn) throw new Refused("nonce.nothing-is-drawn") { Status = 422 };
        return digest.Length == 64 && digest.All(char.IsAsciiHexDigit)
            ? digest.ToLowerInvariant()
            : throw new Refused("nonce.digest-malformed") { Status = 422 };
    }

    /// <summary>A person as he may be recorded: each value checked, folded and sealed.</summary>
    internal static SealedPerson Seal(Person person, Guid subject)
    {
        var name = Fold.Text(person.Name);
        if (name.Length is 0 or > 200) throw new Refused("person.name-missing") { Status = 422 };
        var number = CivilNumber.Plain(person.NationalNumber);
        if (number.Length > 0 && !CivilNumber.IsOfPerson(number))
            throw new Refused("person.national-number-wrong") { Status = 422 };
        var phone = Fold.Text(person.Phone);
        if (phone.Length > 0 && !IsPhone(Fold.Code(phone).Replace("-", "", StringComparison.Ordinal)))
            throw new Refused("person.phone-wrong") { Status = 422 };
        return new(Sealed.Of(subject, name), Sealed.OfWords(subject, number), Sealed.OfWords(subject, phone));
    }

    /// <summary>What tells that two files are of one person, sealed as the number itself; none without one.</summary>
    internal static Sealed? MarkOf(Sealed? nationalNumber, MasterKey master) => nationalNumber is null ? null
        : Sealed.Of(nationalNumber.Subject, CivilNumber.MarkOfPerson(master, nationalNumber.Plain.GetString()!));

    /// <summary>Eight to fifteen digits (E.164), a plus before them or not.</summary>
    public static bool IsPhone(string phone) =>
        phone.TrimStart('+') is { Length: >= 8 and <= 15 } digits && digits.All(char.IsAsciiDigit);

    private static string? MarkOf(Person? representative, MasterKey master) =>
        representative is null ? null
        : TrackingNumber.Plain(representative.Phone) is { Length: > 0 } phone ? master.Mark("phone", Subscriber(phone))
        : throw new Refused("representative.phone-missing") { Status = 422 };

    /// <summary>The same with 0, +98 or 0098 before it: its last ten digits.</summary>
    private static string Subscriber(string phone) => phone.Length > 10 ? phone[^10..] : phone;
}
