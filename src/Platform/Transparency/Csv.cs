using System.Text;

namespace EGov.Transparency;

/// <summary>Tables as RFC 4180 has them; no cell of text can act as a formula where a table is opened.</summary>
public static class Csv
{
    public static string Of(IEnumerable<string> header, IEnumerable<IEnumerable<object?>> rows) =>
        string.Concat([Line(header), .. rows.Select(Line)]);

    public static string Line(IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>A text that is to be read again as it was: one that begins with an apostrophe gets another.</summary>
    public static string? Kept(string? text) => text is ['\'', ..] ? $"'{text}" : text;

    /// <summary>A table as RFC 4180 has it, each line with its number; what guarded a cell is taken away.</summary>
    /// <returns>Empty lines are left out; a last quote that is missing ends with the text.</returns>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string table)
    {
        var (cells, cell) = (new List<string>(), new StringBuilder());
        var (line, begun, isQuoted) = (1, 1, false);
        for (var i = table.StartsWith('\uFEFF') ? 1 : 0; i < table.Length; i++)
        {
            var c = table[i];
            if (c == '\n') line++;
            if (isQuoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < table.Length && table[i + 1] == '"') cell.Append(table[++i]);
                else isQuoted = false;
            }
            else if (c == '"' && cell.Length == 0) isQuoted = true;
            else if (c == ',') EndCell();
            else if (c == '\n')
            {
                EndCell();
                if (cells is not [""]) yield return (begun, cells);
                (cells, begun) = ([], line);
            }
            else if (c != '\r' || i + 1 == table.Length || table[i + 1] != '\n') cell.Append(c);
        }

        if (cell.Length == 0 && cells.Count == 0) yield break;
        EndCell();
        yield return (begun, cells);

        void EndCell()
        {
            cells.Add(Unguarded(cell.ToString()));
            cell.Clear();
        }
    }

    private static string Unguarded(string cell) =>
        cell.Length > 1 && cell[0] == '\'' && (cell[1] == '\'' || IsFormula(cell[1])) ? cell[1..] : cell;

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => Quoted(Guarded(text)),
        bool or DateOnly or DateTimeOffset or Enum or IFormattable => Words.Of(value),
        _ => Quoted(Guarded(Words.Of(value))),
    };

    /// <summary>Spreadsheets take these first characters for a formula, the wide forms too (OWASP, CSV injection).</summary>
    private static string Guarded(string text) =>
        text.Length > 0 && IsFormula(text[0]) ? $"'{text}" : text;

    private static bool IsFormula(char first) =>
        first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
