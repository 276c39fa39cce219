using System.Reflection;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Wolverine.Http;

namespace EGov.Proofs;

/// <summary>A receipt as a file to keep: a signed note.</summary>
public sealed record ReceiptOf(Guid EventId, string Text) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ContentDisposition = $"attachment; filename=\"{EventId}.receipt\"";
        response.ContentType = InclusionProof.ContentType;
        return response.WriteAsync(Text, httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(string), [InclusionProof.ContentType]));
}

public static class ReceiptOfEndpoint
{
    /// <summary>The receipt of an event: within the delay that it names, the event stands in the ledger.</summary>
    /// <param name="eventId">As the filing, the decision or the file names it.</param>
    [WolverineGet("/ledger/receipts/{eventId}")]
    public static async Task<ReceiptOf> Get(
        Guid eventId, IQuerySession session, Receipts receipts, CancellationToken cancellation)
    {
        var e = await session.Events.LoadAsync(eventId, cancellation);
        var text = e?.Data is IHappened happened
            ? await receipts.ForStoredAsync(eventId, happened.At, cancellation)
            : null;
        return text is null ? throw new Refused("receipt.no-such-event") { Status = 404 } : new(eventId, text);
    }
}
