using System.Globalization;
using EGov.Catalogue;
using EGov.Rulebooks;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>
/// What people may ask for, as catalogues of public services read it: CPSV-AP 3.2, with the criteria of each decision
/// and what shows that they are met by CCCEV 2.
/// </summary>
public static class ServiceCatalogueEndpoint
{
    internal const string Path = "/open-data/services";

    private const string Rial = "http://publications.europa.eu/resource/authority/currency/IRR";
    private const string Persian = "http://publications.europa.eu/resource/authority/language/FAS";
    private const string English = "http://publications.europa.eu/resource/authority/language/ENG";

    private static readonly Dictionary<string, (Text Name, Text How)> Channels = new()
    {
        ["portal"] = (new("درگاه", "Portal"), new("درخواست در درگاه ثبت می‌شود.", "A request is filed at the portal.")),
        ["desk"] = (new("میز خدمت", "Service desk"), new(
            "میز خدمت شهرستان درخواست را برای متقاضی ثبت می‌کند.", "A county’s desk files it for the applicant.")),
    };

    private static readonly Text Decision = new("تصمیم دربارهٔ درخواست", "Decision on the request");
    private static readonly Text Fee = new("بهای خدمت", "Fee of the service");
    private static readonly Text Required = new("لازم است: بی آن درخواست رد می‌شود.", "Required: unmet means refused.");
    private static readonly Text Weighs = new(
        "سنجیده و نشان داده می‌شود و به‌تنهایی تصمیم را تعیین نمی‌کند.",
        "It is weighed and shown, and decides nothing alone.");

    /// <summary>The services of the province with their criteria, as Turtle or as JSON-LD.</summary>
    [WolverineGet("/open-data/services.{format}")]
    public static Answer<Graph> Get(string format, Handbook handbook, DateTimeOffset now, HttpRequest http) =>
        Graph.Answer(Of(handbook, now, DatasetCatalogueEndpoint.AddressOf(http)), format, "Accept-Encoding");

    /// <summary>The same, in the form that the header Accept likes best; its things are named here.</summary>
    [WolverineGet("/open-data/services")]
    public static Answer<Graph> GetWanted(Handbook handbook, DateTimeOffset now, HttpRequest http) =>
        Graph.Answer(
            Of(handbook, now, DatasetCatalogueEndpoint.AddressOf(http)), Graph.Wanted(http), "Accept");

    /// <param name="site">Where the platform is reached, such as https://example.org.</param>
    public static Graph Of(Handbook handbook, DateTimeOffset now, string site)
    {
        var graph = new Graph(
            ("cpsv", "http://purl.org/vocab/cpsv#"), ("cv", "http://data.europa.eu/m8g/"),
            ("dcat", "http://www.w3.org/ns/dcat#"), ("dct", "http://purl.org/dc/terms/"),
            ("eli", "http://data.europa.eu/eli/ontology#"), ("foaf", "http://xmlns.com/foaf/0.1/"),
            ("skos", "http://www.w3.org/2004/02/skos/core#"));
        var home = site + Path + "#";
        var day = now.Day();
        var offered = handbook.Services.Values.Select(service => service.On(day)).OfType<ServiceTerms>()
            .Where(terms => terms.Channels.Any(Channels.ContainsKey))
            .OrderBy(terms => terms.Code, StringComparer.Ordinal).ToList();

        AddProvince(graph, handbook, home);
        foreach (var code in offered.Select(terms => terms.Department).Distinct().Order(StringComparer.Ordinal))
            AddOffice(graph, code, handbook, home, site);
        foreach (var (channel, (name, how)) in Channels)
            graph.Of(home + "channel-" + channel).Is("cv:Channel").Says("dct:identifier", channel)
                .Says("dct:description", how).Names("dct:type", home + "channel-type-" + channel);
        foreach (var (channel, (name, _)) in Channels)
            graph.Of(home + "channel-type-" + channel).Is("skos:Concept").Says("skos:prefLabel", name);
        foreach (var terms in offered) AddService(graph, terms, handbook, day, home, site);
        return graph;
    }

    private static void AddProvince(Graph graph, Handbook handbook, string home)
    {
        var name = handbook.Province?.Name ?? new("استان", "The province");
        graph.Of(home + "province").Is("dct:Location").Says("dct:identifier", "province").Says("dct:title", name);
        graph.Of(Persian).Is("dct:LinguisticSystem");
        graph.Of(English).Is("dct:LinguisticSystem");
        graph.Of(Rial).Is("skos:Concept").Says("skos:prefLabel", new Text("ریال", "Iranian rial"));
    }

    private static void AddOffice(Graph graph, string code, Handbook handbook, string home, string site)
    {
        var name = handbook.Departments.TryGetValue(code, out var office) ? office.Name : new Text(code, code);
        graph.Of(home + "office-" + code).Is("cv:PublicOrganisation")
            .Says("dct:identifier", code).Says("skos:prefLabel", name)
            .Names("dct:spatial", home + "province")
            .Names("foaf:homepage", $"{site}/fa/performance/departments/{code}");
    }

