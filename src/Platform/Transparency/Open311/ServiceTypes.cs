using EGov.Catalogue;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>A service as Open311 lists it.</summary>
/// <param name="Metadata">Whether it asks for more than the standard does; the definition says for what.</param>
/// <param name="Type">realtime: who files is told the request's id at once.</param>
/// <param name="Group">The department that is competent.</param>
public sealed record ServiceType(
    string ServiceCode, string ServiceName, string Description, bool Metadata, string Type, string Keywords,
    string Group);

/// <summary>What a service asks its applicants, besides what Open311 itself has a place for.</summary>
public sealed record ServiceDefinition(string ServiceCode, IReadOnlyList<ServiceAttribute> Attributes);

/// <param name="Variable">Whether something is to be answered.</param>
/// <param name="Datatype">string, number, datetime, text, or singlevaluelist.</param>
/// <param name="Order">From 1.</param>
public sealed record ServiceAttribute(
    bool Variable, string Code, string Datatype, bool Required, string? DatatypeDescription, int Order,
    string Description, IReadOnlyList<ServiceAttributeValue> Values);

public sealed record ServiceAttributeValue(string Key, string Name);

public static class ServiceTypesEndpoint
{
    /// <summary>Every service that can be asked for today on this way.</summary>
    [WolverineGet("/open311/v2/services.{format}")]
    public static Answer<IReadOnlyList<ServiceType>> GetAll(
        string format, Handbook handbook, DateTimeOffset now, HttpRequest http)
    {
        GeoReport.DemandJurisdiction(http.Query["jurisdiction_id"], http);
        IReadOnlyList<ServiceType> services =
        [
            .. Offered(handbook, now).OrderBy(terms => terms.Code, StringComparer.Ordinal)
                .Select(terms => Show(terms, handbook, http)),
        ];
        return GeoReport.Answer(services, "services", format);
    }

    /// <summary>What one service asks for.</summary>
    [WolverineGet("/open311/v2/services/{code}.{format}")]
    public static Answer<ServiceDefinition> Get(
        string code, string format, Handbook handbook, DateTimeOffset now, HttpRequest http)
    {
        GeoReport.DemandJurisdiction(http.Query["jurisdiction_id"], http);
        var terms = Offered(handbook, now).FirstOrDefault(terms => terms.Code == code)
            ?? throw new Refused("georeport.service-unknown", code) { Status = 404 };
        return GeoReport.Answer(
            new ServiceDefinition(code, AttributesOf(terms, http.WantsEnglish())), "service_definition", format);
    }

    private static IEnumerable<ServiceTerms> Offered(Handbook handbook, DateTimeOffset now) =>
        handbook.Services.Values.Select(service => service.On(now.Day())).OfType<ServiceTerms>()
            .Where(terms => terms.Channels.Contains("portal"));

    private static ServiceType Show(ServiceTerms terms, Handbook handbook, HttpRequest http)
    {
        var isEnglish = http.WantsEnglish();
        var office = handbook.Departments.TryGetValue(terms.Department, out var department)
            ? Of(department.Name, isEnglish)
            : terms.Department;
        return new(terms.Code, Of(terms.Title, isEnglish), Of(terms.Summary, isEnglish), Metadata: true, "realtime",
            string.Join(", ", terms.Rights.Prepend(terms.Department)), office);
    }

    /// <summary>Who it is for, and then the facts of the service, in its order.</summary>
    private static IReadOnlyList<ServiceAttribute> AttributesOf(ServiceTerms terms, bool isEnglish) =>
    [
        .. PostServiceRequestEndpoint.People.Select((person, place) => new ServiceAttribute(
            Variable: true, person.Code, "string", Required: false, Of(person.Form, isEnglish), place + 1,
            Of(person.Title, isEnglish), [])),
        .. terms.Facts.Select((fact, place) => new ServiceAttribute(
            Variable: true, fact.Name, DatatypeOf(fact), fact.Required, FormOf(fact, isEnglish),
            place + 1 + PostServiceRequestEndpoint.People.Count, Of(fact.Title, isEnglish), ValuesOf(fact, isEnglish))),
    ];

    private static string DatatypeOf(FactTerms fact) => fact.Type switch
    {
        "integer" or "decimal" => "number",
        "boolean" or "choice" => "singlevaluelist",
        "date" => "datetime",
        _ => "text",
    };

    private static string FormOf(FactTerms fact, bool isEnglish) => string.Join(" ",
        new[] { fact.Hint, fact.Why, fact.Unit, fact.Sealed ? IsSealed : null }.OfType<Text>()
            .Select(text => Of(text, isEnglish)));

    private static IReadOnlyList<ServiceAttributeValue> ValuesOf(FactTerms fact, bool isEnglish) => fact.Type switch
    {
        "boolean" => [new("true", isEnglish ? "Yes" : "بله"), new("false", isEnglish ? "No" : "خیر")],
        "choice" => [.. (fact.Choices ?? []).Select(choice => new ServiceAttributeValue(
            choice.Code, Of(choice.Title, isEnglish)))],
        _ => [],
    };

    private static readonly Text IsSealed = new(
        "مهر می‌شود و جز رسیدگی‌کننده کسی آن را نمی‌خواند.", "It is sealed, and read only by who handles the request.");

    private static string Of(Text text, bool isEnglish) => isEnglish ? text.En : text.Fa;
}
