namespace EGov.Pages.Shared;

/// <summary>How a bar is filled: one ink and four textures, and red cross-hatch for what is past the limit.</summary>
public enum Texture { Solid, Hatch, Dots, Open, Over }

internal static class Textures
{
    public static string Style(this Texture texture) => "c-" + texture.ToString().ToLowerInvariant();
}
