using System.Text;
using System.Text.Json;
using EGov.Acceptance.Privacy;
using EGov.Acceptance.Proofs;
using EGov.Acceptance.Transparency;
using EGov.Integrity;

namespace EGov.Acceptance.Webhooks;

/// <summary>Whoever has a key of open data is told of what is published, whatever his address does.</summary>
public sealed class ConsumerWebhookTests : IAsyncLifetime
{
    private const string Decision = "egov.decision.published", Raised = "egov.issue.raised";
    private const string Issued = "egov.directive.issued";

    private static readonly string[] Planted =
        ["Zarafshan-the-planted", "0012345679", "09123849177", "Kaveh-of-the-told-words", "Firuzabad-of-the-words"];

    private readonly Host _host = new();
    private readonly DirectoryInfo _kept = Directory.CreateTempSubdirectory("egov-told");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host.Settings["Webhooks:Origin"] = "egov.test";
        _host.Settings["Webhooks:Private:0"] = "127.0.0.1/32";
        _host.Settings["Webhooks:AllowsPlainHttp"] = "true";
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _kept.Delete(recursive: true);
    }

    [Fact]
    public async Task He_is_told_of_his_types_and_department_as_the_standards_have_it_and_of_no_person()
    {
        var consumer = await Consumer.OfAsync(_host);
        await using var all = await Receiver.StartAsync();
        await using var water = await Receiver.StartAsync();
        await using var issues = await Receiver.StartAsync();
        var kinds = (await _host.GetAsync("/api/public/news")).Should(200).Json.GetProperty("items");
        string[] types = [.. kinds.EnumerateArray().Select(kind => kind.GetProperty("type").GetString()!)];
        // What was decided before nobody is told of.
        var before = await DecideAsync();
        await PublishedAsync(before);
        var (_, secret) = await consumer.SubscribeAsync(all.Address, types);
        await consumer.SubscribeAsync(water.Address, [Decision, Raised, Issued], "regional-water");
        await consumer.SubscribeAsync(issues.Address, [Raised]);

        await FindSignalAsync();
        var decided = await DecideAsync();
        var issue = await RaiseAsync("regional-water");
        var directive = await DirectAsync("environment");
        var told = await ToldAsync(all, Decision, Raised, Issued);
        told.Select(one => one.GetProperty("subject").GetString()).ShouldBe([$"{decided}", issue, directive]);
        (await ToldAsync(water, Raised)).Single().GetProperty("subject").GetString().ShouldBe(issue);
        (await ToldAsync(issues, Raised)).Single().GetProperty("subject").GetString().ShouldBe(issue);
        all.Got.ShouldNotContain(one => one.Body.Contains("egov.signal", StringComparison.Ordinal));

        // The page, the record, the schema and the proof are where the news says.
        foreach (var data in told.Select(one => one.GetProperty("data")))
        {
            (await AtAsync(data.GetProperty("record"))).Should(200);
            (await AtAsync(data.GetProperty("page").GetProperty("fa"))).Status.ShouldBe(200);
            (await AtAsync(data.GetProperty("page").GetProperty("en"))).Status.ShouldBe(200);
            var proof = data.GetProperty("proof");
            (await AtAsync(proof.GetProperty("address"))).Body.ShouldStartWith("c2sp.org/tlog-proof@v1");
            var leaf = proof.GetProperty("leaf").GetInt64();
            (await _host.GetAsync($"/api/public/events?after={leaf}&limit=1")).Should(200).Json
                .GetProperty("items")[0].GetProperty("entry").GetProperty("id").GetGuid()
                .ShouldBe(proof.GetProperty("eventId").GetGuid());
        }

        var fact = told[0].GetProperty("data").GetProperty("fact");
        (fact.GetProperty("outcome").GetString(), fact.GetProperty("service").GetString())
            .ShouldBe(("refused", "environmental-opinion"));
        foreach (var planted in Planted)
            all.Got.ShouldAllBe(one => !new Spelled(planted).IsIn(Encoding.UTF8.GetBytes(one.Body)), planted);
        await ValidateAsync(all, secret);
    }

    [Fact]
    public async Task Whatever_his_address_does_is_answered_as_the_standards_say()
    {
        var consumer = await Consumer.OfAsync(_host);
        await using var failing = await Receiver.StartAsync();
        await using var busy = await Receiver.StartAsync();
        await using var gone = await Receiver.StartAsync();
        await using var moved = await Receiver.StartAsync();
        await using var slow = await Receiver.StartAsync();
        await using var inside = await Receiver.StartAsync("[::1]");
        await using var well = await Receiver.StartAsync();
        failing.Answer = context => Receiver.Say(context, 500);
        busy.Answer = context => Receiver.Say(context, 429, "Retry-After", "7200");
        gone.Answer = context => Receiver.Say(context, 410);
        moved.Answer = context => Receiver.Say(context, 307, "Location", "/elsewhere");
        slow.Answer = context => Task.Delay(TimeSpan.FromMinutes(5), context.RequestAborted);
        var ids = new Dictionary<Receiver, Guid>();
        foreach (var receiver in new[] { failing, busy, gone, moved, slow, well })
            (ids[receiver], _) = await consumer.SubscribeAsync(receiver.Address, [Decision]);
        var (closed, _) = await consumer.SubscribeAsync(inside.Address, [Decision], agrees: false);

        var given = new GivenFiles(_host);
        await given.FileAsync(0, 3);
        await given.FileAsync(0, 4);
        // One that hangs, and others that fail, hold up nobody else.
        await Consumer.UntilAsync(async () => (await consumer.DeliveriesAsync(ids[well], "arrived")).Count == 2);
        await consumer.UntilEndedAsync(ids[gone], "gone");
        await consumer.UntilLastAsync(ids[failing], "500");
        await consumer.UntilLastAsync(ids[moved], "307");
        await consumer.UntilLastAsync(ids[busy], "429");
        gone.Messages.Count().ShouldBe(1);
        (await consumer.PostAsync($"/{ids[gone]}/end")).Should(409, "webhook.ended");

        // Who asks for time gets it, whatever else there is for him.
        _host.Clock.Advance(TimeSpan.FromHours(1.9));
        await Consumer.UntilAsync(() => Task.FromResult(failing.Messages.Count() >= 2));
        busy.Messages.Count().ShouldBe(1);
        (await consumer.DeliveriesAsync(ids[busy], "waiting")).Select(one => one.GetProperty("attempts").GetInt32())
            .ShouldBe([0, 1], ignoreOrder: true);
        busy.Answer = context => Receiver.Say(context, 204);
        _host.Clock.Advance(TimeSpan.FromHours(0.2));
        await Consumer.UntilAsync(async () => (await consumer.DeliveriesAsync(ids[busy], "arrived")).Count == 2);
        moved.Got.ShouldNotContain(one => one.Path == "/elsewhere");
        (await consumer.PostAsync($"/{ids[slow]}/end")).Should(204);

        // Ten times, each under its id; then it is given up, is seen, and is sent once more when he asks for it.
        for (var days = 0; (await consumer.DeliveriesAsync(ids[failing], "givenUp")).Count < 2; days++)
        {
            days.ShouldBeLessThan(14);
            var tried = failing.Messages.Count();
            // After one that failed the other waits for a minute.
            foreach (var (attempts, hours) in new[] { (1, 24.1), (2, 0.1) })
            {
                _host.Clock.Advance(TimeSpan.FromHours(hours));
                await Consumer.UntilAsync(async () => failing.Messages.Count() >= tried + attempts
                    || (await consumer.DeliveriesAsync(ids[failing], "waiting")).Count == 0);
            }
        }

        failing.Messages.CountBy(one => one.Headers["webhook-id"].ToString()).Select(one => one.Value)
            .ShouldBe([10, 10]);
        failing.Answer = context => Receiver.Say(context, 204);
        foreach (var lost in await consumer.DeliveriesAsync(ids[failing], "givenUp"))
        {
            var which = new { deliveryId = lost.GetProperty("deliveryId").GetGuid() };
            (await (await Consumer.OfAsync(_host)).PostAsync($"/{ids[failing]}/replay", which))
                .Should(404, "webhook.unknown");
            (await consumer.PostAsync($"/{ids[well]}/replay", which)).Should(404, "delivery.unknown");
            (await consumer.PostAsync($"/{ids[failing]}/replay", which)).Should(204);
        }

        await Consumer.UntilAsync(async () => (await consumer.DeliveriesAsync(ids[failing], "arrived")).Count == 2);
        // Where nothing has arrived for long, there is nobody.
        for (var days = 0; await consumer.GroundAsync(ids[moved]) is null; days++)
        {
            days.ShouldBeLessThan(20);
            await given.FileAsync(0, 5);
            var tried = moved.Messages.Count();
            _host.Clock.Advance(TimeSpan.FromHours(24.1));
            await Consumer.UntilAsync(async () => moved.Messages.Count() > tried
                || await consumer.GroundAsync(ids[moved]) is not null);
        }

        (await consumer.GroundAsync(ids[moved])).ShouldBe("unreachable");
        (await consumer.LineAsync(closed)).GetProperty("ended").GetString().ShouldBe("unconfirmed");
        inside.Got.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_his_is_there_for_nobody_else_and_ends_with_his_key()
    {
        var (consumer, other) = (await Consumer.OfAsync(_host), await Consumer.OfAsync(_host));
        await using var receiver = await Receiver.StartAsync();
        var body = new { address = receiver.Address, types = new[] { Decision } };
        foreach (var language in new[] { "fa", "en" })
        {
            var refused = await _host.SendAsync(
                HttpMethod.Post, "/api/open-data/webhooks", body, "integrity", language: language);
            refused.Should(401, "api-key.missing").Headers.WwwAuthenticate.ToString().ShouldBe("Api-Key");
            refused.Json.GetProperty("title").GetString()!.Any(letter => letter > '\u0600').ShouldBe(language == "fa");
        }

        (await _host.SendAsync(HttpMethod.Get, "/api/open-data/webhooks", apiKey: "nonsense"))
            .Should(403, "api-key.not-valid");
        (await consumer.PostAsync("", new { body.address, types = new[] { "egov.signal.found" } }))
            .Should(422, "webhook.type-unknown");
        (await consumer.PostAsync("", new { body.address, body.types, department = "nowhere" }))
            .Should(422, "webhook.department-unknown");

        // Twice the same is one, and the same words of another's are another's.
        var first = (await consumer.PostAsync("", body, "one")).Should(201).Json;
        var again = (await consumer.PostAsync("", body, "one")).Should(201).Json;
        var others = (await other.PostAsync("", body, "one")).Should(201).Json;
        again.GetRawText().ShouldBe(first.GetRawText());
        var (id, foreign) =
            (first.GetProperty("webhookId").GetGuid(), others.GetProperty("webhookId").GetGuid());
        foreign.ShouldNotBe(id);
        (await consumer.PostAsync("", new { body.address, types = new[] { Raised } }, "one"))
            .Should(422, "idempotency.key-reused");

        var list = (await consumer.GetAsync()).Should(200);
        list.Json.GetProperty("total").GetInt32().ShouldBe(1);
        list.Headers.CacheControl!.Private.ShouldBeTrue();
        list.Body.ShouldNotContain($"{foreign}");
        list.Body.ShouldNotContain("whsec_");
        foreach (var address in new[] { $"/{foreign}", $"/{Guid.NewGuid()}" })
        {
            (await consumer.GetAsync($"{address}/deliveries")).Should(404, "webhook.unknown");
            (await consumer.PostAsync($"{address}/end")).Should(404, "webhook.unknown");
            (await consumer.PostAsync($"{address}/replay", new { deliveryId = Guid.NewGuid() }))
                .Should(404, "webhook.unknown");
        }

        // The office has its own, and sees no consumer's.
        var offices = (await _host.PostAsync("/api/webhooks",
            new { body.address, types = new[] { "egov.signal.found", Decision } }, "integrity")).Should(201).Json;
        (await _host.GetAsync("/api/webhooks", "integrity")).Should(200).Body.ShouldNotContain($"{id}");
        (await _host.GetAsync($"/api/webhooks/{id}/deliveries", "integrity")).Should(404, "webhook.unknown");
        (await _host.PostAsync($"/api/webhooks/{id}/end", persona: "integrity")).Should(404, "webhook.unknown");
        (await consumer.PostAsync($"/{offices.GetProperty("webhookId").GetGuid()}/end"))
            .Should(404, "webhook.unknown");

        // All at once, and no more than there may be.
        var more = await Task.WhenAll(Enumerable.Range(0, 14).Select(_ => consumer.PostAsync("", body)));
        more.Count(answer => answer.Status == 201).ShouldBe(9);
        more.Where(answer => answer.Status != 201).ShouldAllBe(answer => answer.Code == "webhook.too-many");
        (await consumer.PostAsync($"/{id}/end")).Should(204);
        (await consumer.PostAsync($"/{id}/end")).Should(409, "webhook.ended");
        (await consumer.PostAsync("", body)).Should(201);
        (await consumer.PostAsync("", body)).Should(409, "webhook.too-many");

        (await _host.PostAsync($"/api/keys/{other.KeyId}/revoke", new { ground = "misused" }, "admin")).Should(204);
        (await other.GetAsync()).Should(403, "api-key.not-valid");
        await Consumer.UntilAsync(async () => await other.GroundAsync(foreign) == "key-revoked");
    }

    /// <summary>A request with planted words is filed and refused, over HTTP.</summary>
    private async Task<Guid> DecideAsync()
    {
        var filed = (await _host.PostAsync("/api/requests", new
        {
            service = "environmental-opinion",
            county = "sari",
            applicant = new { name = Planted[0], nationalNumber = Planted[1], phone = Planted[2] },
            facts = new { distance = 730, income = 500_000_000 },
            words = Planted[3],
        })).Should(201).Json;
        var id = filed.GetProperty("requestId").GetGuid();
        await ActAsync("officer", "assign", new { ground = "emergency" });
        await ActAsync("officer", "ready", new { });
        await Given.RefuseAsync(ActAsync);
        return id;

        async Task ActAsync(string persona, string act, object said) =>
            (await _host.PostAsync($"/api/requests/{id}/{act}", said, persona)).Should(204);
    }

    private async Task<string> RaiseAsync(params string[] departments) =>
        (await _host.PostAsync("/api/issues", new
        {
            line = new { fa = "پساب به رودخانه می‌ریزد", en = "Waste water runs into the river" },
            words = Planted[4],
            from = "department",
            departments,
        }, "manager")).Should(201).Json.GetProperty("number").GetString()!;

    private async Task<string> DirectAsync(params string[] departments) =>
        (await _host.PostAsync("/api/directives", new
        {
            departments,
            line = new { fa = "چاه‌های بی‌پروانه بسته شوند", en = "Wells without a permit are closed" },
            effect = Planted[4],
            evidence = "A list of seals.",
            days = 10,
        }, "governor")).Should(201).Json.GetProperty("number").GetString()!;

    private async Task FindSignalAsync()
    {
        await using var session = _host.Store.LightweightSession();
        session.Store(new Signal
        {
            Id = Guid.NewGuid(),
            Number = 1,
            Indicator = "F21",
            Version = 1,
            Found = _host.Clock.GetUtcNow().Day(),
            Department = "environment",
        });
        await session.SaveChangesAsync(Cancellation);
    }

    /// <summary>Waits until a decision stands in the published ledger.</summary>
    private async Task PublishedAsync(Guid request)
    {
        var decided = (Guid?)null;
        await Consumer.UntilAsync(async () =>
        {
            var read = await _host.GetAsync($"/api/public/decisions/{request}");
            if (read.Status == 200) decided = read.Json.GetProperty("eventId").GetGuid();
            return decided is { } e && (await _host.GetAsync($"/ledger/proofs/{e}")).Status == 200;
        });
    }

    /// <summary>All that came, once it is of just these types.</summary>
    private static async Task<IReadOnlyList<JsonElement>> ToldAsync(Receiver receiver, params string[] types)
    {
        await Consumer.UntilAsync(() => Task.FromResult(receiver.Messages.Count() >= types.Length));
        var told = receiver.Messages.Select(one => JsonElement.Parse(one.Body)).ToList();
        told.Select(one => one.GetProperty("type").GetString()).ShouldBe(types);
        return told;
    }

    private async Task<Answer> AtAsync(JsonElement address) =>
        await _host.GetAsync(new Uri(address.GetString()!).PathAndQuery);

    private async Task ValidateAsync(Receiver receiver, string secret)
    {
        foreach (var (place, (_, _, headers, body)) in receiver.Messages.Index())
        {
            var schema = new Uri(JsonElement.Parse(body).GetProperty("dataschema").GetString()!);
            var read = (await _host.GetAsync(schema.PathAndQuery)).Should(200);
            await File.WriteAllTextAsync(Path.Combine(_kept.FullName, $"{place}.json"), JsonSerializer.Serialize(new
            {
                secret,
                headers = headers.ToDictionary(one => one.Key.ToLowerInvariant(), one => one.Value.ToString()),
                body,
                schema = JsonElement.Parse(read.Body.Replace(
                    "http://localhost/", "https://egov.test/", StringComparison.Ordinal)),
            }), Cancellation);
        }

        var packages = await Outsiders.PackagesAsync(
            "ajv@8.20.0", "ajv-formats@3.0.1", "cloudevents@10.0.0", "standardwebhooks@1.1.1");
        var (code, said) = await Outsiders.ScriptAsync(
            Path.Combine(AppContext.BaseDirectory, "Webhooks", "outsiders", "webhook.mjs"), packages,
            Outsiders.Schemas("cloudevents"), _kept.FullName);
        code.ShouldBe(0, said);
        said.ShouldContain($"{receiver.Messages.Count()} messages, 0 faults");
    }
}
