using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Oversight;

/// <summary>Asks the governorate how something is to be understood.</summary>
/// <param name="Line">What the public reads of the question, for ever; one of the two languages may be empty.</param>
/// <param name="Words">What is unclear, and in which cases; sealed.</param>
/// <param name="Services">Codes of the services that it touches; it may be none.</param>
public record AskGuidance(Text Line, string Words, IReadOnlyList<string>? Services = null);

public static class AskGuidanceHandler
{
    /// <summary>Your department asks how something is to be understood: the governorate has ten working days.</summary>
    [WolverinePost("/api/guidance/ask")]
    public static (Registered, IStartStream) Handle(
        AskGuidance command, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var id = Registered.IdOf("guidance", actor);
        var asked = Decide(command, id, handbook, actor, now);
        return (new(id, asked.Number), MartenOps.StartStream<GuidanceNote>(id, asked));
    }

    public static GuidanceAsked Decide(AskGuidance command, Guid id, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var line = OfficialWords.Line(command.Line);
        var words = OfficialWords.Seal(command.Words) ?? throw new Refused("guidance.question-empty") { Status = 422 };
        var services = GuidanceWords.Known(
            command.Services ?? [], handbook.Services.ContainsKey, "guidance.service-unknown");
        return new(now, ReferenceNumber.Of(ReferenceNumber.Guidance, id), line, words, actor.Code, actor.Department!,
            services, handbook.Calendar.Version,
            handbook.Calendar.AddWorkingDays(now.Day(), GuidanceWords.DaysToAnswer));
    }
}
