using EGov.Casework;
using EGov.Transparency;
using Marten.Events;
using Marten.Events.Daemon.Coordination;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Transparency;

/// <summary>The views are nothing but what follows from the events: built anew they are the same, byte for byte.</summary>
[Collection(OneHost.Name)]
public class RebuildTests(Host host)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
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
        await RebuildAsync(view);
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

        var coordinator = host.Alba.Services.GetRequiredService<IProjectionCoordinator>();
        await coordinator.PauseAsync();
        try
        {
            await host.TextAsync("delete from {0}.performance returning ''");
            await host.TextAsync("update {0}.mt_event_progression set last_seq_id = 0 where name = 'Performance:All' returning ''");
            await Task.Delay(CubeShelf.Freshness * 1.2, TestContext.Current.CancellationToken);
            (await host.GetAsync(url)).Should(200).Body.ShouldBe(answer.Body);
            (await host.GetAsync($"{url}&asOf={first.Json.GetProperty("asOf").GetString()}")).Should(503, "performance.rebuilding");
        }
        finally
        {
            await coordinator.ResumeAsync();
        }

        await _given.CatchUpAsync();
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

    private async Task RebuildAsync(string view)
    {
        var coordinator = host.Alba.Services.GetRequiredService<IProjectionCoordinator>();
        await coordinator.PauseAsync();
        try
        {
            using var daemon = await host.Store.BuildProjectionDaemonAsync();
            await daemon.RebuildProjectionAsync(view, Longest, TestContext.Current.CancellationToken);
        }
        finally
        {
            await coordinator.ResumeAsync();
        }
    }
}
