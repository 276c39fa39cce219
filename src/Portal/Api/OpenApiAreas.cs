using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using Wolverine.Http;

namespace EGov.Portal.Api;

/// <summary>Puts the endpoints of one area together, and says what the area is.</summary>
internal sealed class OpenApiAreas : IDocumentFilter
{
    private static readonly Dictionary<string, string> Areas = new()
    {
        ["Transparency"] = "What everybody may read, without signing in: figures, decisions, acts, every event.",
        ["Catalogue"] = "The services: what each asks for, how long it takes, what it rests on.",
        ["Rulebooks"] = "The criteria by which is decided, in all their versions.",
        ["Casework"] = "Requests from filing to closing: for applicants, the desk, officers and managers.",
        ["Organisation"] = "Departments, officers, the calendar of working days, keys of open data.",
        ["Privacy"] = "Personal data: who opened it, disclosures, erasure, what is withheld and until when.",
        ["Audit"] = "The whole record, for auditors: traces, openings, decisions taken again, bundles.",
        ["Integrity"] = "Attempts to influence, signals, tips and representatives.",
        ["Oversight"] = "Directives, letters, meetings, issues, programmes and guidance.",
        ["Appointments"] = "Posts, criteria, candidates and terms.",
        ["Webhooks"] = "Who is told of news as it happens.",
        ["Proofs"] = "Receipts and proofs.",
        ["Health"] = "Whether this node works.",
    };

    public static IList<string> Of(ApiDescription description) =>
        description.ActionDescriptor is WolverineActionDescriptor { Chain: { } chain }
            ? [chain.Method.HandlerType.Namespace!["EGov.".Length..].Split('.')[0]]
            : ["Health"];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var used = context.ApiDescriptions.SelectMany(Of).ToHashSet();
        swaggerDoc.Tags = Areas.Where(area => used.Contains(area.Key))
            .Select(area => new OpenApiTag { Name = area.Key, Description = area.Value }).ToHashSet();
        // What the libraries guessed of refusals, and nothing refers to any more.
        swaggerDoc.Components?.Schemas?.Remove("Microsoft.AspNetCore.Mvc.ProblemDetails");
    }
}
