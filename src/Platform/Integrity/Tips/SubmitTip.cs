using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Integrity;

/// <summary>Somebody reports misconduct, and need not say who he is.</summary>
/// <param name="Topic">bribe, favouritism, false-closure, delay, misuse, harassment, or other.</param>
/// <param name="Words">What happened, where, when, and who knows of it.</param>
/// <param name="About">The tracking number of a file, where it is about one.</param>
/// <param name="Name">Who reports, if he wants to say. Only the custodian can open it, on a recorded ground.</param>
/// <param name="Contact">How to reach him, if he wants to say.</param>
public record SubmitTip(
    string Topic, string Words, string? About = null, string? Name = null, string? Contact = null);

public static class SubmitTipHandler
{
    public const int Longest = 20_000;
    public const int LongestLine = 200;

    public static readonly IReadOnlyList<string> Topics =
        ["bribe", "favouritism", "false-closure", "delay", "misuse", "harassment", "other"];

    /// <summary>Reports misconduct. The receipt is the only way back, and nothing is kept of who sent it.</summary>
    [WolverinePost("/api/tips")]
    public static async Task<TipReceipt> Handle(
        SubmitTip command, IDocumentSession session, Vault vault, Handbook handbook, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var submitted = Decide(command, now);
        var id = Letter.IdOf(Act.Current, vault.Master);
        var receipt = TipReceipt.For(id, vault.Master);
        var letter = new Letter
        {
            Tip = submitted,
            Id = id,
            Stream = Tip.Of(vault.Master, TipReceipt.Read(receipt.Receipt)!),
        };
        await letter.PostAsync(session, vault, handbook, now, cancellation);
        return receipt;
    }

    public static TipSubmitted Decide(SubmitTip command, DateTimeOffset now)
    {
        if (!Topics.Contains(command.Topic)) throw new Refused("tip.topic-unknown") { Status = 422 };
        if (string.IsNullOrWhiteSpace(command.Words)) throw new Refused("tip.words-empty") { Status = 422 };
        if (command.Words.Length > Longest) throw new Refused("tip.words-too-long", Longest) { Status = 422 };
        if (new[] { command.About, command.Name, command.Contact }.Any(line => line?.Length > LongestLine))
            throw new Refused("tip.line-too-long", LongestLine) { Status = 422 };
        string?[] identity = [command.Name?.Trim(), command.Contact?.Trim()];
        return new(now.Day().Start(), Sealed.Of(Subjects.Integrity, command.Topic),
            Sealed.Of(Subjects.Integrity, command.Words.Trim()), Sealed.OfWords(Subjects.Integrity, command.About),
            Sealed.OfWords(Subjects.Custodian,
                string.Join('\n', identity.Where(line => line is { Length: > 0 }))));
    }
}
