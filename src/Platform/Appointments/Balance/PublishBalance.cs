using EGov.Privacy;
using JasperFx.Events;
using Marten;
using Marten.Events;

namespace EGov.Appointments;

/// <summary>The platform tells the public of women and men in the posts, when a quarter is over.</summary>
/// <param name="Until">The last day of the quarter.</param>
public record PublishBalance(DateOnly Until);

public static class PublishBalanceHandler
{
    /// <summary>Opens genders to count them; nobody is shown one.</summary>
    public static async Task Handle(
        PublishBalance command, IDocumentSession session, Vault vault, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Balance>(Balance.TheOne, cancellation);
        var events = await session.Events.QueryAllRawEvents()
            .Where(e => e.EventTypesAre(typeof(PostEstablished), typeof(CandidateEntered), typeof(CandidateWithdrawn),
                typeof(CandidateErased), typeof(VacancyEnded), typeof(IncumbentRecorded), typeof(HolderAppointed),
                typeof(TermRenewed), typeof(TermEnded)))
            .OrderBy(e => e.Sequence).ToListAsync(cancellation);
        var women = await WomenAsync(new(events), vault, cancellation);
        stream.AppendOne(Decide(command, stream.Aggregate ?? new(), events, women, now));
    }

    /// <param name="events">Of all posts, in the order of writing.</param>
    /// <param name="women">Whether somebody is a woman, of officers by code and of candidates by id.</param>
    public static BalancePublished Decide(
        PublishBalance command, Balance balance, IEnumerable<IEvent> events, IReadOnlyDictionary<string, bool> women,
        DateTimeOffset now)
    {
        var quarter = Quarter.Of(command.Until);
        if (quarter.Until >= now.Day()) throw new Refused("balance.quarter-runs", quarter.Name);
        if (quarter.Until <= balance.PublishedUntil) throw new Refused("balance.published-already", quarter.Name);
        var history = new PostHistory(events);
        var holders = history.At(quarter.Until, balance);
        var groups = balance.Groups.Select(Read).ToList();
        var told = new List<Group>(Grouping.Next([.. groups.Where(IsOfHolders)],
            [.. holders.Select(one => new Counted(one.Officer, one.Band, one.Department))], women));
        // Who was not appointed is counted once, and in no other place.
        var counted = groups.Where(group => !IsOfHolders(group)).SelectMany(group => group.Members).ToHashSet();
        told.AddRange(Grouping.Next([],
            [.. history.NotAppointed(quarter.Until, balance).Where(one => !counted.Contains(one.Id))], women));
        var first = groups.Select(group => group.Number).DefaultIfEmpty(0).Max();
        return new(now, quarter.Name, quarter.Until, Grouping.Least, holders,
            [.. told.Select((group, i) => Write(group, first + 1 + i))]);
    }

    private static async Task<IReadOnlyDictionary<string, bool>> WomenAsync(
        PostHistory history, Vault vault, CancellationToken cancellation)
    {
        var genders = history.Holders.Select(one => (Id: one.Officer, one.Gender))
            .Concat(history.Candidates.Select(one => (Id: $"{one.Candidate}", one.Gender))).ToList();
        var opened = await vault.OpenAllAsync([.. genders.Select(one => one.Gender)], cancellation);
        var women = new Dictionary<string, bool>();
        foreach (var (id, gender) in genders)
            if (opened.TryGetValue(gender, out var word)) women[id] = word == EnterCandidateHandler.Woman;
        return women;
    }

    private static bool IsOfHolders(Group group) => !Guid.TryParse(group.Members[0], out _);

    private static Group Read(CountedGroup group) => new(group.Number, group.Within, group.Band, group.Department,
        group.Officers.Count > 0 ? group.Officers : [.. group.Candidates.Select(id => $"{id}")],
        group.AtLeast, group.AtMost);

    private static CountedGroup Write(Group group, int number) => new(number, group.Within, group.Band,
        group.Department, IsOfHolders(group) ? group.Members : [],
        IsOfHolders(group) ? [] : [.. group.Members.Select(Guid.Parse)], group.AtLeast, group.AtMost);
}
