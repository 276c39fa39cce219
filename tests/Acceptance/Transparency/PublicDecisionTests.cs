using System.Text.Json;
using EGov.Casework;

namespace EGov.Acceptance.Transparency;

[Collection(OneHost.Name)]
public class PublicDecisionTests(Host host)
{
    [Fact]
    public async Task A_decision_is_public_with_all_that_computes_it_again_and_nothing_of_the_person()
    {
        var (id, secret) = await DecideAsync();
        await host.FollowAsync();
        var answer = (await host.GetAsync($"/api/public/decisions/{id}")).Should(200);
        var decision = answer.Json;
        (Text("outcome"), Text("computed"), Text("officer"), Text("rulebook"), Text("standing"))
            .ShouldBe(("refused", "refused", "ENV-021", "env-siting", "notified"));
        decision.GetProperty("grounds")[0].GetString().ShouldBe("plan-acceptable");
        decision.GetProperty("facts").GetProperty("distance").GetInt32().ShouldBe(730);
        decision.GetProperty("sealedFacts").GetProperty("income").GetString()!.Length.ShouldBe(43);
        decision.GetProperty("guidanceDigest").GetString()!.Length.ShouldBe(43);
        foreach (var secretWord in new[] { "نمونه", "500000000", "another plan", "box", secret, "MZ-" })
            answer.Body.ShouldNotContain(secretWord);

        var replay = (await host.GetAsync($"/api/public/decisions/{id}/replay")).Should(200).Json;
        replay.GetProperty("agrees").GetBoolean().ShouldBeTrue(replay.GetRawText());
        replay.GetProperty("answers").EnumerateArray().Select(line => line.GetProperty("result").GetString())
            .ShouldBe(["computed", "sealed", "human", "unanswered"]);
        replay.GetProperty("answers")[1].GetProperty("evidenceAgrees").GetBoolean().ShouldBeTrue();
        replay.GetProperty("outcome").GetProperty("replayed").GetString().ShouldBe("refused");

        string? Text(string name) => decision.GetProperty(name).GetString();
    }

    [Fact]
    public async Task An_appeal_and_its_result_stand_beside_the_decision_and_are_replayed_too()
    {
        var (id, secret) = await DecideAsync();
        (await host.PostAsync($"/api/requests/{id}/appeal", new { grounds = "wrong" }, secret: secret)).Should(204);
        await host.FollowAsync();
        (await host.GetAsync($"/api/public/decisions/{id}")).Json.GetProperty("standing").GetString().ShouldBe("appealed");
        (await host.GetAsync($"/api/public/decisions/{id}/replay")).Json.GetProperty("appeal").ValueKind.ShouldBe(JsonValueKind.Null);

        (await host.PostAsync($"/api/requests/{id}/decide-appeal", new
        {
            outcome = "granted",
            reasons = "The plan holds.",
            answers = new[] { new { criterion = "plan-acceptable", answer = "met" } },
        }, "officer-appeal")).Should(204);
        await host.FollowAsync();
        var decision = (await host.GetAsync($"/api/public/decisions/{id}")).Should(200).Json;
        decision.GetProperty("outcome").GetString().ShouldBe("refused");
        decision.GetProperty("appeal").GetProperty("overturned").GetBoolean().ShouldBeTrue();
        decision.GetProperty("appeal").GetProperty("outcome").GetString().ShouldBe("granted");
        var replay = (await host.GetAsync($"/api/public/decisions/{id}/replay")).Should(200).Json;
        replay.GetProperty("agrees").GetBoolean().ShouldBeTrue(replay.GetRawText());
        replay.GetProperty("appeal").GetProperty("replayed").GetString().ShouldBe("granted");
    }

    [Fact]
    public async Task A_contested_decision_says_so_and_the_next_one_remembers_it()
    {
        var given = new GivenFiles(host);
        var id = await given.FileAsync(0, days: 5, outcome: Outcome.Refused);
        await given.AppendAsync(id, null, given.Contested(id, 9));
        await given.CatchUpAsync();
        (await host.GetAsync($"/api/public/decisions/{id}")).Json.GetProperty("standing").GetString().ShouldBe("contested");

        await given.AppendAsync(id, null, given.Decided(12, 2), given.Closed(13));
        await given.CatchUpAsync();
        var decision = (await host.GetAsync($"/api/public/decisions/{id}")).Should(200).Json;
        decision.GetProperty("standing").GetString().ShouldBe("closed");
        decision.GetProperty("outcome").GetString().ShouldBe("granted");
        decision.GetProperty("earlier").EnumerateArray().Single().GetProperty("outcome").GetString().ShouldBe("refused");
    }

