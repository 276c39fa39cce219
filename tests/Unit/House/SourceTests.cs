using System.Globalization;
using System.Text.RegularExpressions;

namespace EGov.Unit.House;

/// <summary>How the text of the sources looks, whatever it says.</summary>
public partial class SourceTests
{
    private static readonly string LongLines =
        Path.Combine(Repository.Root, "tests", "Unit", "Approved", "long-lines.txt");

    [Fact]
    public void Nothing_is_left_to_do_later() =>
        Found(Unfinished(), Repository.Sources.Where(file => file.Name != nameof(SourceTests))).ShouldBeEmpty();

    /// <summary>Files from before the limit was held stand in a list with how many they may have; it shrinks.</summary>
    [Fact]
    public void No_line_is_longer_than_120_columns()
    {
        var now = Repository.Sources.Select(file => (file.Path, Count: file.Lines.Count(line => line.Text.Length > 120)))
            .Where(file => file.Count > 0).ToList();
        if (Environment.GetEnvironmentVariable("EGOV_APPROVE") == "lines")
            File.WriteAllLines(LongLines, now.Select(file => $"{file.Count,4} {file.Path}"));
        var allowed = File.ReadLines(LongLines)
            .ToDictionary(line => line[5..], line => int.Parse(line[..4], CultureInfo.InvariantCulture));
        now.Where(file => file.Count > allowed.GetValueOrDefault(file.Path)).ShouldBeEmpty(
            "Wrap these lines. After a merge of older work, EGOV_APPROVE=lines writes the list anew.");
    }

    [Fact]
    public void A_program_reads_as_a_table_of_contents() =>
        Repository.Sources.Where(file => file.Name == "Program" && file.Lines.Count() > 61).Select(file => file.Path)
            .ShouldBeEmpty();

    [Fact]
    public void No_file_names_a_place_on_the_machine_it_was_written_on() =>
        Found(ThisMachine(), Repository.Sources.Where(file => file.Name != nameof(SourceTests))).ShouldBeEmpty();

    private static IEnumerable<string> Found(Regex what, IEnumerable<SourceFile> files) =>
        files.SelectMany(file => file.Lines.Where(line => what.IsMatch(line.Text))
            .Select(line => $"{file.Path}({line.Number}): {line.Text.Trim()}"));

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplemented|\bSkip\s*=\s*""|#region")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"""/(work|root|home)/")]
    private static partial Regex ThisMachine();
}
