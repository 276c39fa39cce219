using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Words">What the department needs from the governorate; sealed.</param>
public record AskSupport(Guid DirectiveId, string Words);

public static class AskSupportHandler
{
    /// <summary>Your department says what it needs from the governorate. The clock runs on.</summary>
    [WolverinePost("/api/directives/{directiveId}/ask-support"), EmptyResponse]
    public static SupportAsked Handle(
        AskSupport command, [WriteModel] Directive directive, Actor actor, DateTimeOffset now)
    {
        var part = actor.Role is "manager" ? directive.Own(actor) : directive.OnlyForItsExecutor(actor);
        part.OnlyWhileOpen();
        if (part.OpenAsk is not null) throw new Refused("support.not-answered-yet");
        var words = OfficialWords.Seal(command.Words) ?? throw new Refused("support.words-empty") { Status = 422 };
        return new(now, part.Department, actor.Code, part.Asks + 1, words);
    }
}
