using EGov.Casework;
using Marten;
using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Privacy;

/// <param name="Request">The id of the request whose openings are to be withheld.</param>
/// <param name="Basis">The law it rests on: one of the list.</param>
/// <param name="Words">Why it holds here; sealed.</param>
/// <param name="Until">The last day on which the applicant does not see it.</param>
public record AskWithholding(Guid Request, string Basis, string Words, DateOnly Until);

public static class AskWithholdingHandler
{
    /// <summary>The closed list of laws under which an opening may be kept from the applicant.</summary>
    public static readonly IReadOnlyList<string> Bases =
        ["court-order", "criminal-procedure", "administrative-health-law", "general-inspection-law"];

    /// <summary>Asks that your openings of one file be kept from its applicant; somebody else has to agree.</summary>
    [WolverinePost("/api/withholdings"), EmptyResponse]
    public static async Task<IStartStream> Handle(
        AskWithholding command, IQuerySession session, WithholdingTerms terms, Actor actor, DateTimeOffset now)
    {
        var first = await session.Events.FetchStreamAsync(command.Request, version: 1);
        if (first is not [{ Data: RequestSubmitted }])
            throw new Refused("withholding.unknown-request") { Status = 422 };
        var asked = Decide(command, terms, actor, now);
        // Named after the asking, not after the file: from the name nobody can find out whose it is.
        var id = Act.Current.Key is { } key ? Identity.Of("withholding", actor.Name, key) : Guid.NewGuid();
        return MartenOps.StartStream<Withholding>(id, asked);
    }

    public static WithholdingAsked Decide(
        AskWithholding command, WithholdingTerms terms, Actor actor, DateTimeOffset now)
    {
        if (!Bases.Contains(command.Basis))
            throw new Refused("withholding.basis-not-listed", command.Basis) { Status = 422 };
        if (string.IsNullOrWhiteSpace(command.Words)) throw new Refused("withholding.words-empty") { Status = 422 };
        terms.Check(command.Until, now.Day());
        var office = Subjects.OfficeOf(actor);
        return new(now, actor.Code, actor.Role, Sealed.Of(office, command.Request), command.Basis,
            Sealed.Of(office, command.Words.Trim()), command.Until);
    }
}
