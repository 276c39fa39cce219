using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>What a client of Open311 must know before its first question.</summary>
/// <param name="Changeset">When the services last became others.</param>
/// <param name="KeyService">How a key to file with is obtained.</param>
public sealed record Discovery(
    string Changeset, string Contact, string KeyService, IReadOnlyList<DiscoveredEndpoint> Endpoints);

/// <param name="Specification">By which standard it answers.</param>
/// <param name="Type">production, or test where nothing that is filed is real.</param>
public sealed record DiscoveredEndpoint(
    string Specification, string Url, string Changeset, string Type, IReadOnlyList<string> Formats);

public static class DiscoveryEndpoint
{
    private static readonly Text Contact = new(
        "درگاه خدمات استان؛ میزهای خدمت هر شهرستان در {0} آمده‌اند.",
        "The province’s portal; the service desk of each county is listed at {0}.");

    private static readonly Text Key = new(
        "استانداری به سازمان‌ها کلید می‌دهد؛ چگونگی آن در {0} آمده است.",
        "The governorate issues keys to organisations; {0} says how.");

    /// <summary>Where the endpoint is, in which formats it answers, and how a key is obtained.</summary>
    [WolverineGet("/open311/v2/discovery.{format}")]
    public static Answer<Discovery> Get(string format, Handbook handbook, DateTimeOffset now, HttpRequest http)
    {
        var changed = GeoReport.Moment(ChangedOn(handbook, now.Day()).Start());
        return GeoReport.Answer(
            new Discovery(changed, Say(Contact, "desks", http), Say(Key, "open-data", http),
            [
                new("http://wiki.open311.org/GeoReport_v2", GeoReport.Address(http), changed,
                    handbook.Province is { IsSimulated: true } ? "test" : "production",
                    ["text/xml", "application/json"]),
            ]),
            "discovery", format);
    }

    /// <summary>The last day up to today on which a service was offered, offered differently, or withdrawn.</summary>
    private static DateOnly ChangedOn(Handbook handbook, DateOnly today) =>
        handbook.Services.Values
            .SelectMany(service => service.History.Select(dated => dated.From).Append(service.WithdrawnFrom ?? default))
            .Where(day => day <= today && day != default).DefaultIfEmpty(new(2026, 3, 21)).Max();

    private static string Say(Text text, string page, HttpRequest http) =>
        http.WantsEnglish()
            ? text.En.Replace("{0}", $"{http.Scheme}://{http.Host}/en/{page}", StringComparison.Ordinal)
            : text.Fa.Replace("{0}", $"{http.Scheme}://{http.Host}/fa/{page}", StringComparison.Ordinal);
}
