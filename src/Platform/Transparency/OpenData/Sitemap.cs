using System.Text;
using System.Xml;
using EGov.Catalogue;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>The pages that everybody may read, for the programs that look for them.</summary>
/// <param name="Pages">Their paths, without the language.</param>
public sealed record Sitemap(IReadOnlyList<string> Pages)
{
    private const string Space = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string Html = "http://www.w3.org/1999/xhtml";

    // Forms, what is shown once, and how the pages are built: nothing that anybody looks for.
    private static readonly string[] NotSought =
        ["/failed", "/file", "/misconduct/return", "/receipt", "/styleguide", "/track"];

    private static readonly XmlWriterSettings Form = new() { Encoding = new UTF8Encoding(false), Indent = true };

    public static Sitemap Of(Handbook handbook, DateOnly today) => new(
    [
        .. Access.Lines
            .Where(line => line is { Method: "PAGE" } && line.Of("") is Reach.All && !line.Route.Contains('{')
                && !NotSought.Any(root => line.Route == root
                    || line.Route.StartsWith(root + "/", StringComparison.Ordinal)))
            .Select(line => line.Route),
        .. handbook.Services.Values.Select(service => service.On(today)).OfType<ServiceTerms>()
            .Where(terms => terms.Channels.Any(channel => channel is not "import"))
            .Select(terms => $"/services/{terms.Code}").Order(StringComparer.Ordinal),
        .. handbook.Departments.Values.Where(office => office.Kind is "department" or "governorate")
            .Select(office => $"/performance/departments/{office.Code}").Order(StringComparer.Ordinal),
        .. Definitions.Every.Select(definition => $"/definitions/{definition.Id}"),
    ]);

    /// <summary>Each page in both languages, each naming the other (sitemaps.org, hreflang).</summary>
    internal byte[] Write(string site)
    {
        using var written = new MemoryStream();
        using (var xml = XmlWriter.Create(written, Form))
        {
            xml.WriteStartElement("urlset", Space);
            xml.WriteAttributeString("xmlns", "xhtml", null, Html);
            foreach (var page in Pages)
                foreach (var language in Languages)
                {
                    xml.WriteStartElement("url", Space);
                    xml.WriteElementString("loc", Space, Address(site, language, page));
                    foreach (var other in Languages)
                    {
                        xml.WriteStartElement("link", Html);
                        xml.WriteAttributeString("rel", "alternate");
                        xml.WriteAttributeString("hreflang", other);
                        xml.WriteAttributeString("href", Address(site, other, page));
                        xml.WriteEndElement();
                    }

                    xml.WriteEndElement();
                }

            xml.WriteEndElement();
        }

        return written.ToArray();
    }

    private static readonly string[] Languages = ["fa", "en"];

    private static string Address(string site, string language, string page) =>
        $"{site}/{language}{(page == "/" ? "" : page)}";
}

public static class SitemapEndpoint
{
    /// <summary>Where such programs may not go: what is one's own, what needs a sign-in, and forms.</summary>
    private static readonly string[] Closed =
    [
        "/sign-in", "/sign-out", "/dev-issuer/", "/api/requests", "/api/my/", "/fa/file/", "/en/file/", "/fa/track",
        "/en/track", "/fa/receipt", "/en/receipt", "/fa/my/", "/en/my/", "/fa/styleguide", "/en/styleguide",
    ];

    /// <summary>The pages that everybody may read.</summary>
    [WolverineGet("/sitemap.xml")]
    public static Answer<Sitemap> Get(Handbook handbook, DateTimeOffset now, HttpRequest http)
    {
        var sitemap = Sitemap.Of(handbook, now.Day());
        return new(sitemap, sitemap.Write(DatasetCatalogueEndpoint.AddressOf(http)),
            "application/xml; charset=utf-8", null)
        {
            Vary = "Accept-Encoding",
        };
    }

    /// <summary>What programs that walk the web may read here.</summary>
    /// <remarks>An invented province is not to be found: its figures would be taken for a real one's.</remarks>
    [WolverineGet("/robots.txt")]
    public static Answer<PublicText> GetRobots(Handbook handbook, HttpRequest http)
    {
        var site = DatasetCatalogueEndpoint.AddressOf(http);
        string[] lines = handbook.Province is { IsSimulated: true }
            ? ["# This province is invented.", "User-agent: *", "Disallow: /"]
            : ["User-agent: *", .. Closed.Select(path => $"Disallow: {path}"), "", $"Sitemap: {site}/sitemap.xml"];
        var text = string.Join('\n', lines) + "\n";
        return new(new(text), Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", null)
        {
            Vary = "Accept-Encoding",
        };
    }
}
