using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using EGov.Cli;
using EGov.LocalPostgres;
using EGov.Privacy;
using Marten;

namespace EGov.Acceptance.Privacy;

/// <summary>Another key wraps subjects' keys, under load and through a kill; the former opens nothing.</summary>
public sealed class RewrapTests : IAsyncLifetime
{
    private const string Address = "http://127.0.0.1:5601";
    private const int Kept = 12_000;
    private const int Sample = 30;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-rewrap");
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private PostgresServer _postgres = null!;
    private string _connection = "";

    private string MasterFile => Path.Combine(_folder.FullName, "keys", "master.key");

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync(new() { DataFolder = _folder.FullName });
        _connection = await _postgres.CreateDatabaseAsync("rewrap");
        await using var store = await OpenAsync();
        await Ground.FoundProvinceAsync(store.Documents);
        await store.Documents.BulkInsertAsync([.. Enumerable.Range(0, Kept).Select(_ => Wrapped(store.Master))]);
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Keys_are_wrapped_anew_while_requests_are_filed_and_through_a_kill()
    {
        var old = await File.ReadAllTextAsync(MasterFile, _cancellation);
        var before = KeyRing.Parse(old).Ids[0];
        using var client = new HttpClient { BaseAddress = new(Address) };
        var acknowledged = new ConcurrentDictionary<string, string>();
        using (var host = StartHost())
        {
            await ReadyAsync(client, host);
            await FileAsync(client, acknowledged, _cancellation, once: true);
            var events = await EventsAsync(0);
            using var stop = new CancellationTokenSource();
            var load = Enumerable.Range(0, 3).Select(_ => FileAsync(client, acknowledged, stop.Token)).ToList();

            using (var killed = Rewrap("--new"))
            {
                while (await UnderAsync(before) is var left && (left == 0 || left > Kept * 3 / 4))
                    await Task.Delay(5, _cancellation);
                killed.Kill();
                await killed.WaitForExitAsync(_cancellation);
            }

            var after = KeyRing.Parse(await File.ReadAllTextAsync(MasterFile, _cancellation)).Ids;
            after.Skip(1).ShouldBe([before]);
            (await UnderAsync(before)).ShouldBeGreaterThan(0);
            (await UnderAsync(after[0])).ShouldBeGreaterThan(0);

            await EndAsync(Rewrap("--forget"));
            await stop.CancelAsync();
            await Task.WhenAll(load);
            acknowledged.Count.ShouldBeGreaterThan(3);
            (await UnderAsync(before)).ShouldBe(0);
            (await EventsAsync(events.Last)).ShouldBe(events);
            await ReadAllAsync(client, acknowledged);
            host.Kill();
            await host.WaitForExitAsync(_cancellation);
        }

        KeyRing.Parse(await File.ReadAllTextAsync(MasterFile, _cancellation)).Ids.ShouldHaveSingleItem();
        await using (var store = await OpenAsync())
        {
            await using var session = store.Documents.QuerySession();
            await foreach (var row in session.Query<SubjectKey>().ToAsyncEnumerable(_cancellation))
                store.Master.Unwrap(row).Length.ShouldBe(32);
        }

        using (var host = StartHost())
        {
            await ReadyAsync(client, host);
            await ReadAllAsync(client, acknowledged);
            host.Kill();
            await host.WaitForExitAsync(_cancellation);
        }

        var current = await File.ReadAllTextAsync(MasterFile, _cancellation);
        await File.WriteAllTextAsync(MasterFile, old, _cancellation);
        using (var host = StartHost(listens: true))
        {
            var said = await host.StandardError.ReadToEndAsync(_cancellation);
            await host.WaitForExitAsync(_cancellation);
            host.ExitCode.ShouldNotBe(0);
            said.ShouldContain(KeyRing.Parse(current).Ids[0]);
            said.ShouldContain("It was changed by egov keys rewrap: give the key as it is since.");
        }

        await Should.ThrowAsync<MasterKeyRefused>(OpenAsync);
    }

    [Fact]
    public async Task The_key_may_come_from_a_command_or_the_environment_and_is_said_once()
    {
        var moved = Path.Combine(_folder.FullName, "elsewhere");
        File.Move(MasterFile, moved);
        var text = (await File.ReadAllTextAsync(moved, _cancellation)).Trim();
        (await RunAsync(("Keys__Command", $"cat '{moved}'"))).ShouldBe((0, ""));
        (await RunAsync(("EGOV_MASTER_KEY", text))).ShouldBe((0, ""));
        (await RunAsync(("Keys__Master", moved))).ShouldBe((0, ""));
        (await RunAsync(("Keys__Command", "exit 3"))).Said.ShouldContain("ended with 3");
        (await RunAsync(("EGOV_MASTER_KEY", Convert.ToBase64String(new byte[32])))).Said
            .ShouldContain("not wrapped under the master key that the variable EGOV_MASTER_KEY holds",
                customMessage: "A wrong key must touch nothing.");
        (await RunAsync(("EGOV_MASTER_KEY", "short"))).Said.ShouldContain("32 bytes in base64");
        (await RunAsync(("EGOV_MASTER_KEY", text), ("Keys__Master", moved))).Said.ShouldContain("Say once");
        (await RunAsync()).Said.ShouldContain("is not at");
        File.Exists(MasterFile).ShouldBeFalse();
    }

