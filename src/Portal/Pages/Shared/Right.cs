using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>A right of the applicant: a closed one says when it opens, an open one has its button.</summary>
public sealed record Right(Words Name, Words Explanation)
{
    public Words? Button { get; init; }
    public string? Href { get; init; }
}
