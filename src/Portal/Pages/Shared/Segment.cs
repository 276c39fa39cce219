using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>A part of a bar that lies: how many, its texture, and what it is called in the key.</summary>
public sealed record Segment(Texture Texture, int Value, Words Label);
