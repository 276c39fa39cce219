using System.Collections.Frozen;
using EGov.Catalogue;
using EGov.Organisation;
using EGov.Oversight;
using EGov.Rulebooks;

namespace EGov;

/// <summary>What the rules may look up: services, rulebooks, the calendar, departments, officers, as one value.</summary>
/// <remarks>Immutable. A decide function sees one and the same handbook from its first line to its last.</remarks>
public sealed record Handbook
{
    public static readonly Handbook Empty = new();

    public FrozenDictionary<string, Service> Services { get; init; } = FrozenDictionary<string, Service>.Empty;
    public FrozenDictionary<string, Rulebook> Rulebooks { get; init; } = FrozenDictionary<string, Rulebook>.Empty;
    /// <summary>None until it is opened; <c>IsSimulated</c> is what every page must say.</summary>
    public Province? Province { get; init; }

    public FrozenDictionary<string, Department> Departments { get; init; } = FrozenDictionary<string, Department>.Empty;
    public FrozenDictionary<string, Officer> Officers { get; init; } = FrozenDictionary<string, Officer>.Empty;
    public FrozenDictionary<Guid, ApiKey> ApiKeys { get; init; } = FrozenDictionary<Guid, ApiKey>.Empty;
    public WorkingCalendar Calendar { get; init; } = new();

    /// <summary>Notes that were ever issued, by their number.</summary>
    public FrozenDictionary<string, GuidanceNote> Guidance { get; init; } =
        FrozenDictionary<string, GuidanceNote>.Empty;

    /// <summary>A service by the terms of a day, for a new request.</summary>
    public ServiceTerms Offered(string service, DateOnly day) =>
        Services.TryGetValue(service, out var found) && found.On(day) is { } terms
            ? terms
            : throw new Refused("service.not-offered", service) { Status = 422 };

    /// <summary>The terms by which a request of that day runs, even if the service has been withdrawn since.</summary>
    public ServiceTerms Terms(string service, DateOnly day) =>
        Services[service].Ever(day) ?? Services[service].History[0].Terms;

    public ServiceTerms TermsOf(Casework.Request request) => Terms(request.Matter.Service, request.SubmittedAt.Day());

    /// <summary>What each service decided under a rulebook asks its applicants, in each of its terms.</summary>
    public IEnumerable<(string Service, IReadOnlySet<string> Facts)> FactsAskedUnder(string rulebook) =>
        from service in Services.Values
        from dated in service.History
        where dated.Terms.Rulebook == rulebook
        select (service.Code, (IReadOnlySet<string>)dated.Terms.Facts.Select(fact => fact.Name).ToHashSet());

    public RulebookVersion Rules(string rulebook, DateOnly day) =>
        Rulebooks[rulebook].On(day) ?? throw new Refused("rulebook.not-in-force", rulebook, day);

    /// <summary>The clauses on which an act of a day rests: each holds on it, and binds the department.</summary>
    /// <param name="typed">Such as G-7K3M-92QF/2, in any case.</param>
    public IReadOnlyList<Cited> Cite(IReadOnlyList<string>? typed, string department, DateOnly day)
    {
        const int most = 10;
        if (typed is not { Count: > 0 }) return [];
        if (typed.Count > most) throw new Refused("citation.too-many", most) { Status = 422 };
        return [.. typed.Select(clause => Cite(clause, department, day)).Distinct()];
    }

    private Cited Cite(string typed, string department, DateOnly day)
    {
        var unknown = new Refused("citation.unknown", typed) { Status = 422 };
        if (GuidanceWords.ReadClause(typed) is not var (number, clause)) throw unknown;
        if (!Guidance.TryGetValue(number, out var note)) throw unknown;
        if (note.On(day) is not { } edition) throw new Refused("citation.not-in-force", number) { Status = 422 };
        if (clause < 1 || clause > edition.Text.Clauses.Count) throw unknown;
        if (!edition.Text.Binds(department)) throw new Refused("citation.not-binding", number) { Status = 422 };
        return new(GuidanceWords.ClauseOf(number, clause), edition.Edition);
    }
}
