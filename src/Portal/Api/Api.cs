using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EGov.Portal.SignIn;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;
using Wolverine.Http;

namespace EGov.Portal.Api;

/// <summary>The HTTP interface: JSON as documented, refusals as problems, health.</summary>
public static class Api
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<Replay>();
        services.AddSingleton<Health>();
        services.AddHostedService<Revive>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new Quotas(
            provider.GetRequiredService<IConfiguration>().GetSection("Quotas")
                .Get<QuotaSettings>(binding => binding.ErrorOnUnknownConfiguration = true) ?? new(),
            provider.GetRequiredService<SignInSettings>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<Commands>();
        services.AddWolverineHttp();
        services.ConfigureSystemTextJsonForWolverineOrMinimalApi(json =>
        {
            json.SerializerOptions.Converters.Add(
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            json.SerializerOptions.Converters.Add(new DayConverter());
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.TypeInfoResolver =
                new DefaultJsonTypeInfoResolver { Modifiers = { AskForNoMore, TakeNoGaps } };
        });
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problems.Name);
        services.AddOpenApiDocument();
        services.AddLogging(KeepCommandsOut);
        return services;
    }

    /// <summary>The bus logs a command that failed word for word, and what people write is not for a log.</summary>
    private static void KeepCommandsOut(ILoggingBuilder logging)
    {
        var platform = typeof(Platform).Assembly;
        var types = platform.GetTypes();
        var asked = types.Where(type => type.Name.EndsWith("Endpoint", StringComparison.Ordinal))
            .Select(type => type.GetMethod("Post")?.GetParameters().FirstOrDefault()?.ParameterType)
            .OfType<Type>();
        var commands = types.Where(type => platform.GetType(type.FullName + "Handler") is not null);
        foreach (var command in commands.Concat(asked)) logging.AddFilter(command.FullName, LogLevel.None);
    }

    /// <summary>What the path already says need not stand in the body, nor what may be null.</summary>
    private static void AskForNoMore(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.Name is "requestId" or "serviceId" or "keyId" or "withholdingId" or "tipId" or "webhookId"
                    or "signalId" or "directiveId" or "letterId" or "postId" or "programmeId" or "issueId"
                    or "meetingId" or "resolutionId" or "guidanceId"
                || property.AssociatedParameter is { IsNullable: true })
                property.IsRequired = false;
    }

    /// <summary>A list has no empty places; what the reader of JSON knows of nullability ends at its members.</summary>
    private static void TakeNoGaps(JsonTypeInfo type)
    {
        JsonPropertyInfo[] lists =
            [.. type.Properties.Where(property => property.PropertyType.IsAssignableTo(typeof(IEnumerable<object>)))];
        if (lists.Length == 0 || type.Kind is not JsonTypeInfoKind.Object) return;
        type.OnDeserialized = read =>
        {
            foreach (var list in lists)
                if (list.Get?.Invoke(read) is IEnumerable<object?> members && members.Contains(null))
                    throw new JsonException($"Path: $.{list.Name} | A list has no empty places.");
        };
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapWolverineEndpoints(http =>
        {
            http.RejectUnparseableQueryValues = true;
            http.RejectUnparseableHeaderValues = true;
            http.ConfigureEndpoints(Unchanged.Mark);
            http.ConfigureEndpoints(CountReads.Mark);
        });
        app.MapSwagger(setupAction: swagger => swagger.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1);
        app.MapGet("/health/live", () => Results.Ok()).WithName("HealthLive")
            .WithSummary("The process runs.");
        app.MapGet("/health/ready", async (Health health, CancellationToken cancellation) =>
            {
                var readiness = await health.LookAsync(cancellation);
                return Results.Json(readiness, statusCode: readiness.Unready.Count == 0
                    ? StatusCodes.Status200OK
                    : StatusCodes.Status503ServiceUnavailable);
            })
            .WithName("HealthReady")
            .WithSummary("The database answers, and no projection is stopped or too far behind.")
            .Produces<Readiness>().Produces<Readiness>(StatusCodes.Status503ServiceUnavailable);
    }
}
