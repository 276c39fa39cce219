using EGov.Webhooks;

namespace EGov.Unit.Webhooks;

public class ConfirmWebhookTests
{
    internal static readonly Webhook Subscribed = Given.Fold(new Webhook(),
        SubscribeWebhookTests.Subscribe("https://example.org/hook", [News.SignalFound])) with
    { Id = Given.Id };

    private static readonly Webhook Confirmed = Given.Fold(Subscribed, Confirm(Subscribed));

    [Fact]
    public void Once_it_has_agreed_it_is_told()
    {
        Subscribed.IsConfirmed.ShouldBeFalse();
        Confirmed.IsConfirmed.ShouldBeTrue();
    }

    [Fact]
    public void It_agrees_once() => Then.Refusal("webhook.not-to-confirm", () => Confirm(Confirmed));

    [Fact]
    public void Not_after_its_end() => Then.Refusal("webhook.not-to-confirm",
        () => Confirm(Given.Fold(Subscribed, Subscribed.End("asked", Given.Start))));

    private static WebhookConfirmed Confirm(Webhook webhook) =>
        ConfirmWebhookHandler.Handle(new(webhook.Id), webhook, Given.Start);
}
