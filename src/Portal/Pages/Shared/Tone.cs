namespace EGov.Pages.Shared;

/// <summary>How serious a notice or a tag is; its words say it too.</summary>
public enum Tone { Plain, Note, Ok, Warn, Bad }

internal static class Tones
{
    /// <summary>The class of the tone: <c>tag tag-ok</c>.</summary>
    public static string Style(this Tone tone, string name) =>
        tone is Tone.Plain ? name : $"{name} {name}-{tone.ToString().ToLowerInvariant()}";
}
