using System.CommandLine;
using System.Security.Cryptography;

namespace EGov.Verifier;

/// <summary>Checks that files of open data are those that were signed: the signature, then each digest.</summary>
internal static class CheckFiles
{
    private const string Kind = "egov-files/v1", NoteName = "files.note";

    public static Command Command()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = $"Where {NoteName} and the files lie." };
        var keys = new Option<string[]>("--vkey")
        {
            Description = "A key by which receipts are signed (the text at /ledger/receipts.vkey), or a file of it.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("files", "Checks files of open data against the list that was signed.")
        {
            folder, keys,
        };
        command.SetAction(asked =>
        {
            var say = asked.InvocationConfiguration.Output;
            var there = asked.GetValue(folder)!;
            var note = Given.Note(new(Path.Combine(there.FullName, NoteName)));
            note.Verify(asked.GetValue(keys)!.Select(Given.Key));
            if (note.Text.TrimEnd('\n').Split('\n') is not [Kind, var origin, var size, var root, _, .. var files])
                throw new Unusable($"{NoteName} is no list of files.");
            var missing = files.Count(line => !IsThere(there, line));
            if (missing == files.Length) throw new Unusable($"None of the {files.Length} files is there.");
            say.WriteLine($"PROVED: {files.Length - missing} files are those that {origin} signed as of {size} "
                + $"entries, root {root}; {missing} of the list are not there.");
            return 0;
        });
        return command;
    }

    /// <exception cref="NotProved">It is there, and another than was signed.</exception>
    private static bool IsThere(DirectoryInfo folder, string line)
    {
        if (line.Split("  ") is not [var digest, var name] || name != Path.GetFileName(name))
            throw new Unusable($"{NoteName} is no list of files: {line}");
        var path = Path.Combine(folder.FullName, name);
        if (!File.Exists(path)) return false;
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file)) == digest
            ? true
            : throw new NotProved($"{name} is not the file that was signed.");
    }
}
