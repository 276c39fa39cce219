using EGov.Privacy;
using EGov.Transparency;
using Microsoft.OpenApi;

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
                Description = "Requests, decisions and public figures of a province. Instants are UTC ISO 8601, sums "
                    + "whole rials. A body has at most one mebibyte, a text in it 10,000 characters and no null. "
                    + "Every refusal is a problem (RFC 9457) with a code, in the language that Accept-Language asks for.",
                License = new() { Name = Datasets.LicenceName.En, Url = new(Datasets.Licence) },
            });
            swagger.AddServer(new OpenApiServer { Url = "/", Description = "Where this description was read." });
            swagger.AddSecurityDefinition("bearer", new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
            });
            swagger.DocInclusionPredicate((_, description) => description.RelativePath is { } path
                && (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("health/", StringComparison.Ordinal)));
            swagger.TagActionsBy(OpenApiAreas.Of);
            swagger.OperationFilter<OpenApiOperations>();
            swagger.OperationFilter<OpenApiExamples>();
            swagger.DocumentFilter<OpenApiAreas>();
            // That a member may be null is told of objects too.
            swagger.UseAllOfToExtendReferenceSchemas();
            swagger.SupportNonNullableReferenceTypes();
            swagger.SchemaFilter<OpenApiSchemas>();
            swagger.DocumentFilter<OpenApiSchemas>();
            // A time of the day without a zone, such as 07:30:00.
            swagger.MapType<TimeOnly>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "time-local" });
            swagger.MapType<Sealed>(() => new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "A value that only its subject's key opens.",
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["subject"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                    ["event"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                    ["path"] = new OpenApiSchema { Type = JsonSchemaType.String },
                    ["box"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "byte" },
                    ["digest"] = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            });
            swagger.CustomSchemaIds(type => type.FullName!.Replace("EGov.", "", StringComparison.Ordinal).Replace('+', '.'));
            foreach (var documentation in Directory.EnumerateFiles(AppContext.BaseDirectory, "EGov.*.xml"))
                swagger.IncludeXmlComments(documentation);
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
}
