using EGov.Transparency;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Portal.Api;

/// <summary>What the code of an endpoint does not show: keys, versions, secrets, refusals, tags, sign-in.</summary>
internal sealed class OpenApiOperations : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        // What asks for no sign-in says so: an empty requirement is met by everybody.
        operation.Security = [new()];
        if (context.ApiDescription.ActionDescriptor is not WolverineActionDescriptor { Chain: { } chain }) return;
        var of = new Described(operation, context, chain);
        of.DescribeCaller();
        if (of.IsCommand) of.DescribeCommand();
        else of.DescribeRead();
        of.Header("Accept-Language", false, "fa or en: the language of a refusal; fa where nothing is said.");
        of.DescribeProblems();
    }

    private sealed record Described(OpenApiOperation Operation, OperationFilterContext Context, HttpChain Chain)
    {
        private static readonly string[] Succeeded = ["200", "201", "204", "304"];

        private readonly IList<object> _metadata = Context.ApiDescription.ActionDescriptor.EndpointMetadata;
        private readonly bool _hasModel = Operation.Responses!.ContainsKey("404");

        public bool IsCommand => Context.ApiDescription.HttpMethod == HttpMethods.Post;

        private readonly AccessLine _line =
            Access.Of(Context.ApiDescription.HttpMethod!, $"/{Context.ApiDescription.RelativePath}")!;

        private bool IsAnonymous => _line.IsForEverybody;

        private bool IsOfOneRequest => Path.StartsWith("api/requests/{requestId}/", StringComparison.Ordinal);

        private long MostMebibytes =>
            (_metadata.OfType<IRequestSizeLimitMetadata>().LastOrDefault()?.MaxRequestBodySize
                ?? Legible.LongestBody) >> 20;

        /// <summary>What anybody may ask about himself, signed in or with a receipt.</summary>
        private bool IsOwn => IsAnonymous && Path.StartsWith("api/my/", StringComparison.Ordinal);

        private string Path => Context.ApiDescription.RelativePath!;

        private bool StartsStream => Types(Chain.Method.Method.ReturnType).Contains(typeof(IStartStream));

        private bool TagsItself =>
            Types(Chain.Method.Method.ReturnType).Any(type => type.IsAssignableTo(typeof(IHttpAware)));

        public void DescribeCaller()
        {
            if (IsOwn)
            {
                Header("Tracking-Number", false, "The number on the receipt, where you are not signed in.");
                Header("Request-Secret", false, "The secret of that receipt.");
            }

            if (_line.NeedsKey) Header(CountReads.Header, true, "Your key of open data.");
            if (IsAnonymous) return;
            Operation.Description = $"For: {string.Join(", ", _line.For)}. {Operation.Description}".TrimEnd();
            Operation.Security = [new() { [new OpenApiSecuritySchemeReference("bearer", Context.Document)] = [] }];
        }

        public void DescribeCommand()
        {
            Header("Idempotency-Key", true,
                "A text of up to 200 characters. The same command under the same key is one act.");
            if (!StartsStream)
                Header("If-Match", false, "The version that you saw, from its ETag; a stale one is refused with 409.");
            DescribeSecret();
            foreach (var (status, response) in Operation.Responses!)
            {
                if (!Succeeded.Contains(status) || response is not OpenApiResponse answer) continue;
                Answers(answer, "ETag", "The version that this act has written.");
                Answers(answer, "Idempotent-Replay", "true where the act had been done before under this key.");
                if (status == "201" && Path == "api/requests")
                    Answers(answer, "Location", "Where the request can be followed.");
                if (status == "204") answer.Description = "Done.";
            }
        }

        public void DescribeRead()
        {
            if (_line.IsOpenRead)
                Header(CountReads.Header, false, "A key of open data: its quota in place of that of your address.");
            DescribeSecret();
            var isTagged = Operation.Responses!.ContainsKey("304");
            if (isTagged)
                Header("If-None-Match", false, "The ETag of the answer you have; 304 if it is still the same.");
            foreach (var (status, response) in Operation.Responses)
            {
                if (response is not OpenApiResponse answer) continue;
                if (isTagged && Succeeded.Contains(status)) Answers(answer, "ETag", "Stands for exactly this answer.");
                else if (status == "200" && TagsItself)
                    Answers(answer, "ETag", "The version of the file, for If-Match.");
                if (status == "304") answer.Description = "The same as you have.";
                if (status == "200" && Operation.Parameters?.FirstOrDefault(one => one.Name == "format") is { } format)
                    foreach (var form in Form.OfTables.Where(form => form != Form.Json && IsOffered(form, format)))
                        answer.Content![form.MediaType] = new OpenApiMediaType { Schema = Text("The whole table.") };
            }
        }

        /// <summary>Which forms there are besides JSON, the words about the parameter say.</summary>
        private static bool IsOffered(Form form, IOpenApiParameter format) => format.Description is { } words
            && words.Split(' ', ',', ';', ':', '.').Contains(form.Name, StringComparer.Ordinal);

        private void DescribeSecret()
        {
            if (IsAnonymous && IsOfOneRequest)
                Header("Request-Secret", false, "The secret of the receipt, where the applicant is not signed in.");
        }

        /// <summary>What the libraries guess of refusals is replaced by what is so.</summary>
        public void DescribeProblems()
        {
            foreach (var guess in Operation.Responses!.Keys.Except(Succeeded).ToList())
                Operation.Responses.Remove(guess);
            if (IsCommand)
            {
                Problem("400", "It cannot be read: malformed JSON, another type, a missing key, a wrong header.");
                Problem("409", "A rule forbids it now, or the file has changed; the code says which.");
                Problem("413", FormattableString.Invariant($"More than {MostMebibytes} MiB."));
                Problem("415", "The body is not JSON.");
                Problem("422", "A value is missing or outside its bounds, or the key served for another command.");
            }
            else if (Path.StartsWith("api/", StringComparison.Ordinal))
            {
                Problem("400", "The address, a parameter or a header is missing or cannot be understood.");
            }

            if (!IsAnonymous)
            {
                Problem("401", "Nobody is signed in.");
                Problem("403", "The role or the department does not allow it.");
                var tooMany = Problem("429", "Too many tokens from this address did not hold.");
                Answers(tooMany, "Retry-After", "Seconds to wait.");
            }
            else if ((IsCommand && (IsOwn || IsOfOneRequest)) || Said(403))
            {
                Problem("403", "Neither the secret of this request nor its applicant's sign-in.");
            }

            if (Said(410)) Problem("410", "It was there, and can be read no more.");
            if (Said(503))
                Answers(Problem("503", "The figures are being built anew."), "Retry-After", "Seconds to wait.");
            if (Path.Contains('{') || Said(404) || IsOwn || (IsCommand && _hasModel))
                Problem("404", "There is nothing of that name.");
            if (_line.NeedsKey) Problem("401", "No key of open data was shown.");
            if (_line.IsOpenRead || _line.NeedsKey) DescribeQuota();
            if (_line.Of("") is Reach.Own)
                Answers(Problem("429", "Too many secrets did not fit."), "Retry-After", "Seconds to wait.");
        }

        private void DescribeQuota()
        {
            Problem("403", "The key is not valid, or no longer.");
            Answers(Problem("429", "The quota of this span of time is used up."), "Retry-After", "Seconds to wait.");
            foreach (var response in Operation.Responses!.Values.OfType<OpenApiResponse>())
            {
                Answers(response, "RateLimit-Limit", "How many reads a span of time has.");
                Answers(response, "RateLimit-Remaining", "How many are left in this one.");
                Answers(response, "RateLimit-Reset", "In how many seconds the next begins.");
            }
        }

        public void Header(string name, bool required, string text)
        {
            Operation.Parameters ??= [];
            if (Operation.Parameters.Any(known => known.Name == name)) return;
            Operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Required = required,
                Description = text,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        private bool Said(int status) =>
            _metadata.OfType<ProducesResponseTypeAttribute>().Any(said => said.StatusCode == status);

        private OpenApiResponse Problem(string status, string text)
        {
            var answer = new OpenApiResponse
            {
                Description = text,
                Content = new Dictionary<string, IOpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType { Schema = ProblemSchema() },
                },
            };
            Operation.Responses![status] = answer;
            return answer;
        }

        private OpenApiSchemaReference ProblemSchema()
        {
            if (!Context.SchemaRepository.Schemas.ContainsKey("Problem"))
                Context.SchemaRepository.AddDefinition("Problem", new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "A refusal (RFC 9457).",
                    Required = new HashSet<string> { "type", "title", "status", "code" },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["type"] = Text("urn:egov:rule: and the code."),
                        ["title"] = Text("What to tell a person, in the language asked for."),
                        ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "Of HTTP." },
                        ["detail"] = Text("What the reader can do, where there is something."),
                        ["code"] = Text("What was refused, such as appeal.window-closed; never changes."),
                        ["pointer"] = Text("Which member of the body it is about (RFC 6901), where it is about one."),
                        ["traceId"] = Text("For whoever looks into it."),
                    },
                });
            return new("Problem", Context.Document);
        }

        private static OpenApiSchema Text(string text) => new() { Type = JsonSchemaType.String, Description = text };

        private static void Answers(OpenApiResponse answer, string header, string text)
        {
            answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
            answer.Headers[header] = new OpenApiHeader
            {
                Description = text,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }

        /// <summary>A type and all that it is made of: the task's result, the members of a tuple.</summary>
        private static IEnumerable<Type> Types(Type type) => type.GetGenericArguments().SelectMany(Types).Append(type);
    }
}
