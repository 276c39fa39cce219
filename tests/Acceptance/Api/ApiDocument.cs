using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace EGov.Acceptance.Api;

/// <summary>What the description at /swagger promises of each endpoint, and whether an answer keeps it.</summary>
public sealed class ApiDocument
{
    private readonly List<Described> _operations;

    private ApiDocument(ReadResult read, string text)
    {
        (Read, Text) = (read, text);
        _operations =
        [
            .. read.Document!.Paths.SelectMany(path => path.Value.Operations!.Select(operation =>
                    new Described(operation.Key.Method, path.Key, operation.Value)))
                .OrderByDescending(operation => operation.Template.Split('/').Count(part => !part.StartsWith('{'))),
        ];
    }

    public ReadResult Read { get; }
    public string Text { get; }
    public IReadOnlyList<Described> Operations => _operations;

    public static async Task<ApiDocument> FetchAsync(HttpClient client)
    {
        var text = await client.GetStringAsync("/swagger/v1/swagger.json", TestContext.Current.CancellationToken);
        return new(OpenApiDocument.Parse(text, "json"), text);
    }

    /// <summary>The endpoint that a request reaches; null where there is none.</summary>
    public Described? Find(HttpMethod method, string url)
    {
        var path = url.Split('?')[0];
        return _operations.FirstOrDefault(operation => operation.Method == method.Method && operation.Matches(path));
    }

    /// <summary>Nothing may come back that the description does not know.</summary>
    public void ShouldKnow(HttpMethod method, string url, Answer answer)
    {
        if (Find(method, url) is not { } operation) return;
        var responses = operation.Operation.Responses!;
        responses.Keys.ShouldContain($"{answer.Status}", $"{operation} answered {answer.Status}: {answer.Body}");
        if (answer.Status is >= 300 and not 304) return;
        foreach (var header in new[] { "ETag", "Location", "Retry-After" }.Where(answer.Headers.Contains))
            (responses[$"{answer.Status}"].Headers ?? new Dictionary<string, IOpenApiHeader>()).Keys
                .ShouldContain(header, $"{operation} {answer.Status}");
    }
}

public sealed record Described(string Method, string Template, OpenApiOperation Operation)
{
    private readonly Regex _path = new(
        "^" + Regex.Replace(Regex.Escape(Template), @"\\\{[^}/]+}", "[^/]+") + "/?$", RegexOptions.IgnoreCase);

    public bool IsPost => Method == "POST";

    /// <summary>Whether it is sent a form, and not JSON.</summary>
    public bool IsForm => IsPost && Template.StartsWith("/open311/", StringComparison.Ordinal);
    public bool IsApi => Template.StartsWith("/api/", StringComparison.Ordinal);

    public IEnumerable<string> Statuses => Operation.Responses!.Keys;

    public bool Matches(string path) => _path.IsMatch(path);

    public IEnumerable<IOpenApiParameter> Parameters(ParameterLocation place) =>
        (Operation.Parameters ?? []).Where(parameter => parameter.In == place);

    /// <summary>A value of the right shape.</summary>
    public static JsonNode? Sample(IOpenApiSchema schema, int depth = 0) => schema switch
    {
        { Enum: [{ } first, ..] } => first.DeepClone(),
        { Format: "date" } => "2026-06-01",
        { Format: "uuid" } => Guid.Empty.ToString(),
        { Format: "time-local" } => "08:00:00",
        { Type: { } type } when type.HasFlag(JsonSchemaType.String) => "x",
        { Type: { } type } when type.HasFlag(JsonSchemaType.Integer) || type.HasFlag(JsonSchemaType.Number) => 1,
        { Type: { } type } when type.HasFlag(JsonSchemaType.Boolean) => true,
        { Type: { } type } when type.HasFlag(JsonSchemaType.Array) => new JsonArray(),
        { Properties: { } members } when depth < 4 => new JsonObject(members.Where(member => !member.Value.ReadOnly)
            .Select(member => KeyValuePair.Create(member.Key, Sample(member.Value, depth + 1)))),
        { AdditionalProperties: not null } => new JsonObject(),
        _ => 1,
    };

    public override string ToString() => $"{Method} {Template}";
}
