using EGov.Webhooks;

namespace EGov.Unit.Webhooks;

public class GiveUpWebhookTests
{
    [Fact]
    public void The_platform_says_why()
    {
        var webhook = ConfirmWebhookTests.Subscribed;
        var ended = Given.Fold(webhook, GiveUpWebhookHandler.Handle(new(webhook.Id, "gone"), webhook, Given.Start));
        ended.Ended.ShouldBe("gone");
        Then.Refusal("webhook.ended",
            () => GiveUpWebhookHandler.Handle(new(webhook.Id, "unconfirmed"), ended, Given.Start));
    }
}
