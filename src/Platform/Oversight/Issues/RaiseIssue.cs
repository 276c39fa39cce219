using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Oversight;

/// <summary>Puts something of the province that is wrong or missing into the register.</summary>
/// <param name="Line">What the public reads of it, for ever; one of the two languages may be empty.</param>
/// <param name="Words">What is wrong, where, and for whom; sealed.</param>
/// <param name="From">officer, department, county, meeting, viewpoint, or letter.</param>
/// <param name="Departments">Whom it concerns.</param>
/// <param name="County">Of a county; if nothing is said, that of your desk.</param>
/// <param name="Source">Of a meeting, viewpoint or letter: its number.</param>
/// <param name="Verifier">Of these: who speaks for whoever raised it there, by public code.</param>
/// <param name="Owner">Who answers for it; the governor's staff say so, now or later.</param>
public record RaiseIssue(
    Text Line, string Words, string From, IReadOnlyList<string> Departments, string? County = null,
    string? Source = null, string? Verifier = null, string? Owner = null);

public static class RaiseIssueHandler
{
    private const int Most = 60, LongestSource = 40;

    public static readonly IReadOnlyList<string> Origins =
        ["officer", "department", "county", "meeting", "viewpoint", "letter"];

    /// <summary>Raises an issue. It is solved when those who raised it say so, and not before.</summary>
    [WolverinePost("/api/issues")]
    public static (Registered, IStartStream) Handle(
        RaiseIssue command, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var id = Registered.IdOf("issue", actor);
        var raised = Decide(command, id, handbook, actor, now);
        return (new(id, raised.Number), MartenOps.StartStream<Issue>(id, raised));
    }

    public static IssueRaised Decide(RaiseIssue command, Guid id, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        if (!Origins.Contains(command.From)) throw new Refused("issue.origin-not-listed") { Status = 422 };
        var isRelayed = command.From is "meeting" or "viewpoint" or "letter";
        if ((isRelayed && actor.Role is not "governor")
            || (command.From is "department" && actor.Role is not "manager"))
            throw new Refused("issue.not-yours-to-raise") { Status = 403 };
        var departments = command.Departments.Distinct().ToList();
        if (departments.Count is 0 or > Most) throw new Refused("issue.concerns-nobody", Most) { Status = 422 };
        if (departments.FirstOrDefault(code => !handbook.Departments.ContainsKey(code)) is { } unknown)
            throw new Refused("issue.department-unknown", unknown) { Status = 422 };
        var line = OfficialWords.Line(command.Line);
        var words = OfficialWords.Seal(command.Words) ?? throw new Refused("issue.words-empty") { Status = 422 };
        var raised = new IssueRaised(now, ReferenceNumber.Of(ReferenceNumber.Issue, id), line, words, command.From,
            actor.Code, actor.Department, command.From is "county" ? CountyOf(command, handbook, actor) : null,
            isRelayed ? SourceOf(command.Source) : null, isRelayed ? VerifierOf(command.Verifier, handbook) : null,
            departments, null);
        if (command.Owner is not { Length: > 0 } owner) return raised;
        if (actor.Role is not "governor") throw new Refused("issue.owner-not-yours-to-name") { Status = 403 };
        NameIssueOwnerHandler.MustBeAbleTo(owner.Trim(), Of(raised), handbook);
        return raised with { Owner = owner.Trim() };
    }

    /// <summary>As it would be in the register.</summary>
    private static Issue Of(IssueRaised raised) => new()
    {
        From = raised.From,
        By = raised.By,
        Department = raised.Department,
        County = raised.County,
        Verifier = raised.Verifier,
    };

    /// <summary>Of those at a county's desk, their own; the governor's staff write down what any county says.</summary>
    private static string CountyOf(RaiseIssue command, Handbook handbook, Actor actor)
    {
        var own = actor.Department is null ? null : handbook.Departments.GetValueOrDefault(actor.Department)?.County;
        var county = command.County is { Length: > 0 } ? command.County.Trim() : own;
        var isKnown = handbook.Departments.Values.Any(department => department.County == county);
        return county is not null && isKnown && (county == own || actor.Role is "governor")
            ? county
            : throw new Refused("issue.county-not-yours") { Status = 422 };
    }

    /// <summary>A number is no sentence: nothing else may stand where everybody reads it.</summary>
    private static string SourceOf(string? given) =>
        given?.Trim() is { Length: > 0 and <= LongestSource } source
        && source.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '/' or '.')
        && source.Any(char.IsAsciiDigit)
            ? source
            : throw new Refused("issue.source-wrong", LongestSource) { Status = 422 };

    private static string VerifierOf(string? given, Handbook handbook) =>
        given?.Trim() is { Length: > 0 } code && handbook.Officers.GetValueOrDefault(code) is { IsServing: true }
            ? code
            : throw new Refused("issue.verifier-unknown") { Status = 422 };
}
