using System.Text.Json;
using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>The applicant's answer to a question: facts, words, documents.</summary>
public record SupplyInformation(
    Guid RequestId, IReadOnlyDictionary<string, JsonElement>? Facts = null, string? Words = null,
    IReadOnlyList<string>? Documents = null);

public static class SupplyInformationHandler
{
    /// <summary>The applicant answers a question, with facts, words or documents.</summary>
    [WolverinePost("/api/requests/{requestId}/supply"), EmptyResponse]
    public static InformationSupplied Handle(
        SupplyInformation command, [WriteModel] Request request, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        request.OnlyForItsApplicant(actor);
        if (request.Status is not RequestStatus.Waiting) throw new Refused("supply.nothing-asked");
        var terms = handbook.TermsOf(request);
        var facts = FactsGiven.Read(terms, command.Facts, request.Applicant, requireAll: false);
        var documents = command.Documents ?? [];
        if (documents.FirstOrDefault(code => terms.Documents.All(document => document.Code != code)) is { } stranger)
            throw new Refused("supply.document-unknown", stranger) { Status = 422 };
        var words = Sealed.OfWords(request.Applicant, command.Words);
        if (words is null && facts.Open.Count + facts.Sealed.Count + documents.Count == 0)
            throw new Refused("supply.empty") { Status = 422 };

        var (limit, promise) = request.DatesIfResumed(handbook.Calendar, now.Day());
        return new(now, request.Matter, facts.Open, facts.Sealed, words, documents, limit, promise);
    }
}
