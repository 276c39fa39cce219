using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace EGov.Portal.Api;

/// <summary>
/// Shows of every public reading, and of the filing of a request, what was asked and what was answered. They were taken
/// from a simulated province; <c>tests/Acceptance/Api/outsiders/examples.mjs</c> takes them anew.
/// </summary>
internal sealed class OpenApiExamples : IOperationFilter
{
    private static readonly JsonObject All = Read();

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var description = context.ApiDescription;
        if (All[$"{description.HttpMethod} /{description.RelativePath}"] is not JsonObject example) return;
        var asked = example["parameters"]!.AsObject();
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            if (asked[parameter.Name!] is { } value) parameter.Example = value.DeepClone();
        if (example["body"] is { } body) Show(body, operation.RequestBody?.Content);
        foreach (var status in new[] { "200", "201" })
            if (operation.Responses!.TryGetValue(status, out var answer)) Show(example["answer"]!, answer.Content);
    }

    private static void Show(JsonNode shown, IDictionary<string, IOpenApiMediaType>? content)
    {
        if (content is not null && content.TryGetValue("application/json", out var type)
            && type is OpenApiMediaType json)
            json.Example = shown.DeepClone();
    }

    private static JsonObject Read()
    {
        using var written = typeof(OpenApiExamples).Assembly.GetManifestResourceStream("examples.json")!;
        return JsonNode.Parse(written)!.AsObject();
    }
}
