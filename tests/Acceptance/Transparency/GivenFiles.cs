using System.Globalization;
using System.Text.Json;
using EGov.Casework;
using EGov.Privacy;
using Npgsql;

namespace EGov.Acceptance.Transparency;

/// <summary>Files put straight into the log, at an office of their own, so that a test knows all that is counted there.</summary>
internal sealed class GivenFiles(Host host)
{
    private const string Service = "environmental-opinion";

    public Matter Matter { get; } = new(Service, $"office-{Guid.NewGuid():N}"[..15], "sari");

    public static DateTimeOffset On(int day) => Given.Start.AddDays(day);

    /// <summary>Filed on a day and, where days are given, decided after so many.</summary>
    public async Task<Guid> FileAsync(
        int filed, int? days = null, bool onTime = true, Outcome outcome = Outcome.Granted, bool isClosed = true,
        DateTimeOffset? recorded = null, Matter? matter = null)
    {
        var (id, about) = (Guid.CreateVersion7(), matter ?? Matter);
        List<object> events =
        [
            new RequestSubmitted(On(filed), TrackingNumber.Of(id), about, "portal", new(Words(id), null, null), null, null,
                null, new Dictionary<string, JsonElement>(), new Dictionary<string, Sealed>(), null, []),
        ];
        if (days is { } worked) events.Add(Decided(filed + worked, worked, onTime, outcome, about));
        if (days is not null && isClosed) events.Add(Closed(filed + days.Value, Closure.Resolved, about));
        await AppendAsync(id, recorded, [.. events]);
        return id;
    }

    public RequestDecided Decided(
        int day, int worked, bool onTime = true, Outcome outcome = Outcome.Granted, Matter? matter = null) => new(
        On(day), matter ?? Matter, "ENV-014", "env-siting", 7, [], outcome, outcome, null, [], null, null, null, worked,
        onTime, 0, null);

    public RequestClosed Closed(int day, Closure closure = Closure.Resolved, Matter? matter = null) =>
        new(On(day), matter ?? Matter, "ENV-014", closure, On(day + 30).Day());

    public object[] Contested(Guid id, int day) =>
        [new ClosureContested(On(day), Matter, Words(id), null), new RequestReopened(On(day), Matter, 1, null, null)];

    public static Sealed Words(Guid id) => Sealed.Of(id, "words");

    public async Task AppendAsync(Guid id, DateTimeOffset? recorded, params object[] events)
    {
        await using var session = host.Store.LightweightSession();
        var stream = events[0] is RequestSubmitted
            ? session.Events.StartStream<Request>(id, events)
            : session.Events.Append(id, events);
        foreach (var e in stream.Events)
            if (recorded is { } moment) e.Timestamp = moment;
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public async Task CatchUpAsync() => await host.FollowAsync();

    /// <summary>The answer about this office alone.</summary>
    public async Task<JsonElement> AskAsync(string more = "")
    {
        await CatchUpAsync();
        return (await host.GetAsync($"/api/public/performance?department={Matter.Department}{more}")).Should(200).Json;
    }

    public async Task<JsonElement> FiguresAsync(string more = "") =>
        (await AskAsync(more)).GetProperty("groups")[0].GetProperty("figures");
}

internal static class Views
{
    /// <summary>Until every view has every event, and the figures in memory have every row.</summary>
    public static async Task FollowAsync(this Host host)
    {
        await host.CaughtUpAsync();
        var latest = await host.TextAsync("select coalesce(max(seq), 0)::text from {0}.performance");
        for (var round = 0; round < 50; round++)
        {
            var answer = (await host.GetAsync("/api/public/performance")).Should(200).Json;
            if (answer.GetProperty("computedFrom").GetInt64().ToString(CultureInfo.InvariantCulture) == latest) return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail("The figures did not follow the rows.");
    }

    /// <param name="sql">With {0} for the schema; a query gives the lines of its only column.</param>
    public static async Task<string> TextAsync(this Host host, string sql)
    {
        // As the owner of the tables: what a test breaks, the platform's own role may not.
        await using var connection = new NpgsqlConnection(host.Owner);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            string.Format(CultureInfo.InvariantCulture, sql, host.Store.Options.DatabaseSchemaName), connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
