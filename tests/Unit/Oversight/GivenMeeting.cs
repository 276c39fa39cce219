using EGov.Oversight;

namespace EGov.Unit.Oversight;

/// <summary>A meeting of a council under the head of the governorate, and what happened there.</summary>
internal static class GivenMeeting
{
    public static readonly Guid Earlier = new("0198f3c2-0000-7000-8000-0000000000aa");
    public static readonly Guid Guest = new("0198f3c2-0000-7000-8000-0000000000bb");
    public static readonly Guid Resolved = new("0198f3c2-0000-7000-8000-0000000000cc");
    public static readonly Handbook Handbook = GivenDirective.Handbook;
    public static readonly Actor Writer = GivenDirective.Governor;
    public static readonly Actor Chair = GivenDirective.Head;
    public static readonly Text Line = new("نشست شورای اداری", "The administrative council");

    public static readonly Council Council = new Council().Evolve(Given.AsEvent(
        new CouncilEstablished(Given.Start, "administrative", Line, "GVN-01")));

    public static readonly MeetingCalled Called = Call();
    public static readonly MeetingOpened Opened = new(Given.On(3), "GVN-01", []);
    public static readonly AttendanceRecorded Attended = new(
        Given.On(3), ["GOV-900", "GVN-01", "GVN-02", "ENV-900", "WAT-900"], "GVN-01");

    public static readonly GuestRecorded Came =
        new(Given.On(3), Guest, EGov.Privacy.Sealed.Of(Guest, "A farmer."), "GVN-01");

    public static readonly ViewpointMinuted Spoken = new(
        Given.On(3), 1, "ENV-900", null, null, null, GivenDirective.Words("The river is low."));

    public static readonly ViewpointMinuted Unnamed = Spoken with { Viewpoint = 2, Speaker = null };
    public static readonly ResolutionMinuted Minuted = new(Given.On(3), Resolved, "R-1234-5678", "GVN-01");
    public static readonly MinutesClosed Closed = new(Given.On(3), "GOV-900");

    public static readonly object[] UntilRunning = [Called, Opened, Attended];
    public static readonly object[] UntilClosed = [.. UntilRunning, Came, Spoken, Unnamed, Minuted, Closed];

    public static readonly ResolutionAdopted Adopted = Adopt();
    public static readonly ResolutionReported Reported =
        new(Given.On(9), GivenDirective.Words("It was done."), "ENV-900");

    public static MeetingCalled Call(
        string chair = "GOV-900", string? writer = null, int day = 3, IReadOnlyList<string>? invited = null,
        IReadOnlyList<Text>? agenda = null, Council? council = null) =>
        CallMeetingHandler.Decide(
            new("administrative", Line, Given.On(day).Day(), chair, agenda ?? [Line], writer, invited ?? ["ENV-900"]),
            Given.Id, council ?? Council, Handbook, Writer, Given.Start);

    public static ResolutionAdopted Adopt(
        string owner = "ENV-900", string? verifier = null, int day = 30, int? viewpoint = null, Actor? by = null,
        object[]? past = null) =>
        AdoptResolutionHandler.Decide(
            new(Given.Id, Line, owner, Given.On(day).Day(), "In Firuzabad.", verifier, viewpoint), Resolved,
            Fold(past ?? UntilRunning), Handbook, by ?? Writer, Given.On(3));

    public static Meeting Fold(params object[] past) =>
        past.Aggregate(new Meeting(), (meeting, fact) => meeting.Evolve(Given.AsEvent(fact)));

    /// <summary>The resolution, adopted in this meeting.</summary>
    public static Resolution Resolution(params object[] past) =>
        past.Prepend(Adopted).Aggregate(new Resolution(), (it, fact) => it.Evolve(Given.AsEvent(fact)));

    /// <summary>Adopted in an earlier meeting, so that it is on the agenda of this one.</summary>
    public static Resolution Older(params object[] past) =>
        past.Prepend(Adopted with { Meeting = Earlier })
            .Aggregate(new Resolution(), (it, fact) => it.Evolve(Given.AsEvent(fact)));

    public static CouncilMatters Matters(params Resolution[] open) => new(open, false);
}
