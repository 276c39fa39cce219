using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EGov.Integrity;

namespace EGov.Acceptance.Webhooks;

/// <summary>An integrity officer is told of signals at an address, whatever that address does.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Host _host = new();
    private Receiver _receiver = null!;
    private long _number;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host.Settings["Webhooks:Origin"] = "egov.test";
        _host.Settings["Webhooks:Private:0"] = "127.0.0.1/32";
        _host.Settings["Webhooks:AllowsPlainHttp"] = "true";
        await _host.InitializeAsync();
        _receiver = await Receiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Who_agrees_is_told_of_what_comes_then_signed_and_without_a_name()
    {
        await FindAsync("environment", "ENV-014");
        var (id, secret) = await SubscribeAsync(_receiver, "environment");
        var asked = _receiver.Got.First(one => one.Method == "OPTIONS");
        asked.Headers["WebHook-Request-Origin"].ToString().ShouldBe("egov.test");

        await FindAsync("industry", "IND-001");
        var signal = await FindAsync("environment", "ENV-014");
        var (_, path, headers, body) = await MessageAsync(1);
        path.ShouldBe("/hook");
        headers.ContentType.ToString().ShouldStartWith("application/cloudevents+json");
        headers["webhook-id"].ToString().ShouldBe(signal.ToString());
        var signed = $"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}";
        headers["webhook-signature"].ToString().ShouldBe("v1," + Convert.ToBase64String(HMACSHA256.HashData(
            Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes(signed))));

        var told = JsonElement.Parse(body);
        told.GetProperty("specversion").GetString().ShouldBe("1.0");
        told.GetProperty("type").GetString().ShouldBe("egov.signal.found");
        told.GetProperty("id").GetString().ShouldBe(signal.ToString());
        told.GetProperty("data").GetProperty("signalId").GetGuid().ShouldBe(signal);
        body.ShouldNotContain("ENV-014");
        (await DeliveriesAsync(id, "arrived")).Select(one => one.GetProperty("news").GetString())
            .ShouldBe([signal.ToString()]);
        _receiver.Messages.Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_same_command_gives_the_same_secret_again()
    {
        var key = Guid.NewGuid().ToString();
        var command = new { Address = _receiver.Address, Types = new[] { "egov.signal.found" } };
        var first = (await _host.PostAsync("/api/webhooks", command, "integrity", key: key)).Should(201).Json;
        var again = (await _host.PostAsync("/api/webhooks", command, "integrity", key: key)).Should(201).Json;
        again.GetProperty("webhookId").GetGuid().ShouldBe(first.GetProperty("webhookId").GetGuid());
        again.GetProperty("secret").GetString().ShouldBe(first.GetProperty("secret").GetString());
    }

    [Fact]
    public async Task What_fails_is_tried_again_under_its_id_given_up_at_last_and_sent_once_more_when_asked()
    {
        _receiver.Answer = context => Receiver.Say(context, 500);
        var (id, _) = await SubscribeAsync();
        var signal = await FindAsync("environment", "ENV-014");
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            var (_, _, headers, _) = await MessageAsync(attempt);
            headers["webhook-id"].ToString().ShouldBe(signal.ToString());
            await UntilTriedAsync(id, attempt);
            _host.Clock.Advance(TimeSpan.FromHours(24.1));
        }

        var lost = (await DeliveriesAsync(id, "givenUp")).Single();
        lost.GetProperty("last").GetString().ShouldBe("500");
        (await LineAsync(id)).GetProperty("givenUp").GetInt32().ShouldBe(1);

        _receiver.Answer = context => Receiver.Say(context, 204);
        var replay = $"/api/webhooks/{id}/replay";
        var which = new { deliveryId = lost.GetProperty("deliveryId").GetGuid() };
        (await _host.PostAsync(replay, new { deliveryId = id }, "integrity")).Should(404, "delivery.unknown");
        (await _host.PostAsync(replay, which, "integrity")).Should(204);
        await UntilAsync(async () => (await DeliveriesAsync(id, "arrived")).Count == 1);
        (await _host.PostAsync(replay, which, "integrity")).Should(409, "delivery.not-given-up");
    }

    [Fact]
    public async Task Deliveries_come_page_by_page_and_what_has_arrived_is_kept_for_a_month()
    {
        var (id, _) = await SubscribeAsync();
        for (var i = 0; i < 5; i++) await FindAsync("environment", "ENV-014");
        await UntilAsync(async () => (await DeliveriesAsync(id, "arrived")).Count == 5);
        var list = $"/api/webhooks/{id}/deliveries";
        var whole = (await DeliveriesAsync(id)).Select(IdOf).ToList();
        var pages = new List<Guid>();
        for (var (after, rounds) = ((string?)"", 0); after is not null; rounds++)
        {
            var page = (await _host.GetAsync($"{list}?limit=2&after={after}", "integrity")).Should(200).Json;
            page.GetProperty("total").GetInt32().ShouldBe(5);
            pages.AddRange(page.GetProperty("items").EnumerateArray().Select(IdOf));
            after = page.GetProperty("next").GetString();
            rounds.ShouldBeLessThan(3);
        }

        pages.ShouldBe(whole);
        // A place that is no moment.
        (await _host.GetAsync($"{list}?after={Paging.Place(0, 1, id)}", "integrity"))
            .Should(400, "paging.cursor-wrong");
        (await _host.GetAsync($"{list}?after={Paging.Place(0, long.MinValue, id)}", "integrity"))
            .Should(400, "paging.cursor-wrong");

        _receiver.Answer = context => Receiver.Say(context, 500);
        await FindAsync("environment", "ENV-014");
        await UntilTriedAsync(id, 1);
        _host.Clock.Advance(TimeSpan.FromDays(30.5));
        await UntilAsync(async () => (await DeliveriesAsync(id)).Count == 1);
        var left = (await DeliveriesAsync(id)).Single();
        left.GetProperty("state").GetString().ShouldBe("waiting");
        (await LineAsync(id)).GetProperty("waiting").GetInt32().ShouldBe(1);

        static Guid IdOf(JsonElement delivery) => delivery.GetProperty("deliveryId").GetGuid();
    }

    [Fact]
    public async Task A_receiver_that_asks_for_time_gets_it_and_a_redirect_is_not_followed()
    {
        _receiver.Answer = context => Receiver.Say(context, 429, "Retry-After", "7200");
        var (id, _) = await SubscribeAsync();
        await FindAsync("environment", "ENV-014");
        await UntilTriedAsync(id, 1);
        (await DeliveriesAsync(id)).Single().GetProperty("nextTry").GetDateTimeOffset()
            .ShouldBe(_host.Clock.GetUtcNow().AddHours(2), TimeSpan.FromMinutes(1));

        _receiver.Answer = context => Receiver.Say(context, 307, "Location", "/elsewhere");
        _host.Clock.Advance(TimeSpan.FromHours(3));
        await UntilAsync(async () => (await DeliveriesAsync(id)).Single().GetProperty("last").GetString() == "307");
        _receiver.Got.ShouldNotContain(one => one.Path == "/elsewhere");
    }

    [Fact]
    public async Task Gone_ends_it()
    {
        _receiver.Answer = context => Receiver.Say(context, 410);
        var (id, _) = await SubscribeAsync();
        await FindAsync("environment", "ENV-014");
        await UntilAsync(async () => (await LineAsync(id)).GetProperty("ended").GetString() == "gone");
        await FindAsync("environment", "ENV-014");
        (await DeliveriesAsync(id)).Single().GetProperty("state").GetString().ShouldBe("dropped");
        (await _host.PostAsync($"/api/webhooks/{id}/end", persona: "integrity")).Should(409, "webhook.ended");
    }

    [Fact]
    public async Task One_that_hangs_holds_up_nobody_else()
    {
        await using var slow = await Receiver.StartAsync();
        slow.Answer = context => Task.Delay(Patience, context.RequestAborted);
        await SubscribeAsync(slow);
        var (quick, _) = await SubscribeAsync();
        await FindAsync("environment", "ENV-014");
        await FindAsync("environment", "ENV-014");
        await UntilAsync(async () => (await DeliveriesAsync(quick, "arrived")).Count == 2);
        slow.Messages.Count().ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Without_agreement_nothing_is_sent_and_nothing_goes_into_our_own_network()
    {
        _receiver.Allows = "somebody.else";
        var (refusing, _) = await SubscribeAsync(_receiver, agrees: false);
        await using var inside = await Receiver.StartAsync("[::1]");
        var (private_, _) = await SubscribeAsync(inside, agrees: false);
        var (unknown, _) = await SubscribeAsync("https://of-nobody.invalid/hook", agrees: false);
        await FindAsync("environment", "ENV-014");
        await UntilAsync(() => Task.FromResult(_receiver.Got.Any(one => one.Method == "OPTIONS")));
        _host.Clock.Advance(TimeSpan.FromDays(3.5));
        foreach (var id in new[] { refusing, private_, unknown })
            await UntilAsync(async () => (await LineAsync(id)).GetProperty("ended").GetString() == "unconfirmed");
        _receiver.Messages.ShouldBeEmpty();
        inside.Got.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ftp://example.org/", "egov.signal.found", null, "webhook.address-wrong")]
    [InlineData("https://me:word@example.org/", "egov.signal.found", null, "webhook.address-wrong")]
    [InlineData("/hook", "egov.signal.found", null, "webhook.address-wrong")]
    [InlineData("https://example.org/", "egov.everything", null, "webhook.type-unknown")]
    [InlineData("https://example.org/", "egov.signal.found", "nowhere", "webhook.department-unknown")]
    public async Task What_cannot_be_is_refused(string address, string type, string? department, string code) =>
        (await _host.PostAsync("/api/webhooks", new { address, types = new[] { type }, department }, "integrity"))
            .Should(422, code);

    private Task<(Guid Id, string Secret)> SubscribeAsync() => SubscribeAsync(_receiver);

    private Task<(Guid Id, string Secret)> SubscribeAsync(
        Receiver receiver, string? department = null, bool agrees = true) =>
        SubscribeAsync(receiver.Address, department, agrees);

    private async Task<(Guid Id, string Secret)> SubscribeAsync(
        string address, string? department = null, bool agrees = true)
    {
        var answer = (await _host.PostAsync("/api/webhooks",
            new { address, Types = new[] { "egov.signal.found" }, department }, "integrity")).Should(201).Json;
        var id = answer.GetProperty("webhookId").GetGuid();
        if (agrees)
        {
            await UntilAsync(async () => (await LineAsync(id)).GetProperty("isConfirmed").GetBoolean());
            await UntilAsync(async () =>
            {
                await using var session = _host.Store.QuerySession();
                return await session.LoadAsync<EGov.Webhooks.Told>(id, Cancellation) is not null;
            });
        }

        return (id, answer.GetProperty("secret").GetString()!);
    }

    /// <summary>Puts a signal where the projection of signals would.</summary>
    private async Task<Guid> FindAsync(string department, string officer)
    {
        var id = Guid.NewGuid();
        await using var session = _host.Store.LightweightSession();
        session.Store(new Signal
        {
            Id = id,
            Number = ++_number,
            Indicator = "F21",
            Version = 1,
            Found = _host.Clock.GetUtcNow().Day(),
            Department = department,
            Officer = officer,
        });
        await session.SaveChangesAsync(Cancellation);
        return id;
    }

    private async Task<JsonElement> LineAsync(Guid id) =>
        (await _host.GetAsync("/api/webhooks", "integrity")).Should(200).Json.GetProperty("items").EnumerateArray()
            .Single(line => line.GetProperty("webhookId").GetGuid() == id);

    private async Task<IReadOnlyList<JsonElement>> DeliveriesAsync(Guid id, string? state = null) =>
    [
        .. (await _host.GetAsync($"/api/webhooks/{id}/deliveries?state={state}", "integrity")).Should(200).Json
            .GetProperty("items").EnumerateArray(),
    ];

    private Task UntilTriedAsync(Guid id, int attempts) => UntilAsync(async () =>
        (await DeliveriesAsync(id)).Any(one => one.GetProperty("attempts").GetInt32() == attempts));

    private async Task<(string Method, string Path, Microsoft.AspNetCore.Http.IHeaderDictionary Headers, string Body)>
        MessageAsync(int number)
    {
        await UntilAsync(() => Task.FromResult(_receiver.Messages.Count() >= number));
        return _receiver.Messages.ElementAt(number - 1);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var end = DateTime.UtcNow + Patience; !await isSo(); await Task.Delay(100, Cancellation))
            (DateTime.UtcNow < end).ShouldBeTrue("It did not come about in time.");
    }
}
