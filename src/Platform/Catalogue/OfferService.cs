using EGov.Rulebooks;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Catalogue;

public record OfferService(DateOnly From, ServiceTerms Terms)
{
    public Guid ServiceId => Identity.Of("service", Terms.Code);
}

public static class OfferServiceHandler
{
    private static readonly string[] FactTypes = ["integer", "decimal", "boolean", "date", "choice", "text"];

    /// <summary>Offers a service, or offers it differently, from a day on.</summary>
    [WolverinePost("/api/services"), EmptyResponse]
    public static ServiceOffered Handle(
        OfferService command, [WriteModel(nameof(OfferService.ServiceId), Required = false)] Service? service,
        Handbook handbook, DateTimeOffset now)
    {
        var terms = command.Terms;
        Identity.MustBeCode(terms.Code);
        if (NumberOutOfRange(terms) is { } number)
            throw new Refused("service.number-out-of-range", number) { Status = 422 };
        if (WordNotListed(terms) is { } word) throw new Refused("service.word-not-listed", word) { Status = 422 };
        if (service?.History is [.., var last] && command.From <= last.From)
            throw new Refused("service.earlier-terms", last.From);
        if (service is not null && command.From < now.Day()) throw new Refused("service.terms-in-the-past");
        if (terms.PromiseDays > terms.LegalLimitDays) throw new Refused("service.promise-over-limit");
        if (!handbook.Departments.ContainsKey(terms.Department))
            throw new Refused("service.department-unknown", terms.Department);
        if (terms.PlannedSteps.FirstOrDefault(step => !handbook.Departments.ContainsKey(step)) is { } stranger)
            throw new Refused("service.planned-step-unknown", stranger);
        if (!handbook.Rulebooks.TryGetValue(terms.Rulebook, out var rulebook))
            throw new Refused("service.rulebook-unknown", terms.Rulebook);
        if (UnknownFact(rulebook.Versions, terms) is { } read)
            throw new Refused("service.rulebook-reads-unknown-fact", read);
        if (terms.Facts.FirstOrDefault(fact => fact.Type == "text" && !fact.Sealed) is { } open)
            throw new Refused("service.free-text-unsealed", open.Name);
        return new(now, command.From, terms);
    }

    /// <summary>The term whose number makes no sense: days of up to ten years, and nothing below zero.</summary>
    private static string? NumberOutOfRange(ServiceTerms terms)
    {
        (string Term, long Number, long Most)[] numbers =
        [
            ("legalLimitDays", terms.LegalLimitDays, 3650), ("promiseDays", terms.PromiseDays, 3650),
            ("appealWindowDays", terms.AppealWindowDays, 3650), ("contestWindowDays", terms.ContestWindowDays, 3650),
            ("answerWindowDays", terms.AnswerWindowDays, 3650), ("tolerance", terms.Tolerance, 24 * 36_525),
            ("feeRials", terms.FeeRials, long.MaxValue), ("extension.times", terms.Extension?.Times ?? 0, 100),
            ("extension.days", terms.Extension?.Days ?? 0, 3650),
        ];
        return numbers.FirstOrDefault(term => term.Number < 0 || term.Number > term.Most).Term;
    }

    /// <summary>A word of the terms that has a meaning only if it is one of a list.</summary>
    private static string? WordNotListed(ServiceTerms terms) =>
        terms.Channels.Any(channel => channel is not ("portal" or "desk" or "import")) ? "channels"
        : terms.Queue is not ("fifo" or "open") ? "queue"
        : terms.Assignment is not ("officer" or "draw") ? "assignment"
        : terms.Facts.Any(fact => !FactTypes.Contains(fact.Type)) ? "facts.type"
        : null;

    /// <summary>A fact that some criterion reads and the service does not ask for.</summary>
    public static string? UnknownFact(IEnumerable<RulebookVersion> versions, ServiceTerms terms) =>
        versions.SelectMany(version => version.Criteria).SelectMany(criterion => criterion.FactsRead())
            .FirstOrDefault(read => terms.Facts.All(fact => fact.Name != read));
}
