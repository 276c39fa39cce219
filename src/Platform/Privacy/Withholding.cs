using JasperFx.Events;

namespace EGov.Privacy;

/// <summary>Openings of one file that its applicant sees only after a day, by the agreement of two persons.</summary>
public record Withholding
{
    public Guid Id { get; init; }
    public int Version { get; set; }
    public string AskedBy { get; init; } = "";
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>The id of the request, sealed.</summary>
    public Sealed? Request { get; init; }
    public string Basis { get; init; } = "";
    public Sealed? Words { get; init; }

    /// <summary>The last day agreed to; none before somebody has agreed.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The day that somebody asks for and nobody has agreed to yet, and who asks.</summary>
    public DateOnly? AskedUntil { get; init; }
    public string? Waits { get; init; }
    public string? ApprovedBy { get; init; }
    public bool IsRefused { get; init; }
    public IReadOnlyList<WithheldOpening> Openings { get; init; } = [];

    /// <summary>What was read under it is kept from the applicant on this day.</summary>
    public bool IsInForce(DateOnly day) => day <= Until;

    public Withholding Evolve(IEvent e) => e.Data switch
    {
        WithholdingAsked asked => this with
        {
            Id = e.StreamId,
            AskedBy = asked.Officer,
            AskedAt = asked.At,
            Request = asked.Request,
            Basis = asked.Basis,
            Words = asked.Words,
            AskedUntil = asked.Until,
            Waits = asked.Officer,
        },
        WithholdingApproved approved => this with
        {
            Until = approved.Until,
            ApprovedBy = approved.Officer,
            AskedUntil = null,
            Waits = null,
        },
        WithholdingRefused _ => this with { IsRefused = Until is null, AskedUntil = null, Waits = null },
        WithholdingExtended extended => this with { AskedUntil = extended.Until, Waits = extended.Officer },
        WithheldFileOpened opened => this with
        {
            Openings = [.. Openings, new(e.Id, opened.At, opened.Reader, opened.Role, opened.Department)],
        },
        _ => this,
    };
}

/// <param name="Id">The event's own id.</param>
public record WithheldOpening(Guid Id, DateTimeOffset At, string Reader, string Role, string? Department);

/// <summary>How long an opening may be withheld at most before two persons look at it again.</summary>
/// <param name="LongestDays">Setting <c>Withholding:LongestDays</c>; 90 where nothing is set.</param>
public sealed record WithholdingTerms(int LongestDays = 90)
{
    /// <summary>Only a day to come, and none so far away that nobody looks at it again.</summary>
    public void Check(DateOnly until, DateOnly today)
    {
        if (until <= today) throw new Refused("withholding.day-not-to-come") { Status = 422 };
        if (until > today.AddDays(LongestDays))
            throw new Refused("withholding.too-long", LongestDays) { Status = 422 };
    }
}
