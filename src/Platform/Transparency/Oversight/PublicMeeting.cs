using EGov.Oversight;
using JasperFx.Events;

namespace EGov.Transparency;

/// <summary>A meeting as the public reads it: its lines, what was resolved, how many viewpoints are answered.</summary>
/// <param name="State">called, running, closed, approved, or cancelled.</param>
/// <param name="CarriedOver">How many resolutions were open when it began.</param>
/// <param name="Answered">Viewpoints with an answer, whatever it is.</param>
/// <param name="Present">Members of the staff and guests together.</param>
public sealed record PublicMeeting(
    Guid MeetingId, string Number, string Council, Text Line, DateOnly Day, string State, int CarriedOver, int Present,
    int Viewpoints, int Unnamed, int Dissents, int Answered, int TakenUp)
{
    public IReadOnlyList<Text> Agenda { get; init; } = [];

    /// <summary>What was said for everybody to read, of viewpoints that have such a line.</summary>
    public IReadOnlyList<PublicViewpoint> Lines { get; init; } = [];

    public IReadOnlyList<PublicResolution> Resolutions { get; init; } = [];

    /// <summary>Folds events in their order of writing, of any meetings and resolutions.</summary>
    public static IReadOnlyList<PublicMeeting> Fold(IReadOnlyList<IEvent> events)
    {
        var meetings = new Dictionary<Guid, PublicMeeting>();
        var resolutions = new Dictionary<Guid, PublicResolution>();
        var adoptedIn = new Dictionary<Guid, Guid>();
        foreach (var e in events)
            switch (e.Data)
            {
                case MeetingCalled called:
                    meetings[e.StreamId] = new(e.StreamId, called.Number, called.Council, called.Line, called.Day,
                        "called", 0, 0, 0, 0, 0, 0, 0)
                    {
                        Agenda = called.Agenda,
                    };
                    break;
                case IOnMeeting fact when meetings.TryGetValue(e.StreamId, out var before):
                    meetings[e.StreamId] = before.After(fact);
                    break;
                case ResolutionAdopted adopted:
                    resolutions[e.StreamId] = new(e.StreamId, adopted.Number, adopted.Council, adopted.Line,
                        adopted.At.Day(), adopted.Due, "adopted", adopted.Viewpoint);
                    adoptedIn[e.StreamId] = adopted.Meeting;
                    break;
                case IOnResolution fact when resolutions.TryGetValue(e.StreamId, out var before):
                    resolutions[e.StreamId] = before.After(fact);
                    break;
                default:
                    break;
            }

        return
        [
            .. meetings.Values.Select(meeting => meeting with
            {
                Resolutions =
                [
                    .. resolutions.Values.Where(one => adoptedIn[one.ResolutionId] == meeting.MeetingId)
                        .OrderBy(one => one.Number, StringComparer.Ordinal),
                ],
            }),
        ];
    }

    private PublicMeeting After(IOnMeeting fact) => fact switch
    {
        AgendaItemAdded added => this with { Agenda = [.. Agenda, added.Line] },
        MeetingOpened opened => this with { State = "running", CarriedOver = opened.Resolutions.Count },
        AttendanceRecorded recorded => this with { Present = Present + recorded.Present.Count },
        GuestRecorded => this with { Present = Present + 1 },
        ViewpointMinuted minuted => this with
        {
            Viewpoints = Viewpoints + 1,
            Unnamed = Unnamed + (minuted.Speaker is null && minuted.Guest is null ? 1 : 0),
            Dissents = Dissents + (minuted.Against is null ? 0 : 1),
            Lines = minuted.Line is { } line ? [.. Lines, new(minuted.Viewpoint, line, null, null)] : Lines,
        },
        ViewpointAnswered answered => this with
        {
            Answered = Answered + 1,
            TakenUp = TakenUp + (answered.Outcome is "not-taken-up" ? 0 : 1),
            Lines =
            [
                .. Lines.Select(line => line.Viewpoint == answered.Viewpoint
                    ? line with { Outcome = answered.Outcome, Answer = answered.Line }
                    : line),
            ],
        },
        MinutesClosed => this with { State = "closed" },
        MinutesApproved => this with { State = "approved" },
        MeetingCancelled => this with { State = "cancelled" },
        _ => this,
    };
}

/// <param name="Outcome">taken-up, taken-up-in-part, or not-taken-up; none until it is answered.</param>
public sealed record PublicViewpoint(int Viewpoint, Text Line, string? Outcome, Text? Answer);

/// <summary>A resolution as the public reads it, and what became of it.</summary>
/// <param name="State">
/// adopted, directed, reported, returned, done, or dropped. Reported is not done: nobody else has seen it yet.
/// </param>
/// <param name="Viewpoint">The number of the viewpoint that it takes up.</param>
/// <param name="Continuations">How many later meetings have let it go on.</param>
/// <param name="Directive">The number of the directive that it became.</param>
public sealed record PublicResolution(
    Guid ResolutionId, string Number, string Council, Text Line, DateOnly AdoptedOn, DateOnly Due, string State,
    int? Viewpoint, int Continuations = 0, string? Directive = null, string? Programme = null,
    string? Commitment = null, DateOnly? EndedOn = null, string? Dropped = null)
{
    public bool IsOpen => EndedOn is null;

    internal PublicResolution After(IOnResolution fact) => fact switch
    {
        ResolutionContinued continued => this with
        {
            Continuations = Continuations + 1,
            Due = continued.Due ?? Due,
        },
        ResolutionBecameDirective became => this with { State = "directed", Directive = became.Number },
        ResolutionBecameCommitment became => this with
        {
            Programme = became.Programme,
            Commitment = became.Commitment,
        },
        ResolutionReported => this with { State = "reported" },
        ResolutionReturned => this with { State = "returned" },
        ResolutionVerified or ResolutionSettled => this with { State = "done", EndedOn = fact.At.Day() },
        ResolutionDropped dropped => this with
        {
            State = "dropped",
            EndedOn = dropped.At.Day(),
            Dropped = dropped.Ground,
        },
        _ => this,
    };
}
