using System.Globalization;

namespace EGov.Ledger;

/// <summary>The log's promise to its holder: this event, with this content, will be in the ledger by then.</summary>
/// <param name="Origin">The log that promises; the name of its key.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="ContentDigest">As <see cref="Entry.ContentDigest"/>: known before the event has its place.</param>
/// <param name="Time">When it was given, UTC, to the second.</param>
/// <param name="MaximumMergeDelay">Within what time the event is in the tree; whole seconds, at least one.</param>
/// <remarks>
/// <para>Signed as the text of a note: <c>egov-receipt/v1</c>, origin, event id, base64 of the content digest, time,
/// delay in seconds, a line each. No checkpoint reads like it: there the third line is a hash.</para>
/// <para>An overdue receipt whose event is not in the ledger is evidence of suppression, which no tree can show.</para>
/// </remarks>
public sealed record Receipt(
    string Origin, Guid EventId, Hash ContentDigest, DateTimeOffset Time, TimeSpan MaximumMergeDelay)
{
    private const string Header = "egov-receipt/v1";
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>When the event is in the tree at the latest.</summary>
    public DateTimeOffset Due => Time + MaximumMergeDelay;

    /// <summary>The text to be signed, with its final newline.</summary>
    /// <exception cref="InvalidOperationException">
    /// The origin is no line of text, or time or delay is not in whole seconds, or the delay below one.
    /// </exception>
    public string Text
    {
        get
        {
            if (Origin.Length == 0 || Origin.Contains('\n') || Strict.HasControls(Origin))
                throw new InvalidOperationException("An origin is a line of text.");
            if (Time.Ticks % TimeSpan.TicksPerSecond != 0 || MaximumMergeDelay.Ticks % TimeSpan.TicksPerSecond != 0)
                throw new InvalidOperationException("The times of a receipt are whole seconds.");
            if (MaximumMergeDelay < TimeSpan.FromSeconds(1))
                throw new InvalidOperationException("The delay of a receipt is at least one second.");
            return string.Create(CultureInfo.InvariantCulture, $"{Header}\n{Origin}\n{EventId:D}\n")
                + $"{ContentDigest.ToBase64()}\n{Time.UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture)}\n"
                + string.Create(CultureInfo.InvariantCulture, $"{(long)MaximumMergeDelay.TotalSeconds}\n");
        }
    }

    /// <summary>Reads the text of a receipt. Its signature is not looked at.</summary>
    /// <exception cref="FormatException">Not exactly of this form, every line in its one spelling.</exception>
    public static Receipt Parse(string text)
    {
        if (Strict.Lines(text, "A receipt") is not [Header, var origin, var id, var digest, var time, var delay])
            throw new FormatException($"A receipt has six lines, the first {Header}.");
        if (!Guid.TryParseExact(id, "D", out var eventId))
            throw new FormatException("The event of a receipt is not an id.");
        if (!DateTimeOffset.TryParseExact(time, Seconds, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var given))
            throw new FormatException("The time of a receipt is not UTC in whole seconds.");
        var seconds = Strict.Number(delay, "The delay of a receipt");
        if (seconds is < 1 or > int.MaxValue) throw new FormatException("The delay of a receipt is out of range.");

        var receipt = new Receipt(
            origin, eventId, Hash.FromBase64(digest), given, TimeSpan.FromSeconds((int)seconds));
        return origin.Length > 0 && receipt.Text == text
            ? receipt
            : throw new FormatException("A receipt is not in its one spelling.");
    }

    /// <summary>The receipt in a note, once the log's key has verified it.</summary>
    /// <exception cref="FormatException">The text is no receipt.</exception>
    /// <exception cref="UnverifiedException">No signature of these keys, a bad one, or one of another log.</exception>
    public static Receipt Open(SignedNote note, params IEnumerable<NoteVerifier> logs)
    {
        var verified = note.Verify(logs);
        var receipt = Parse(note.Text);
        return verified.Any(one => one.Key.Type == NoteKeyType.Ed25519 && one.Key.Name == receipt.Origin)
            ? receipt
            : throw new UnverifiedException(Unverified.OtherOrigin,
                $"The receipt is of the log {receipt.Origin}, its signature is not.");
    }

    /// <summary>The receipt as a note, signed by its log.</summary>
    /// <exception cref="ArgumentException">The key is not named as the origin.</exception>
    public SignedNote Sign(NoteSigner log) =>
        log.Name == Origin
            ? new SignedNote(Text, log.Sign(Text))
            : throw new ArgumentException("The key of a log is named as its origin.", nameof(log));

    /// <summary>Whether an entry is what was promised: the same event, with the same content.</summary>
    public bool IsOf(Entry entry) => entry.Id == EventId && entry.ContentDigest == ContentDigest;
}
