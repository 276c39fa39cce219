using EGov.Privacy;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence;

namespace EGov.Integrity;

/// <param name="Words">What you have to say to it; only the integrity office reads it.</param>
public record AnswerSignal(Guid SignalId, string Words);

public static class AnswerSignalHandler
{
    public const int Longest = 4_000;

    /// <summary>You answer a signal that concerns you. It is recorded unnamed, at the end of the day.</summary>
    [WolverinePost("/api/signals/{signalId}/answer"), EmptyResponse]
    public static async Task Handle(
        AnswerSignal command, [Entity(Required = false)] Signal? signal, IDocumentSession session, Vault vault,
        Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var letter = new Letter
        {
            Answer = Decide(command, signal, actor, now),
            Id = Letter.IdOf(Act.Current, vault.Master),
            Stream = signal!.Id,
        };
        await letter.PostAsync(session, vault, handbook, now, cancellation);
    }

    public static SignalAnswered Decide(AnswerSignal command, Signal? signal, Actor actor, DateTimeOffset now)
    {
        // Whether there is such a signal about somebody else is not told either.
        if (signal is null || signal.Officer != actor.Code) throw new Refused("signal.not-yours") { Status = 404 };
        if (command.Words.Trim().Length is 0 or > Longest)
            throw new Refused("answer.words-missing", Longest) { Status = 422 };
        return new(now.Day().Start(), Sealed.Of(Subjects.Integrity, actor.Code),
            Sealed.Of(Subjects.Integrity, command.Words.Trim()));
    }
}
