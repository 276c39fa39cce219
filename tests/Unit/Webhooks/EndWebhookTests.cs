using EGov.Webhooks;

namespace EGov.Unit.Webhooks;

public class EndWebhookTests
{
    [Fact]
    public void It_ends_once()
    {
        var webhook = ConfirmWebhookTests.Subscribed;
        var office = new Actor(Roles.Integrity, "INT-01");
        var ended = Given.Fold(webhook, EndWebhookHandler.Handle(new(webhook.Id), webhook, office, Given.Start));
        ended.Ended.ShouldBe("asked");
        Then.Refusal("webhook.ended", () => EndWebhookHandler.Handle(new(webhook.Id), ended, office, Given.Start));
    }
}
