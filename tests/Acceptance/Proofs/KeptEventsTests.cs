using EGov.Proofs;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EGov.Acceptance.Proofs;

/// <summary>What was written stays: the platform's role may not change it, triggers refuse even its owner.</summary>
[Collection(OneHost.Name)]
public class KeptEventsTests(Host host)
{
    private const string Denied = PostgresErrorCodes.InsufficientPrivilege;

    private LedgerSettings Settings => host.Alba.Services.GetRequiredService<LedgerSettings>();

    [Theory]
    [InlineData("update {0}.mt_events set data = '{{}}'")]
    [InlineData("delete from {0}.mt_events")]
    [InlineData("truncate {0}.mt_events cascade")]
    [InlineData("delete from {0}.mt_streams")]
    [InlineData("truncate {0}.mt_streams cascade")]
    [InlineData("update {0}.ledger_leaf set leaf_index = leaf_index + 1")]
    [InlineData("delete from {0}.ledger_leaf")]
    [InlineData("delete from {0}.ledger_head")]
    public async Task Neither_the_platforms_role_nor_the_owner_changes_what_was_written(string sql)
    {
        (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        (await RefusalAsync(Settings.Connection, sql)).ShouldBe(Denied);
        (await RefusalAsync(host.Owner, sql)).ShouldBe("LG001");
        (await RefusalAsync(host.Owner, "set session_replication_role = replica; " + sql)).ShouldBe("LG001");
    }

    [Theory]
    [InlineData("insert into {0}.ledger_queue values (1, gen_random_uuid(), gen_random_uuid(), 1)")]
    [InlineData("alter table {0}.mt_events disable trigger ledger_keep")]
    [InlineData("drop trigger ledger_enqueue on {0}.mt_events")]
    [InlineData("create role another superuser")]
    public async Task The_platforms_role_cannot_go_round_it(string sql) =>
        (await RefusalAsync(Settings.Connection, sql)).ShouldBe(Denied);

    [Fact]
    public async Task The_database_is_as_it_should_be_and_a_trigger_switched_off_is_noticed_and_put_right()
    {
        var (database, cancellation) = (host.Store.Storage.Database, TestContext.Current.CancellationToken);
        await database.AssertDatabaseMatchesConfigurationAsync(cancellation);
        await DoAsync(host.Owner, "alter table {0}.mt_events disable trigger ledger_keep");
        await Should.ThrowAsync<Weasel.Core.Migrations.DatabaseValidationException>(() =>
            database.AssertDatabaseMatchesConfigurationAsync(cancellation));
        await Platform.PrepareAsync(
            host.Owner, null, host.Alba.Services.GetRequiredService<EGov.Privacy.MasterKey>(), Settings.Schema,
            cancellation);
        await database.AssertDatabaseMatchesConfigurationAsync(cancellation);
        (await RefusalAsync(host.Owner, "delete from {0}.mt_events")).ShouldBe("LG001");
    }

    /// <summary>The code by which the server refuses; empty when it does not.</summary>
    private async Task<string> RefusalAsync(string connection, string sql)
    {
        try
        {
            await DoAsync(connection, sql);
            return "";
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    private async Task DoAsync(string connection, string sql)
    {
        await using var database = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, Settings.Schema), database);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
