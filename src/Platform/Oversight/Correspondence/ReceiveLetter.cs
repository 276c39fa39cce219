using JasperFx.Events;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

public record ReceiveLetter(Guid LetterId);

/// <summary>The register of the office that a letter came to, held open for its number.</summary>
public sealed record ReceivingRegister(IEventStream<LetterRegister> Of);

public static class ReceiveLetterHandler
{
    public static async Task<ReceivingRegister> LoadAsync(
        ReceiveLetter command, OfficialLetter letter, IDocumentSession session, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        OnlyWhereItWent(letter, actor);
        return new(await LetterRegister.OpenAsync(
            letter.To!, LetterRegister.YearOf(now.Day()), LetterDirection.In, session, cancellation));
    }

    /// <summary>Your office has it: it stands in your own register under the next number.</summary>
    [WolverinePost("/api/letters/{letterId}/receive"), EmptyResponse]
    public static LetterReceived Handle(
        ReceiveLetter command, [WriteModel("letterId")] OfficialLetter letter, ReceivingRegister register, Actor actor,
        DateTimeOffset now)
    {
        var received = Decide(letter, LetterRegister.NextOf(register.Of), actor, now);
        register.Of.AppendOne(new LetterNumbered(now, received.Entry, letter.Id));
        return received;
    }

    /// <param name="running">The next number of the receiving office's register.</param>
    public static LetterReceived Decide(OfficialLetter letter, int running, Actor actor, DateTimeOffset now)
    {
        OnlyWhereItWent(letter, actor);
        return new(now, new(letter.To!, LetterRegister.YearOf(now.Day()), LetterDirection.In, running), actor.Code);
    }

    private static void OnlyWhereItWent(OfficialLetter letter, Actor actor)
    {
        if (!letter.IsSent || letter.To is null || letter.To != actor.Department)
            throw new Refused("letter.not-sent-here") { Status = 403 };
        if (letter.Received is { } entry) throw new Refused("letter.received-already", entry.ToString());
        if (letter.Status is LetterStatus.Withdrawn) throw new Refused("letter.withdrawn-before");
    }
}
