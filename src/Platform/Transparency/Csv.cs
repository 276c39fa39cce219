using System.Globalization;

namespace EGov.Transparency;

/// <summary>A column of a table that is handed out.</summary>
public sealed record CsvColumn<T>(string Name, Func<T, object?> Value);

/// <summary>Tables as RFC 4180 has them; no cell of text can act as a formula where a table is opened.</summary>
public static class Csv
{
    public static string Of(IEnumerable<string> header, IEnumerable<IEnumerable<object?>> rows) =>
        string.Concat([Line(header), .. rows.Select(Line)]);

    public static string Line(IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => Quoted(Guarded(text)),
        bool truth => truth ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(Guarded(value.ToString() ?? "")),
    };

    /// <summary>Spreadsheets take these first characters for a formula, the wide forms too (OWASP, CSV injection).</summary>
    private static string Guarded(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠'
            ? $"'{text}"
            : text;

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
