using EGov.Oversight;
using EGov.Texts;

namespace EGov.Pages.Oversight;

/// <summary>A draft of guidance as somebody typed it: a clause is a paragraph, in one language or in both.</summary>
public sealed class GuidanceEntry
{
    public string? TitleFa { get; set; }
    public string? TitleEn { get; set; }
    public string? BasisFa { get; set; }
    public string? BasisEn { get; set; }
    public string? ClausesFa { get; set; }
    public string? ClausesEn { get; set; }
    public string[]? Departments { get; set; }
    public string? Services { get; set; }
    public string? Days { get; set; }
    public string? HasteFa { get; set; }
    public string? HasteEn { get; set; }

    /// <summary>Working days for comments; none where that is no number.</summary>
    public int? CommentDays => Fold.Number(Days) is { } days && days % 1 == 0 && days is >= 0 and <= 999
        ? (int)days : null;

    public Text Haste => new(HasteFa ?? "", HasteEn ?? "");

    /// <summary>Whether each clause stands in both languages, or all in one.</summary>
    public bool IsInStep => Paragraphs(ClausesFa) is var fa && Paragraphs(ClausesEn) is var en
        && (fa.Length == en.Length || fa.Length == 0 || en.Length == 0);

    /// <summary>What a draft begins with: the draft or edition that there is, else the question.</summary>
    public static GuidanceEntry Of(GuidanceFile? file, Language language) =>
        Of(file?.Draft?.Text ?? (file is { Editions: [.., var latest] } ? latest.Text : null)
            ?? (file?.Question is { } asked
                ? new(asked.Line, new("", ""), [], [asked.Department], asked.Services)
                : null), language);

    private static GuidanceEntry Of(GuidanceText? text, Language language) => text is null
        ? new() { Days = language.Format.Plain(2 * GuidanceWords.EnoughDays) }
        : new()
        {
            TitleFa = text.Title.Fa,
            TitleEn = English(text.Title),
            BasisFa = text.Basis.Fa,
            BasisEn = English(text.Basis),
            ClausesFa = string.Join("\n\n", text.Clauses.Select(clause => clause.Fa)),
            ClausesEn = string.Join("\n\n", text.Clauses.Select(English)),
            Departments = [.. text.Departments],
            Services = string.Join(' ', text.Services),
            Days = language.Format.Plain(2 * GuidanceWords.EnoughDays),
        };

    public GuidanceText Text()
    {
        var (fa, en) = (Paragraphs(ClausesFa), Paragraphs(ClausesEn));
        return new(new(TitleFa ?? "", TitleEn ?? ""), new(BasisFa ?? "", BasisEn ?? ""),
            [
                .. Enumerable.Range(0, Math.Max(fa.Length, en.Length))
                    .Select(i => new Text(fa.ElementAtOrDefault(i) ?? "", en.ElementAtOrDefault(i) ?? "")),
            ],
            Departments ?? [], Codes(Services));
    }

    /// <summary>At which field a refusal is to be said.</summary>
    public static string FieldOf(string code) => code switch
    {
        "guidance.clauses-wrong" or "oversight.line-too-long" => "Entry.ClausesFa",
        "guidance.department-unknown" or "guidance.too-many" => "Entry.Departments",
        "guidance.service-unknown" => "Entry.Services",
        "guidance.days-wrong" => "Entry.Days",
        "guidance.haste-without-reason" => "Entry.HasteFa",
        "oversight.line-empty" => "Entry.TitleFa",
        _ => "",
    };

    public static string[] Codes(string? typed) => Fold.Text(typed)
        .Split([' ', ',', '،', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What was given in one language stands in both, and is not typed twice.</summary>
    private static string English(Text text) => text.En == text.Fa ? "" : text.En;

    private static string[] Paragraphs(string? typed) =>
    [
        .. (typed ?? "").ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries)
            .Where(paragraph => paragraph.Length > 0),
    ];
}
