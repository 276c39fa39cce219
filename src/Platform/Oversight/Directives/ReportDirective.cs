using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Words">What was done, and what is different now; sealed.</param>
/// <param name="References">Where evidence stands elsewhere, such as the number of a file; sealed, at most 20.</param>
public record ReportDirective(Guid DirectiveId, string Words, IReadOnlyList<string>? References = null);

public static class ReportDirectiveHandler
{
    private const int Most = 20, LongestReference = 500;

    /// <summary>You say that it is carried out, with evidence. Whether it is, somebody else says.</summary>
    [WolverinePost("/api/directives/{directiveId}/report"), EmptyResponse]
    public static DirectiveReported Handle(
        ReportDirective command, [WriteModel] Directive directive, Actor actor, DateTimeOffset now)
    {
        var part = directive.OnlyForItsExecutor(actor);
        var words = OfficialWords.Seal(command.Words) ?? throw new Refused("directive.report-empty") { Status = 422 };
        var references = (command.References ?? []).Select(one => one.Trim()).Where(one => one.Length > 0).ToList();
        if (references.Count > Most || references.Any(one => one.Length > LongestReference))
            throw new Refused("directive.references-too-long", Most, LongestReference) { Status = 422 };
        if (references.Count == 0 && part.Attached == 0) throw new Refused("directive.no-evidence") { Status = 422 };
        return new(now, part.Department, actor.Code, words,
            [.. references.Select(one => Sealed.Of(Subjects.Oversight, one))], part.Attached,
            OnTime: now.Day() <= part.Due);
    }
}
