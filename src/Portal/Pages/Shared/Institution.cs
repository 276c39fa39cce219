using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>Whose portal this is: names and emblem come from configuration, never from code.</summary>
public sealed class Institution
{
    public string? NameFa { get; set; }
    public string? NameEn { get; set; }
    public string? OfficeFa { get; set; }
    public string? OfficeEn { get; set; }

    /// <summary>The address of the emblem's picture on this site.</summary>
    public string Emblem { get; set; } = "/emblem.svg";

    public bool IsSimulated { get; set; }

    public Words Name(Language language) =>
        (language.IsRightToLeft ? NameFa : NameEn) is { } name ? name : language["site.name"];

    public Words Office(Language language) =>
        (language.IsRightToLeft ? OfficeFa : OfficeEn) is { } office ? office : language["site.office"];
}
