using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>Everything that is published, as catalogues of the world read it: DCAT-AP 3.0.1.</summary>
public static class DatasetCatalogueEndpoint
{
    internal const string Path = "/open-data/catalogue";

    private const string Language = "http://publications.europa.eu/resource/authority/language/";
    private const string FileType = "http://publications.europa.eu/resource/authority/file-type/";
    private const string Frequency = "http://publications.europa.eu/resource/authority/frequency/";
    private const string Theme = "http://publications.europa.eu/resource/authority/data-theme/GOVE";
    private const string MediaType = "http://www.iana.org/assignments/media-types/";

    private static readonly Text Title = new("دادهٔ باز {0}", "Open data of {0}");
    private static readonly Text Description = new(
        "هر چه استان دربارهٔ کار خود منتشر می‌کند: درخواست‌ها، تصمیم‌ها، عملکرد، نظارت و سلامت اداری. "
            + "هر شمار از رویدادهایی حساب می‌شود که هر کس می‌تواند درستی‌شان را بیازماید.",
        "All that the province publishes of its work: requests, decisions, performance, oversight and integrity. "
            + "Each number is computed from events that anybody can verify.");

    private static readonly Text Invented = new(
        "این استان ساختگی است: هیچ‌یک از این‌ها رخ نداده است.", "This province is invented: nothing in it happened.");

    private static readonly Text Api = new("واسط برنامه", "The interface for programs");
    private static readonly Text Reports = new("واسط Open311", "The Open311 endpoint");
    private static readonly Text Desk = new("میز خدمت دادهٔ باز", "Open data desk");

    /// <summary>The catalogue of open data, as Turtle or as JSON-LD.</summary>
    [WolverineGet("/open-data/catalogue.{format}")]
    public static Answer<Graph> Get(string format, Handbook handbook, HttpRequest http) =>
        Graph.Answer(Of(handbook, AddressOf(http)), format, "Accept-Encoding");

    /// <summary>The same, in the form that the header Accept likes best; its things are named here.</summary>
    [WolverineGet("/open-data/catalogue")]
    public static Answer<Graph> GetWanted(Handbook handbook, HttpRequest http) =>
        Graph.Answer(Of(handbook, AddressOf(http)), Graph.Wanted(http), "Accept");

    internal static string AddressOf(HttpRequest http) => $"{http.Scheme}://{http.Host}";

    /// <param name="site">Where the platform is reached, such as https://example.org.</param>
    public static Graph Of(Handbook handbook, string site)
    {
        var graph = new Graph(
            ("dcat", "http://www.w3.org/ns/dcat#"), ("dct", "http://purl.org/dc/terms/"),
            ("foaf", "http://xmlns.com/foaf/0.1/"), ("vcard", "http://www.w3.org/2006/vcard/ns#"));
        var (catalogue, publisher) = (site + Path + "#catalogue", site + Path + "#publisher");
        var (contact, api) = (site + Path + "#contact", site + Path + "#api");
        var open311 = site + Path + "#open311";
        var name = handbook.Province?.Name ?? new("استان", "the province");

        graph.Of(catalogue).Is("dcat:Catalog")
            .Says("dct:title", Named(Title, name)).Says("dct:description", Description)
            .Says("dct:description", handbook.Province is { IsSimulated: true } ? Invented : null)
            .Names("dct:publisher", publisher).Names("dct:license", Datasets.LicenceInEurope)
            .Names("dct:language", Language + "FAS", Language + "ENG")
            .Names("foaf:homepage", site + "/fa/open-data")
            .Names("dcat:themeTaxonomy", "http://publications.europa.eu/resource/authority/data-theme")
            .Names("dcat:dataset", Datasets.All.Select(dataset => Address(site, dataset)))
            .Names("dcat:service", api, open311);
        graph.Of(publisher).Is("foaf:Agent").Says("foaf:name", name).Names("foaf:homepage", site + "/fa");
        graph.Of(contact).Is("vcard:Organization").Says("vcard:fn", Desk)
            .Names("vcard:hasURL", site + "/fa/desks");

        var ours = Datasets.All.ToLookup(dataset =>
            dataset.Address.StartsWith(GeoReport.Root, StringComparison.Ordinal));
        graph.Of(api).Is("dcat:DataService").Says("dct:title", Api).Names("dcat:endpointURL", site + "/api")
            .Names("dcat:endpointDescription", site + "/swagger/v1/swagger.json")
            .Names("dcat:servesDataset", ours[false].Select(dataset => Address(site, dataset)))
            .Names("dct:license", Datasets.LicenceInEurope).Names("dct:publisher", publisher)
            .Names("dcat:contactPoint", contact);
        graph.Of(open311).Is("dcat:DataService").Says("dct:title", Reports)
            .Names("dcat:endpointURL", site + GeoReport.Root)
            .Names("dcat:endpointDescription", site + GeoReport.Root + "/discovery.xml")
            .Names("dct:conformsTo", "http://wiki.open311.org/GeoReport_v2")
            .Names("dcat:servesDataset", ours[true].Select(dataset => Address(site, dataset)))
            .Names("dct:license", Datasets.LicenceInEurope).Names("dct:publisher", publisher)
            .Names("dcat:contactPoint", contact);
        foreach (var dataset in Datasets.All) Add(graph, dataset, site, publisher, contact);
        return graph;
    }

    private static void Add(Graph graph, Dataset dataset, string site, string publisher, string contact)
    {
        var about = graph.Of(Address(site, dataset)).Is("dcat:Dataset")
            .Says("dct:identifier", dataset.Code)
            .Says("dct:title", dataset.Title).Says("dct:description", dataset.Description)
            .Names("dct:publisher", publisher).Names("dcat:contactPoint", contact)
            .Names("dcat:theme", Theme).Names("dct:accrualPeriodicity", Frequency + dataset.Frequency)
            .Names("dct:accessRights", "http://publications.europa.eu/resource/authority/access-right/PUBLIC")
            .Names("dct:language", Language + "FAS", Language + "ENG")
            .Names("foaf:page", site + "/en/open-data#" + dataset.Code)
            .Names("dcat:landingPage", site + "/fa/open-data#" + dataset.Code);
        foreach (var keyword in dataset.Keywords) about.Says("dcat:keyword", new Text("", keyword));
        foreach (var form in dataset.Forms)
        {
            var distribution = Address(site, dataset) + "-" + form.Name;
            about.Names("dcat:distribution", distribution);
            graph.Of(distribution).Is("dcat:Distribution")
                .Says("dct:title", new Text($"{dataset.Title.Fa} ({form.Name})", $"{dataset.Title.En} ({form.Name})"))
                .Names("dcat:accessURL", site + form.Address).Names("dcat:downloadURL", site + form.Address)
                .Names("dcat:mediaType", MediaType + form.MediaType).Names("dct:format", FileType + form.FileType)
                .Names("dct:license", Datasets.LicenceInEurope);
        }
    }

    internal static string Address(string site, Dataset dataset) => $"{site}{Path}#{dataset.Code}";

    private static Text Named(Text text, Text name) => new(
        text.Fa.Replace("{0}", name.Fa, StringComparison.Ordinal),
        text.En.Replace("{0}", name.En, StringComparison.Ordinal));
}