    /// <returns>What "keys show" ends with, and says on the error stream.</returns>
    private async Task<(int Code, string Said)> RunAsync(params (string Name, string Value)[] environment)
    {
        using var tool = Start("EGov.Cli.dll", environment,
            "keys", "show", "--data", _folder.FullName, "--connection", _connection);
        var said = await tool.StandardError.ReadToEndAsync(_cancellation);
        await tool.WaitForExitAsync(_cancellation);
        return (tool.ExitCode, said);
    }

    private static SubjectKey Wrapped(MasterKey master)
    {
        // As they were before keys had ids.
        var row = master.Wrap(Guid.NewGuid(), RandomNumberGenerator.GetBytes(32));
        row.Kek = null;
        return row;
    }

    private Task<Store> OpenAsync() => Store.OpenAsync(_folder.FullName, _connection, cancellation: _cancellation);

    private Process Rewrap(string option) => Start("EGov.Cli.dll", [],
        "keys", "rewrap", option, "--data", _folder.FullName, "--connection", _connection);

    private async Task EndAsync(Process tool)
    {
        using (tool)
        {
            var said = await tool.StandardError.ReadToEndAsync(_cancellation);
            await tool.WaitForExitAsync(_cancellation);
            tool.ExitCode.ShouldBe(0, said);
        }
    }

    private Process StartHost(bool listens = false) => Start("EGov.Portal.dll",
        [
            ("ConnectionStrings__Main", _connection), ("Data", _folder.FullName),
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("Logging__LogLevel__Default", "Error"),
        ],
        listens, "--urls", Address);

    private static Process Start(string program, (string Name, string Value)[] environment, params string[] args) =>
        Start(program, environment, listens: true, args);

    private static Process Start(
        string program, (string Name, string Value)[] environment, bool listens, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. args])
        {
            RedirectStandardError = listens,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>How many rows are wrapped under a key; those without an id count as under the first.</summary>
    private async Task<long> UnderAsync(string kek) => await AskAsync<long>(
        $"select count(*) from egov.mt_doc_subjectkey where coalesce(data ->> 'kek', '{kek}') = '{kek}' "
        + "and data ->> 'wrapped' <> ''");

    /// <summary>A digest of all events up to a number, or up to the last.</summary>
    private async Task<(long Last, string Digest)> EventsAsync(long upTo)
    {
        var last = upTo > 0 ? upTo : await AskAsync<long>("select max(seq_id) from egov.mt_events");
        return (last, await AskAsync<string>(
            $"select md5(string_agg(e::text, '|' order by seq_id)) from egov.mt_events e where seq_id <= {last}"));
    }

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var database = new Npgsql.NpgsqlConnection(_connection);
        await database.OpenAsync(_cancellation);
        await using var ask = new Npgsql.NpgsqlCommand(sql, database);
        return (T)(await ask.ExecuteScalarAsync(_cancellation))!;
    }

    private static async Task FileAsync(
        HttpClient client, ConcurrentDictionary<string, string> acknowledged, CancellationToken stop, bool once = false)
    {
        while (!stop.IsCancellationRequested)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/requests");
            request.Content = JsonContent.Create(Given.Filing);
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            try
            {
                using var answer = await client.SendAsync(request, stop);
                var receipt = JsonElement.Parse(await answer.Content.ReadAsStringAsync(stop));
                acknowledged[receipt.GetProperty("trackingNumber").GetString()!] =
                    receipt.GetProperty("secret").GetString()!;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (once) return;
            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <summary>The secret of each receipt still opens its file, and the words in it.</summary>
    private async Task ReadAllAsync(HttpClient client, ConcurrentDictionary<string, string> acknowledged)
    {
        foreach (var (number, secret) in acknowledged.OrderBy(one => one.Key, StringComparer.Ordinal).Take(Sample))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/requests/{number}");
            request.Headers.Add("Request-Secret", secret);
            using var found = await client.SendAsync(request, _cancellation);
            ((int)found.StatusCode).ShouldBe(200, number);
            JsonElement.Parse(await found.Content.ReadAsStringAsync(_cancellation)).GetProperty("events")[0]
                .GetProperty("details").GetProperty("applicant").GetProperty("name").GetString().ShouldBe("نمونه");
        }
    }

    private static async Task ReadyAsync(HttpClient client, Process host)
    {
        for (var patience = 0; patience < 1_200 && !host.HasExited; patience++)
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The host did not become ready.");
    }
}
