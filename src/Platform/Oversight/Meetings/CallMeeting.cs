using Marten;
using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Oversight;

/// <summary>A council is called together. What is open from earlier meetings comes first, and is not typed.</summary>
/// <param name="Council">Its code.</param>
/// <param name="Line">What the public reads of it, for ever; one of the two languages may be empty.</param>
/// <param name="Chair">An officer, a manager or one of the governor's staff.</param>
/// <param name="Agenda">Lines that the public reads; what comes after the open resolutions.</param>
/// <param name="Writer">Who writes the minutes; you if nothing is said.</param>
/// <param name="Invited">By public code.</param>
public record CallMeeting(
    string Council, Text Line, DateOnly Day, string Chair, IReadOnlyList<Text> Agenda, string? Writer = null,
    IReadOnlyList<string>? Invited = null);

public static class CallMeetingHandler
{
    public const int MostItems = 40;
    private const int MostInvited = 200, MostDays = 370;

    public static Task<Council?> LoadAsync(
        CallMeeting command, IQuerySession session, CancellationToken cancellation) =>
        session.LoadAsync<Council>(Council.Of(command.Council), cancellation);

    /// <summary>Calls a council together.</summary>
    [WolverinePost("/api/meetings")]
    public static (Registered, IStartStream) Handle(
        CallMeeting command, Council? council, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var id = Registered.IdOf("meeting", actor);
        var called = Decide(command, id, council, handbook, actor, now);
        return (new(id, called.Number), MartenOps.StartStream<Meeting>(id, called));
    }

    public static MeetingCalled Decide(
        CallMeeting command, Guid id, Council? council, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        if (council is null) throw new Refused("meeting.council-unknown", command.Council) { Status = 422 };
        if (command.Day < now.Day() || command.Day > now.Day().AddDays(MostDays))
            throw new Refused("meeting.day-wrong") { Status = 422 };
        if (command.Agenda.Count > MostItems) throw new Refused("meeting.agenda-too-long", MostItems) { Status = 422 };
        var invited = (command.Invited ?? []).Select(code => code.Trim()).Distinct().ToList();
        if (invited.Count > MostInvited) throw new Refused("meeting.too-many-invited", MostInvited) { Status = 422 };
        var writer = command.Writer is { Length: > 0 } named ? named.Trim() : actor.Code;
        if (!IsOfTheStaff(command.Chair, handbook))
            throw new Refused("meeting.chair-unknown", command.Chair) { Status = 422 };
        if (invited.FirstOrDefault(code => !IsOfTheStaff(code, handbook)) is { } unknown)
            throw new Refused("meeting.invited-unknown", unknown) { Status = 422 };
        NameMeetingWriterHandler.MustBeAbleTo(writer, command.Chair, handbook);
        return new(now, ReferenceNumber.Of(ReferenceNumber.Meeting, id), council.Code, OfficialWords.Line(command.Line),
            command.Day, actor.Code, command.Chair, writer,
            [.. command.Agenda.Select(line => OfficialWords.Line(line))], invited);
    }

    internal static bool IsOfTheStaff(string code, Handbook handbook) =>
        handbook.Officers.GetValueOrDefault(code) is { IsServing: true };
}
