using EGov.Rulebooks;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Catalogue;

public record OfferService(DateOnly From, ServiceTerms Terms)
{
    public Guid ServiceId => Identity.Of("service", Terms.Code);
}

public static class OfferServiceHandler
{
    [Authorize(Roles = "admin"), WolverinePost("/api/services"), EmptyResponse]
    public static ServiceOffered Handle(
        OfferService command, [WriteModel(nameof(OfferService.ServiceId), Required = false)] Service? service,
        Handbook handbook, DateTimeOffset now)
    {
        var terms = command.Terms;
        if (service?.History is [.., var last] && command.From <= last.From)
            throw new Refused("service.earlier-terms", last.From);
        if (terms.PromiseDays > terms.LegalLimitDays) throw new Refused("service.promise-over-limit");
        if (!handbook.Departments.ContainsKey(terms.Department))
            throw new Refused("service.department-unknown", terms.Department);
        if (!handbook.Rulebooks.TryGetValue(terms.Rulebook, out var rulebook))
            throw new Refused("service.rulebook-unknown", terms.Rulebook);
        if (UnknownFact(rulebook.Versions, terms) is { } read)
            throw new Refused("service.rulebook-reads-unknown-fact", read);
        if (terms.Facts.FirstOrDefault(fact => fact.Type == "text" && !fact.Sealed) is { } open)
            throw new Refused("service.free-text-unsealed", open.Name);
        return new(now, command.From, terms);
    }

    /// <summary>A fact that some criterion reads and the service does not ask for.</summary>
    public static string? UnknownFact(IEnumerable<RulebookVersion> versions, ServiceTerms terms) =>
        versions.SelectMany(version => version.Criteria).SelectMany(criterion => criterion.FactsRead())
            .FirstOrDefault(read => terms.Facts.All(fact => fact.Name != read));
}
