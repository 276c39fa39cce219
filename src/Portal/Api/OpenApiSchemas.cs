using System.Reflection;
using System.Text.Json.Serialization;
using EGov.Catalogue;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace EGov.Portal.Api;

/// <summary>What the shapes of values do not show by their types alone.</summary>
internal sealed class OpenApiSchemas : ISchemaFilter, IDocumentFilter
{
    /// <summary>A number that is exact to its last place is written as text.</summary>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is OpenApiSchema own
            && context.MemberInfo?.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType == typeof(ExactDecimal))
            (own.Type, own.Format) = (JsonSchemaType.String | JsonSchemaType.Null, "decimal");
    }

    /// <summary>A member that refers to another shape may be null, or is just that shape.</summary>
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        foreach (var members in swaggerDoc.Components!.Schemas!.Values.Select(schema => schema.Properties)
            .OfType<IDictionary<string, IOpenApiSchema>>())
            foreach (var (name, member) in members.ToList())
                if (member is OpenApiSchema { AllOf: [OpenApiSchemaReference other] } wrapped)
                    members[name] = wrapped.Type is { } type && type.HasFlag(JsonSchemaType.Null)
                        ? new OpenApiSchema
                        {
                            Description = wrapped.Description,
                            OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, other],
                        }
                        : new OpenApiSchemaReference(other.Reference.Id!, swaggerDoc)
                        {
                            Description = wrapped.Description,
                        };
    }
}
