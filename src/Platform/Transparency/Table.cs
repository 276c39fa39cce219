using System.Text;
using System.Text.Json;

namespace EGov.Transparency;

/// <summary>What stands in a column, in every form in which the table is handed out.</summary>
public enum CellType { Text, Whole, Number, Truth, Day, Moment }

/// <summary>A column of a table that is handed out; its type is that of what the function gives.</summary>
public sealed class CsvColumn<T>
{
    private CsvColumn(string name, CellType type, Func<T, object?> value) => (Name, Type, Value) = (name, type, value);

    public CsvColumn(string name, Func<T, object?> value) : this(name, CellType.Text, value)
    {
    }

    public CsvColumn(string name, Func<T, string?> value) : this(name, CellType.Text, line => value(line))
    {
    }

    public CsvColumn(string name, Func<T, long?> value) : this(name, CellType.Whole, line => value(line))
    {
    }

    public CsvColumn(string name, Func<T, double?> value) : this(name, CellType.Number, line => value(line))
    {
    }

    public CsvColumn(string name, Func<T, decimal?> value) : this(name, CellType.Number, line => value(line))
    {
    }

    public CsvColumn(string name, Func<T, bool?> value) : this(name, CellType.Truth, line => value(line))
    {
    }

    public CsvColumn(string name, Func<T, DateOnly?> value) : this(name, CellType.Day, line => value(line))
    {
    }

    public CsvColumn(string name, Func<T, DateTimeOffset?> value) : this(name, CellType.Moment, line => value(line))
    {
    }

    public string Name { get; }
    public CellType Type { get; }
    public Func<T, object?> Value { get; }
}

public sealed record TableColumn(string Name, CellType Type);

/// <summary>A table, whatever it tells of: one and the same in every form.</summary>
/// <param name="Rows">As many values as there are columns, none where there is nothing to say.</param>
public sealed record Table(IReadOnlyList<TableColumn> Columns, IEnumerable<object?[]> Rows)
{
    public static Table Of<T>(IReadOnlyList<CsvColumn<T>> columns, IEnumerable<T> lines) => new(
        [.. columns.Select(column => new TableColumn(column.Name, column.Type))],
        lines.Select(line => columns.Select(column => column.Value(line)).ToArray()));

    /// <param name="isRightToLeft">Whether a sheet begins at the right, for whoever reads Persian.</param>
    public byte[] Bytes(Form form, bool isRightToLeft)
    {
        using var written = new MemoryStream();
        Write(form, isRightToLeft, written);
        return written.ToArray();
    }

    /// <summary>Writes row after row, so that a table may be longer than memory.</summary>
    /// <exception cref="Refused">A sheet has not so many rows.</exception>
    public void Write(Form form, bool isRightToLeft, Stream to)
    {
        if (form == Form.Csv) WriteCsv(to);
        else if (form == Form.JsonLines) WriteLines(to);
        else if (form == Form.Xlsx) Xlsx.Write(this, isRightToLeft, to);
        else if (form == Form.Parquet) ParquetFile.Write(this, to);
        else throw new ArgumentException(form.Name, nameof(form));
    }

    private void WriteCsv(Stream to)
    {
        using var writer = new StreamWriter(
            to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        writer.Write(Csv.Line(Columns.Select(column => column.Name)));
        foreach (var row in Rows) writer.Write(Csv.Line(row));
    }

    private void WriteLines(Stream to)
    {
        using var json = new Utf8JsonWriter(to, new() { Encoder = Answers.Options.Encoder });
        foreach (var row in Rows)
        {
            json.WriteStartObject();
            foreach (var (column, value) in Columns.Zip(row))
            {
                json.WritePropertyName(column.Name);
                JsonSerializer.Serialize(json, value, Answers.Options);
            }

            json.WriteEndObject();
            json.Flush();
            to.WriteByte((byte)'\n');
            json.Reset();
        }
    }
}
