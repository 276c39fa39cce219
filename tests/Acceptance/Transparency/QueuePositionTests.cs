using System.Text.Json;
using EGov.Casework;

namespace EGov.Acceptance.Transparency;

[Collection(OneHost.Name)]
public class QueuePositionTests(Host host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_file_stands_behind_those_that_came_before_and_sees_who_was_taken_first()
    {
        var (first, second, third) = (await FileAsync(), await FileAsync(), await FileAsync());
        await host.CatchUpAsync(Patience);
        var place = await PlaceAsync(first.Number);
        (await PlaceAsync(second.Number)).ShouldBe(place + 1);
        (await PlaceAsync(third.Number)).ShouldBe(place + 2);
        var last = await AskAsync(third.Number);
        last.GetProperty("length").GetInt32().ShouldBe(place + 2);
        last.GetProperty("takenFirst").GetArrayLength().ShouldBe(0);
        (last.GetProperty("department").GetString(), last.GetProperty("isWaiting").GetBoolean()).ShouldBe(("environment", true));

        (await host.PostAsync($"/api/requests/{third.Id}/assign", new { ground = "court-order" }, "officer")).Should(204);
        await host.CatchUpAsync(Patience);
        var passed = (await AskAsync(second.Number)).GetProperty("takenFirst").EnumerateArray().Single();
        (passed.GetProperty("ground").GetString(), passed.GetProperty("files").GetInt32()).ShouldBe(("court-order", 1));
        (await AskAsync(third.Number)).GetProperty("takenFirst").GetArrayLength().ShouldBe(0);

        (await host.PostAsync($"/api/requests/{first.Id}/withdraw", secret: first.Secret)).Should(204);
        await host.CatchUpAsync(Patience);
        (await PlaceAsync(second.Number)).ShouldBe(place);
        var withdrawn = await AskAsync(first.Number);
        withdrawn.GetProperty("isWaiting").GetBoolean().ShouldBeFalse();
        withdrawn.GetProperty("position").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_file_that_waits_for_the_applicant_leaves_the_queue_and_comes_back_to_its_place()
    {
        var file = await FileAsync();
        (await host.PostAsync($"/api/requests/{file.Id}/assign", new { ground = "emergency" }, "officer")).Should(204);
        await host.CatchUpAsync(Patience);
        var place = await PlaceAsync(file.Number);
        (await host.PostAsync($"/api/requests/{file.Id}/ask", new { question = "?" }, "officer")).Should(204);
        await host.CatchUpAsync(Patience);
        (await AskAsync(file.Number)).GetProperty("isWaiting").GetBoolean().ShouldBeFalse();
        (await host.PostAsync($"/api/requests/{file.Id}/supply", new { words = "!" }, secret: file.Secret)).Should(204);
        await host.CatchUpAsync(Patience);
        (await PlaceAsync(file.Number)).ShouldBe(place);
    }

    [Fact]
    public async Task The_applicants_own_page_says_the_same()
    {
        var file = await FileAsync();
        await host.CatchUpAsync(Patience);
        var own = (await host.GetAsync($"/api/requests/{file.Number}", secret: file.Secret)).Should(200).Json;
        var position = await AskAsync(file.Number);
        position.GetProperty("position").GetInt32().ShouldBe(own.GetProperty("position").GetInt32());
        position.GetProperty("length").GetInt32().ShouldBe(own.GetProperty("queueLength").GetInt32());
    }

    [Fact]
    public async Task A_number_is_read_as_people_type_it_and_a_wrong_one_is_refused()
    {
        var file = await FileAsync();
        await host.CatchUpAsync(Patience);
        var plain = file.Number.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        (await AskAsync(plain)).GetProperty("trackingNumber").GetString().ShouldBe(file.Number);
        (await host.GetAsync($"/api/public/requests/{TrackingNumber.Of(Guid.NewGuid())}/position")).Should(404, "position.number-unknown");
        (await host.GetAsync($"/api/public/requests/{file.Number[..^1]}~/position")).Should(400, "position.number-malformed");
        (await host.GetAsync("/api/public/requests/1/position")).Should(400, "position.number-malformed");
    }

    private async Task<int> PlaceAsync(string number) => (await AskAsync(number)).GetProperty("position").GetInt32();

    private async Task<JsonElement> AskAsync(string number) =>
        (await host.GetAsync($"/api/public/requests/{number}/position")).Should(200).Json;

    private async Task<(Guid Id, string Number, string Secret)> FileAsync()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201).Json;
        return (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString()!,
            filed.GetProperty("secret").GetString()!);
    }
}