    [Fact]
    public async Task Pages_hold_every_decision_once_the_latest_first()
    {
        var given = new GivenFiles(host);
        var expected = new List<Guid>();
        for (var i = 1; i <= 7; i++) expected.Insert(0, await given.FileAsync(0, days: i, matter: new("environmental-opinion", "regional-water", null)));
        await given.FileAsync(0, matter: new("environmental-opinion", "regional-water", null));
        await given.CatchUpAsync();

        var (found, after) = (new List<Guid>(), "");
        var total = 0;
        do
        {
            var page = (await host.GetAsync($"/api/public/decisions?department=regional-water&service=environmental-opinion&limit=3{after}")).Should(200).Json;
            total = page.GetProperty("total").GetInt32();
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("requestId").GetGuid()));
            after = page.GetProperty("next").GetString() is { } next ? $"&after={next}" : "";
        }
        while (after.Length > 0);

        found.Count.ShouldBe(total);
        found.ShouldBeUnique();
        found.Where(expected.Contains).ShouldBe(expected);
    }

    [Fact]
    public async Task Those_of_one_outcome_are_counted_and_listed_alone()
    {
        var given = new GivenFiles(host);
        var matter = new Matter("environmental-opinion", "desk-sari", null);
        for (var i = 1; i <= 5; i++)
            await given.FileAsync(0, days: i, outcome: i < 3 ? Outcome.Refused : Outcome.Granted, matter: matter);
        await given.CatchUpAsync();

        foreach (var (outcome, count) in new[] { ("refused", 2), ("granted", 3), ("unstated", 0) })
        {
            var page = (await host.GetAsync($"/api/public/decisions?department=desk-sari&outcome={outcome}&limit=2"))
                .Should(200).Json;
            page.GetProperty("total").GetInt32().ShouldBe(count);
            page.GetProperty("items").EnumerateArray()
                .ShouldAllBe(line => line.GetProperty("outcome").GetString() == outcome);
            page.GetProperty("next").ValueKind.ShouldBe(count > 2 ? JsonValueKind.String : JsonValueKind.Null);
        }
    }

    [Theory]
    [InlineData("limit=0", "decisions.limit-out-of-range")]
    [InlineData("limit=501", "decisions.limit-out-of-range")]
    [InlineData("limit=ten", "decisions.limit-out-of-range")]
    [InlineData("after=-1", "decisions.cursor-wrong")]
    [InlineData("after=x", "decisions.cursor-wrong")]
    [InlineData("department=nowhere", "decisions.department-unknown")]
    [InlineData("service=nothing", "decisions.service-unknown")]
    [InlineData("outcome=Refused", "decisions.outcome-unknown")]
    [InlineData("outcome=1", "decisions.outcome-unknown")]
    public async Task A_page_that_cannot_be_is_refused(string query, string code) =>
        (await host.GetAsync($"/api/public/decisions?{query}")).Should(400, code);

    [Fact]
    public async Task What_is_not_decided_is_not_shown()
    {
        var id = await new GivenFiles(host).FileAsync(0);
        await host.FollowAsync();
        (await host.GetAsync($"/api/public/decisions/{id}")).Should(404, "decision.none-known");
        (await host.GetAsync($"/api/public/decisions/{id}/replay")).Should(404, "decision.none-known");
        (await host.GetAsync($"/api/public/decisions/{Guid.NewGuid()}")).Should(404, "decision.none-known");
        (await host.GetAsync("/api/public/decisions/none")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_decision_by_a_rulebook_that_was_never_published_cannot_be_replayed()
    {
        var given = new GivenFiles(host);
        var id = await given.FileAsync(0);
        await given.AppendAsync(id, null, given.Decided(3, 2) with { RulebookVersion = 99 });
        await given.CatchUpAsync();
        (await host.GetAsync($"/api/public/decisions/{id}/replay")).Should(404, "replay.rulebook-not-published");
    }

    private async Task<(Guid Id, string Secret)> DecideAsync()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        var id = filed.Json.GetProperty("requestId").GetGuid();
        await As("officer", "assign", new { ground = "emergency" });
        await As("officer", "ready", new { });
        await Given.RefuseAsync(As);
        return (id, filed.Json.GetProperty("secret").GetString()!);

        async Task As(string persona, string act, object body) =>
            (await host.PostAsync($"/api/requests/{id}/{act}", body, persona)).Should(204);
    }
}
