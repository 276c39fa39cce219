using EGov.Cli.Import;
using JasperFx.Events;
using Marten;
using Npgsql;

namespace EGov.Acceptance.Import;

/// <summary>A store of the operator's program in a schema of its own, and a folder for its logs and reports.</summary>
public class ImportStore : IAsyncLifetime
{
    public EGov.Cli.Store Store { get; private set; } = null!;
    public string Folder { get; } = Directory.CreateTempSubdirectory("egov-import").FullName;

    private static readonly string? Given = Environment.GetEnvironmentVariable("EGOV_TEST_CONNECTION");

    public virtual async ValueTask InitializeAsync() =>
        Store = await EGov.Cli.Store.OpenAsync(Folder, Given, "i" + Guid.NewGuid().ToString("N")[..12]);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        if (Given is not null)
        {
            // The server is somebody's own: what these tests made there goes, by the hand that made it.
            await using var database = new NpgsqlConnection(Given);
            await database.OpenAsync();
            await using var drop = new NpgsqlCommand($"drop schema {Store.Schema} cascade", database);
            await drop.ExecuteNonQueryAsync();
        }

        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    public Task<ImportReport> ImportAsync(string path, string? mapping = null) =>
        new LogImport(Store, mapping).RunAsync(path, TestContext.Current.CancellationToken);

    /// <summary>What stands on the file of a case.</summary>
    public async Task<IReadOnlyList<IEvent>> FileOf(string log, string name)
    {
        await using var session = Store.Documents.QuerySession();
        return await session.Events.FetchStreamAsync(Identity.Of("imported-request", log, name));
    }

    public async Task<IReadOnlyList<T>> All<T>() where T : notnull
    {
        await using var session = Store.Documents.QuerySession();
        return await session.Events.QueryRawEventDataOnly<T>().ToListAsync();
    }

    public async Task<long> CountAsync()
    {
        await using var session = Store.Documents.QuerySession();
        return await session.Events.QueryAllRawEvents().CountAsync();
    }

    public static string Shared(string file)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "EGov.Cqrs.sln")))
            root = root.Parent ?? throw new InvalidOperationException("No folder above holds the solution.");
        var path = Path.Combine(root.FullName, "..", "shared", "data", file);
        File.Exists(path).ShouldBeTrue($"{file} is missing beside the repository, in shared/data");
        return path;
    }
}
