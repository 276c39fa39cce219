using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using Wolverine.Http;

namespace EGov.Portal.Api;

/// <summary>The HTTP interface: JSON as documented, refusals as problems, health.</summary>
public static class Api
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<Replay>();
        services.AddWolverineHttp();
        services.ConfigureSystemTextJsonForWolverineOrMinimalApi(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.AddOpenApiDocument();
        return services;
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapWolverineEndpoints(http =>
        {
            http.RequireAuthorizeOnAll();
            http.RejectUnparseableQueryValues = true;
            http.RejectUnparseableHeaderValues = true;
        });
        app.MapOpenApiDocument();
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
