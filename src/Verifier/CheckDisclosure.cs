using System.CommandLine;
using System.Text;
using System.Text.Json;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>That values handed over in clear are those that an entry holds sealed.</summary>
internal static class CheckDisclosure
{
    public static Command Command()
    {
        var files = new Argument<FileInfo[]>("disclosures")
        {
            Description = "Files of one disclosure each, as their holder handed them over.",
            Arity = ArgumentArity.OneOrMore,
        };
        var proof = new Option<FileInfo>("--proof") { Description = "The entry's .tlog-proof.", Required = true };
        var (policy, entry) = (Given.Policy(), Given.Entry());
        var command = new Command("disclosure", "Shows that a value is the one that an entry holds sealed.")
        {
            files, proof, policy, entry,
        };
        command.SetAction(asked =>
        {
            var say = asked.InvocationConfiguration.Output;
            var proved = ProvedEntry.Of(
                asked.GetValue(proof)!, asked.GetValue(entry), Given.Trusted(asked.GetValue(policy)!));
            proved.Tell(say);
            var members = SealedMembers(proved.Entry.Data).ToList();
            foreach (var file in asked.GetValue(files)!)
            {
                var disclosed = Disclosed.Read(file);
                disclosed.Of(members);
                say.WriteLine($"PROVED: the entry holds sealed, as {disclosed.Path}: {disclosed.Value.GetRawText()}");
            }

            return 0;
        });
        return command;
    }

    /// <summary>The sealed values of an entry: the path of each, as <c>answers[2].note</c>, and its digest.</summary>
    public static IEnumerable<(string Path, string Digest)> SealedMembers(JsonElement value, string path = "")
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when Digest(value) is { } digest:
                return [(path, digest)];
            case JsonValueKind.Object:
                return value.EnumerateObject().SelectMany(member =>
                    SealedMembers(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}"));
            case JsonValueKind.Array:
                return value.EnumerateArray().SelectMany((item, index) => SealedMembers(item, $"{path}[{index}]"));
            default:
                return [];
        }
    }

    private static string? Digest(JsonElement value) =>
        value.GetPropertyCount() == 1 && value.TryGetProperty("sealed", out var digest)
        && digest.ValueKind == JsonValueKind.String
            ? digest.GetString()
            : null;
}

/// <summary>A disclosure as it was handed over.</summary>
/// <param name="Path">Where it says that its value stands.</param>
internal sealed record Disclosed(string Path, JsonElement Value, string Digest)
{
    public static Disclosed Read(FileInfo file)
    {
        var text = Encoding.ASCII.GetString(Given.Read(file)).Trim();
        var disclosure = Disclosure.Parse(text);
        return new(disclosure.Name, disclosure.Value, Disclosure.Digest(text));
    }

    /// <exception cref="NotProved">It belongs to none of these values, or to another than it says.</exception>
    public void Of(IReadOnlyList<(string Path, string Digest)> members)
    {
        if (members.All(member => member.Path != Path))
            throw new NotProved($"The entry holds nothing sealed under the name {Path}.");
        if (!members.Contains((Path, Digest)))
            throw new NotProved($"The value disclosed as {Path} is not the one that the entry holds sealed there.");
    }
}
