using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace EGov.Transparency;

/// <summary>A table as a workbook of one sheet (ECMA-376), the same bytes for the same table.</summary>
/// <remarks>Texts are texts and never formulas, whatever they begin with: each is an inline string.</remarks>
internal static class Xlsx
{
    /// <summary>As many rows as a sheet has, and as many characters as a cell.</summary>
    public const int MostRows = 1_048_576, LongestText = 32_767;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    // Of the styles below.
    private const string Day = "1", Moment = "2", Heading = "3";

    // The first moment that a zip can tell; a real one would make another file of the same table.
    private static readonly DateTimeOffset Then = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, string Text)[] Parts =
    [
        ("[Content_Types].xml", $"""
            <Types xmlns="{Package}/content-types"><Default Extension="rels"
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override
            PartName="/xl/workbook.xml"
            ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override
            PartName="/xl/styles.xml"
            ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override
            PartName="/xl/worksheets/sheet1.xml"
            ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>
            """),
        ("_rels/.rels", $"""
            <Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument"
            Target="xl/workbook.xml"/></Relationships>
            """),
        ("xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/worksheet"
            Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/styles"
            Target="styles.xml"/></Relationships>
            """),
        ("xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="table" sheetId="1"
            r:id="rId1"/></sheets></workbook>
            """),
        ("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt
            numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="2"><font/><font><b/></font>
            </fonts>
            <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill
            patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>
            </cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165"
            applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>
            """),
    ];

    /// <exception cref="Refused">The table has more rows than a sheet.</exception>
    public static void Write(Table table, bool isRightToLeft, Stream to)
    {
        using var file = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, text) in Parts)
        {
            using var part = Open(file, name);
            part.Write(Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + text));
        }

        using var sheet = Open(file, "xl/worksheets/sheet1.xml");
        using var xml = XmlWriter.Create(sheet, new() { Encoding = new UTF8Encoding(false), CheckCharacters = false });
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetViews", Main);
        xml.WriteStartElement("sheetView", Main);
        if (isRightToLeft) xml.WriteAttributeString("rightToLeft", "1");
        xml.WriteAttributeString("workbookViewId", "0");
        xml.WriteStartElement("pane", Main);
        foreach (var (name, value) in new[]
            { ("ySplit", "1"), ("topLeftCell", "A2"), ("activePane", "bottomLeft"), ("state", "frozen") })
            xml.WriteAttributeString(name, value);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
        var rows = 0;
        Row(xml, rows++, table.Columns.Select(column => (object?)column.Name), Heading);
        foreach (var row in table.Rows)
        {
            if (rows == MostRows) throw new Refused("format.table-too-long", MostRows) { Status = 400 };
            Row(xml, rows++, row, null);
        }

        xml.WriteEndDocument();
    }

    private static Stream Open(ZipArchive file, string name)
    {
        var part = file.CreateEntry(name, CompressionLevel.Fastest);
        part.LastWriteTime = Then;
        return part.Open();
    }

    private static void Row(XmlWriter xml, int row, IEnumerable<object?> values, string? style)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", Number(row + 1));
        foreach (var (column, value) in values.Index())
        {
            if (value is null) continue;
            xml.WriteStartElement("c", Main);
            xml.WriteAttributeString("r", Letters(column) + Number(row + 1));
            if ((style ?? StyleOf(value)) is { } said) xml.WriteAttributeString("s", said);
            Cell(xml, value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string? StyleOf(object value) =>
        value switch { DateOnly => Day, DateTimeOffset => Moment, _ => null };

    private static void Cell(XmlWriter xml, object value)
    {
        switch (value)
        {
            case bool truth:
                xml.WriteAttributeString("t", "b");
                xml.WriteElementString("v", Main, truth ? "1" : "0");
                break;
            case DateOnly day:
                xml.WriteElementString("v", Main, Number(day.ToDateTime(TimeOnly.MinValue).ToOADate()));
                break;
            case DateTimeOffset moment:
                xml.WriteElementString("v", Main, Number(moment.UtcDateTime.ToOADate()));
                break;
            case int or long or double or decimal:
                xml.WriteElementString("v", Main, Number((IFormattable)value));
                break;
            default:
                xml.WriteAttributeString("t", "inlineStr");
                xml.WriteStartElement("is", Main);
                xml.WriteStartElement("t", Main);
                xml.WriteAttributeString("xml", "space", null, "preserve");
                xml.WriteString(Text(Words.Of(value)));
                xml.WriteEndElement();
                xml.WriteEndElement();
                break;
        }
    }

    /// <summary>In a cell a line ends with LF alone.</summary>
    private static string Text(string text) => Words.Legible(Short(text.ReplaceLineEndings("\n")));

    private static string Short(string text) =>
        text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";

    private static string Letters(int column) =>
        (column < 26 ? "" : Letters((column / 26) - 1)) + (char)('A' + (column % 26));

    private static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
