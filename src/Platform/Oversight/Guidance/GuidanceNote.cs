using JasperFx.Events;

namespace EGov.Oversight;

/// <summary>How something is to be understood, from a question or a draft to rules that acts rest on.</summary>
/// <remarks>Only what the rules need to know.</remarks>
public record GuidanceNote
{
    public Guid Id { get; init; }
    public int Version { get; set; }
    public string Number { get; init; } = "";
    public GuidanceQuestion? Question { get; init; }
    public GuidanceDraft? Draft { get; init; }

    /// <summary>How many drafts it has had.</summary>
    public int Drafts { get; init; }

    public IReadOnlyList<GuidanceEdition> Editions { get; init; } = [];

    /// <summary>The first day on which it no longer holds.</summary>
    public DateOnly? RepealedFrom { get; init; }

    public GuidanceStatus Status { get; init; }
    public GuidanceEdition? Latest => Editions is [.., var latest] ? latest : null;

    /// <summary>The first day on which the platform may have something to do here; null when none.</summary>
    public DateOnly? WatchFrom => Question is { IsOpen: true, IsReminded: false } open ? open.Due.AddDays(1) : null;

    public GuidanceNote Evolve(IEvent e) => e.Data switch
    {
        GuidanceAsked asked => this with
        {
            Id = e.StreamId,
            Number = asked.Number,
            Question = new(asked.At, asked.Line, asked.Department, asked.Officer, asked.Services, asked.Due),
            Status = GuidanceStatus.Asked,
        },
        GuidanceDrafted drafted => With(drafted) with { Id = e.StreamId, Number = drafted.Number },
        GuidanceRedrafted redrafted => With(redrafted),
        GuidanceCommented commented => this with
        {
            Draft = Draft! with { Commented = [.. Draft.Commented.Union([commented.Department])] },
        },
        GuidanceAnswered _ => this with
        {
            Question = Question! with { IsOpen = false },
            Status = GuidanceStatus.Answered,
        },
        GuidanceIssued issued => this with
        {
            Editions = [.. Editions, new(issued.Edition, Draft!.Text, issued.From)],
            Draft = null,
            Question = Question is null ? null : Question with { IsOpen = false },
            Status = GuidanceStatus.Issued,
        },
        GuidanceAcknowledged acknowledged => this with
        {
            Editions =
            [
                .. Editions.Select(one => one.Edition == acknowledged.Edition
                    ? one with { Acknowledged = [.. one.Acknowledged, acknowledged.Department] }
                    : one),
            ],
        },
        GuidanceDraftDropped _ => this with
        {
            Draft = null,
            Status = Latest is not null ? GuidanceStatus.Issued
                : Question is { IsOpen: true } ? GuidanceStatus.Asked
                : GuidanceStatus.Dropped,
        },
        GuidanceRepealed repealed => this with
        {
            RepealedFrom = repealed.From,
            Draft = null,
            Status = GuidanceStatus.Repealed,
        },
        GuidanceReminded _ => this with { Question = Question! with { IsReminded = true } },
        _ => this,
    };

    /// <summary>The edition that holds on a day; none where none does.</summary>
    public GuidanceEdition? On(DateOnly day) => RepealedFrom is { } end && day >= end
        ? null
        : Editions.LastOrDefault(edition => edition.From <= day);

    /// <summary>Who watches over guidance, whom it binds or would, and who asked.</summary>
    public bool IsReadableBy(Actor actor) =>
        actor.Role is "governor" or "auditor" or "integrity"
        || (actor.Role is "manager" or "officer" && actor.Department is { } own
            && (own == Question?.Department || Draft?.Text.Binds(own) is true
                || Editions.Any(edition => edition.Text.Binds(own))));

    public GuidanceDraft OpenDraft() => Draft ?? throw new Refused("guidance.no-draft");

    public void OnlyUnlessRepealed()
    {
        if (Status is GuidanceStatus.Repealed) throw new Refused("guidance.repealed");
    }

    private GuidanceNote With(IDraftOfGuidance drafted) => this with
    {
        Draft = new(drafted.Draft, drafted.Text, drafted.CommentDays == 0, drafted.CommentUntil)
        {
            // Who wrote an earlier draft of the same edition had a hand in this one.
            Authors = [.. (Draft?.Authors ?? []).Union([drafted.By])],
        },
        Drafts = drafted.Draft,
        Status = Latest is null ? GuidanceStatus.Drafted : GuidanceStatus.Issued,
    };
}

/// <summary>What a department asked.</summary>
public record GuidanceQuestion(
    DateTimeOffset At, Text Line, string Department, string Officer, IReadOnlyList<string> Services, DateOnly Due)
{
    public bool IsOpen { get; init; } = true;
    public bool IsReminded { get; init; }
}

/// <summary>A draft about which departments may say what they think.</summary>
/// <param name="IsAtOnce">Whether it may be issued without waiting for that.</param>
public record GuidanceDraft(int Draft, GuidanceText Text, bool IsAtOnce, DateOnly CommentUntil)
{
    /// <summary>Whoever wrote it, or a draft that it took the place of.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The departments that said something.</summary>
    public IReadOnlyList<string> Commented { get; init; } = [];
}

/// <summary>What holds from a day on.</summary>
public record GuidanceEdition(int Edition, GuidanceText Text, DateOnly From)
{
    /// <summary>The departments that have read it.</summary>
    public IReadOnlyList<string> Acknowledged { get; init; } = [];
}

/// <summary>How far a note is.</summary>
/// <remarks>
/// Asked → Drafted → Issued → Repealed; Asked → Answered; Drafted → Dropped, or Asked again. A note that is issued may
/// have a draft of its next edition, and stays issued.
/// </remarks>
public enum GuidanceStatus { Asked, Answered, Drafted, Issued, Repealed, Dropped }
