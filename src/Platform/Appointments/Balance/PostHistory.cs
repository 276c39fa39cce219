using EGov.Privacy;
using JasperFx.Events;

namespace EGov.Appointments;

/// <summary>Who held which post, and who stood for one, read from the posts' events.</summary>
internal sealed class PostHistory
{
    private readonly Dictionary<Guid, PostEstablished> _posts = [];
    private readonly List<Term> _terms = [];
    private readonly Dictionary<Guid, Stood> _stood = [];
    private readonly Dictionary<(Guid Post, int Vacancy), DateTimeOffset> _over = [];
    private readonly HashSet<Guid> _erased = [];

    /// <param name="events">Of all posts, in the order of writing.</param>
    public PostHistory(IEnumerable<IEvent> events)
    {
        foreach (var e in events) Read(e);
    }

    /// <summary>The gender under which somebody was entered who holds or held a post; without those erased.</summary>
    public IEnumerable<(string Officer, Sealed Gender)> Holders => _terms
        .Where(term => !_erased.Contains(term.Candidate) && _stood.ContainsKey(term.Candidate))
        .Select(term => (term.Officer, _stood[term.Candidate].Gender));

    public IEnumerable<(Guid Candidate, Sealed Gender)> Candidates =>
        _stood.Where(one => !_erased.Contains(one.Key)).Select(one => (one.Key, one.Value.Gender));

    /// <summary>Who holds a post at the end of a day; who holds several counts at the highest.</summary>
    public IReadOnlyList<CountedHolder> At(DateOnly day, Balance balance)
    {
        var ranks = balance.Levels.ToDictionary(level => level.Code, level => level.Rank);
        return
        [
            .. _terms.Where(term => term.From <= day && day <= term.LastDay && term.At.Day() <= day)
                .Select(term => (term.Officer, Post: _posts[term.Post]))
                .GroupBy(held => held.Officer)
                .Select(same => same.MaxBy(held => ranks.GetValueOrDefault(held.Post.Level)))
                .Select(held => new CountedHolder(held.Officer, held.Post.Department, held.Post.Level,
                    balance.BandOf(held.Post.Level)))
                .OrderBy(held => held.Officer, StringComparer.Ordinal),
        ];
    }

    /// <summary>Who stood in a vacancy that was over by a day, to the end, and was not appointed.</summary>
    public IReadOnlyList<Counted> NotAppointed(DateOnly day, Balance balance) =>
    [
        .. _stood.Where(one => !one.Value.IsWithdrawn && !one.Value.IsAppointed
                && _over.TryGetValue((one.Value.Post, one.Value.Vacancy), out var over) && over.Day() <= day)
            .Select(one => new Counted($"{one.Key}", balance.BandOf(_posts[one.Value.Post].Level),
                _posts[one.Value.Post].Department))
            .OrderBy(one => one.Id, StringComparer.Ordinal),
    ];

    private void Read(IEvent e)
    {
        switch (e.Data)
        {
            case PostEstablished established:
                _posts[e.StreamId] = established;
                break;
            case CandidateEntered entered:
                _stood[entered.Candidate] = new(e.StreamId, entered.Vacancy, entered.Gender);
                break;
            case IncumbentRecorded recorded:
                _stood[recorded.Candidate] = new(e.StreamId, 0, recorded.Gender) { IsAppointed = true };
                _terms.Add(new(e.StreamId, recorded.Officer, recorded.Candidate, recorded.At, recorded.From,
                    recorded.Until));
                break;
            case CandidateWithdrawn withdrawn:
                _stood[withdrawn.Candidate].IsWithdrawn = true;
                break;
            case CandidateErased erased:
                _erased.Add(erased.Candidate);
                break;
            case VacancyEnded ended:
                _over[(e.StreamId, ended.Vacancy)] = ended.At;
                break;
            case HolderAppointed appointed:
                _over[(e.StreamId, appointed.Vacancy)] = appointed.At;
                _stood[appointed.Candidate].IsAppointed = true;
                _terms.Add(new(e.StreamId, appointed.Officer, appointed.Candidate, appointed.At, appointed.From,
                    appointed.Until));
                break;
            case TermRenewed renewed:
                _terms.Last(term => term.Post == e.StreamId).LastDay = renewed.Until;
                break;
            case TermEnded ended:
                _terms.Last(term => term.Post == e.StreamId).LastDay = ended.LastDay;
                break;
        }
    }

    private sealed record Stood(Guid Post, int Vacancy, Sealed Gender)
    {
        public bool IsWithdrawn { get; set; }
        public bool IsAppointed { get; set; }
    }

    private sealed record Term(
        Guid Post, string Officer, Guid Candidate, DateTimeOffset At, DateOnly From, DateOnly Until)
    {
        public DateOnly LastDay { get; set; } = Until;
    }
}
