using System.Globalization;
using System.ServiceModel.Syndication;
using EGov.Transparency;
using JasperFx.Events;
using Marten;
using Marten.Events;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Integrity;

/// <summary>Something new of a signal: it was found, answered, or looked into.</summary>
/// <param name="Id">The signal's where it was found; else the event's.</param>
/// <param name="Sequence">Place in the record of the event that says so, or at which it was found.</param>
/// <param name="Number">The signal's, which tells apart what was found at one event; 0 for an event.</param>
/// <param name="What">found, answered, or what came of it.</param>
internal sealed record SignalNews(Guid Id, Signal Signal, long Sequence, long Number, DateTimeOffset At, string What)
{
    private static readonly Dictionary<string, Text> Said = new()
    {
        ["found"] = new("یافته شد", "found"),
        ["answered"] = new("پاسخ داده شد", "answered"),
        ["explained"] = new("رسیدگی شد: توضیح داده شد", "looked into: explained"),
        ["data-error"] = new("رسیدگی شد: خطای ثبت", "looked into: an error of the record"),
        ["referred"] = new("رسیدگی شد: ارجاع شد", "looked into: referred"),
        ["confirmed"] = new("رسیدگی شد: تأیید شد", "looked into: confirmed"),
    };

    public string Place => string.Create(CultureInfo.InvariantCulture, $"{Sequence}.{Number}");

    public Text Words => Said[What];

    /// <summary>The news before a place, the latest first.</summary>
    public static async Task<IReadOnlyList<SignalNews>> BeforeAsync(
        (long Sequence, long Number) place, int most, string? department, IQuerySession session,
        CancellationToken cancellation)
    {
        var (sequence, number) = place;
        // No event that people write of a signal is one at which signals are found.
        var signals = session.Query<Signal>().Where(signal =>
            signal.Sequence < sequence || (signal.Sequence == sequence && signal.Number < number));
        if (department is not null) signals = signals.Where(signal => signal.Department == department);
        var found = await signals.OrderByDescending(signal => signal.Number).Take(most).ToListAsync(cancellation);
        var times = await TimesAsync([.. found.Select(signal => signal.Sequence).Distinct()], session, cancellation);
        return
        [
            .. found.Select(signal => new SignalNews(signal.Id, signal, signal.Sequence, signal.Number,
                    times.TryGetValue(signal.Sequence, out var at) ? at : signal.Found.Start(), "found"))
                .Concat(await SaidAsync(sequence, most, department, session, cancellation))
                .OrderByDescending(news => news.Sequence).ThenByDescending(news => news.Number).Take(most),
        ];
    }

    private static async Task<IReadOnlyList<SignalNews>> SaidAsync(
        long before, int most, string? department, IQuerySession session, CancellationToken cancellation)
    {
        var said = new List<SignalNews>();
        for (var isMore = true; isMore && said.Count < most;)
        {
            var events = await session.Events.QueryAllRawEvents()
                .Where(e => e.EventTypesAre(typeof(SignalAnswered), typeof(SignalDisposed)) && e.Sequence < before)
                .OrderByDescending(e => e.Sequence).Take(most).ToListAsync(cancellation);
            var about = (await session.LoadManyAsync<Signal>(
                cancellation, [.. events.Select(e => e.StreamId).Distinct()])).ToDictionary(signal => signal.Id);
            foreach (var e in events)
            {
                before = e.Sequence;
                if (about.TryGetValue(e.StreamId, out var signal)
                    && (department is null || signal.Department == department))
                    said.Add(new(e.Id, signal, e.Sequence, 0, e.Timestamp, StateOf(e)));
            }

            isMore = events.Count == most;
        }

        return said;
    }

    private static string StateOf(IEvent e) => e.Data is SignalDisposed disposed ? disposed.Disposition : "answered";

    private static async Task<Dictionary<long, DateTimeOffset>> TimesAsync(
        long[] sequences, IQuerySession session, CancellationToken cancellation) =>
        (await session.Events.QueryAllRawEvents().Where(e => e.Sequence.IsOneOf(sequences)).ToListAsync(cancellation))
            .ToDictionary(e => e.Sequence, e => e.Timestamp);
}

