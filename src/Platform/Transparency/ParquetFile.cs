using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace EGov.Transparency;

/// <summary>A table as Apache Parquet: columns of their own types, each of which may have gaps.</summary>
internal static class ParquetFile
{
    /// <summary>So many rows are held at once.</summary>
    private const int GroupSize = 10_000;

    /// <param name="to">A file or memory: what waits for it waits for nothing else.</param>
    public static void Write(Table table, Stream to) => WriteAsync(table, to).GetAwaiter().GetResult();

    private static async Task WriteAsync(Table table, Stream to)
    {
        DataField[] fields = [.. table.Columns.Select(FieldOf)];
        await using var file = await ParquetWriter.CreateAsync(new ParquetSchema(fields), to);
        foreach (var rows in table.Rows.Chunk(GroupSize))
        {
            using var group = file.CreateRowGroup();
            for (var column = 0; column < fields.Length; column++)
                await WriteAsync(group, fields[column], table.Columns[column].Type, rows, column);
        }
    }

    private static DataField FieldOf(TableColumn column) => column.Type switch
    {
        CellType.Whole => new DataField<long?>(column.Name),
        CellType.Number => new DataField<double?>(column.Name),
        CellType.Truth => new DataField<bool?>(column.Name),
        CellType.Day => new DateTimeDataField(column.Name, DateTimeFormat.Date, isNullable: true),
        CellType.Moment => new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true,
            unit: DateTimeTimeUnit.Micros, isNullable: true),
        _ => new DataField<string>(column.Name),
    };

    private static async Task WriteAsync(
        ParquetRowGroupWriter group, DataField field, CellType type, object?[][] rows, int column)
    {
        switch (type)
        {
            case CellType.Whole:
                await group.WriteAsync<long>(field, Of(value => Convert.ToInt64(value, CultureInfo.InvariantCulture)));
                break;
            case CellType.Number:
                await group.WriteAsync<double>(
                    field, Of(value => Convert.ToDouble(value, CultureInfo.InvariantCulture)));
                break;
            case CellType.Truth:
                await group.WriteAsync<bool>(field, Of(value => (bool)value));
                break;
            case CellType.Day:
                await group.WriteAsync<DateTime>(
                    field, Of(value => ((DateOnly)value).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)));
                break;
            case CellType.Moment:
                await group.WriteAsync<DateTime>(field, Of(value => ((DateTimeOffset)value).UtcDateTime));
                break;
            default:
                await group.WriteAsync(
                    field, rows.Select(row => row[column] is { } value ? Words.Of(value) : null).ToList()!);
                break;
        }

        ReadOnlyMemory<T?> Of<T>(Func<object, T> read)
            where T : struct =>
            rows.Select(row => row[column] is { } value ? read(value) : (T?)null).ToArray();
    }
}
