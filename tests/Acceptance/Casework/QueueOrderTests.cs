namespace EGov.Acceptance.Casework;

/// <summary>First in, first out; in queues of a priority that no other test uses.</summary>
[Collection(OneHost.Name)]
public class QueueOrderTests(Host host)
{
    [Fact]
    public async Task A_file_that_one_stepped_aside_from_holds_up_nobody_but_its_next_taker()
    {
        var (first, second) = (await FileAsync(priority: 1), await FileAsync(priority: 1));
        (await TakeAsync(second, "officer")).Should(409, "queue.earlier-files-waiting");
        (await TakeAsync(first, "officer")).Should(204);
        (await host.PostAsync($"/api/requests/{first}/recuse", new { ground = "kinship" }, "officer")).Should(204);

        (await TakeAsync(second, "officer-2")).Should(409, "queue.earlier-files-waiting");
        (await TakeAsync(second, "officer")).Should(204);
        (await TakeAsync(first, "officer-2")).Should(204);
    }

    [Fact]
    public async Task A_manager_gives_a_held_file_to_another_without_a_ground()
    {
        var (first, second) = (await FileAsync(priority: 2), await FileAsync(priority: 2));
        (await TakeAsync(first, "officer")).Should(204);
        (await TakeAsync(second, "officer")).Should(204);
        (await host.PostAsync($"/api/requests/{first}/recuse", new { ground = "interest" }, "officer")).Should(204);
        (await host.PostAsync($"/api/requests/{second}/assign", new { officer = "ENV-021" }, "manager")).Should(204);
        (await TakeAsync(first, "officer-2")).Should(204);
    }

    [Fact]
    public async Task What_one_has_prepared_is_his_colleagues_to_decide_and_stands_in_his_way_no_more()
    {
        var (first, second) = (await FileAsync(priority: 2), await FileAsync(priority: 2));
        foreach (var file in new[] { first, second })
        {
            (await TakeAsync(file, "officer")).Should(204);
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            (await host.PostAsync($"/api/requests/{file}/ready", persona: "officer")).Should(204);
        }

        (await PrepareAsync(first, "officer")).Should(204);
        (await PrepareAsync(second, "officer")).Should(204);
        (await DecideAsync(second, "officer-2")).Should(409, "queue.earlier-files-waiting");
        (await DecideAsync(first, "officer-2")).Should(204);
        (await DecideAsync(second, "officer-2")).Should(204);

        var (third, fourth) = (await FileAsync(priority: 2), await FileAsync(priority: 2));
        foreach (var file in new[] { third, fourth })
        {
            (await TakeAsync(file, "officer")).Should(204);
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            (await host.PostAsync($"/api/requests/{file}/ready", persona: "officer")).Should(204);
            (await PrepareAsync(file, "officer")).Should(204);
        }

        (await host.PostAsync($"/api/requests/{fourth}/assign", new { officer = "ENV-021" }, "manager")).Should(204);
        (await DecideAsync(fourth, "officer-2")).Should(204);
        (await DecideAsync(third, "officer-2")).Should(204);
    }

    private async Task<Guid> FileAsync(int priority)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        var id = filed.Json.GetProperty("requestId").GetGuid();
        var first = new { priority, ground = "emergency" };
        (await host.PostAsync($"/api/requests/{id}/prioritise", first, "manager")).Should(204);
        return id;
    }

    private Task<Answer> TakeAsync(Guid id, string persona) =>
        host.PostAsync($"/api/requests/{id}/assign", persona: persona);

    private Task<Answer> PrepareAsync(Guid id, string persona) =>
        host.PostAsync($"/api/requests/{id}/prepare-decision", new { outcome = "granted", answers = Met }, persona);

    private Task<Answer> DecideAsync(Guid id, string persona) =>
        host.PostAsync($"/api/requests/{id}/decide", new { outcome = "granted" }, persona);

    private static object[] Met { get; } = [new { criterion = "plan-acceptable", answer = "met" }];
}
