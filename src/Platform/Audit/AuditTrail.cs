using EGov.Casework;
using EGov.Catalogue;
using EGov.Organisation;
using EGov.Privacy;
using EGov.Proofs;
using EGov.Rulebooks;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace EGov.Audit;

/// <summary>One row an event of any area: who did what, by which rule, when it happened and when it was written.</summary>
public class AuditRow
{
    /// <summary>The event's own id.</summary>
    public Guid Id { get; set; }
    public long Sequence { get; set; }
    public Guid Stream { get; set; }
    public long Version { get; set; }
    public string Type { get; set; } = "";

    /// <summary>Role and public code, such as officer:ENV-014.</summary>
    public string Actor { get; set; } = "";

    /// <summary>Rulebook and version that a decision was taken by, such as env-siting v7.</summary>
    public string? Rule { get; set; }
    public string? Service { get; set; }

    /// <summary>The department that the event concerns; for an opening, the reader's.</summary>
    public string? Department { get; set; }

    /// <summary>The file that the event belongs to, or that was opened.</summary>
    public Guid? Request { get; set; }

    /// <summary>For an opening, what the file was read for.</summary>
    public string? Purpose { get; set; }

    /// <summary>For an opening without an open task, that its explanation can be read.</summary>
    public bool IsExplained { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset Written { get; set; }
    public string? CorrelationId { get; set; }
    public string? CausationId { get; set; }
}

/// <summary>A row of a traced request, with how far its event has come into the ledger by now.</summary>
public sealed class TracedRow : AuditRow
{
    /// <summary>Its place in the ledger, from 0; none before it is sealed.</summary>
    public long? LeafIndex { get; set; }

    /// <summary>From published on, /ledger/proofs/{id} proves it.</summary>
    public ProofStage Proof { get; set; }
}

public partial class AuditTrailProjection : EventProjection
{
    public AuditTrailProjection()
    {
        Name = "AuditTrail";
        Options.DeleteViewTypeOnTeardown<AuditRow>();
    }

    public override ValueTask ApplyAsync(IDocumentOperations operations, IEvent e, CancellationToken cancellation)
    {
        operations.Insert(Row(e));
        return ValueTask.CompletedTask;
    }

    public static AuditRow Row(IEvent e) => Row<AuditRow>(e);

    public static TracedRow Row(IEvent e, ProofState proof)
    {
        var row = Row<TracedRow>(e);
        (row.LeafIndex, row.Proof) = (proof.LeafIndex, proof.Stage);
        return row;
    }

    private static T Row<T>(IEvent e) where T : AuditRow, new()
    {
        var matter = (e.Data as IOnRequest)?.Matter;
        return new()
        {
            Id = e.Id,
            Sequence = e.Sequence,
            Stream = e.StreamId,
            Version = e.Version,
            Type = e.Data.GetType().Name,
            Actor = e.UserName ?? "",
            Rule = e.Data switch
            {
                DecisionPrepared prepared => $"{prepared.Rulebook} v{prepared.RulebookVersion}",
                RequestDecided decided => $"{decided.Rulebook} v{decided.RulebookVersion}",
                AppealDecided { Rulebook: { } rulebook } appeal => $"{rulebook} v{appeal.RulebookVersion}",
                RequestReady ready => $"calendar v{ready.CalendarVersion}",
                DeadlineRedated redated => $"calendar v{redated.CalendarVersion}",
                RequestReopened reopened => $"calendar v{reopened.CalendarVersion}",
                RulebookPublished published => $"{published.Version.Code} v{published.Version.Version}",
                _ => null,
            },
            Service = e.Data switch
            {
                ServiceOffered offered => offered.Terms.Code,
                ServiceWithdrawn withdrawn => withdrawn.Service,
                _ => matter?.Service,
            },
            Department = e.Data switch
            {
                FileOpened opened => opened.Department,
                OpeningsRead read => read.Department,
                ServiceOffered offered => offered.Terms.Department,
                DepartmentEstablished established => established.Department,
                OfficerAppointed appointed => appointed.Department,
                _ => matter?.Department,
            },
            Request = e.Data switch
            {
                FileOpened opened => opened.Request,
                OpeningsRead read => read.Request,
                IOnRequest or OfficerRecused => e.StreamId,
                _ => null,
            },
            Purpose = e.Data switch
            {
                FileOpened opened => opened.Purpose,
                OpeningsRead read => Openings.Readings[read.Opening is null ? 0 : 1],
                _ => null,
            },
            IsExplained = e.Data is FileOpened { Explanation: not null },
            At = (e.Data as IHappened)?.At ?? e.Timestamp,
            Written = e.Timestamp,
            CorrelationId = e.CorrelationId,
            CausationId = e.CausationId,
        };
    }
}
