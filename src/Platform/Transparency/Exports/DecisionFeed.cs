using System.ServiceModel.Syndication;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

public static class DecisionFeedEndpoint
{
    private static readonly Text Title = new("تازه‌ترین تصمیم‌ها", "Latest decisions");
    private static readonly Text Note = new(
        "هر تصمیم با معیارهایش، بی‌نام متقاضی.", "Each decision with its criteria; no applicant is named.");

    private static readonly Dictionary<string, Text> Outcomes = new()
    {
        ["granted"] = new("موافقت", "granted"),
        ["refused"] = new("رد", "refused"),
        ["unstated"] = new("نتیجه ثبت نشده", "outcome not recorded"),
    };

    /// <summary>The latest decisions of a department, or of all, as Atom; pages of older ones follow.</summary>
    /// <param name="department">Only decisions of this department.</param>
    /// <param name="before">What the link to the next page says; the latest if nothing is said.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/public/decisions/feed")]
    public static async Task<AtomAnswer> Get(
        string? department, string? before, string? limit, IQuerySession session, Handbook handbook, HttpRequest http,
        CancellationToken cancellation)
    {
        var page = await PublicDecisionEndpoint.ListAsync(
            department, null, null, before, limit, session, handbook, cancellation);
        var decisions = await session.LoadManyAsync<DecisionFile>(
            cancellation, [.. page.Items.Select(line => line.RequestId)]);
        var byId = decisions.ToDictionary(file => file.Id, file => file.Decision);
        return new(
            Feed([.. page.Items.Select(line => byId.GetValueOrDefault(line.RequestId)).OfType<PublicDecision>()],
                page.Next, department, limit, handbook, http),
            isPublic: true);
    }

    private static SyndicationFeed Feed(
        IReadOnlyList<PublicDecision> decisions, string? next, string? department, string? limit, Handbook handbook,
        HttpRequest http)
    {
        var isEnglish = http.WantsEnglish();
        var (site, language) = ($"{http.Scheme}://{http.Host}", isEnglish ? "en" : "fa");
        string Say(Text text) => isEnglish ? text.En : text.Fa;
        string Office(string code) =>
            handbook.Departments.TryGetValue(code, out var known) ? Say(known.Name) : code;
        var isOfOne = department is { Length: > 0 };
        var feed = new SyndicationFeed
        {
            Id = $"urn:uuid:{Identity.Of("decision-feed", department ?? "")}",
            Language = language,
            Title = new(isOfOne ? $"{Say(Title)} – {Office(department!)}" : Say(Title)),
            Description = new(Say(Note)),
            LastUpdatedTime = decisions.Count > 0 ? decisions.Max(Changed) : DateTimeOffset.UnixEpoch,
            Items = [.. decisions.Select(Entry)],
        };
        feed.Authors.Add(new() { Name = isOfOne ? Office(department!) : "EGov" });
        feed.Links.Add(SyndicationLink.CreateSelfLink(
            new($"{site}{http.Path}{http.QueryString}"), AtomAnswer.MediaType));
        feed.Links.Add(SyndicationLink.CreateAlternateLink(new($"{site}/{language}/decisions"), "text/html"));
        if (next is not null)
        {
            var query = QueryString.Create("before", next);
            if (isOfOne) query = query.Add("department", department!);
            if (limit is { Length: > 0 }) query = query.Add("limit", limit);
            // A page of older entries: RFC 5005 §3.
            feed.Links.Add(new(new($"{site}{http.Path}{query}"), "next", null, AtomAnswer.MediaType, 0));
        }

        return feed;

        SyndicationItem Entry(PublicDecision one)
        {
            var service = handbook.Services.TryGetValue(one.Matter.Service, out var known)
                && known.Ever(one.DecidedAt.Day()) is { } terms ? Say(terms.Title) : one.Matter.Service;
            var outcome = PublicDecisionEndpoint.Code(one.Outcome);
            var entry = new SyndicationItem
            {
                Id = $"urn:uuid:{one.EventId}",
                Title = new($"{service} – {Say(Outcomes[outcome])}"),
                Summary = new(Office(one.Matter.Department)),
                PublishDate = one.DecidedAt,
                LastUpdatedTime = Changed(one),
            };
            entry.Links.Add(SyndicationLink.CreateAlternateLink(
                new($"{site}/{language}/decisions/{one.RequestId}"), "text/html"));
            entry.Links.Add(new(new($"{site}/ledger/proofs/{one.EventId}"), "related", null, "text/plain", 0));
            entry.Categories.Add(new(outcome, "urn:egov:outcome", Say(Outcomes[outcome])));
            entry.Categories.Add(new(one.Matter.Service, "urn:egov:service", service));
            entry.Categories.Add(
                new(one.Matter.Department, "urn:egov:department", Office(one.Matter.Department)));
            return entry;
        }
    }

    /// <summary>When something last happened to it.</summary>
    private static DateTimeOffset Changed(PublicDecision one) => new[]
    {
        one.DecidedAt, one.NotifiedAt, one.ClosedAt, one.Appeal?.AppealedAt, one.Appeal?.DecidedAt,
    }.Max()!.Value;
}
