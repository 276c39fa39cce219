using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Npgsql;
using Wolverine.Http;

namespace EGov.Portal.Api;

/// <summary>The HTTP interface: JSON as documented, refusals as problems, health.</summary>
public static class Api
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<Replay>();
        services.AddScoped<Commands>();
        services.AddWolverineHttp();
        services.ConfigureSystemTextJsonForWolverineOrMinimalApi(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AskForNoMore } };
        });
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problems.Name);
        services.AddOpenApiDocument();
        return services;
    }

    /// <summary>What the path already says need not stand in the body, nor what may be null.</summary>
    private static void AskForNoMore(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.Name is "requestId" or "serviceId" || property.AssociatedParameter is { IsNullable: true })
                property.IsRequired = false;
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapWolverineEndpoints(http =>
        {
            http.RequireAuthorizeOnAll();
            http.RejectUnparseableQueryValues = true;
            http.RejectUnparseableHeaderValues = true;
        });
        app.MapSwagger().AllowAnonymous();
        app.MapGet("/health/live", () => Results.Ok()).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Ready when the database answers.</summary>
    private static async Task<IResult> Ready(Marten.IDocumentStore store, CancellationToken cancellation)
    {
        try
        {
            await using var session = store.QuerySession();
            await session.AdvancedSql.QueryAsync<int>("select 1", cancellation);
            return Results.Ok(new { status = "ready" });
        }
        catch (Exception e) when (e is NpgsqlException or Marten.Exceptions.MartenException)
        {
            return Results.Json(new { status = "database" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
