using System.CommandLine;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>That an entry stands in the log, who signed that, and who has seen it.</summary>
internal static class CheckProof
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("proof") { Description = "A .tlog-proof file." };
        var (policy, entry) = (Given.Policy(), Given.Entry());
        var command = new Command("proof", "Shows that an entry stands in the log.") { file, policy, entry };
        command.SetAction(asked =>
        {
            var say = asked.InvocationConfiguration.Output;
            var bytes = asked.GetValue(entry) is { } given ? Given.Read(given) : null;
            var proved = ProvedEntry.Of(TlogProof.Parse(Given.Read(asked.GetValue(file)!)), bytes,
                Given.Trusted(asked.GetValue(policy)!));
            proved.Tell(say);
            say.WriteLine("NOT PROVED by this: that what the entry says is true; only that it was said, and that it "
                + "cannot be changed or taken back unnoticed.");
            proved.Demanded();
            return 0;
        });
        return command;
    }
}
