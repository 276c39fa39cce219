using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using EGov.Catalogue;
using EGov.Texts;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Public;

/// <summary>
/// A service as search engines read it (schema.org GovernmentService). It is no script: a browser runs nothing of it,
/// and the policy of the pages has nothing against it.
/// </summary>
internal static class ServiceMarkup
{
    // Nothing that could end the element stays as it is, whatever a title says.
    private static readonly JsonSerializerOptions Options =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static MarkupString Of(ServiceTerms terms, Handbook handbook, Language language, HttpRequest http) =>
        new($"<script type=\"application/ld+json\">{JsonOf(terms, handbook, language, Site(http))}</script>");

    internal static string JsonOf(ServiceTerms terms, Handbook handbook, Language language, string site)
    {
        var isPersian = language.IsRightToLeft;
        var page = site + language.Path($"/services/{terms.Code}");
        var file = site + language.Path($"/file/{terms.Code}");
        var office = handbook.Departments.TryGetValue(terms.Department, out var department)
            ? Of(department.Name)
            : terms.Department;
        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "GovernmentService",
            ["@id"] = $"{site}/open-data/services#{terms.Code}",
            ["identifier"] = terms.Code,
            ["name"] = Of(terms.Title),
            ["description"] = Of(terms.Summary),
            ["url"] = page,
            ["inLanguage"] = language.Code,
            ["serviceType"] = Of(terms.Title),
            ["provider"] = new Dictionary<string, object>
            {
                ["@type"] = "GovernmentOrganization",
                ["identifier"] = terms.Department,
                ["name"] = office,
                ["url"] = site + language.Path($"/performance/departments/{terms.Department}"),
            },
            ["areaServed"] = new Dictionary<string, object>
            {
                ["@type"] = "AdministrativeArea",
                ["name"] = handbook.Province is { } province ? Of(province.Name) : language["site.name"].ToString(),
            },
            ["availableChannel"] = terms.Channels.Select(Channel).OfType<object>().ToList(),
            ["offers"] = new Dictionary<string, object>
            {
                ["@type"] = "Offer",
                ["price"] = terms.FeeRials,
                ["priceCurrency"] = "IRR",
            },
        }, Options);

        string Of(Text text) => isPersian ? text.Fa : text.En;

        object? Channel(string channel) => channel switch
        {
            "portal" => new Dictionary<string, object> { ["@type"] = "ServiceChannel", ["serviceUrl"] = file },
            "desk" => new Dictionary<string, object>
            {
                ["@type"] = "ServiceChannel",
                ["serviceUrl"] = site + language.Path("/desks"),
            },
            _ => null,
        };
    }

    private static string Site(HttpRequest http) => $"{http.Scheme}://{http.Host}";
}
