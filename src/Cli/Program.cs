using System.CommandLine;
using System.CommandLine.Help;
using EGov.Cli;
using EGov.Cli.Import;
using EGov.Cli.Simulate;

var egov = new Command("egov", "The operator's program of the platform.")
{
    new HelpOption(),
    ImportLogs.Command(),
    SimulateCommand.Command(),
    Seed.Command(),
    Rebuild.Command(),
};

var asked = egov.Parse(args);
var answer = await asked.InvokeAsync();
return asked.Errors.Count > 0 ? 2 : answer;
