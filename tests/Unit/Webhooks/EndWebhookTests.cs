using EGov.Webhooks;

namespace EGov.Unit.Webhooks;

public class EndWebhookTests
{
    [Fact]
    public void It_ends_once()
    {
        var webhook = ConfirmWebhookTests.Subscribed;
        var ended = Given.Fold(webhook, EndWebhookHandler.Handle(new(webhook.Id), webhook, Given.Start));
        ended.Ended.ShouldBe("asked");
        Then.Refusal("webhook.ended", () => EndWebhookHandler.Handle(new(webhook.Id), ended, Given.Start));
    }
}
