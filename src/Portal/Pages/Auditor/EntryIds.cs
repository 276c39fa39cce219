using System.Globalization;
using EGov.Audit;
using EGov.Texts;

namespace EGov.Pages.Auditor;

/// <summary>By what an entry can be found again: its own number and id, and those of what it belongs to.</summary>
internal static class EntryIds
{
    public static IReadOnlyList<(Words Label, Words Value)> Of(AuditRow row, Language t) =>
    [
        (t["trace.sequence"], t.Ref(row.Sequence.ToString(CultureInfo.InvariantCulture))),
        (t["trace.version"], t.Ref(row.Version.ToString(CultureInfo.InvariantCulture))),
        (t["trace.entry-id"], t.Ref(row.Id.ToString())),
        (t["trace.stream"], t.Ref(row.Stream.ToString())),
        (t["trace.correlation"], row.CorrelationId is { Length: > 0 } correlation ? t.Ref(correlation) : t["dash"]),
        (t["trace.causation"], row.CausationId is { Length: > 0 } causation ? t.Ref(causation) : t["dash"]),
    ];
}
