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

    [Fact]
    public async Task Where_one_officer_is_enough_what_he_has_prepared_waits_for_him_all_the_same()
    {
        (await host.PostAsync("/api/services", new
        {
            from = "2026-05-02",
            terms = Given.Terms with { Code = AloneDecided, FourEyes = false },
        }, "admin")).Should(204);
        var (first, second) = (await FileAsync(priority: 1, AloneDecided), await FileAsync(priority: 1, AloneDecided));
        foreach (var file in new[] { first, second })
        {
            (await TakeAsync(file, "officer")).Should(204);
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            (await host.PostAsync($"/api/requests/{file}/ready", persona: "officer")).Should(204);
        }

        (await PrepareAsync(first, "officer")).Should(204);
        (await DecideAsync(second, "officer")).Should(409, "queue.earlier-files-waiting");

        // Against the criteria only a colleague may decide it, so that one waits for him.
        (await host.PostAsync($"/api/requests/{first}/prepare-decision", new
        {
            outcome = "refused",
            answers = Met,
            overrideGround = "court-order",
        }, "officer")).Should(204);
        (await DecideAsync(second, "officer")).Should(204);
    }

    private const string AloneDecided = "alone-decided";

    private async Task<Guid> FileAsync(int priority, string service = "environmental-opinion")
    {
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var filed = (await host.PostAsync("/api/requests", new
        {
            service,
            county = "sari",
            applicant = new { name = "نمونه", nationalNumber = "۰۰۱۲۳۴۵۶۷۹" },
            facts = new { distance = 730, income = 500_000_000 },
        })).Should(201);
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
        host.PostAsync($"/api/requests/{id}/decide", new { outcome = "granted", answers = Met }, persona);

    private static object[] Met { get; } = [new { criterion = "plan-acceptable", answer = "met" }];
}
