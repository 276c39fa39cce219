using EGov.Texts;

namespace EGov.Pages.Public;

/// <summary>A right that a law gives to people here: what it is called, what it obliges us to, where it can be seen.</summary>
/// <param name="Code">As the catalogue names it, such as charter-19.</param>
/// <param name="IsInferred">Whether the article's number was inferred from the order of the Charter.</param>
public sealed record CharterRight(string Code, string Title, string Duty, string Seen, bool IsInferred = false)
{
    public static readonly IReadOnlyList<CharterRight> All =
    [
        new("charter-11", "right.charter-11", "right.charter-11.duty", "right.charter-11.seen"),
        new("charter-19", "right.charter-19", "right.charter-19.duty", "right.charter-19.seen"),
        new("charter-20", "right.charter-20", "right.charter-20.duty", "right.charter-20.seen"),
        new("charter-21", "right.charter-21", "right.charter-21.duty", "right.charter-21.seen"),
        new("charter-22", "right.charter-22", "right.charter-22.duty", "right.charter-22.seen"),
        new("charter-23", "right.charter-23", "right.charter-23.duty", "right.charter-23.seen"),
        new("charter-24", "right.charter-24", "right.charter-24.duty", "right.charter-24.seen"),
        new("charter-30", "right.charter-30", "right.charter-30.duty", "right.charter-30.seen", IsInferred: true),
        new("charter-31", "right.charter-31", "right.charter-31.duty", "right.charter-31.seen", IsInferred: true),
        new("charter-34", "right.charter-34", "right.charter-34.duty", "right.charter-34.seen", IsInferred: true),
        new("charter-36", "right.charter-36", "right.charter-36.duty", "right.charter-36.seen"),
        new("charter-37", "right.charter-37", "right.charter-37.duty", "right.charter-37.seen"),
        new("charter-38", "right.charter-38", "right.charter-38.duty", "right.charter-38.seen"),
        new("charter-39", "right.charter-39", "right.charter-39.duty", "right.charter-39.seen"),
        new("information-law-7", "right.information-law-7", "right.information-law-7.duty",
            "right.information-law-7.seen"),
        new("information-law-8", "right.information-law-8", "right.information-law-8.duty",
            "right.information-law-8.seen"),
    ];

    /// <summary>A link to what the right obliges us to; the bare code where the portal knows no such right.</summary>
    public static Words Name(string code, Language language) =>
        All.FirstOrDefault(right => right.Code == code) is { } known
            ? language.Link($"{language.Path("/charter")}#{code}", language[known.Title])
            : language.Ref(code);
}
