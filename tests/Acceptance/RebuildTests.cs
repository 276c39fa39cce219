using EGov.Cli;

namespace EGov.Acceptance;

/// <summary>Views are built from events alone: thrown away and built anew they are the same, to the last byte.</summary>
[Collection(OneHost.Name)]
public class RebuildTests(Host host)
{
    [Fact]
    public async Task Every_view_built_anew_is_the_same()
    {
        for (var i = 0; i < 5; i++)
        {
            var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
            var id = filed.Json.GetProperty("requestId").GetGuid();
            (await host.PostAsync($"/api/requests/{id}/assign", new { ground = "court-order" }, "officer")).Should(204);
            if (i % 2 == 0) (await host.PostAsync($"/api/requests/{id}/ready", persona: "officer")).Should(204);
            if (i == 4)
                (await host.PostAsync($"/api/requests/{id}/withdraw", secret: filed.Json.GetProperty("secret").GetString()))
                    .Should(204);
        }

        var views = Rebuild.Names(host.Store);
        views.ShouldContain("WorkQueue");
        views.ShouldContain("AuditTrail");
        await host.CaughtUpAsync();
        var before = await TablesAsync();
        before.Values.Sum(rows => rows.Count).ShouldBeGreaterThan(10);
        await host.RebuildAsync(views);

        var after = await TablesAsync();
        after.Keys.ShouldBe(before.Keys);
        foreach (var (table, rows) in before) after[table].ShouldBe(rows, table);
    }

    [Fact]
    public async Task Nothing_is_rebuilt_beside_a_host_that_keeps_the_views_itself() =>
        (await Should.ThrowAsync<Unusable>(
            Rebuild.RefuseBesideAHostAsync(host.Store, TestContext.Current.CancellationToken)))
            .Message.ShouldContain("stop it first");

    /// <summary>Every row of every table that a rebuild writes, apart from when and by which build it was written.</summary>
    private async Task<SortedDictionary<string, IReadOnlyList<string>>> TablesAsync()
    {
        await using var session = host.Store.QuerySession();
        var schema = host.Store.Options.DatabaseSchemaName;
        string[] inline = ["request", "service", "rulebook", "department", "officer", "calendar", "subjectkey", "envelope", "province"];
        var names = (await session.AdvancedSql.QueryAsync<string>(
                "select table_name::text from information_schema.tables where table_schema = ?",
                TestContext.Current.CancellationToken, schema))
            .Where(name => !name.StartsWith("mt_", StringComparison.Ordinal)
                || (name.StartsWith("mt_doc_", StringComparison.Ordinal) && !inline.Contains(name["mt_doc_".Length..])))
            .Where(name => !name.Contains("deadletter", StringComparison.Ordinal));
        var tables = new SortedDictionary<string, IReadOnlyList<string>>();
        foreach (var name in names)
            tables[name] = await session.AdvancedSql.QueryAsync<string>(
                $"select (to_jsonb(t) - 'mt_last_modified' - 'mt_version')::text as r from {schema}.{name} t order by r",
                TestContext.Current.CancellationToken);
        return tables;
    }
}
