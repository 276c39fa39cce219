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
    private static readonly MethodInfo Both =
        typeof(AuditStates).GetMethod(nameof(BothAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

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

    private async Task<int> KindAsync(Type kind, int most)
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
        var sample = await audited.ListAsync(
            $"""
            (select id from {audited.Streams} where id >= $1 and replace(type, '_', '') = $2 order by id limit {most})
            union
            (select id from {audited.Streams} where id < $1 and replace(type, '_', '') = $2 order by id limit {most})
            limit {most}
            """,
            row => row.GetGuid(0), from, name);
        foreach (var id in sample)
        {
            string? stored, folded;
            try
            {
                (stored, folded) = await (Task<(string?, string?)>)Both.MakeGenericMethod(kind).Invoke(this, [id])!;
            }
            catch (Exception failed) when (failed is not (OperationCanceledException or NpgsqlException
                or MartenCommandException))
            {
                audited.Found("state.unreadable", $"The {name}, or the events that give it, cannot be read any more: "
                    + failed.Message, stream: id);
                continue;
            }

            if (stored is null && folded is not null)
                audited.Found("state.missing", $"The {name} that these events give is not stored.", stream: id);
            else if (!JsonNode.DeepEquals(Parse(stored), Parse(folded)))
                audited.Found("state.changed", $"The stored {name} is not what its events give: "
                    + $"{Differences(stored, folded)}. Rules decide by it.", stream: id);
        }

        return sample.Count;
    }

    /// <summary>As it is loaded, and as it is folded: what the store keeps beside the JSON counts too.</summary>
    private async Task<(string? Stored, string? Folded)> BothAsync<T>(Guid stream) where T : class
    {
        var stored = await session.LoadAsync<T>(stream, audited.Cancellation);
        var folded = await session.Events.AggregateStreamAsync<T>(stream, token: audited.Cancellation);
        return (Json(stored), Json(folded));

        string? Json(T? state) => state is null ? null : store.Options.Serializer().ToJson(state);
    }

    /// <summary>Without its version, at which the store guesses while it appends: the stream has its own.</summary>
    private static JsonNode? Parse(string? json)
    {
        var state = json is null ? null : JsonNode.Parse(json);
        (state as JsonObject)?.Remove("version");
        return state;
    }

    private static string Differences(string? stored, string? folded)
    {
        if (Parse(stored) is not JsonObject left || Parse(folded) is not JsonObject right) return "one of them is none";
        return string.Join(", ", left.Concat(right).Select(member => member.Key).Distinct()
            .Where(name => !JsonNode.DeepEquals(left[name], right[name])).Order(StringComparer.Ordinal)) + " differs";
    }
}
