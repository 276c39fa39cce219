using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Privacy;

/// <param name="Words">Why it is needed longer; sealed.</param>
/// <param name="Until">The last day on which the applicant would not see it.</param>
public record ExtendWithholding(Guid WithholdingId, string Words, DateOnly Until);

public static class ExtendWithholdingHandler
{
    /// <summary>Asks for a later day, while the openings are still withheld; somebody else has to agree.</summary>
    [WolverinePost("/api/withholdings/{withholdingId}/extend"), EmptyResponse]
    public static WithholdingExtended Handle(
        ExtendWithholding command, [WriteModel] Withholding withholding, WithholdingTerms terms, Actor actor,
        DateTimeOffset now)
    {
        if (!withholding.IsInForce(now.Day())) throw new Refused("withholding.not-in-force");
        if (withholding.AskedUntil is not null) throw new Refused("withholding.asked-already");
        if (command.Until <= withholding.Until) throw new Refused("withholding.not-longer") { Status = 422 };
        terms.Check(command.Until, now.Day());
        if (string.IsNullOrWhiteSpace(command.Words))
            throw new Refused("withholding.extension-without-words") { Status = 422 };
        return new(now, actor.Code, actor.Role, Sealed.Of(Subjects.OfficeOf(actor), command.Words.Trim()),
            command.Until);
    }
}
