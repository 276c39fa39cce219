using System.CommandLine;
using System.CommandLine.Help;
using System.Net.Sockets;
using EGov.Cli;
using EGov.Cli.Import;
using EGov.Cli.Simulate;
using EGov.LocalPostgres;
using EGov.Proofs;
using Marten.Exceptions;
using Npgsql;

var egov = new Command("egov", "The operator's program of the platform.")
{
    new HelpOption(),
    ImportLogs.Command(),
    SimulateCommand.Command(),
    Seed.Command(),
    Rebuild.Command(),
    Audit.Command(),
};

// What an operator can mend is told in a sentence; anything else is a fault of ours, and shows where it lies.
var asked = egov.Parse(args);
try
{
    var answer = await asked.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
    return asked.Errors.Count > 0 ? 2 : answer;
}
catch (Unusable unusable)
{
    await Console.Error.WriteLineAsync(unusable.Message);
    return 2;
}
catch (Exception ledger) when (ledger is LedgerBroken or SignerRefused)
{
    await Console.Error.WriteLineAsync($"The ledger: {ledger.Message}");
    return 1;
}
catch (PostgresMissing missing)
{
    await Console.Error.WriteLineAsync(missing.Message);
    return 1;
}
catch (Exception database) when (database is NpgsqlException or MartenException or SocketException)
{
    await Console.Error.WriteLineAsync($"The database: {database.Message}");
    return 1;
}
catch (Exception file) when (file is IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(file.Message);
    return 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Stopped. What was written stays; start it again to go on.");
    return 1;
}
