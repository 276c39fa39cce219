using System.Text.Json;

namespace EGov.Acceptance.Oversight;

/// <summary>What waits, in numbers: each is the length of the list that it leads to.</summary>
public class OversightDeskTests(Host host) : IClassFixture<Host>
{
    private static readonly Dictionary<string, string> Lists = new()
    {
        ["directive"] = "/api/directives",
        ["letter"] = "/api/letters",
        ["resolution"] = "/api/resolutions",
        ["issue"] = "/api/issues",
        ["programme"] = "/api/programmes",
        ["guidance"] = "/api/guidance",
    };

    [Fact]
    public async Task Every_number_is_the_length_of_its_list()
    {
        var first = await IssueAsync("نهرها پاک شوند");
        await IssueAsync("چاه‌ها پلمب شوند");
        (await DirectivesAsync("governor")).ShouldBe((2, 0, 2));
        (await host.PostAsync($"/api/directives/{first}/acknowledge", new { }, "manager")).Should(204);
        (await DirectivesAsync("governor")).ShouldBe((2, 0, 1));
        (await DirectivesAsync("manager")).ShouldBe((2, 0, 1));
        host.Clock.Advance(TimeSpan.FromDays(14));
        (await DirectivesAsync("manager")).ShouldBe((2, 2, 1));

        foreach (var persona in new[] { "governor", "manager", "auditor", "integrity" })
            foreach (var line in (await host.GetAsync("/api/oversight", persona)).Should(200).Json.GetProperty("lines")
                         .EnumerateArray())
                foreach (var name in new[] { "open", "dueSoon", "late", "unverified", "unanswered" })
                {
                    if (line.GetProperty(name) is not { ValueKind: JsonValueKind.Object } count) continue;
                    var list = $"{Lists[line.GetProperty("kind").GetString()!]}?band={count.GetProperty("band")}";
                    (await host.GetAsync(list, persona)).Should(200).Json.GetProperty("total").GetInt32()
                        .ShouldBe(count.GetProperty("count").GetInt32(), $"{persona} {list}");
                }

        (await host.GetAsync("/api/oversight", "officer")).Should(403, "role.not-allowed");
    }

    private async Task<Guid> IssueAsync(string line) => (await host.PostAsync("/api/directives", new
    {
        departments = new[] { "environment" },
        line = new { fa = line, en = "" },
        effect = "No canal overflows.",
        evidence = "Minutes of each canal.",
        days = 5,
    }, "governor")).Should(201).Json.GetProperty("id").GetGuid();

    private async Task<(int Open, int Late, int Unanswered)> DirectivesAsync(string persona)
    {
        var line = (await host.GetAsync("/api/oversight", persona)).Should(200).Json.GetProperty("lines")[0];
        line.GetProperty("kind").GetString().ShouldBe("directive");
        int Of(string name) => line.GetProperty(name).GetProperty("count").GetInt32();
        return (Of("open"), Of("late"), Of("unanswered"));
    }
}
