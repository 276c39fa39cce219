using EGov.Texts;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Shared;

/// <summary>A column of a table: its head, and what a row shows in it.</summary>
public sealed record Column<TRow>
{
    public Column(Words head, Func<TRow, Words> cell)
        : this(head, row => builder => builder.AddContent(0, (MarkupString)cell(row)))
    {
    }

    public Column(Words head, RenderFragment<TRow> cell) => (Head, Cell) = (head, cell);

    public Words Head { get; }
    public RenderFragment<TRow> Cell { get; }

    /// <summary>A unit or the like under the head.</summary>
    public Words? Sub { get; init; }

    /// <summary>What stands before the cell when a narrow screen stacks the table; else the head.</summary>
    public Words? Label { get; init; }

    /// <summary>Whether the cell names its row.</summary>
    public bool IsRowHead { get; init; }

    public bool IsNumber { get; init; }

    /// <summary>Whether the cell is a chart or a sentence that takes the whole width when stacked.</summary>
    public bool IsWide { get; init; }

    /// <summary>Whether the table is sorted by this column, from the highest (false) or the lowest (true).</summary>
    public bool? IsAscending { get; init; }

    /// <summary>The address that sorts the table by this column.</summary>
    public string? SortHref { get; init; }
}
