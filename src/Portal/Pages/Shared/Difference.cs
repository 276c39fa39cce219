using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>A field of a file at two times; null where it had no value.</summary>
public sealed record Difference(Words Field, Words? Before, Words? After);
