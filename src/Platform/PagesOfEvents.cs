using Marten;
using Marten.Services;
using Npgsql;

namespace EGov;

/// <summary>Has PostgreSQL plan every page of events for the place where it begins.</summary>
/// <remarks>
/// A statement that is run again under the same text gets prepared, and then a plan for any place: for each page it
/// sorts all events still to come. A text of its own is never prepared.
/// Only a logger sees a statement before it is sent.
/// </remarks>
internal sealed class PagesOfEvents(IMartenLogger inner) : IMartenLogger
{
    private const string EndOfPage = " order by d.seq_id limit ";
    private const string Mark = " -- page ";
    private static long _pages;

    /// <summary>The same statement under a text that none had before; what reads no page stays as it is.</summary>
    public static string Unprepared(string sql)
    {
        if (!sql.Contains(EndOfPage, StringComparison.Ordinal)) return sql;
        var mark = sql.IndexOf(Mark, StringComparison.Ordinal);
        return (mark < 0 ? sql : sql[..mark]) + Mark + Interlocked.Increment(ref _pages);
    }

    public IMartenSessionLogger StartSession(IQuerySession session) => new OfSession(inner.StartSession(session));

    public void SchemaChange(string sql) => inner.SchemaChange(sql);

    private sealed class OfSession(IMartenSessionLogger inner) : IMartenSessionLogger
    {
        public void OnBeforeExecute(NpgsqlCommand command)
        {
            command.CommandText = Unprepared(command.CommandText);
            inner.OnBeforeExecute(command);
        }

        public void OnBeforeExecute(NpgsqlBatch batch) => inner.OnBeforeExecute(batch);

        public void LogSuccess(NpgsqlCommand command) => inner.LogSuccess(command);

        public void LogSuccess(NpgsqlBatch batch) => inner.LogSuccess(batch);

        public void LogFailure(NpgsqlCommand command, Exception ex) => inner.LogFailure(command, ex);

        public void LogFailure(NpgsqlBatch batch, Exception ex) => inner.LogFailure(batch, ex);

        public void LogFailure(Exception ex, string message) => inner.LogFailure(ex, message);

        public void RecordSavedChanges(IDocumentSession session, IChangeSet commit) =>
            inner.RecordSavedChanges(session, commit);
    }
}
