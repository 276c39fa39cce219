using System.Text.Json.Nodes;
using EGov.Ledger;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Rulebooks;

public record PublishRulebook(RulebookVersion Version)
{
    public Guid RulebookId => Identity.Of("rulebook", Version.Code);
}

public static class PublishRulebookHandler
{
    /// <summary>Publishes a version of a rulebook; decisions from its day on are taken by it.</summary>
    [WolverinePost("/api/rulebooks"), EmptyResponse]
    public static RulebookPublished Handle(
        PublishRulebook command, [WriteModel(nameof(PublishRulebook.RulebookId), Required = false)] Rulebook? rulebook,
        Handbook handbook, DateTimeOffset now)
    {
        var version = command.Version;
        Identity.MustBeCode(version.Code);
        if (version.Version < 1) throw new Refused("rulebook.version-below-one") { Status = 422 };
        if (version.Criteria.Any(criterion => criterion.Kind is not ("required" or "weighs")))
            throw new Refused("rulebook.kind-not-listed") { Status = 422 };
        if (rulebook?.Versions.Any(earlier => earlier.Version >= version.Version) is true)
            throw new Refused("rulebook.version-not-later", version.Version);
        if (rulebook?.Versions.Any(earlier => earlier.EffectiveFrom >= version.EffectiveFrom) is true)
            throw new Refused("rulebook.day-not-later", version.EffectiveFrom);
        if (version.Criteria.Count == 0) throw new Refused("rulebook.no-criteria");
        if (version.Criteria.DistinctBy(criterion => criterion.Code).Count() < version.Criteria.Count)
            throw new Refused("rulebook.criterion-twice");
        foreach (var criterion in version.Criteria.Where(criterion => !criterion.IsHuman))
        {
            var test = JsonNode.Parse(criterion.Test.GetRawText());
            if (JsonLogic.Check(test, criterion.FactsRead().ToHashSet()) is [var problem, ..])
                throw new Refused("rulebook.test-wrong", criterion.Code, problem) { Status = 422 };
        }

        var reads = version.Criteria.SelectMany(criterion => criterion.FactsRead()).ToList();
        foreach (var (service, asked) in handbook.FactsAskedUnder(version.Code))
            if (reads.Find(fact => !asked.Contains(fact)) is { } unknown)
                throw new Refused("rulebook.reads-unknown-fact", unknown, service);
        return new(now, version);
    }
}
