using System.Text;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>A text that everybody may read.</summary>
public sealed record PublicText(string Text);

public static class ChangesEndpoint
{
    private static readonly Lazy<Answer<PublicText>> Changes = new(() => Read("CHANGELOG.md", "text/markdown"));
    private static readonly Lazy<Answer<PublicText>> Harvest = new(() => Read("harvest.mjs", "text/javascript"));
    private static readonly Lazy<Answer<PublicText>> Receiver = new(() => Read("receiver.mjs", "text/javascript"));

    /// <summary>What has changed in the platform and its interfaces, as its makers wrote it down.</summary>
    [WolverineGet("/open-data/changes.md")]
    public static Answer<PublicText> Get() => Changes.Value;

    /// <summary>A program of a page that takes every published event, and proves that none is missing.</summary>
    [WolverineGet("/open-data/harvest.mjs")]
    public static Answer<PublicText> GetHarvest() => Harvest.Value;

    /// <summary>A program of a page that receives webhooks, and checks their signatures.</summary>
    [WolverineGet("/open-data/receiver.mjs")]
    public static Answer<PublicText> GetReceiver() => Receiver.Value;

    private static Answer<PublicText> Read(string name, string type)
    {
        using var written = typeof(ChangesEndpoint).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(written);
        var text = reader.ReadToEnd();
        return new(new(text), Encoding.UTF8.GetBytes(text), type + "; charset=utf-8", null)
        {
            Vary = "Accept-Encoding",
        };
    }
}
