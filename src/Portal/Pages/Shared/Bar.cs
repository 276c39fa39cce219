using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>One upright bar: what it stands for, how many, and its texture.</summary>
public sealed record Bar(Words Label, int Value, Texture Texture = Texture.Solid);

/// <summary>A line after so many bars, with its name.</summary>
public sealed record BarMark(int After, Words Text, bool IsLimit = false);
