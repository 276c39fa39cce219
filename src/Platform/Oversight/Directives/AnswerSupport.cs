using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Department">Whose ask is answered.</param>
/// <param name="IsGiven">Whether the governorate gives it.</param>
/// <param name="Words">What is given, or why not; sealed.</param>
public record AnswerSupport(Guid DirectiveId, string Department, bool IsGiven, string Words);

public static class AnswerSupportHandler
{
    /// <summary>The governorate gives a department what it asked for, or says why not.</summary>
    [WolverinePost("/api/directives/{directiveId}/answer-support"), EmptyResponse]
    public static SupportAnswered Handle(
        AnswerSupport command, [WriteModel] Directive directive, Actor actor, DateTimeOffset now)
    {
        var part = directive.Of(command.Department);
        if (part.OpenAsk is not { } ask) throw new Refused("support.nothing-asked");
        var words = OfficialWords.Seal(command.Words) ?? throw new Refused("support.answer-empty") { Status = 422 };
        return new(now, part.Department, actor.Code, ask, command.IsGiven, words);
    }
}
