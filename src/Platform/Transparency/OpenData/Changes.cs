using System.Text;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>A text that everybody may read.</summary>
public sealed record PublicText(string Text);

public static class ChangesEndpoint
{
    private static readonly Lazy<string> Text = new(Read);

    /// <summary>What has changed in the platform and its interfaces, as its makers wrote it down.</summary>
    [WolverineGet("/open-data/changes.md")]
    public static Answer<PublicText> Get() =>
        new(new(Text.Value), Encoding.UTF8.GetBytes(Text.Value), "text/markdown; charset=utf-8", null)
        {
            Vary = "Accept-Encoding",
        };

    private static string Read()
    {
        using var written = typeof(ChangesEndpoint).Assembly.GetManifestResourceStream("CHANGELOG.md")!;
        using var reader = new StreamReader(written);
        return reader.ReadToEnd();
    }
}
