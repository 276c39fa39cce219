using System.Text.Json;
using EGov.Proofs;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>Where a decision comes from, in the words of PROV-O: JSON-LD that any tool for linked data reads.</summary>
public static class DecisionProvenanceEndpoint
{
    private const string MediaType = "application/ld+json";

    /// <summary>
    /// A decision in PROV-O: the events of its request as activities, what each rests on, who acted, and its proof.
    /// </summary>
    [WolverineGet("/open-data/decisions/{requestId}/provenance.jsonld")]
    public static async Task<WrittenAnswer> Get(
        Guid requestId, IQuerySession session, LedgerSettings settings, PublishedLedger ledger, HttpRequest http,
        CancellationToken cancellation)
    {
        var decision = await PublicDecisionEndpoint.FindAsync(requestId, session, cancellation);
        var events = await new PublishedCases(settings).OfAsync(requestId, ledger.Latest.Head.Size, cancellation);
        return new(Written(decision, events, $"{http.Scheme}://{http.Host}"), MediaType);
    }

    internal static byte[] Written(PublicDecision decision, IReadOnlyList<LoggedEvent> events, string site)
    {
        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written, new() { Encoder = Answers.Options.Encoder, Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartObject("@context");
            json.WriteString("prov", "http://www.w3.org/ns/prov#");
            json.WriteString("dct", "http://purl.org/dc/terms/");
            json.WriteString("xsd", "http://www.w3.org/2001/XMLSchema#");
            json.WriteEndObject();
            json.WriteStartArray("@graph");
            var (request, made) = ($"{site}/open-data/requests/{decision.RequestId}",
                $"{site}/api/public/decisions/{decision.RequestId}");
            var rules = $"{site}/api/rulebooks/{decision.Rulebook}/versions/{decision.RulebookVersion}";
            var taken = $"urn:uuid:{decision.EventId}";
            var office = $"{site}/open-data/departments/{decision.Matter.Department}";
            Node(json, made, "prov:Entity", () =>
            {
                json.WriteString("dct:title", PublicDecisionEndpoint.Code(decision.Outcome));
                Link(json, "prov:wasGeneratedBy", taken);
                Moment(json, "prov:generatedAtTime", decision.DecidedAt);
                Links(json, "prov:wasDerivedFrom", [request, rules]);
                Link(json, "prov:wasAttributedTo", Agent(site, decision.Officer));
            });
            Node(json, request, "prov:Entity", () => json.WriteString("dct:type", decision.Matter.Service));
            Node(json, rules, "prov:Plan", () => json.WriteString("dct:identifier", decision.Rulebook));
            var before = "";
            foreach (var e in events)
            {
                var own = $"urn:uuid:{e.Id}";
                Node(json, own, "prov:Activity", () =>
                {
                    json.WriteString("dct:type", e.Activity);
                    Moment(json, "prov:endedAtTime", e.At);
                    Link(json, "prov:used", request);
                    if (before.Length > 0) Link(json, "prov:wasInformedBy", before);
                    Link(json, "prov:wasAssociatedWith", Agent(site, e.Code.Length > 0 ? e.Code : e.Role));
                    if (own == taken)
                    {
                        json.WriteStartObject("prov:qualifiedAssociation");
                        json.WriteString("@type", "prov:Association");
                        Link(json, "prov:agent", Agent(site, decision.Officer));
                        Link(json, "prov:hadPlan", rules);
                        json.WriteEndObject();
                    }

                    Link(json, "dct:isReferencedBy", $"{site}/ledger/proofs/{e.Id}");
                });
                before = own;
            }

            foreach (var agent in events.Select(e => (Name: e.Code.Length > 0 ? e.Code : e.Role, e.Role))
                .Append((Name: decision.Officer, Role: "officer")).DistinctBy(agent => agent.Name))
                Node(json, Agent(site, agent.Name), KindOf(agent.Role), () =>
                {
                    json.WriteString("dct:identifier", agent.Name);
                    // A citizen acts for himself.
                    if (agent.Role != "citizen") Link(json, "prov:actedOnBehalfOf", office);
                });
            Node(json, office, "prov:Organization",
                () => json.WriteString("dct:identifier", decision.Matter.Department));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return written.ToArray();
    }

    private static string KindOf(string role) => role switch
    {
        "platform" or "importer" => "prov:SoftwareAgent",
        "citizen" => "prov:Person",
        _ => "prov:Agent",
    };

    private static string Agent(string site, string code) => $"{site}/open-data/staff/{code}";

    private static void Node(Utf8JsonWriter json, string id, string type, Action rest)
    {
        json.WriteStartObject();
        json.WriteString("@id", id);
        json.WriteString("@type", type);
        rest();
        json.WriteEndObject();
    }

    private static void Link(Utf8JsonWriter json, string name, string to)
    {
        json.WriteStartObject(name);
        json.WriteString("@id", to);
        json.WriteEndObject();
    }

    private static void Links(Utf8JsonWriter json, string name, ReadOnlySpan<string> to)
    {
        json.WriteStartArray(name);
        foreach (var one in to)
        {
            json.WriteStartObject();
            json.WriteString("@id", one);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Moment(Utf8JsonWriter json, string name, DateTimeOffset moment)
    {
        json.WriteStartObject(name);
        json.WriteString("@type", "xsd:dateTime");
        json.WriteString("@value", LoggedEvent.Written(moment));
        json.WriteEndObject();
    }
}
