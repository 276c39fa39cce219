using System.Globalization;
using JasperFx.Events;
using Marten;
using Npgsql;

namespace EGov.Oversight;

/// <summary>The register of an office for one year and one direction: which letter has which number.</summary>
public record LetterRegister
{
    private static readonly PersianCalendar Calendar = new();

    public Guid Id { get; init; }

    /// <summary>The number that was given last.</summary>
    public int Last { get; init; }

    public LetterRegister Evolve(IEvent e) => e.Data switch
    {
        LetterNumbered numbered => this with { Id = e.StreamId, Last = numbered.Entry.Running },
        _ => this,
    };

    public static Guid Of(string office, int year, LetterDirection direction) =>
        Identity.Of("letter-register", office, $"{year}", $"{direction}");

    /// <summary>The year of the province's calendar in which a day lies.</summary>
    public static int YearOf(DateOnly day) => Calendar.GetYear(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>
    /// Opens the register for the next number. Until the transaction ends nobody else is given one: who comes meanwhile
    /// waits, and reads what was written.
    /// </summary>
    public static async Task<IEventStream<LetterRegister>> OpenAsync(
        string office, int year, LetterDirection direction, IDocumentSession session, CancellationToken cancellation)
    {
        var id = Of(office, year, direction);
        await session.BeginTransactionAsync(cancellation);
        await using var wait = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext($1))");
        wait.Parameters.Add(new() { Value = $"{session.DocumentStore.Options.DatabaseSchemaName} {id}" });
        await session.ExecuteAsync(wait, cancellation);
        return await session.Events.FetchForWriting<LetterRegister>(id, cancellation);
    }

    /// <summary>What the next number is: one more than events are there, whatever a table says of them.</summary>
    public static int NextOf(IEventStream<LetterRegister> register) =>
        (int)(register.StartingVersion ?? 0) + register.Events.Count + 1;
}
