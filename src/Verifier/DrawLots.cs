using System.CommandLine;
using System.Globalization;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>Draws again what was drawn by lot: for who handles a request, or from a published seed alone.</summary>
internal static class DrawLots
{
    public static Command Command()
    {
        var requested = new Argument<FileInfo?>("requested")
        {
            Description = "The .tlog-proof of a draw_requested.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var executed = new Argument<FileInfo?>("executed")
        {
            Description = "The .tlog-proof of its draw_executed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var policy = Given.Policy(required: false);
        var keys = new Option<FileInfo?>("--keys")
        {
            Description = "The contributors' public keys: a name and a key in base64 a line.",
        };
        var seed = new Option<string?>("--seed")
        {
            Description = "In place of proofs the published seed: 64 hexadecimal digits.",
        };
        var below = new Option<long>("--n") { Description = "With a seed, how many there are to draw from." };
        var count = new Option<int>("--count")
        {
            Description = "With a seed, how many numbers to draw, each from 0 to below n.",
            DefaultValueFactory = _ => 1,
        };
        var order = new Option<bool>("--permutation")
        {
            Description = "With a seed, put all n in order by lot instead.",
        };
        var command = new Command("draw", "Draws lots again, from what was contributed to them.")
        {
            requested, executed, policy, keys, seed, below, count, order,
        };
        command.SetAction(asked =>
        {
            var say = asked.InvocationConfiguration.Output;
            if (asked.GetValue(seed) is { } text)
            {
                if (asked.GetValue(requested) is not null) throw new Unusable("Give either proofs or a seed.");
                FromSeed(say, Seed(text), asked.GetValue(below), asked.GetValue(count), asked.GetValue(order));
                return 0;
            }

            if (asked.GetValue(requested) is not { } first || asked.GetValue(executed) is not { } second
                || asked.GetValue(policy) is not { } trusted || asked.GetValue(keys) is not { } known)
                throw new Unusable("Give the proofs of both events with --policy and --keys, or --seed with --n.");
            ReplayDraw.Run(say, first, second, Given.Trusted(trusted), Keys(known));
            return 0;
        });
        return command;
    }

    private static void FromSeed(TextWriter say, byte[] seed, long n, int count, bool isOrder)
    {
        var draw = new Draw(seed);
        if (n < 1 || (isOrder && n > Array.MaxLength))
            throw new Unusable("There must be at least one to draw from, and no more than fit into a list.");
        if (count < 0) throw new Unusable("One cannot draw fewer than none.");
        IEnumerable<long> drawn = isOrder
            ? draw.Permutation((int)n).Select(number => (long)number)
            : Enumerable.Range(0, count).Select(_ => draw.Next(n));
        say.WriteLine(string.Join(' ', drawn.Select(number => number.ToString(CultureInfo.InvariantCulture))));
    }

    private static byte[] Seed(string text)
    {
        try
        {
            return Convert.FromHexString(text) is { Length: Draw.SeedLength } seed ? seed : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new Unusable("A seed is 64 hexadecimal digits.");
        }
    }

    /// <exception cref="Unusable">The keys are the auditor's own, so a wrong line is his to mend.</exception>
    private static DrawKeys Keys(FileInfo file)
    {
        try
        {
            return DrawKeys.Parse(System.Text.Encoding.UTF8.GetString(Given.Read(file)));
        }
        catch (FormatException wrong)
        {
            throw new Unusable($"The keys in {file.Name} cannot be used: {wrong.Message}");
        }
    }
}