    private static void AddService(
        Graph graph, ServiceTerms terms, Handbook handbook, DateOnly day, string home, string site)
    {
        var (about, law) = (home + terms.Code, home + terms.Code + "-law");
        var service = graph.Of(about).Is("cpsv:PublicService")
            .Says("dct:identifier", terms.Code).Says("dct:title", terms.Title).Says("dct:description", terms.Summary)
            .Names("cv:hasCompetentAuthority", home + "office-" + terms.Department)
            .Names("cv:hasChannel",
                terms.Channels.Where(Channels.ContainsKey).Select(channel => home + "channel-" + channel))
            .Names("dct:language", Persian, English).Names("dct:spatial", home + "province")
            .Names("cv:hasLegalResource", law)
            .Names("foaf:page", $"{site}/fa/services/{terms.Code}", $"{site}/en/services/{terms.Code}")
            .Names("cpsv:produces", about + "-decision");
        graph.Of(law).Is("eli:LegalResource").Says("dct:title", terms.LegalBasis);
        graph.Of(about + "-decision").Is("cv:Output")
            .Says("dct:identifier", terms.Code + "-decision").Says("dct:title", Decision);
        graph.Of(about + "-fee").Is("cv:Cost").Says("dct:identifier", terms.Code + "-fee").Says("dct:description", Fee)
            .Says("cv:hasValue", terms.FeeRials.ToString(CultureInfo.InvariantCulture) + ".0E0", "xsd:double")
            .Names("cv:currency", Rial);
        service.Names("cv:hasCost", about + "-fee");
        AddTime(graph, terms, about);
        AddInput(graph, terms, about);
        if (handbook.Rulebooks.TryGetValue(terms.Rulebook, out var rulebook) && rulebook.On(day) is { } rules)
            AddRules(graph, terms, rules, about, law);
    }

    /// <summary>Working days have no duration in XML Schema; what they mean is said in words beside it.</summary>
    private static void AddTime(Graph graph, ServiceTerms terms, string about) =>
        graph.Of(about)
            .Says("dct:description", new Text(
                Fold.PersianDigits($"وعدهٔ دستگاه {terms.PromiseDays} روز کاری پس از تکمیل پرونده است؛ "
                    + $"مهلت قانونی {terms.LegalLimitDays} روز کاری."),
                $"The department promises {terms.PromiseDays} working days from the complete file on; "
                    + $"the law gives {terms.LegalLimitDays}."));

    private static void AddInput(Graph graph, ServiceTerms terms, string about)
    {
        var service = graph.Of(about);
        foreach (var document in terms.Documents)
        {
            var input = $"{about}-document-{Segment(document.Code)}";
            service.Names("cv:hasInputType", input);
            graph.Of(input).Is("cv:EvidenceType").Says("dct:identifier", $"{terms.Code}-{document.Code}")
                .Says("dct:title", document.Title);
        }

        foreach (var fact in terms.Facts)
            graph.Of($"{about}-fact-{Segment(fact.Name)}").Is("cv:InformationConcept")
                .Says("dct:identifier", $"{terms.Code}-{fact.Name}").Says("skos:prefLabel", fact.Title)
                .Says("dct:description", fact.Why);
    }

    private static void AddRules(Graph graph, ServiceTerms terms, RulebookVersion rules, string about, string law)
    {
        var service = graph.Of(about);
        var book = about + "-rules";
        service.Names("cpsv:follows", book);
        graph.Of(book).Is("cpsv:Rule")
            .Says("dct:identifier", $"{rules.Code}/{rules.Version.ToString(CultureInfo.InvariantCulture)}")
            .Says("dct:title", rules.Title).Says("dct:description", rules.LegalReference)
            .Names("dct:language", Persian, English).Names("cpsv:implements", law);
        foreach (var criterion in rules.Criteria)
        {
            var requirement = $"{about}-criterion-{Segment(criterion.Code)}";
            service.Names("cv:holdsRequirement", requirement);
            var stated = graph.Of(requirement).Is("cv:Requirement", "cv:Criterion")
                .Says("dct:identifier", $"{rules.Code}/{criterion.Code}").Says("dct:title", criterion.Text)
                .Says("dct:description", criterion.IsRequired ? Required : Weighs).Names("cv:fulfils", book)
                .Names("cv:isDerivedFrom", requirement + "-law")
                .Names("cv:hasConcept", criterion.FactsRead().Distinct()
                    .Where(read => terms.Facts.Any(fact => fact.Name == read))
                    .Select(read => $"{about}-fact-{Segment(read)}"));
            graph.Of(requirement + "-law").Is("cv:ReferenceFramework")
                .Says("dct:identifier", $"{rules.Code}/{criterion.Code}/law")
                .Says("dct:description", criterion.LegalReference);
            if (criterion.IsHuman && terms.Documents.Count > 0) AddEvidence(graph, terms, stated, about);
        }
    }

    /// <summary>What an officer answers rests on what was handed in.</summary>
    private static void AddEvidence(Graph graph, ServiceTerms terms, Thing stated, string about)
    {
        var list = about + "-documents";
        stated.Names("cv:hasEvidenceTypeList", list);
        graph.Of(list).Is("cv:EvidenceTypeList").Says("dct:identifier", terms.Code + "-documents")
            .Names("cv:specifiesEvidenceType",
                terms.Documents.Select(document => $"{about}-document-{Segment(document.Code)}"));
    }

    private static string Segment(string code) => Uri.EscapeDataString(code);
}
