using JasperFx.Events;

namespace EGov.Oversight;

/// <summary>What a council resolved, until a second person sees it done: only what the rules need to know.</summary>
public record Resolution
{
    public Guid Id { get; init; }
    public int Version { get; set; }
    public string Number { get; init; } = "";
    public Guid Meeting { get; init; }
    public string Council { get; init; } = "";
    public int? Viewpoint { get; init; }
    public Text Line { get; init; } = new("", "");
    public DateTimeOffset AdoptedAt { get; init; }
    public string Owner { get; init; } = "";
    public string? Verifier { get; init; }
    public DateOnly Due { get; init; }
    public ResolutionStatus Status { get; init; }

    /// <summary>The last meeting that let it go on, and how many did.</summary>
    public Guid? ContinuedIn { get; init; }
    public int Continuations { get; init; }
    public Guid? Directive { get; init; }
    public string? DirectiveNumber { get; init; }
    public string? Programme { get; init; }
    public string? Commitment { get; init; }

    /// <summary>Who has had it to carry out.</summary>
    public IReadOnlyList<string> Executors { get; init; } = [];
    public DateTimeOffset? EndedAt { get; init; }
    public string? Dropped { get; init; }

    public bool IsOpen => Status is not (ResolutionStatus.Done or ResolutionStatus.Dropped);

    /// <summary>The platform looks whether its directive is effective.</summary>
    public bool AwaitsDirective => IsOpen && Directive is not null;

    public Resolution Evolve(IEvent e) => e.Data switch
    {
        ResolutionAdopted adopted => this with
        {
            Id = e.StreamId,
            Number = adopted.Number,
            Meeting = adopted.Meeting,
            Council = adopted.Council,
            Viewpoint = adopted.Viewpoint,
            Line = adopted.Line,
            AdoptedAt = adopted.At,
            Owner = adopted.Owner,
            Verifier = adopted.Verifier,
            Due = adopted.Due,
            Executors = [adopted.Owner],
        },
        ResolutionContinued continued => this with
        {
            ContinuedIn = continued.Meeting,
            Continuations = Continuations + 1,
            Due = continued.Due ?? Due,
        },
        ResolutionBecameDirective became => this with
        {
            Status = ResolutionStatus.Directed,
            Directive = became.Directive,
            DirectiveNumber = became.Number,
        },
        ResolutionBecameCommitment became => this with
        {
            Programme = became.Programme,
            Commitment = became.Commitment,
        },
        ResolutionReported reported => this with
        {
            Status = ResolutionStatus.Reported,
            Executors = [.. Executors.Union([reported.Officer])],
        },
        ResolutionVerified verified => this with { Status = ResolutionStatus.Done, EndedAt = verified.At },
        ResolutionReturned returned => this with { Status = ResolutionStatus.Returned },
        ResolutionSettled settled => this with { Status = ResolutionStatus.Done, EndedAt = settled.At },
        ResolutionDropped dropped => this with
        {
            Status = ResolutionStatus.Dropped,
            EndedAt = dropped.At,
            Dropped = dropped.Ground,
        },
        _ => this,
    };

    public void OnlyWhileOpen()
    {
        if (!IsOpen) throw new Refused("resolution.ended");
    }

    /// <summary>Only who is to say whether it is done, and had no hand in it.</summary>
    public void OnlyForItsVerifier(Actor actor, Handbook handbook)
    {
        var named = Verifier is not null && handbook.Officers.GetValueOrDefault(Verifier) is { IsServing: true };
        if (named ? actor.Code != Verifier : actor.Role is not "governor")
            throw new Refused("resolution.not-its-verifier") { Status = 403 };
        Verification.MustBeByAnother(actor, Executors, handbook);
        if (Status is not ResolutionStatus.Reported) throw new Refused("resolution.nothing-to-verify");
    }

    /// <summary>Only by the council that adopted it, in a later meeting, from the pen of who writes there.</summary>
    public Meeting OnlyInALaterMeeting(Meeting? meeting, Actor actor)
    {
        if (meeting is null || meeting.Council != Council || meeting.Id == Meeting)
            throw new Refused("resolution.not-on-this-agenda") { Status = 422 };
        meeting.OnlyForItsWriter(actor);
        OnlyWhileOpen();
        return meeting;
    }

    /// <summary>Who watches over meetings, and whoever has it to carry out or to verify.</summary>
    public bool IsReadableBy(Actor actor) =>
        actor.Role is "governor" or "auditor" or "integrity"
        || (actor.Code.Length > 0 && (Executors.Contains(actor.Code) || actor.Code == Verifier));
}

/// <summary>How far a resolution is.</summary>
/// <remarks>
/// Adopted, or Directed where a directive asks it of departments → Reported → Done, or Returned → Reported. Done from
/// Directed by the directive's effect. Dropped from each but Done.
/// </remarks>
public enum ResolutionStatus { Adopted, Directed, Reported, Returned, Done, Dropped }
