using Microsoft.AspNetCore.Http;

namespace EGov.Transparency;

/// <summary>A form in which open data is handed out.</summary>
/// <param name="Name">What a query calls it, and the ending of its file.</param>
public sealed record Form(string Name, string MediaType)
{
    public static readonly Form Json = new("json", "application/json");
    public static readonly Form Csv = new("csv", "text/csv");
    public static readonly Form JsonLines = new("jsonl", "application/jsonl");
    public static readonly Form Xlsx =
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    public static readonly Form Parquet = new("parquet", "application/vnd.apache.parquet");

    /// <summary>An event log, IEEE 1849.</summary>
    public static readonly Form Xes = new("xes", "application/xml");

    /// <summary>An object-centric event log, OCEL 2.0.</summary>
    public static readonly Form Ocel = new("jsonocel", "application/json");

    /// <summary>Those of every table that the public reads; the first is given where nothing is said.</summary>
    public static IReadOnlyList<Form> OfTables { get; } = [Json, Csv, JsonLines, Xlsx, Parquet];

    /// <summary>With what it takes to read it.</summary>
    public string ContentType => Name switch
    {
        "csv" => "text/csv; charset=utf-8; header=present",
        "json" or "jsonl" or "jsonocel" or "xes" => MediaType + "; charset=utf-8",
        _ => MediaType,
    };

    /// <summary>Which is wanted: by the query, or else the one that the header Accept likes best.</summary>
    public static Form Wanted(HttpRequest request, string? format, params IReadOnlyList<Form> offered) =>
        format is not { Length: > 0 } ? Accepted(request, offered)
            : offered.FirstOrDefault(form => form.Name == format)
            ?? throw new Refused("format.unknown", format, string.Join(", ", offered.Select(form => form.Name)))
            {
                Status = 400,
            };

    private static Form Accepted(HttpRequest request, IReadOnlyList<Form> offered) =>
        request.GetTypedHeaders().Accept.OrderByDescending(accepted => accepted.Quality ?? 1)
            .Select(accepted => accepted.MatchesAllTypes ? offered[0] : offered.FirstOrDefault(form =>
                accepted.MediaType.Equals(form.MediaType, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(form => form is not null) ?? offered[0];
}