public static class SignalFeedEndpoint
{
    private static readonly Text Title = new("تازه‌های نشانه‌ها", "News of signals");
    private static readonly Text Office = new("دفتر سلامت اداری", "Office of integrity");
    private static readonly Text Several = new("چند دستگاه", "several departments");

    /// <summary>
    /// What is new of signals, as Atom: found, answered, looked into. It names no officer and no file.
    /// </summary>
    /// <param name="department">Only signals about this department.</param>
    /// <param name="before">What the link to the next page says; the latest news if nothing is said.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/signals/feed")]
    public static async Task<AtomAnswer> Get(
        string? department, string? before, int? limit, IQuerySession session, Handbook handbook, HttpRequest http,
        CancellationToken cancellation)
    {
        var size = Paging.SizeOf(limit);
        var place = before is { Length: > 0 } ? Read(before) : (long.MaxValue, 0);
        var office = string.IsNullOrWhiteSpace(department) ? null : department.Trim();
        SignalQuery.MustKnow(office, handbook);
        var news = await SignalNews.BeforeAsync(place, size + 1, office, session, cancellation);
        return new(Feed([.. news.Take(size)], news.Count > size, office, limit, handbook, http), isPublic: false);
    }

    private static SyndicationFeed Feed(
        IReadOnlyList<SignalNews> news, bool hasNext, string? department, int? limit, Handbook handbook,
        HttpRequest http)
    {
        var isEnglish = http.WantsEnglish();
        var (site, language) = ($"{http.Scheme}://{http.Host}", isEnglish ? "en" : "fa");
        string Say(Text text) => isEnglish ? text.En : text.Fa;
        var feed = new SyndicationFeed
        {
            Id = $"urn:uuid:{Identity.Of("signal-feed", department ?? "")}",
            Language = language,
            Title = new(Say(Title)),
            Description = new(Say(PublicSignalsEndpoint.Note)),
            LastUpdatedTime = news.Count > 0 ? news.Max(one => one.At) : DateTimeOffset.UnixEpoch,
            Items = [.. news.Select(Entry)],
        };
        feed.Authors.Add(new() { Name = Say(Office) });
        feed.Links.Add(SyndicationLink.CreateSelfLink(
            new($"{site}{http.Path}{http.QueryString}"), AtomAnswer.MediaType));
        feed.Links.Add(SyndicationLink.CreateAlternateLink(new($"{site}/{language}/auditor/signals"), "text/html"));
        if (hasNext)
        {
            var query = QueryString.Create("before", news[^1].Place);
            if (department is not null) query = query.Add("department", department);
            if (limit is { } size) query = query.Add("limit", size.ToString(CultureInfo.InvariantCulture));
            // A page of older entries: RFC 5005 §3.
            feed.Links.Add(new(new($"{site}{http.Path}{query}"), "next", null, AtomAnswer.MediaType, 0));
        }

        return feed;

        SyndicationItem Entry(SignalNews one)
        {
            var (signal, indicator) = (one.Signal, Indicator.Find(one.Signal.Indicator)!);
            var where = signal.Department is { } code
                ? handbook.Departments.TryGetValue(code, out var known) ? Say(known.Name) : code
                : Say(Several);
            var entry = new SyndicationItem
            {
                Id = $"urn:uuid:{one.Id}",
                Title = new($"{indicator.Code} {Say(indicator.Title)} – {Say(one.Words)}"),
                Summary = new($"{where}. {Say(PublicSignalsEndpoint.Note)}"),
                LastUpdatedTime = one.At,
                PublishDate = one.At,
            };
            entry.Links.Add(SyndicationLink.CreateAlternateLink(
                new($"{site}/{language}/auditor/signals/{signal.Id}"), "text/html"));
            entry.Categories.Add(new(one.What, "urn:egov:signal", Say(one.Words)));
            entry.Categories.Add(new(indicator.Code, "urn:egov:indicator", Say(indicator.Title)));
            if (signal.Department is not null)
                entry.Categories.Add(new(signal.Department, "urn:egov:department", where));
            return entry;
        }
    }

    private static (long, long) Read(string cursor) =>
        cursor.Split('.') is [var first, var second]
        && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (sequence, number)
            : throw Paging.WrongCursor;
}
