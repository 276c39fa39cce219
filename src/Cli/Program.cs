using System.CommandLine;
using EGov.Cli;
using EGov.Cli.Import;
using EGov.Cli.Simulate;

var egov = new RootCommand("The operator's program of the platform.")
{
    ImportLogs.Command(),
    Rebuild.Command(),
    Seed.Command(),
    SimulateCommand.Command(),
};

var asked = egov.Parse(args);
var answer = await asked.InvokeAsync();
return asked.Errors.Count > 0 ? 2 : answer;
