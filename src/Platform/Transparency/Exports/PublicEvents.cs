using System.Globalization;
using System.Text.Json;
using EGov.Ledger;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>A page of all published events by their leaves, and what proves that none is missing.</summary>
/// <param name="Size">How many the tree has to which the page belongs.</param>
/// <param name="Root">The root over them in base64 (RFC 9162); that of the signed checkpoint of this size.</param>
/// <param name="Checkpoint">The latest checkpoint as it was signed; only where no size was asked for.</param>
/// <param name="Next">What to ask for with <c>after</c>, under the same size; none on the last page.</param>
public sealed record PublicEvents(
    long Size, string Root, string? Checkpoint, IReadOnlyList<PublicEvent> Items, string? Next);

/// <param name="Index">Its leaf, from 0.</param>
/// <param name="Leaf">SHA-256 of a zero byte and the canonical JSON (RFC 8785) of the entry, in base64.</param>
/// <param name="Entry">
/// by, data, id, recorded, seq, stream, type, v and ver; what is sealed in the data stands as its digest.
/// </param>
public sealed record PublicEvent(long Index, string Leaf, JsonElement Entry);

public static class PublicEventsEndpoint
{
    /// <summary>Every published event, with size and root of the ledger, to prove that a harvest is complete.</summary>
    /// <param name="after">The <c>next</c> of the page before, or how many you have already.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    /// <param name="size">As of when the ledger had so many; such a page never changes. Else the latest.</param>
    /// <param name="format">json or jsonl; Accept says it as well. A line of jsonl is an entry's very bytes.</param>
    [WolverineGet("/api/public/events")]
    public static Answer<PublicEvents> Get(
        long? after, int? limit, long? size, string? format, PublishedLedger ledger, HttpRequest http)
    {
        var isLines = Form.Wanted(http, format, Form.Json, Form.JsonLines) == Form.JsonLines;
        var most = Paging.SizeOf(limit);
        var (note, latest) = ledger.Latest;
        var head = size is null ? latest : ledger.At(size);
        var from = after ?? 0;
        // Whoever has more than there is has read another ledger; "nothing new" would not be the truth.
        if (from < 0 || from > head.Size) throw Paging.WrongCursor;
        var to = Math.Min(from + most, head.Size);
        var entries = ledger.Entries(from, to).ToList();
        var page = new PublicEvents(head.Size, head.Root.ToBase64(), size is null ? note : null,
            isLines ? [] : [.. entries.Select(Shown)],
            to < head.Size ? to.ToString(CultureInfo.InvariantCulture) : null);
        return new(page, isLines ? Lines(entries) : Answers.Bytes(page),
            (isLines ? Form.JsonLines : Form.Json).ContentType, null)
        {
            IsFinal = size is not null,
            Said = new Dictionary<string, string>
            {
                ["Ledger-Size"] = head.Size.ToString(CultureInfo.InvariantCulture),
                ["Ledger-Root"] = page.Root,
            },
        };
    }

    private static byte[] Lines(IReadOnlyList<(long Index, ReadOnlyMemory<byte> Bytes)> entries)
    {
        using var lines = new MemoryStream(entries.Sum(entry => entry.Bytes.Length + 1));
        foreach (var (_, bytes) in entries)
        {
            lines.Write(bytes.Span);
            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    private static PublicEvent Shown((long Index, ReadOnlyMemory<byte> Bytes) entry) => new(
        entry.Index, MerkleTree.Leaf(entry.Bytes.Span).ToBase64(), JsonElement.Parse(entry.Bytes.Span));
}
