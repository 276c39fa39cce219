using System.Text.Json;
using EGov.Acceptance.Integrity;
using EGov.Acceptance.Transparency;
using EGov.Appointments;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Appointments;

/// <summary>From a post to its holder over HTTP, and what the public learns of it when the quarter is over.</summary>
public class AppointmentTests(Host host) : IClassFixture<Host>
{
    private const string Number = "9990000018";

    private static readonly object Any = new { fa = "نمونه", en = "Sample" };

    private static readonly object[] Criteria =
    [
        new
        {
            code = "service",
            demand = new { fa = "هشت سال سابقه", en = "Eight years of service" },
            shownBy = new { fa = "حکم‌ها", en = "Letters of service" },
            isRequired = true,
        },
    ];

    private KeepBalance Balance => host.Alba.Services.GetRequiredService<KeepBalance>();

    [Fact]
    public async Task A_post_is_filled_by_criteria_and_no_gender_is_told_but_in_groups()
    {
        await DoAsync("/api/appointments/levels", new
        {
            levels = new object[]
            {
                new { code = "expert", name = Any, rank = 1, areReasonsPublic = false },
                new { code = "head", name = Any, rank = 2, areReasonsPublic = true },
            },
        });
        await DoAsync("/api/appointments/target", new { percent = 30, day = "2029-03-20" });
        var women = new[] { "ENV-014", "ENV-031" };
        foreach (var officer in new[] { "ENV-014", "ENV-021", "ENV-031", "WAT-007", "DSK-SAR-1" })
        {
            var code = $"post-{officer}";
            await DoAsync("/api/posts", new { post = code, title = Any, department = "environment", level = "expert" });
            await DoAsync($"/api/posts/{Post.Of(code)}/incumbent", new
            {
                officer,
                from = "2025-01-01",
                until = "2027-01-01",
                gender = women.Contains(officer) ? "woman" : "man",
            });
        }

        var post = await VacancyAsync();
        await AssessedAsync(post);
        var day = await host.ContactAsync("appointment", "env-head", "officer");
        await host.ShouldKnowOfContactAsync($"/api/posts/{post}", day, "appointment", "env-head", "governor");
        (await host.GetAsync($"/api/posts/{post}/contacts", "manager")).Should(403, "contacts.post-not-for-you");
        host.Clock.Advance(TimeSpan.FromDays(8));
        var (insider, other) = await CandidatesAsync(post);
        (await AppointAsync(post, other, "ENV-900")).Should(409, "appointment.nobody-assessed");
        (await AppointAsync(post, insider, "WAT-007")).Should(422, "appointment.of-another");
        (await AppointAsync(post, insider, "ENV-900")).Should(204);
        (await AppointAsync(post, insider, "ENV-900")).Should(409, "appointment.without-vacancy");
        var line = await PublicAsync(post);
        line.GetProperty("holder").GetString().ShouldBe("ENV-900");
        line.GetProperty("vacancy").ValueKind.ShouldBe(JsonValueKind.Null);

        (await EraseAsync(post, insider, "custodian")).Should(409, "candidate.holds-the-post");
        (await EraseAsync(post, other, "governor")).Should(403, "role.not-allowed");
        (await EraseAsync(post, other, "custodian")).Should(204);
        (await host.TextAsync("select count(*)::text from {0}.mt_doc_subjectkey where data->>'destroyedAt' is not null "
            + $"and id = '{other}'")).ShouldBe("1");
        await BalanceAsync();
    }

    private async Task<Guid> VacancyAsync()
    {
        var post = Post.Of("env-head");
        await DoAsync("/api/posts", new { post = "env-head", title = Any, department = "environment", level = "head" });
        await DoAsync($"/api/posts/{post}/criteria", new { criteria = Criteria });
        await DoAsync($"/api/posts/{post}/vacancy",
            new { closesOn = "2026-05-10", panel = new[] { "ENV-014", "ENV-021", "WAT-007" } });
        await DoAsync($"/api/posts/{post}/candidates",
            new
            {
                name = "Nastaran Nowhere",
                number = Number,
                gender = "woman",
                level = "expert",
                officer = "ENV-900",
            });
        await DoAsync($"/api/posts/{post}/candidates",
            new { name = "Shahin Nowhere", number = "0012345679", gender = "man" });
        (await host.PostAsync($"/api/posts/{post}/candidates",
            new { name = "Nastaran Again", number = "۹۹۹-۰۰۰-۰۰۱۸", gender = "woman" }, "governor"))
            .Should(409, "candidate.stands-already");
        var stored = await host.TextAsync(
            $"select jsonb_agg(to_jsonb(e))::text from {{0}}.mt_events e where stream_id = '{post}'");
        foreach (var told in new[] { "Nastaran", Number, "ENV-900", "woman" }) stored.ShouldNotContain(told);
        return post;
    }

