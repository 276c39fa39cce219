using EGov.Privacy;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Integrity;

/// <param name="Receipt">The sixteen digits that were shown when the tip was given.</param>
public record AddTipMessage(string Receipt, string Words);

public static class AddTipMessageHandler
{
    /// <summary>You add to your tip, or answer the office of integrity.</summary>
    [WolverinePost("/api/tips/messages"), EmptyResponse]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public static async Task Handle(
        AddTipMessage command, IDocumentSession session, Vault vault, Handbook handbook, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var tip = await MyTip.FindAsync(command.Receipt, session, vault.Master, cancellation);
        var letter = new Letter
        {
            Message = Decide(command, now),
            Id = Letter.IdOf(Act.Current, vault.Master),
            Stream = tip,
        };
        await letter.PostAsync(session, vault, handbook, now, cancellation);
    }

    public static TipMessageAdded Decide(AddTipMessage command, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(command.Words)) throw new Refused("tip.message-empty") { Status = 422 };
        if (command.Words.Length > SubmitTipHandler.Longest)
            throw new Refused("tip.message-too-long", SubmitTipHandler.Longest) { Status = 422 };
        return new(now.Day().Start(), Sealed.Of(Subjects.Integrity, command.Words.Trim()));
    }
}
