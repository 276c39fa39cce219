using System.CommandLine;
using System.CommandLine.Help;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>
/// The auditor's program: believes files only as far as signatures and hashes prove them. Ends with 0 where everything
/// asked was proved, 1 where it was not, 2 where it could not be asked.
/// </summary>
public static class Program
{
    public static Task<int> Main(string[] args) => RunAsync(args, Console.Out, Console.Error);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var verify = new Command("verify", "Verifies what the ledger of EGov hands out, from files alone.")
        {
            new HelpOption(),
            CheckReceipt.Command(),
            CheckProof.Command(),
            CheckMirror.Command(),
            CompareCheckpoints.Command(),
            CheckDisclosure.Command(),
            CheckFiles.Command(),
            ReplayDecision.Command(),
            DrawLots.Command(),
        };
        var asked = verify.Parse(args);
        try
        {
            var answer = await asked.InvokeAsync(
                new() { EnableDefaultExceptionHandler = false, Output = output, Error = error });
            return asked.Errors.Count > 0 ? 2 : answer;
        }
        catch (Unusable unusable)
        {
            await error.WriteLineAsync(unusable.Message);
            return 2;
        }
        catch (Exception failed) when (failed is NotProved or UnverifiedException or FormatException)
        {
            await output.WriteLineAsync($"NOT PROVED. {failed.Message}");
            return 1;
        }
        catch (Exception file) when (file is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(file.Message);
            return 2;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped before the end: nothing is proved.");
            return 1;
        }
    }
}
