using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EGov.Ledger;

/// <summary>A witness's word on a checkpoint: by that time, the largest consistent tree of the log it saw.</summary>
/// <remarks>
/// cosignature/v1 of C2SP tlog-cosignature. Signed: <c>cosignature/v1</c>, <c>time</c> and POSIX seconds in decimal, a
/// line each, then the whole text of the checkpoint. Signature under the note: u64be seconds || Ed25519 signature, 72
/// bytes.
/// </remarks>
public static class Cosignature
{
    private const int TimeLength = sizeof(ulong);

    // The year 9999: what DateTimeOffset can say.
    private static readonly ulong LastSecond = (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The bytes that a cosignature covers.</summary>
    /// <param name="time">POSIX seconds.</param>
    /// <param name="checkpoint">The text of a checkpoint's note in UTF-8, with its final newline.</param>
    public static byte[] Message(ulong time, ReadOnlySpan<byte> checkpoint) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {time}\n")),
            .. checkpoint];

    /// <summary>Cosigns a checkpoint. That it continues what was cosigned before is for the caller to know.</summary>
    /// <param name="witness">A key of type <see cref="NoteKeyType.Cosignature"/>.</param>
    /// <param name="checkpoint">The text of the checkpoint's note, extension lines included.</param>
    /// <param name="time">When; a part of a second is dropped.</param>
    /// <exception cref="ArgumentException">Another type of key, or a time before 1970.</exception>
    /// <exception cref="FormatException">The text is no checkpoint.</exception>
    public static NoteSignature Sign(NoteSigner witness, string checkpoint, DateTimeOffset time)
    {
        if (witness.Verifier.Type != NoteKeyType.Cosignature)
            throw new ArgumentException("Checkpoints are cosigned by the key of a witness.", nameof(witness));
        ArgumentOutOfRangeException.ThrowIfLessThan(time, DateTimeOffset.UnixEpoch);
        Checkpoint.Parse(checkpoint);

        var seconds = (ulong)time.ToUnixTimeSeconds();
        var bytes = new byte[TimeLength];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, seconds);
        return witness.Signature([.. bytes, .. witness.Sign(Message(seconds, SignedNote.SignedBytes(checkpoint)))]);
    }

    /// <summary>Whether a signature is a witness's cosignature of a checkpoint.</summary>
    /// <param name="witness">A key of type <see cref="NoteKeyType.Cosignature"/>.</param>
    /// <param name="checkpoint">The text of the checkpoint's note.</param>
    /// <param name="signature">A line from under it, or from the answer of a witness.</param>
    /// <param name="time">When it was made, UTC, to the second.</param>
    /// <returns>False for a signature of another key or over another text, or a time after the year 9999.</returns>
    public static bool TryVerify(
        NoteVerifier witness, string checkpoint, NoteSignature signature, out DateTimeOffset time)
    {
        time = default;
        return witness.Type == NoteKeyType.Cosignature && witness.Claims(signature)
            && TryRead(witness, SignedNote.SignedBytes(checkpoint), signature, out time);
    }

    internal static bool TryRead(
        NoteVerifier witness, ReadOnlySpan<byte> checkpoint, NoteSignature signature, out DateTimeOffset time)
    {
        time = default;
        var bytes = signature.Bytes.Span;
        if (bytes.Length < TimeLength) return false;
        var seconds = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        if (seconds > LastSecond || !witness.Verifies(Message(seconds, checkpoint), bytes[TimeLength..])) return false;
        time = DateTimeOffset.FromUnixTimeSeconds((long)seconds);
        return true;
    }
}
