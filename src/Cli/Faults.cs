using System.Net.Sockets;
using EGov.LocalPostgres;
using EGov.Privacy;
using EGov.Proofs;
using Marten.Exceptions;
using Npgsql;

namespace EGov.Cli;

/// <summary>What an operator can mend is told in a sentence; anything else is a fault of ours.</summary>
public static class Faults
{
    /// <returns>What the program ends with and says; null for a fault of ours.</returns>
    public static (int ExitCode, string Sentence)? Tell(Exception fault) => fault switch
    {
        Unusable => (2, fault.Message),
        LedgerBroken or SignerRefused or SignerAway => (1, $"The ledger: {fault.Message}"),
        MasterKeyRefused => (1, fault.Message),
        PostgresMissing => (1, fault.Message),
        HttpRequestException => (1, $"The portal: {fault.Message}"),
        NpgsqlException or MartenException or SocketException => (1, $"The database: {fault.Message}"),
        IOException or UnauthorizedAccessException => (1, fault.Message),
        OperationCanceledException => (1, "Stopped. What was written stays; start it again to go on."),
        _ => null,
    };
}
