using System.Text.Json;
using EGov.Catalogue;
using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Casework;

/// <summary>The applicant puts right what is kept about him (Charter on Citizens' Rights, article 31).</summary>
/// <param name="Facts">Of the service's personal facts, those that were wrong.</param>
/// <param name="Words">How the mistake came about, if he wants to say; sealed.</param>
public record CorrectApplicant(
    Guid RequestId, string? Name = null, string? NationalNumber = null, string? Phone = null,
    IReadOnlyDictionary<string, JsonElement>? Facts = null, string? Words = null);

public static class CorrectApplicantHandler
{
    /// <summary>You correct what is kept about you; what stood there stays on record beside it.</summary>
    [WolverinePost("/api/my/corrections")]
    public static async Task Handle(
        CorrectApplicant command, IDocumentSession session, Handbook handbook, Actor actor, MasterKey master,
        DateTimeOffset now, CancellationToken cancellation)
    {
        if (await session.LoadAsync<Request>(command.RequestId, cancellation) is null)
            throw new Refused("correction.request-unknown") { Status = 404 };
        var file = await session.Events.FetchForWriting<Request>(command.RequestId, cancellation);
        file.AppendOne(Decide(command, file.Aggregate!, handbook, actor, master, now));
    }

    public static ApplicantCorrected Decide(
        CorrectApplicant command, Request request, Handbook handbook, Actor actor, MasterKey master,
        DateTimeOffset now)
    {
        request.OnlyForItsApplicant(actor);
        var person = Corrected(command, request.Applicant);
        var facts = FactsGiven.Read(
            handbook.TermsOf(request), command.Facts, request.Applicant, requireAll: false);
        if (facts.Open.Keys.FirstOrDefault() is { } open)
            throw new Refused("correction.fact-not-personal", TitleOf(open, handbook.TermsOf(request)))
            {
                Status = 422,
            };
        if (facts.Sealed.Count > 0 && !request.IsUndecided)
            throw new Refused("correction.fact-decided");
        if (person is (null, null, null) && facts.Sealed.Count == 0)
            throw new Refused("correction.empty") { Status = 422 };
        return new(now, request.Matter, person.Name, person.NationalNumber, person.Phone, facts.Sealed,
            Sealed.OfWords(request.Applicant, command.Words),
            SubmitRequestHandler.MarkOf(person.NationalNumber, master));
    }

    private static (Sealed? Name, Sealed? NationalNumber, Sealed? Phone) Corrected(
        CorrectApplicant command, Guid subject)
    {
        if (string.IsNullOrWhiteSpace(command.Name) && string.IsNullOrWhiteSpace(command.NationalNumber)
            && string.IsNullOrWhiteSpace(command.Phone)) return default;
        // A person is read as at filing; where the name was right, another one stands in for it.
        var hasName = !string.IsNullOrWhiteSpace(command.Name);
        var person = SubmitRequestHandler.Seal(
            new(hasName ? command.Name! : "-", command.NationalNumber, command.Phone), subject);
        return (hasName ? person.Name : null, person.NationalNumber, person.Phone);
    }

    private static Text TitleOf(string fact, ServiceTerms terms) =>
        terms.Facts.Single(known => known.Name == fact).Title;
}
