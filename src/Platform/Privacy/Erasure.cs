using EGov.Casework;
using JasperFx.Events;
using Marten;

namespace EGov.Privacy;

/// <summary>How far the erasure of one person has come: a stream a person.</summary>
public record Erasure
{
    public Guid Id { get; init; }
    public ErasureStage Stage { get; init; }

    /// <summary>Whose key would be destroyed; none before anybody asked or proposed.</summary>
    public Guid? Subject { get; init; }
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>What the person said when he asked.</summary>
    public Sealed? Words { get; init; }
    public string? Basis { get; init; }
    public string? ProposedBy { get; init; }
    public DateTimeOffset? ProposedAt { get; init; }

    /// <summary>Why it was proposed, or why it was refused.</summary>
    public Sealed? Reasons { get; init; }
    public DateOnly? HeldUntil { get; init; }
    public string? HoldGround { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? EndedBy { get; init; }

    /// <summary>The stream of a person. It can be computed from the subject, and the subject not from it.</summary>
    public static Guid Of(Guid subject) => Identity.Of("erasure", subject.ToString());

    /// <summary>Whether the person himself has asked, and nobody has answered yet.</summary>
    public bool IsAsked => AskedAt is not null && Stage is ErasureStage.Asked or ErasureStage.Proposed;

    public Erasure Evolve(IEvent e) => e.Data switch
    {
        ErasureAsked asked => this with
        {
            Id = e.StreamId,
            Stage = ErasureStage.Asked,
            Subject = asked.Words.Subject,
            AskedAt = asked.At,
            Words = asked.Words,
            Reasons = null,
            EndedAt = null,
            EndedBy = null,
        },
        ErasureProposed proposed => this with
        {
            Id = e.StreamId,
            Stage = ErasureStage.Proposed,
            Subject = proposed.Reasons.Subject,
            AskedAt = Stage is ErasureStage.Asked ? AskedAt : null,
            Words = Stage is ErasureStage.Asked ? Words : null,
            Basis = proposed.Basis,
            ProposedBy = proposed.By,
            ProposedAt = proposed.At,
            Reasons = proposed.Reasons,
            EndedAt = null,
            EndedBy = null,
        },
        ErasureRefused refused => this with
        {
            Stage = ErasureStage.Refused,
            Basis = null,
            ProposedBy = null,
            ProposedAt = null,
            Reasons = refused.Reasons,
            EndedAt = refused.At,
            EndedBy = refused.By,
        },
        SubjectErased erased => this with
        {
            Id = e.StreamId,
            Stage = ErasureStage.Erased,
            Basis = erased.Basis,
            ProposedBy = erased.ProposedBy,
            EndedAt = erased.At,
            EndedBy = erased.By,
        },
        LegalHoldPlaced placed => this with { Id = e.StreamId, HeldUntil = placed.Until, HoldGround = placed.Ground },
        LegalHoldLifted lifted => this with { HeldUntil = null, HoldGround = null },
        _ => this,
    };

    public void OnlyOnce()
    {
        if (Stage is ErasureStage.Erased) throw new Refused("erasure.done-already");
    }

    /// <summary>What must still be kept: an open file, a right that can still be used, a hold of the law.</summary>
    public void OnlyWhereNothingIsOwed(IReadOnlyList<Request> files, DateOnly today)
    {
        OnlyOnce();
        if (files.Count == 0) throw new Refused("erasure.nothing-kept");
        if (HeldUntil is { } until && today <= until) throw new Refused("erasure.held", until);
        if (files.FirstOrDefault(file => file.IsOpen) is { } open)
            throw new Refused("erasure.request-open", open.TrackingNumber);
        if (files.FirstOrDefault(file => file.OwesRemedy) is { } owed)
            throw new Refused("erasure.remedy-owed", owed.TrackingNumber);
        if (files.FirstOrDefault(file => !file.WasAppealed && today <= file.AppealBy) is { } appealable)
            throw new Refused("erasure.appeal-possible", appealable.TrackingNumber, appealable.AppealBy!);
        if (files.FirstOrDefault(file => !file.IsConfirmed && file.Closure is not Closure.Withdrawn
                && today <= file.ContestBy) is { } contestable)
            throw new Refused("erasure.contest-possible", contestable.TrackingNumber, contestable.ContestBy!);
    }
}

/// <summary>
/// None → Asked | Proposed; Asked → Proposed | Refused; Proposed → Erased | Refused; Refused → Asked | Proposed.
/// </summary>
public enum ErasureStage { None, Asked, Proposed, Refused, Erased }

/// <summary>A person's erasure, to be written, with all his files.</summary>
internal sealed record ErasureFile(IEventStream<Erasure> Stream, Guid Subject, IReadOnlyList<Request> Files)
{
    public Erasure State => Stream.Aggregate ?? new();

    /// <summary>That of the person who acts: signed in, or with the secret of a receipt.</summary>
    public static async Task<ErasureFile> OfOwnAsync(
        Actor actor, IDocumentSession session, CancellationToken cancellation) =>
        await OfAsync((await Own.OfAsync(actor, session, cancellation)).Subject, session, cancellation);

    public static async Task<ErasureFile> OfAsync(
        Guid subject, IDocumentSession session, CancellationToken cancellation) => new(
        await session.Events.FetchForWriting<Erasure>(Erasure.Of(subject), cancellation), subject,
        await session.Query<Request>().Where(file => file.Applicant == subject).ToListAsync(cancellation));
}
