using EGov.Privacy;
using JasperFx.Events;

namespace EGov.Appointments;

/// <summary>One post of the province with its vacancies and its holder: only what the rules need to know.</summary>
public record Post
{
    public Guid Id { get; init; }
    public int Version { get; set; }
    public string Code { get; init; } = "";
    public Text Title { get; init; } = new("", "");
    public string Department { get; init; } = "";
    public string Level { get; init; } = "";
    public DateOnly EstablishedOn { get; init; }
    public int CriteriaVersion { get; init; }
    public IReadOnlyList<PostCriterion> Criteria { get; init; } = [];
    public Holding? Holding { get; init; }

    /// <summary>The one that is open; none while nobody is looked for.</summary>
    public Vacancy? Vacancy { get; init; }
    public int Vacancies { get; init; }
    public bool HadIncumbent { get; init; }

    /// <summary>Who stood in vacancies that are over.</summary>
    public IReadOnlyList<Candidate> Past { get; init; } = [];

    public static Guid Of(string code) => Identity.Of("post", code);

    public bool IsHeldOn(DateOnly day) => Holding is { } holding && day <= holding.Until;

    public Vacancy Open() => Vacancy ?? throw new Refused("post.no-vacancy");

    public Holding Held() => Holding ?? throw new Refused("post.nobody-holds-it");

    public Post Evolve(IEvent e) => e.Data switch
    {
        PostEstablished established => this with
        {
            Id = e.StreamId,
            Code = established.Post,
            Title = established.Title,
            Department = established.Department,
            Level = established.Level,
            EstablishedOn = established.At.Day(),
        },
        IncumbentRecorded recorded => this with
        {
            Holding = new(recorded.Officer, recorded.Candidate, recorded.From, recorded.Until),
            HadIncumbent = true,
        },
        PostCriteriaSet set => this with { CriteriaVersion = set.Version, Criteria = set.Criteria },
        VacancyOpened opened => this with
        {
            Vacancies = opened.Vacancy,
            Vacancy = new(opened.Vacancy, opened.CriteriaVersion, opened.ClosesOn, opened.AreReasonsPublic,
                [.. opened.Panel.Select(code => new Panelist(code, false))], []),
        },
        PanelistNamed named => With(vacancy => vacancy with
        {
            Panel = [.. vacancy.Panel, new(named.Officer, false)],
        }),
        PanelistRecused recused => With(vacancy => vacancy with
        {
            Panel =
            [
                .. vacancy.Panel.Select(one => one.Officer == recused.Officer ? one with { IsRecused = true } : one),
            ],
        }),
        CandidateEntered entered => With(vacancy => vacancy with
        {
            Candidates =
            [
                .. vacancy.Candidates,
                new(entered.Candidate, entered.By, entered.Mark, entered.Officer, false, false, []),
            ],
        }),
        CandidateWithdrawn withdrawn => With(vacancy => vacancy.With(
            withdrawn.Candidate, one => one with { IsWithdrawn = true })),
        CandidateAssessed assessed => With(vacancy => vacancy.With(assessed.Candidate, one => one with
        {
            Assessments = [.. one.Assessments, new(assessed.By, assessed.MeetsAll, assessed.Score)],
        })),
        HolderAppointed appointed => Over() with
        {
            Holding = new(appointed.Officer, appointed.Candidate, appointed.From, appointed.Until),
        },
        VacancyEnded ended => Over(),
        TermRenewed renewed => this with { Holding = Holding! with { Until = renewed.Until } },
        TermEnded ended => this with { Holding = null },
        CandidateErased erased => this with
        {
            Past = [.. Past.Select(one => one.Id == erased.Candidate ? one with { IsErased = true } : one)],
        },
        _ => this,
    };

    private Post With(Func<Vacancy, Vacancy> change) => this with { Vacancy = change(Vacancy!) };

    private Post Over() => this with { Vacancy = null, Past = [.. Past, .. Vacancy?.Candidates ?? []] };
}

/// <summary>Who holds the post, and for which term.</summary>
public record Holding(string Officer, Guid Candidate, DateOnly From, DateOnly Until);

/// <summary>A post that somebody is looked for.</summary>
public record Vacancy(
    int Number, int CriteriaVersion, DateOnly ClosesOn, bool AreReasonsPublic, IReadOnlyList<Panelist> Panel,
    IReadOnlyList<Candidate> Candidates)
{
    /// <summary>As many must have assessed whoever is appointed, none of them set aside.</summary>
    public const int Fewest = 3;

    /// <summary>A candidate who still stands.</summary>
    public Candidate Standing(Guid candidate) =>
        Candidates.FirstOrDefault(one => one.Id == candidate && !one.IsWithdrawn)
        ?? throw new Refused("candidate.not-standing") { Status = 422 };

    /// <summary>The seat of a member who has not stepped aside.</summary>
    public Panelist SeatOf(string officer)
    {
        var seat = Panel.FirstOrDefault(one => one.Officer == officer)
            ?? throw new Refused("panel.not-on-it", officer) { Status = 403 };
        return seat.IsRecused ? throw new Refused("panel.stepped-aside", officer) { Status = 403 } : seat;
    }

    /// <summary>What counts: assessments by members who have not stepped aside.</summary>
    public IReadOnlyList<Assessment> AssessmentsOf(Candidate candidate) =>
    [
        .. candidate.Assessments.Where(one => Panel.Any(seat => seat.Officer == one.By && !seat.IsRecused)),
    ];

    /// <summary>More than half of those who assessed found every required criterion met.</summary>
    public bool IsQualified(Candidate candidate)
    {
        var assessments = AssessmentsOf(candidate);
        return assessments.Count >= Fewest && assessments.Count(one => one.MeetsAll) * 2 > assessments.Count;
    }

    /// <summary>Mean of the scores, so that a member more makes nobody better.</summary>
    public decimal ScoreOf(Candidate candidate) =>
        AssessmentsOf(candidate) is { Count: > 0 } given ? given.Average(one => (decimal)one.Score) : 0;

    public Vacancy With(Guid candidate, Func<Candidate, Candidate> change) => this with
    {
        Candidates = [.. Candidates.Select(one => one.Id == candidate ? change(one) : one)],
    };
}

/// <summary>A member of the panel.</summary>
public record Panelist(string Officer, bool IsRecused);

/// <summary>Somebody who stands, or stood.</summary>
public record Candidate(
    Guid Id, string EnteredBy, Sealed Mark, Sealed? Officer, bool IsWithdrawn, bool IsErased,
    IReadOnlyList<Assessment> Assessments);

public record Assessment(string By, bool MeetsAll, int Score);
