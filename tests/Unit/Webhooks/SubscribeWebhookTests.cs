using EGov.Webhooks;

namespace EGov.Unit.Webhooks;

public class SubscribeWebhookTests
{
    private static readonly OutgoingTerms Terms = new("egov.test", [], AllowsPlainHttp: false);

    [Fact]
    public void An_address_is_sealed_and_a_type_is_named_once()
    {
        var subscribed = Subscribe("https://example.org/hook?word=1", [News.SignalFound, News.SignalFound]);
        subscribed.Address.Subject.ShouldBe(Given.Id);
        subscribed.Types.ShouldBe([News.SignalFound]);
        subscribed.Department.ShouldBeNull();
        Subscribe("https://example.org/", [News.SignalFound], "environment").Department.ShouldBe("environment");
    }

    [Theory]
    [InlineData("http://example.org/")]
    [InlineData("ftp://example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://somebody:word@example.org/")]
    [InlineData("https://example.org/#part")]
    [InlineData("example.org")]
    [InlineData("")]
    public void Only_an_https_address_without_user_and_part(string address) =>
        Then.Refusal("webhook.address-wrong", () => Subscribe(address, [News.SignalFound]), 422);

    [Fact]
    public void No_address_is_endless() => Then.Refusal("webhook.address-wrong",
        () => Subscribe("https://example.org/" + new string('a', 2_000), [News.SignalFound]), 422);

    [Fact]
    public void Plain_http_where_the_operator_tries_it() =>
        SubscribeWebhookHandler.Decide(new("http://127.0.0.1:5000/", [News.SignalFound]), Given.Id, null, 0,
            Given.Handbook, Terms with { AllowsPlainHttp = true }, Given.Start).Webhook.ShouldBe(Given.Id);

    [Fact]
    public void Of_something_there_is()
    {
        Then.Refusal("webhook.type-unknown", () => Subscribe("https://example.org/", []), 422);
        Then.Refusal("webhook.type-unknown", () => Subscribe("https://example.org/", ["egov.everything"]), 422);
    }

    [Fact]
    public void Of_a_department_there_is() => Then.Refusal("webhook.department-unknown",
        () => Subscribe("https://example.org/", [News.SignalFound], "nowhere"), 422);

    [Fact]
    public void Its_secret_is_the_same_every_time_and_no_other_webhooks()
    {
        var secret = Given.Master.WebhookSecretOf(Given.Id);
        secret.ShouldStartWith("whsec_");
        Convert.FromBase64String(secret["whsec_".Length..]).Length.ShouldBe(32);
        Given.Master.WebhookSecretOf(Given.Id).ShouldBe(secret);
        Given.Master.WebhookSecretOf(Guid.NewGuid()).ShouldNotBe(secret);
    }

    [Fact]
    public void A_consumer_is_told_of_what_everybody_may_read_and_of_no_signal()
    {
        var subscribed = Subscribe("https://example.org/", [.. News.Public], key: Key);
        subscribed.Key.ShouldBe(Key);
        subscribed.Types.ShouldBe(News.Public);
        Then.Refusal("webhook.type-unknown",
            () => Subscribe("https://example.org/", [News.SignalFound], key: Key), 422);
        Subscribe("https://example.org/", [News.SignalFound, News.Public[0]]).Key.ShouldBeNull();
    }

    [Fact]
    public void A_key_has_so_many_and_no_more()
    {
        const int most = SubscribeWebhookHandler.Most;
        Subscribe("https://example.org/", [News.Public[0]], key: Key, kept: most - 1).Key.ShouldBe(Key);
        Then.Refusal("webhook.too-many",
            () => Subscribe("https://example.org/", [News.Public[0]], key: Key, kept: most));
    }

    [Fact]
    public void It_is_there_for_who_subscribed_it_and_for_nobody_else()
    {
        var office = new Actor(Roles.Integrity, "INT-01");
        var consumer = new Actor(Roles.Citizen, $"{Key}", Client: Key);
        var other = consumer with { Client = Guid.NewGuid() };
        var own = Given.Fold(new Webhook(), Subscribe("https://example.org/", [News.Public[0]], key: Key));
        own.OnlyFor(consumer).ShouldBe(own);
        Then.Refusal("webhook.unknown", () => own.OnlyFor(office), 404);
        Then.Refusal("webhook.unknown", () => own.OnlyFor(other), 404);
        ConfirmWebhookTests.Subscribed.OnlyFor(office).ShouldBe(ConfirmWebhookTests.Subscribed);
        Then.Refusal("webhook.unknown", () => ConfirmWebhookTests.Subscribed.OnlyFor(consumer), 404);
    }

    private static readonly Guid Key = new("0198f3c2-0000-7000-8000-00000000abcd");

    internal static WebhookSubscribed Subscribe(
        string address, string[] types, string? department = null, Guid? key = null, int kept = 0) =>
        SubscribeWebhookHandler.Decide(
            new(address, types, department), Given.Id, key, kept, Given.Handbook, Terms, Given.Start);
}
