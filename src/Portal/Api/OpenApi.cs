using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace EGov.Portal.Api;

/// <summary>The description of the API at /swagger, with every status that an endpoint can answer.</summary>
internal static class OpenApi
{
    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(swagger =>
        {
            swagger.SwaggerDoc("v1", new OpenApiInfo
            {
                Title = "EGov",
                Version = "v1",
                Description = "Requests, decisions and public figures of a province. Instants are UTC ISO 8601, sums whole rials.",
            });
            swagger.AddSecurityDefinition("bearer", new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
            });
            swagger.OperationFilter<EveryStatus>();
            swagger.CustomSchemaIds(type => type.FullName!.Replace("EGov.", "", StringComparison.Ordinal).Replace('+', '.'));
            foreach (var documentation in Directory.EnumerateFiles(AppContext.BaseDirectory, "EGov.*.xml"))
                swagger.IncludeXmlComments(documentation, includeControllerXmlComments: true);
        });
    }

    /// <summary>The explorer at /swagger, open to everybody. Its own styles are inline, so it has a policy of its own.</summary>
    public static void UseApiExplorer(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (http.Request.Path.StartsWithSegments("/swagger"))
                http.Response.OnStarting(() =>
                {
                    http.Response.Headers.ContentSecurityPolicy =
                        "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data:";
                    return Task.CompletedTask;
                });
            return next(http);
        });
        app.UseSwaggerUI(ui => ui.SwaggerEndpoint("/swagger/v1/swagger.json", "EGov v1"));
    }

    /// <summary>What the endpoints have in common: keys and versions on commands, refusals, sign-in.</summary>
    private sealed class EveryStatus : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            var description = context.ApiDescription;
            var metadata = description.ActionDescriptor.EndpointMetadata;
            var isAnonymous = metadata.OfType<IAllowAnonymous>().Any();
            var isCommand = description.HttpMethod == HttpMethods.Post;
            var problem = context.SchemaGenerator.GenerateSchema(typeof(ProblemDetails), context.SchemaRepository);

            operation.Responses ??= [];
            Add("400", "The request cannot be read: malformed JSON, a parameter of another type, a missing header.");
            if (!isAnonymous)
            {
                Add("401", "Nobody is signed in.");
                Add("403", "The role or the department does not allow it.");
                var roles = string.Join(", ", metadata.OfType<IAuthorizeData>().Select(needed => needed.Roles).OfType<string>());
                if (roles.Length > 0) operation.Description = $"For: {roles}. {operation.Description}".TrimEnd();
                operation.Security = [new() { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
            }
            else if (isCommand)
            {
                Add("403", "Neither the secret of this request nor its applicant's sign-in.");
            }

            if (description.RelativePath?.Contains('{') is true) Add("404", "There is nothing of that name.");
            if (!isCommand) return;
            Add("409", "A rule forbids it now, or the file has changed; the code says which.");
            Add("413", "More than one mebibyte.");
            Add("415", "The body is not JSON.");
            Add("422", "A value is missing or outside its bounds, or the key served for another command.");
            operation.Parameters ??= [];
            Header("Idempotency-Key", required: true, "A text of up to 200 characters. The same command under the same key is one act.");
            Header("If-Match", required: false, "The version of the file that you saw, from its ETag; a stale one is refused with 409.");

            void Add(string status, string text) => operation.Responses!.TryAdd(status, new OpenApiResponse
            {
                Description = text,
                Content = new Dictionary<string, IOpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType { Schema = problem } },
            });

            void Header(string name, bool required, string text) => operation.Parameters!.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Required = required,
                Description = text,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }
}
