using System.Data.Common;
using Npgsql;
using Weasel.Core;
using Weasel.Postgresql;

namespace EGov.Proofs;

/// <summary>
/// A trigger or a function whose text PostgreSQL itself prints: what somebody changed or switched off by hand is seen
/// as a difference, and put right by the next migration.
/// </summary>
/// <param name="create">Makes it, or makes it anew.</param>
/// <param name="probe">A query of one text: what is there; no row when nothing is.</param>
/// <param name="expected">That text when everything is as it should be.</param>
internal sealed class SqlObject(string schema, string name, string create, string drop, string probe, string expected)
    : ISchemaObject
{
    public DbObjectName Identifier { get; } =
        new PostgresqlObjectName(schema, name, SchemaUtils.IdentifierUsage.General);

    public IEnumerable<DbObjectName> AllNames() => [Identifier];

    public void WriteCreateStatement(Migrator migrator, TextWriter writer) => writer.WriteLine(create);

    public void WriteDropStatement(Migrator rules, TextWriter writer) => writer.WriteLine(drop);

    public void ConfigureQueryCommand(Weasel.Core.DbCommandBuilder builder) => builder.Append(probe + ";");

    /// <summary>What is otherwise than it should be; null when nothing is.</summary>
    public async Task<string?> DifferenceAsync(NpgsqlConnection database, CancellationToken cancellation)
    {
        await using var ask = new NpgsqlCommand(probe, database);
        return await ask.ExecuteScalarAsync(cancellation) is not string actual ? "is missing"
            : actual == expected ? null
            : "was changed or switched off";
    }

    public async Task<ISchemaObjectDelta> CreateDeltaAsync(DbDataReader reader, CancellationToken ct = default)
    {
        var actual = await reader.ReadAsync(ct) ? reader.GetString(0) : null;
        return new SchemaObjectDelta(this, actual is null ? SchemaPatchDifference.Create
            : actual == expected ? SchemaPatchDifference.None
            : SchemaPatchDifference.Update);
    }
}
