using System.CommandLine;
using System.Globalization;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>Draws again what was drawn by lot from a published seed.</summary>
internal static class DrawLots
{
    public static Command Command()
    {
        var seed = new Option<string>("--seed")
        {
            Description = "The published seed: 64 hexadecimal digits.",
            Required = true,
        };
        var below = new Option<long>("--n") { Description = "How many there are to draw from.", Required = true };
        var count = new Option<int>("--count")
        {
            Description = "How many numbers to draw, each from 0 to below n.",
            DefaultValueFactory = _ => 1,
        };
        var order = new Option<bool>("--permutation") { Description = "Put all n in order by lot instead." };
        var command = new Command("draw", "Draws lots again from their published seed.") { seed, below, count, order };
        command.SetAction(asked =>
        {
            var (draw, n) = (new Draw(Seed(asked.GetValue(seed)!)), asked.GetValue(below));
            var isOrder = asked.GetValue(order);
            if (n < 1 || (isOrder && n > Array.MaxLength))
                throw new Unusable("There must be at least one to draw from, and no more than fit into a list.");
            if (asked.GetValue(count) < 0) throw new Unusable("One cannot draw fewer than none.");
            IEnumerable<long> drawn = isOrder
                ? draw.Permutation((int)n).Select(number => (long)number)
                : Enumerable.Range(0, asked.GetValue(count)).Select(_ => draw.Next(n));
            asked.InvocationConfiguration.Output.WriteLine(string.Join(
                ' ', drawn.Select(number => number.ToString(CultureInfo.InvariantCulture))));
            return 0;
        });
        return command;
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
}
