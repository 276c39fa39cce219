using System.Text.RegularExpressions;

namespace EGov.Unit.House;

/// <summary>How the text of the sources looks, whatever it says.</summary>
public partial class SourceTests
{
    [Fact]
    public void Nothing_is_left_to_do_later() =>
        Found(Unfinished(), Repository.Sources.Where(file => file.Name != nameof(SourceTests))).ShouldBeEmpty();

    [Fact]
    public void No_line_is_longer_than_120_columns() =>
        Repository.Sources.SelectMany(file => file.Lines.Where(line => line.Text.Length > 120)
            .Select(line => $"{file.Path}({line.Number}): {line.Text.Length}")).ShouldBeEmpty();

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
