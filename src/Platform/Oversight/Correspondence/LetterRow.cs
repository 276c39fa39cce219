using System.Globalization;
using EGov.Transparency;

namespace EGov.Oversight;

/// <summary>A letter as a register is handed out and brought over: one line, the same in JSON and CSV.</summary>
/// <param name="Number">Its place in the register, such as environment/1405/out/12.</param>
/// <param name="From">The department that wrote it; none where it came from outside.</param>
/// <param name="To">The department that it went to; none where it went outside.</param>
/// <param name="Outside">Who wrote it, or was written to, outside the departments.</param>
/// <param name="TheirNumber">In the sender's register; of a letter that went out, none.</param>
/// <param name="Wants">effect or information.</param>
/// <param name="InReplyTo">The place in a register of the same office of the letter that it answers.</param>
/// <param name="Links">Kind and number with a colon between, one after another.</param>
/// <param name="State">How far it is. It is not brought over: nothing is done because a file says so.</param>
public sealed record LetterRow(
    string Number, DateOnly Date, string? From = null, string? To = null, string? Outside = null,
    string? Contact = null, string? TheirNumber = null, string? LineFa = null, string? LineEn = null,
    string? Words = null, string? Wants = null, string? Effect = null, string? Evidence = null, int? Days = null,
    string? Owner = null, string? LegalReference = null, string? InReplyTo = null, string? Links = null,
    string? State = null)
{
    internal static readonly IReadOnlyList<CsvColumn<LetterRow>> Columns =
    [
        new("number", row => row.Number),
        new("date", row => row.Date),
        new("from", row => row.From),
        new("to", row => row.To),
        new("outside", row => Csv.Kept(row.Outside)),
        new("contact", row => Csv.Kept(row.Contact)),
        new("theirNumber", row => Csv.Kept(row.TheirNumber)),
        new("lineFa", row => Csv.Kept(row.LineFa)),
        new("lineEn", row => Csv.Kept(row.LineEn)),
        new("words", row => Csv.Kept(row.Words)),
        new("wants", row => row.Wants),
        new("effect", row => Csv.Kept(row.Effect)),
        new("evidence", row => Csv.Kept(row.Evidence)),
        new("days", row => row.Days),
        new("owner", row => row.Owner),
        new("legalReference", row => Csv.Kept(row.LegalReference)),
        new("inReplyTo", row => row.InReplyTo),
        new("links", row => row.Links),
        new("state", row => row.State),
    ];

    /// <summary>A line of a table whose columns may stand in any order.</summary>
    internal static LetterRow Read(IReadOnlyList<string> header, IReadOnlyList<string> cells)
    {
        if (cells.Count != header.Count) throw new Refused("import.cells-missing") { Status = 422 };
        var day = Cell("date");
        var days = Cell("days");
        return new(Cell("number") ?? "",
            DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : throw new Refused("import.date-unreadable") { Status = 422 },
            Cell("from"), Cell("to"), Cell("outside"), Cell("contact"), Cell("theirNumber"), Cell("lineFa"),
            Cell("lineEn"), Cell("words"), Cell("wants"), Cell("effect"), Cell("evidence"),
            days is null ? null
                : int.TryParse(days, CultureInfo.InvariantCulture, out var given) ? given
                : throw new Refused("import.days-unreadable") { Status = 422 },
            Cell("owner"), Cell("legalReference"), Cell("inReplyTo"), Cell("links"), Cell("state"));

        string? Cell(string name)
        {
            for (var i = 0; i < header.Count; i++)
                if (header[i] == name) return cells[i].Length == 0 ? null : cells[i];
            return null;
        }
    }

    /// <summary>Whether it is the same letter that stands under this number already.</summary>
    internal bool IsSameAs(OfficialLetter letter) => letter.Date == Date && letter.Line is { } line
        && (line.Fa == Fold.Text(LineFa) || line.En == Fold.Text(LineEn));

    internal IReadOnlyList<LetterLink> LinkList() =>
    [
        .. (Links ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(':', 2))
            .Select(parts => parts is [var kind, var number]
                ? new LetterLink(kind, number)
                : throw new Refused("import.link-unreadable") { Status = 422 }),
    ];

    internal RegisterLetter ToRegister(Guid? inReplyTo) => new(Date, new(LineFa ?? "", LineEn ?? ""), From, Outside,
        Contact, TheirNumber, Words, Effect, Days, inReplyTo, LinkList());

    internal LetterDraft ToDraft(Guid? inReplyTo) => new LetterDraft(new(LineFa ?? "", LineEn ?? ""), To, Outside,
        Contact, Words, Wants is "information", Effect, Evidence, Days, Owner, LegalReference, inReplyTo, LinkList())
        .Folded();
}
