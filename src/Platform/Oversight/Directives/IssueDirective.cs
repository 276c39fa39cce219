using EGov.Rulebooks;
using Marten;
using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Oversight;

/// <summary>The governorate asks something of one or several departments.</summary>
/// <param name="Line">What the public reads of it, for ever; one of the two languages may be empty.</param>
/// <param name="Effect">What shall be different then; sealed.</param>
/// <param name="Evidence">By what that is to be seen; sealed.</param>
/// <param name="Days">Working days that the departments have; 1 to 250.</param>
/// <param name="Owner">Who of the governorate follows it up; you if nothing is said.</param>
/// <param name="Verifier">
/// An officer or manager of another department, or of the governorate, who says whether the effect is there; if nobody
/// is named, whoever of the governorate had no hand in it.
/// </param>
/// <param name="Support">What the governorate gives for it; sealed.</param>
/// <param name="Serves">The commitment of an open programme that it serves, such as P-7K3M-92QF/2.</param>
/// <param name="Cites">
/// Clauses of guidance in force that bind all of the departments, such as G-7K3M-92QF/2; at most ten.
/// </param>
public record IssueDirective(
    IReadOnlyList<string> Departments, Text Line, string Effect, string Evidence, int Days, string? Owner = null,
    string? Verifier = null, string? Support = null, string? Serves = null,
    IReadOnlyList<string>? Cites = null);

public static class IssueDirectiveHandler
{
    private const int Most = 60, MostDays = 250;

    /// <summary>Asks something of departments: each acknowledges, carries out and reports for itself.</summary>
    [WolverinePost("/api/directives")]
    public static async Task<(Registered, IStartStream)> Handle(
        IssueDirective command, IQuerySession session, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var id = Registered.IdOf("directive", actor);
        var served = await CommitmentCode.FindAsync(command.Serves, session, cancellation);
        var issued = Decide(command, id, handbook, actor, now, served);
        return (new(id, issued.Number), MartenOps.StartStream<Directive>(id, issued));
    }

    /// <param name="served">The programme whose commitment it is to serve.</param>
    public static DirectiveIssued Decide(
        IssueDirective command, Guid id, Handbook handbook, Actor actor, DateTimeOffset now, Programme? served = null)
    {
        var departments = command.Departments.Distinct().ToList();
        if (departments.Count is 0 or > Most) throw new Refused("directive.to-nobody", Most) { Status = 422 };
        if (departments.FirstOrDefault(code => !Governorate.IsLed(code, handbook)) is { } unled)
            throw new Refused("directive.department-unknown", unled) { Status = 422 };
        var line = OfficialWords.Line(command.Line);
        var effect = OfficialWords.Seal(command.Effect)
            ?? throw new Refused("directive.effect-empty") { Status = 422 };
        var evidence = OfficialWords.Seal(command.Evidence)
            ?? throw new Refused("directive.evidence-empty") { Status = 422 };
        if (command.Days is < 1 or > MostDays) throw new Refused("directive.days-wrong", MostDays) { Status = 422 };
        var owner = Given(command.Owner) ?? actor.Code;
        if (!Serves(owner, handbook, "governor")) throw new Refused("directive.owner-unknown", owner) { Status = 422 };
        var verifier = Given(command.Verifier);
        if (verifier is not null && !CanVerify(verifier, departments, handbook))
            throw new Refused("directive.verifier-not-apart", verifier) { Status = 422 };
        var serves = Given(command.Serves) is { } said
            ? CommitmentCode.Open(served, said)
                ?? throw new Refused("directive.commitment-unknown", said) { Status = 422 }
            : null;
        return new(now, ReferenceNumber.Of(ReferenceNumber.Directive, id), departments, line, effect, evidence,
            OfficialWords.Seal(command.Support), actor.Code, owner, verifier, command.Days, handbook.Calendar.Version,
            handbook.Calendar.AddWorkingDays(now.Day(), command.Days), serves,
            Cites: CitesOf(command.Cites, departments, handbook, now.Day()));
    }

    private static IReadOnlyList<Cited>? CitesOf(
        IReadOnlyList<string>? typed, List<string> departments, Handbook handbook, DateOnly day) =>
        departments.Select(department => handbook.Cite(typed, department, day)).ToList() is [{ Count: > 0 } cites, ..]
            ? cites
            : null;

    private static string? Given(string? code) => string.IsNullOrWhiteSpace(code) ? null : code.Trim();

    private static bool Serves(string officer, Handbook handbook, params ReadOnlySpan<string> roles) =>
        handbook.Officers.GetValueOrDefault(officer) is { IsServing: true } found
        && roles.ToArray().Any(found.Roles.Contains);

    /// <summary>Nobody of a department that carries it out, but for the governor's own staff.</summary>
    private static bool CanVerify(string officer, List<string> departments, Handbook handbook) =>
        Serves(officer, handbook, "governor")
        || (Serves(officer, handbook, "officer", "manager")
            && !departments.Contains(handbook.Officers[officer].Department));
}
