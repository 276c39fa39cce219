using EGov.Texts;
using EGov.Transparency;
using EGov.Webhooks;

namespace EGov.Pages.Shared;

/// <summary>Says of a webhook where it goes and how it stands, and of a delivery what became of it.</summary>
internal sealed record WebhookWords(Names Names)
{
    private Language T => Names.T;

    public Words Host(WebhookLine line) => line.Host is { } host ? T.Ref(host) : T.Ref($"{line.WebhookId:N}"[..8]);

    public Words Department(WebhookLine line) =>
        line.Department is { } department ? Names.Department(department) : T["audit.every-department"];

    public Words Type(string type) => NewsKinds.Find(type) is { } kind ? Names.Of(kind.Meaning)
        : Names.Said("webhooks.type.", type);

    public Words State(WebhookLine line) => line.Ended is { } ground ? Names.Said("webhooks.ended.", ground)
        : T[line.IsConfirmed ? "webhooks.agreed" : "webhooks.asked"];

    public Words State(DeliveryLine line) => Names.Said("webhooks.delivery.", line.State.ToString());

    /// <summary>The first eight digits of the id of the news, and when it was made.</summary>
    public Words Named(DeliveryLine line) => T.Ref(line.News[..Math.Min(8, line.News.Length)]) + " · "
        + T.When(line.Since);
}
