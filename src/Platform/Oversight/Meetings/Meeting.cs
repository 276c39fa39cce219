using JasperFx.Events;

namespace EGov.Oversight;

/// <summary>A meeting of a council, from its call to its approved minutes: only what the rules need to know.</summary>
public record Meeting
{
    /// <summary>Among fewer who are there, everybody knows who it was.</summary>
    public const int FewestForAnonymity = 5;

    public Guid Id { get; init; }
    public int Version { get; set; }
    public string Number { get; init; } = "";
    public string Council { get; init; } = "";
    public Text Line { get; init; } = new("", "");
    public DateOnly Day { get; init; }
    public MeetingStatus Status { get; init; }
    public string Chair { get; init; } = "";
    public string Writer { get; init; } = "";

    /// <summary>Everybody who has had the minutes to write.</summary>
    public IReadOnlyList<string> Writers { get; init; } = [];
    public IReadOnlyList<Text> Agenda { get; init; } = [];
    public IReadOnlyList<string> Invited { get; init; } = [];
    public IReadOnlyList<string> Present { get; init; } = [];
    public IReadOnlyList<Guid> Guests { get; init; } = [];
    public IReadOnlyList<Guid> ErasedGuests { get; init; } = [];

    /// <summary>What was open when it began, the oldest first.</summary>
    public IReadOnlyList<Guid> CarriedOver { get; init; } = [];

    /// <summary>What was resolved here.</summary>
    public IReadOnlyList<Guid> Resolutions { get; init; } = [];
    public IReadOnlyList<Viewpoint> Viewpoints { get; init; } = [];
    public string? ClosedBy { get; init; }
    public int Corrections { get; init; }

    public bool IsRunning => Status is MeetingStatus.Running;

    public Meeting Evolve(IEvent e) => e.Data switch
    {
        MeetingCalled called => this with
        {
            Id = e.StreamId,
            Number = called.Number,
            Council = called.Council,
            Line = called.Line,
            Day = called.Day,
            Chair = called.Chair,
            Writer = called.Writer,
            Writers = [called.Writer],
            Agenda = called.Agenda,
            Invited = called.Invited,
        },
        AgendaItemAdded added => this with { Agenda = [.. Agenda, added.Line] },
        MeetingWriterNamed named => this with { Writer = named.Writer, Writers = [.. Writers.Union([named.Writer])] },
        MeetingOpened opened => this with { Status = MeetingStatus.Running, CarriedOver = opened.Resolutions },
        AttendanceRecorded recorded => this with { Present = [.. Present.Union(recorded.Present)] },
        GuestRecorded guest => this with { Guests = [.. Guests, guest.Guest] },
        GuestErased erased => this with { ErasedGuests = [.. ErasedGuests, erased.Guest] },
        ViewpointMinuted minuted => this with
        {
            Viewpoints =
            [
                .. Viewpoints, new Viewpoint(minuted.Viewpoint, minuted.Speaker, minuted.Guest, minuted.Against, null),
            ],
        },
        ViewpointAnswered answered => this with
        {
            Viewpoints =
            [
                .. Viewpoints.Select(one =>
                    one.Number == answered.Viewpoint ? one with { Outcome = answered.Outcome } : one),
            ],
        },
        ResolutionMinuted minuted => this with { Resolutions = [.. Resolutions, minuted.Resolution] },
        MinutesClosed closed => this with { Status = MeetingStatus.Closed, ClosedBy = closed.Officer },
        MinutesApproved approved => this with { Status = MeetingStatus.Approved },
        MinutesCorrected corrected => this with { Corrections = corrected.Correction },
        MeetingCancelled cancelled => this with { Status = MeetingStatus.Cancelled },
        _ => this,
    };

    /// <summary>Who watches over meetings, and whoever was called to this one or came.</summary>
    public bool IsReadableBy(Actor actor) =>
        actor.Role is "governor" or "auditor" or "integrity"
        || (actor.Code.Length > 0 && (actor.Code == Chair || Writers.Contains(actor.Code)
            || Invited.Contains(actor.Code) || Present.Contains(actor.Code)));

    /// <summary>Only who writes the minutes, while the meeting runs.</summary>
    public void OnlyForItsWriter(Actor actor)
    {
        if (actor.Code.Length == 0 || actor.Code != Writer)
            throw new Refused("meeting.not-its-writer") { Status = 403 };
        if (!IsRunning) throw new Refused("meeting.not-running");
    }

    public void OnlyBeforeItBegins()
    {
        if (Status is not MeetingStatus.Called) throw new Refused("meeting.begun");
    }
}

/// <summary>What somebody said in a meeting; the words themselves are in the event alone.</summary>
/// <param name="Outcome">What became of it; none until it is answered.</param>
public record Viewpoint(int Number, string? Speaker, Guid? Guest, Guid? Against, string? Outcome);

/// <summary>How far a meeting is.</summary>
/// <remarks>Called → Running → Closed → Approved. Cancelled from Called.</remarks>
public enum MeetingStatus { Called, Running, Closed, Approved, Cancelled }
