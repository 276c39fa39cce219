using System.CommandLine;
using System.CommandLine.Help;
using EGov.Cli;
using EGov.Cli.Import;
using EGov.Cli.Measure;
using EGov.Cli.Simulate;

var egov = new Command("egov", "The operator's program of the platform.")
{
    new HelpOption(),
    ImportLogs.Command(),
    SimulateCommand.Command(),
    MeasureCommand.Command(),
    Seed.Command(),
    Rebuild.Command(),
    SealCommand.Command(),
    Export.Command(),
    Files.Command(),
    Restore.Command(),
    Erase.Command(),
    Keys.Command(),
    Witness.Command(),
    Signer.Command(),
    Audit.Command(),
};

var asked = egov.Parse(args);
try
{
    var answer = await asked.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
    return asked.Errors.Count > 0 ? 2 : answer;
}
catch (Exception fault) when (Faults.Tell(fault) is { } told)
{
    await Console.Error.WriteLineAsync(told.Sentence);
    return told.ExitCode;
}
