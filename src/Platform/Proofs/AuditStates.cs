using System.Reflection;
using System.Text.Json.Nodes;
using JasperFx.Events.Aggregation;
using JasperFx.Events.Projections;
using Marten;
using Marten.Exceptions;
using Npgsql;

namespace EGov.Proofs;

/// <summary>Folds the events of a sample of streams anew, and compares with the state that rules read.</summary>
/// <remarks>
/// A state is what decides of the next request, and no entry holds it: changed by hand it would go unseen by everything
/// else here.
/// </remarks>
internal sealed class AuditStates(Audited audited, IDocumentStore store, IQuerySession session)
{
    private static readonly MethodInfo Folding =
        typeof(AuditStates).GetMethod(nameof(FoldAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    /// <param name="sample">How many of each kind.</param>
    /// <returns>How many were compared.</returns>
    public async Task<int> ExamineAsync(int sample, Action<double>? progress)
    {
        var kinds = ((DocumentStore)store).Options.Projections.All
            .Where(view => view.Lifecycle is ProjectionLifecycle.Inline).OfType<IAggregateProjection>()
            .Select(view => view.AggregateType).Distinct().ToList();
        var (compared, done) = (0, 0);
        foreach (var kind in kinds)
        {
            compared += await KindAsync(kind, sample);
            progress?.Invoke((double)++done / kinds.Count);
        }

        return compared;
    }

    private async Task<int> KindAsync(Type kind, int sample)
    {
        var table = store.Options.Schema.For(kind);
        var name = table[(table.LastIndexOf("mt_doc_", StringComparison.Ordinal) + "mt_doc_".Length)..];
        await audited.EachAsync(
            $"""
            select d.id from {table} d left join {audited.Streams} s on s.id = d.id
            where s.id is null limit {Findings.Page + 1}
            """,
            row => audited.Found("state.invented", $"A {name} is stored that no event has brought about.",
                stream: row.GetGuid(0)));
        // From a place that nobody can know before, and round.
        var from = Guid.NewGuid();
        var stored = await audited.ListAsync(
            $"""
            select s.id, d.data::text from (
                (select id, type from {audited.Streams} where id >= $1 and replace(type, '_', '') = $2 order by id
                    limit {sample})
                union
                (select id, type from {audited.Streams} where id < $1 and replace(type, '_', '') = $2 order by id
                    limit {sample})) s
            left join {table} d on d.id = s.id limit {sample}
            """,
            row => (Id: row.GetGuid(0), Text: row.IsDBNull(1) ? null : row.GetString(1)), from, name);
        foreach (var (id, text) in stored)
        {
            string? folded;
            try
            {
                folded = await (Task<string?>)Folding.MakeGenericMethod(kind).Invoke(this, [id])!;
            }
            catch (Exception failed) when (failed is not (OperationCanceledException or NpgsqlException
                or MartenCommandException))
            {
                audited.Found("state.unreadable", $"The events of this {name} cannot be read any more: "
                    + failed.Message, stream: id);
                continue;
            }

            if (text is null && folded is not null)
                audited.Found("state.missing", $"The {name} that these events give is not stored.", stream: id);
            else if (!JsonNode.DeepEquals(Parse(text), Parse(folded)))
                audited.Found("state.changed", $"The stored {name} is not what its events give: "
                    + $"{Differences(text, folded)}. Rules decide by it.", stream: id);
        }

        return stored.Count;
    }

    private async Task<string?> FoldAsync<T>(Guid stream) where T : class =>
        await session.Events.AggregateStreamAsync<T>(stream, token: audited.Cancellation) is { } state
            ? store.Options.Serializer().ToJson(state)
            : null;

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);

    private static string Differences(string? stored, string? folded)
    {
        if (Parse(stored) is not JsonObject left || Parse(folded) is not JsonObject right) return "one of them is none";
        return string.Join(", ", left.Concat(right).Select(member => member.Key).Distinct()
            .Where(name => !JsonNode.DeepEquals(left[name], right[name])).Order(StringComparer.Ordinal)) + " differs";
    }
}
