using EGov.Casework;
using EGov.Transparency;

namespace EGov.Acceptance.Transparency;

/// <summary>The views are nothing but what follows from the events: built anew they are the same, byte for byte.</summary>
[Collection(OneHost.Name)]
public class RebuildTests(Host host)
{
    private readonly GivenFiles _given = new(host);

    [Theory]
    [InlineData("Performance", "select row_to_json(row)::text from {0}.performance row order by seq")]
    [InlineData("PublicDecisions", "select id || data::text from {0}.mt_doc_decisionfile order by id")]
    [InlineData("QueuePositions", "select id || data::text from {0}.mt_doc_queuedrequest order by id")]
    public async Task A_view_built_anew_is_the_same(string view, string contents)
    {
        await FillAsync();
        var before = await host.TextAsync(contents);
        before.ShouldContain(_given.Matter.Department);
        await host.RebuildAsync(view);
        (await host.TextAsync(contents)).ShouldBe(before);
    }

    [Fact]
    public async Task The_figures_stay_while_their_table_is_built_anew_and_a_past_moment_is_not_guessed()
    {
        await FillAsync();
        var url = $"/api/public/performance?department={_given.Matter.Department}";
        var first = (await host.GetAsync(url)).Should(200);
        await _given.FileAsync(20, days: 9);
        await _given.CatchUpAsync();
        var answer = (await host.GetAsync(url)).Should(200);

        // What a rebuild does to the table, held still at its beginning.
        await host.TextAsync(
            """
            create table {0}.kept as select * from {0}.performance;
            create table {0}.kept_progress as select * from {0}.mt_event_progression where name = 'Performance:All';
            delete from {0}.performance;
            update {0}.mt_event_progression set last_seq_id = 0 where name = 'Performance:All'
            """);
        await Task.Delay(CubeShelf.Freshness * 1.2, TestContext.Current.CancellationToken);
        (await host.GetAsync(url)).Should(200).Body.ShouldBe(answer.Body);
        (await host.GetAsync($"{url}&asOf={first.Json.GetProperty("asOf").GetString()}")).Should(503, "performance.rebuilding");

        await host.TextAsync(
            """
            insert into {0}.performance select * from {0}.kept;
            update {0}.mt_event_progression now set last_seq_id = kept.last_seq_id from {0}.kept_progress kept
                where now.name = kept.name;
            drop table {0}.kept; drop table {0}.kept_progress
            """);
        await Task.Delay(CubeShelf.Freshness * 1.2, TestContext.Current.CancellationToken);
        (await host.GetAsync(url)).Should(200).Body.ShouldBe(answer.Body);
        (await host.GetAsync($"{url}&asOf={first.Json.GetProperty("asOf").GetString()}")).Should(200).Body.ShouldBe(first.Body);
    }

    private async Task FillAsync()
    {
        for (var i = 1; i <= 8; i++) await _given.FileAsync(0, days: i, onTime: i % 2 == 0);
        var id = await _given.FileAsync(0, days: 4);
        await _given.AppendAsync(id, null,
            [.. _given.Contested(id, 20), new RequestTransferred(GivenFiles.On(21), _given.Matter with { Department = "regional-water" },
                _given.Matter.Department, "ENV-014", "reorganisation", null)]);
        await _given.AppendAsync(id, null, _given.Decided(30, 6, matter: _given.Matter with { Department = "regional-water" }));
        await _given.CatchUpAsync();
    }
}