    private async Task AssessedAsync(Guid post)
    {
        var (insider, _) = await CandidatesAsync(post);
        (await host.GetAsync($"/api/posts/{post}", "officer-appeal")).Should(403, "post.for-its-panel");
        (await AssessAsync(post, insider, "officer-appeal")).Should(403, "panel.not-on-it");
        (await host.PostAsync("/api/officers/mine/interests",
            new { relation = "sibling", name = "Nastaran Nowhere", number = Number }, "officer-2")).Should(204);
        (await AssessAsync(post, insider, "officer-2")).Should(409, "panel.tied-by-interest");
        (await AssessAsync(post, insider, "officer-2")).Should(403, "panel.stepped-aside");
        await DoAsync($"/api/posts/{post}/panel", new { officer = "ENV-031" });
        foreach (var persona in new[] { "officer", "officer-water", "officer-appeal" })
            (await AssessAsync(post, insider, persona)).Should(204);
        var file = (await host.GetAsync($"/api/posts/{post}", "officer")).Should(200);
        file.Body.ShouldNotContain("woman");
        var candidate = file.Json.GetProperty("vacancy").GetProperty("candidates").EnumerateArray()
            .Single(one => one.GetProperty("candidate").GetGuid() == insider);
        candidate.GetProperty("name").GetString().ShouldBe("Nastaran Nowhere");
        candidate.GetProperty("isQualified").GetBoolean().ShouldBeTrue();
        (await host.GetAsync("/api/posts", "officer")).Should(200).Json.GetProperty("total").GetInt32().ShouldBe(1);
    }

    private async Task BalanceAsync()
    {
        (await host.GetAsync("/api/public/appointments")).Should(200)
            .Json.GetProperty("quarter").ValueKind.ShouldBe(JsonValueKind.Null);
        host.Clock.Advance(TimeSpan.FromDays(43));
        // The host looks after it too, so either of the two may be first.
        await Balance.LookAsync(TestContext.Current.CancellationToken);
        var balance = (await host.GetAsync("/api/public/appointments")).Should(200).Json;
        for (var tries = 0; tries < 100 && balance.GetProperty("quarter").ValueKind is JsonValueKind.Null; tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            balance = (await host.GetAsync("/api/public/appointments")).Should(200).Json;
        }

        balance.GetProperty("quarter").GetString().ShouldBe("1405-1");
        balance.GetProperty("target").GetProperty("share").GetDecimal().ShouldBe(0.30m);
        var rows = balance.GetProperty("rows").EnumerateArray().ToList();
        var experts = rows.Single(row => row.GetProperty("level").GetString() == "expert"
            && row.GetProperty("by").GetString() == "level").GetProperty("women");
        (experts.GetProperty("counted").GetInt32(), experts.GetProperty("atLeast").GetInt32(),
            experts.GetProperty("atMost").GetInt32()).ShouldBe((5, 2, 2));
        rows.Where(row => row.GetProperty("level").GetString() == "head")
            .ShouldAllBe(row => row.GetProperty("women").ValueKind == JsonValueKind.Null
                && row.GetProperty("holders").GetInt32() == 1);
        balance.GetProperty("eventId").GetGuid().ShouldNotBe(Guid.Empty);
        var csv = (await host.GetAsync("/api/public/appointments?format=csv")).Should(200).Body;
        csv.ShouldContain("womenAtLeast");
        (await host.GetAsync("/api/public/appointments?asOf=2026-05-20")).Should(200)
            .Json.GetProperty("rows").GetArrayLength().ShouldBe(0);
    }

    private async Task<(Guid Insider, Guid Other)> CandidatesAsync(Guid post)
    {
        var candidates = (await host.GetAsync($"/api/posts/{post}", "governor")).Should(200).Json
            .GetProperty("vacancy").GetProperty("candidates").EnumerateArray()
            .ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("candidate").GetGuid());
        return (candidates["Nastaran Nowhere"], candidates["Shahin Nowhere"]);
    }

    private async Task<JsonElement> PublicAsync(Guid post) =>
        (await host.GetAsync("/api/public/posts?limit=500")).Should(200).Json.GetProperty("items").EnumerateArray()
            .Single(line => line.GetProperty("postId").GetGuid() == post);

    private Task<Answer> AppointAsync(Guid post, Guid candidate, string officer) => host.PostAsync(
        $"/api/posts/{post}/appoint", new
        {
            candidate,
            officer,
            from = $"{host.Clock.GetUtcNow().Day():yyyy-MM-dd}",
            until = "2030-01-01",
            reasons = new { fa = "معیارها احراز شد", en = "The criteria are met" },
        }, "governor");

    private Task<Answer> AssessAsync(Guid post, Guid candidate, string persona) => host.PostAsync(
        $"/api/posts/{post}/assess", new
        {
            candidate,
            findings = new[] { new { criterion = "service", isMet = true, evidence = "Nine letters." } },
            score = 70,
        }, persona);

    private Task<Answer> EraseAsync(Guid post, Guid candidate, string persona) => host.PostAsync(
        $"/api/posts/{post}/candidates/erase", new { candidate, ground = "asked" }, persona);

    private async Task DoAsync(string url, object body) => (await host.PostAsync(url, body, "governor")).Should(204);
}
