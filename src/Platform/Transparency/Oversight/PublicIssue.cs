using EGov.Oversight;
using JasperFx.Events;

namespace EGov.Transparency;

/// <summary>An issue as the public reads it: one line, how old it is, and how long nobody has been heard.</summary>
/// <param name="From">officer, department, county, meeting, viewpoint, or letter; never a person.</param>
/// <param name="State">
/// raised, owned, planned, reported, returned, reopened, solved, or dropped. Reported is not solved: those who raised
/// it have not said so.
/// </param>
/// <param name="HeardOn">The last day on which somebody did or said something about it.</param>
/// <param name="LastLine">What was last said of it for everybody to read.</param>
/// <param name="Reminders">How often the platform has reminded of silence.</param>
public sealed record PublicIssue(
    Guid IssueId, string Number, Text Line, string From, string? Department, string? County, string? Source,
    IReadOnlyList<string> Departments, DateOnly RaisedOn, string State, DateOnly HeardOn, Text? LastLine = null,
    DateOnly? EndedOn = null, int? DaysToSolved = null, string? Dropped = null, int Reminders = 0, int Returns = 0,
    int Reopenings = 0)
{
    public IReadOnlyList<PublicStep> Steps { get; init; } = [];

    /// <summary>Days since it was raised, to its end if it has one, by the day that is asked about.</summary>
    public int Age { get; init; }

    /// <summary>Days since somebody was last heard; none where it is at its end.</summary>
    public int? Silence { get; init; }

    public bool IsOpen => EndedOn is null;

    /// <summary>Folds events in their order of writing, of any issues.</summary>
    /// <param name="today">The day at whose end age and silence are told.</param>
    public static IReadOnlyList<PublicIssue> Fold(IEnumerable<IEvent> events, DateOnly today)
    {
        var issues = new Dictionary<Guid, PublicIssue>();
        foreach (var e in events)
            if (e.Data is IssueRaised raised)
                issues[e.StreamId] = new(e.StreamId, raised.Number, raised.Line, raised.From,
                    raised.From is "department" ? raised.Department : null, raised.County, raised.Source,
                    raised.Departments, raised.At.Day(), raised.Owner is null ? "raised" : "owned", raised.At.Day());
            else if (e.Data is IOnIssue fact && issues.TryGetValue(e.StreamId, out var before))
                issues[e.StreamId] = before.After(fact);
        return
        [
            .. issues.Values.Select(issue => issue with
            {
                Age = (issue.EndedOn ?? today).DayNumber - issue.RaisedOn.DayNumber,
                Silence = issue.IsOpen ? today.DayNumber - issue.HeardOn.DayNumber : null,
            }),
        ];
    }

    private PublicIssue After(IOnIssue fact) => fact is IssueReminded
        ? this with { Reminders = Reminders + 1 }
        : Heard(fact) with { HeardOn = fact.At.Day() };

    private PublicIssue Heard(IOnIssue fact) => fact switch
    {
        IssueOwnerNamed => State is "raised" ? this with { State = "owned" } : this,
        IssuePlanned planned => this with
        {
            State = State is "owned" ? "planned" : State,
            Departments = [.. Departments.Union(planned.Steps.Select(step => step.Department))],
            Steps =
            [
                .. Steps.Where(step => step.CompletedOn is not null),
                .. planned.Steps.Select(step => new PublicStep(step.Step, step.Department, step.Line, step.Due, null)),
            ],
        },
        IssueStepCompleted completed => this with
        {
            Steps =
            [
                .. Steps.Select(step => step.Step == completed.Step
                    ? step with { CompletedOn = completed.At.Day() }
                    : step),
            ],
        },
        IssueFollowedUp followed => this with { LastLine = followed.Line ?? LastLine },
        IssueReported => this with { State = "reported" },
        IssueVerified verified => this with
        {
            State = "solved",
            EndedOn = verified.At.Day(),
            DaysToSolved = verified.Days,
        },
        IssueReturned => this with { State = "returned", Returns = Returns + 1 },
        IssueReopened => this with
        {
            State = "reopened",
            Reopenings = Reopenings + 1,
            EndedOn = null,
            DaysToSolved = null,
            Dropped = null,
        },
        IssueDropped dropped => this with { State = "dropped", EndedOn = dropped.At.Day(), Dropped = dropped.Ground },
        _ => this,
    };
}

/// <param name="CompletedOn">None: it has not been taken.</param>
public sealed record PublicStep(int Step, string Department, Text Line, DateOnly Due, DateOnly? CompletedOn);
