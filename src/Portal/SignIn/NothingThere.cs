using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace EGov.Portal.SignIn;

/// <summary>An address where there is nothing is not found; signing in would not change that.</summary>
internal sealed class NothingThere : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _otherwise = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var endpoint = context.GetEndpoint();
        // Routing's own answers, 405 and 415, are endpoints without metadata: they give nothing away.
        if (endpoint is { Metadata.Count: 0, RequestDelegate: { } answer }) return answer(context);
        if (authorizeResult.Succeeded || endpoint is not null)
            return _otherwise.HandleAsync(next, context, policy, authorizeResult);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
