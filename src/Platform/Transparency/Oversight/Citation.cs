using EGov.Casework;
using EGov.Oversight;
using EGov.Rulebooks;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace EGov.Transparency;

/// <summary>An act that rests on a clause of guidance.</summary>
public sealed class Citation
{
    /// <summary>Of the event and the clause.</summary>
    public Guid Id { get; set; }

    /// <summary>Number of the note.</summary>
    public string Note { get; set; } = "";

    /// <summary>Such as G-7K3M-92QF/2.</summary>
    public string Clause { get; set; } = "";

    public int Edition { get; set; }

    /// <summary>decision or directive.</summary>
    public string On { get; set; } = "";

    /// <summary>Number of the directive, or id of the request that was decided.</summary>
    public string About { get; set; } = "";

    public DateOnly Day { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>The event, by which /ledger/proofs proves it.</summary>
    public Guid EventId { get; set; }

    public long Sequence { get; set; }
}

public sealed partial class CitationProjection : EventProjection
{
    public CitationProjection()
    {
        Name = "Citations";
        IncludeType<RequestDecided>();
        IncludeType<DirectiveIssued>();
        Options.DeleteViewTypeOnTeardown<Citation>();
    }

    public override ValueTask ApplyAsync(IDocumentOperations operations, IEvent e, CancellationToken cancellation)
    {
        foreach (var citation in Of(e)) operations.Store(citation);
        return ValueTask.CompletedTask;
    }

    /// <summary>The clauses on which an event rests, each once.</summary>
    public static IEnumerable<Citation> Of(IEvent e) => e.Data switch
    {
        RequestDecided { Cites: { } cites } => Of(e, "decision", $"{e.StreamId}", cites),
        DirectiveIssued { Cites: { } cites } issued => Of(e, "directive", issued.Number, cites),
        _ => [],
    };

    private static IEnumerable<Citation> Of(IEvent e, string on, string about, IReadOnlyList<Cited> cites) =>
        cites.Select(cited => new Citation
        {
            Id = Identity.Of("citation", $"{e.Id}", cited.Clause),
            Note = cited.Clause.Split('/')[0],
            Clause = cited.Clause,
            Edition = cited.Edition,
            On = on,
            About = about,
            Day = ((IHappened)e.Data).At.Day(),
            RecordedAt = e.Timestamp,
            EventId = e.Id,
            Sequence = e.Sequence,
        });
}
