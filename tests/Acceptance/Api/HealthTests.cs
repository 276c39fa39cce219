using System.Text.Json;
using EGov.Acceptance.Transparency;

namespace EGov.Acceptance.Api;

/// <summary>What /health says while all goes well and when something breaks; on a host of its own.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    private readonly Host _host = new();

    public ValueTask InitializeAsync()
    {
        _host.Settings["Health:Patience"] = "00:00:03";
        _host.Settings["Health:ReviveEvery"] = "00:00:03";
        return _host.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_stopped_projection_makes_the_host_unready_and_is_named_until_it_runs_again_by_itself()
    {
        (await _host.GetAsync("/health/live")).Should(200);
        await _host.CaughtUpAsync();
        var well = (await _host.GetAsync("/health/ready")).Should(200).Json;
        well.GetProperty("status").GetString().ShouldBe("ready");
        well.GetProperty("written").GetInt64().ShouldBe(Given.Province.Count);
        Lags(well).Select(lag => lag.Name).ShouldContain("WorkQueue:All");
        Lags(well).ShouldAllBe(lag => lag.Behind == 0 && lag.State == "current");
        well.GetProperty("messages").GetProperty("outgoing").GetInt32().ShouldBe(0);
        well.GetProperty("messages").GetProperty("deadLetters").GetInt32().ShouldBe(0);
        well.GetProperty("unready").GetArrayLength().ShouldBe(0);

        // The view's table goes away under it: a failure such as an operator can make.
        await _host.TextAsync("alter table {0}.mt_doc_queuedfile rename to gone");
        (await _host.PostAsync("/api/requests", Given.Filing)).Should(201);
        // On a busy machine another view may be slow to take its step, and is named as well until it has.
        var broken = await UntilAsync(503, unready => unready.SequenceEqual(["WorkQueue:All"]));
        broken.GetProperty("status").GetString().ShouldBe("unready");
        var stopped = Lags(broken).Single(lag => lag.Name == "WorkQueue:All");
        stopped.State.ShouldBe("stopped");
        stopped.Behind.ShouldBe(1);
        (await _host.GetAsync("/health/live")).Should(200);

        await _host.TextAsync("alter table {0}.gone rename to mt_doc_queuedfile");
        Lags(await UntilAsync(200)).Single(lag => lag.Name == "WorkQueue:All").Behind.ShouldBe(0);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_makes_the_host_unready_and_leaves_it_alive()
    {
        var schema = _host.Store.Options.DatabaseSchemaName;
        await _host.TextAsync($"alter schema {schema} rename to {schema}x");
        var answer = (await _host.GetAsync("/health/ready")).Should(503).Json;
        Unready(answer).ShouldBe(["database"]);
        (await _host.GetAsync("/health/live")).Should(200);
        await _host.TextAsync($"alter schema {schema}x rename to {schema}");
        await UntilAsync(200);
    }

    private async Task<JsonElement> UntilAsync(int status, Func<IEnumerable<string?>, bool>? isSo = null)
    {
        for (var round = 0; ; round++)
        {
            var answer = await _host.GetAsync("/health/ready");
            if (answer.Status == status && Lags(answer.Json).All(lag => lag.State is "current" or "stopped")
                && isSo?.Invoke(Unready(answer.Json)) is not false) return answer.Json;
            round.ShouldBeLessThan(360, answer.Body);
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }
    }

    private static IEnumerable<string?> Unready(JsonElement readiness) =>
        readiness.GetProperty("unready").EnumerateArray().Select(name => name.GetString());

    private static List<(string Name, long Behind, string State)> Lags(JsonElement readiness) =>
    [
        .. readiness.GetProperty("projections").EnumerateArray().Select(lag => (lag.GetProperty("name").GetString()!,
            lag.GetProperty("behind").GetInt64(), lag.GetProperty("state").GetString()!)),
    ];
}
