using EGov.Oversight;
using EGov.Rulebooks;
using JasperFx.Events;

namespace EGov.Transparency;

/// <summary>A directive as the public reads it: one line, and how far each department is.</summary>
public sealed record PublicDirective(
    Guid DirectiveId, string Number, Text Line, DateOnly IssuedOn, string? Withdrawn,
    IReadOnlyList<PublicDirectivePart> Departments)
{
    /// <summary>The clauses of guidance on which it rests.</summary>
    public IReadOnlyList<Cited> Cites { get; init; } = [];

    /// <summary>Folds events in their order of writing, of any directives.</summary>
    public static IReadOnlyList<PublicDirective> Fold(IEnumerable<IEvent> events)
    {
        var directives = new Dictionary<Guid, PublicDirective>();
        foreach (var e in events)
            if (e.Data is DirectiveIssued issued)
                directives[e.StreamId] = new(e.StreamId, issued.Number, issued.Line, issued.At.Day(), null,
                    [.. issued.Departments.Select(code => new PublicDirectivePart(code, "issued", issued.Due))])
                {
                    Cites = issued.Cites ?? [],
                };
            else if (directives.TryGetValue(e.StreamId, out var before)) directives[e.StreamId] = before.After(e.Data);
        return [.. directives.Values];
    }

    private PublicDirective After(object happened) => happened switch
    {
        IOnDirective on => this with
        {
            Departments = [.. Departments.Select(part => part.Department == on.Department ? part.After(on) : part)],
        },
        DirectiveWithdrawn withdrawn => this with
        {
            Withdrawn = withdrawn.Ground,
            Departments =
            [
                .. Departments.Select(part => part.State is "effective" ? part : part with { State = "withdrawn" }),
            ],
        },
        _ => this,
    };
}

/// <param name="State">
/// issued, acknowledged, assigned, reported, returned, effective, or withdrawn. Reported is not effective: nobody else
/// has seen it yet.
/// </param>
/// <param name="ReportedOn">The last report.</param>
/// <param name="IsReportedOnTime">Whether it came by the due date; none without a report that counts.</param>
/// <param name="EffectiveOn">The day on which a second person had seen the effect.</param>
/// <param name="WorkingDays">From the issue to the report that was verified.</param>
/// <param name="Returns">How often a second person had not seen the effect.</param>
/// <param name="Escalations">How often it went up that the due date had passed.</param>
public sealed record PublicDirectivePart(
    string Department, string State, DateOnly Due, DateOnly? ReportedOn = null, bool? IsReportedOnTime = null,
    DateOnly? EffectiveOn = null, int? WorkingDays = null, int Returns = 0, int Extensions = 0, int SupportAsked = 0,
    int SupportGiven = 0, int Escalations = 0)
{
    public bool IsOpen => State is not ("effective" or "withdrawn");

    /// <summary>Past its due date without a report, or reported after it.</summary>
    public bool IsLate(DateOnly today) => State is not "withdrawn"
        && (IsReportedOnTime is { } onTime ? !onTime : today > Due);

    internal PublicDirectivePart After(IOnDirective happened) => happened switch
    {
        DirectiveAcknowledged => this with { State = "acknowledged" },
        DirectiveAssigned => State is "returned" ? this : this with { State = "assigned" },
        EGov.Oversight.SupportAsked => this with { SupportAsked = SupportAsked + 1 },
        SupportAnswered { IsGiven: true } => this with { SupportGiven = SupportGiven + 1 },
        DirectiveReported reported => this with
        {
            State = "reported",
            ReportedOn = reported.At.Day(),
            IsReportedOnTime = reported.OnTime,
        },
        DirectiveReturned => this with { State = "returned", IsReportedOnTime = null, Returns = Returns + 1 },
        DirectiveVerified verified => this with
        {
            State = "effective",
            EffectiveOn = verified.At.Day(),
            WorkingDays = verified.WorkingDays,
        },
        DirectiveExtended extended => this with { Due = extended.Due, Extensions = Extensions + 1 },
        DirectiveRedated redated => this with { Due = redated.Due },
        DirectiveEscalated => this with { Escalations = Escalations + 1 },
        _ => this,
    };
}
