using System.Security.Claims;
using System.Text.Json;
using EGov.Acceptance.Api;
using EGov.Acceptance.Transparency;
using EGov.Portal.SignIn;

namespace EGov.Acceptance.Privacy;

/// <summary>A person asks, one custodian proposes and another approves; then nobody reads a word of it.</summary>
[Collection(OneHost.Name)]
public class ErasureTests(Host host)
{
    private const string Name = "نامی که پاک می‌شود";

    [Fact]
    public async Task With_the_secret_of_a_receipt_a_person_is_erased_by_two_and_his_own_access_ends()
    {
        var (id, number, secret) = await FileAsync();
        (await AskAsync(number, secret)).Should(409, "erasure.request-open");
        (await host.PostAsync($"/api/requests/{id}/withdraw", secret: secret)).Should(204);
        (await AskAsync(number, "wrong")).Should(404, "tracking-number.no-such-pair");
        (await host.PostAsync("/api/my/erasure", new { isForGood = true })).Should(400, "subject.not-said");
        (await AskAsync(number, secret)).Should(204);
        (await AskAsync(number, secret)).Should(409, "erasure.asked-already");

        var waiting = (await host.GetAsync($"/api/erasures?request={number}", "custodian")).Should(200).Json;
        waiting.GetProperty("items")[0].GetProperty("stage").GetString().ShouldBe("asked");
        waiting.GetProperty("items")[0].GetProperty("words").GetString().ShouldBe("Please.");
        (await host.GetAsync("/api/erasures", "admin")).Should(200).Body.ShouldContain(number);

        (await ReadAsync(id)).Body.ShouldContain(Name);
        var proposal = new { basis = "own-request", reasons = "He asked." };
        (await host.PostAsync($"/api/requests/{id}/erasure", proposal, "custodian")).Should(204);
        (await host.PostAsync($"/api/requests/{id}/erasure/approve", persona: "custodian"))
            .Should(403, "erasure.same-person");
        (await ReadAsync(id)).Body.ShouldContain(Name);
        (await host.PostAsync($"/api/requests/{id}/erasure/approve", persona: "admin")).Should(204);

        (await host.SendAsync(HttpMethod.Get, $"/api/requests/{number}", secret: secret)).Should(410, "subject.erased");
        var file = await ReadAsync(id);
        file.Body.ShouldNotContain(Name);
        var filed = file.Json.GetProperty("events")[0];
        filed.GetProperty("details").GetProperty("applicant").GetProperty("name").ValueKind
            .ShouldBe(JsonValueKind.Null);
        filed.GetProperty("erased").EnumerateArray().Select(path => path.GetString())
            .ShouldBe(["applicant.name", "applicant.nationalNumber", "sealedFacts.income", "applicantMark"]);
        (await AskAsync(number, secret)).Should(409, "erasure.done-already");

        var record = await host.TextAsync(
            $"select data::text from {{0}}.mt_events where type = 'subject_erased' and stream_id = "
            + $"'{EGov.Privacy.Erasure.Of(id)}'");
        var erased = JsonElement.Parse(record);
        erased.GetProperty("proposedBy").GetString().ShouldBe("CUS-01");
        erased.GetProperty("by").GetString().ShouldBe("ADM-01");
        erased.GetProperty("requests").GetInt32().ShouldBe(1);
        erased.GetProperty("values").GetInt32().ShouldBeGreaterThan(3);
        record.ShouldNotContain(id.ToString());
    }

    [Fact]
    public async Task What_a_signed_in_citizen_kept_here_ends_and_he_may_begin_anew_without_signing_in()
    {
        var bearer = new Tokens(host).Of(Citizen());
        var filed = (await SendAsync("/api/requests", Given.Filing, bearer)).Should(201).Json;
        var id = filed.GetProperty("requestId").GetGuid();
        (await SendAsync($"/api/requests/{id}/withdraw", new { }, bearer)).Should(204);
        var basis = new { basis = "own-request", reasons = "Nobody asked." };
        (await host.PostAsync($"/api/requests/{id}/erasure", basis, "admin")).Should(409, "erasure.not-asked");
        (await SendAsync("/api/my/erasure", new { isForGood = true }, bearer)).Should(204);
        (await host.PostAsync($"/api/requests/{id}/erasure", basis, "admin")).Should(204);
        (await host.PostAsync($"/api/requests/{id}/erasure/approve", persona: "custodian")).Should(204);

        (await host.SendAsync(HttpMethod.Get, "/api/my/requests", bearer: bearer)).Should(410, "subject.erased");
        (await SendAsync("/api/requests", Given.Filing, bearer)).Should(409, "subject.key-destroyed");
        (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
    }

    [Fact]
    public async Task A_refusal_gives_reasons_and_a_hold_lasts_until_its_day()
    {
        var (id, number, secret) = await FileAsync();
        (await host.PostAsync($"/api/requests/{id}/withdraw", secret: secret)).Should(204);
        var until = host.Clock.GetUtcNow().Day().AddDays(10);
        (await host.PostAsync($"/api/requests/{id}/legal-hold", new { ground = "audit", until }, "custodian"))
            .Should(204);
        (await AskAsync(number, secret)).Should(409, "erasure.held");
        (await host.PostAsync($"/api/requests/{id}/legal-hold/lift", persona: "admin")).Should(204);
        (await AskAsync(number, secret)).Should(204);
        var refusal = new { reasons = "The archive law keeps it." };
        (await host.PostAsync($"/api/requests/{id}/erasure/refuse", refusal, "custodian")).Should(204);
        (await host.GetAsync($"/api/erasures?request={id}", "custodian")).Should(200).Json.GetProperty("items")[0]
            .GetProperty("reasons").GetString().ShouldBe("The archive law keeps it.");
        (await ReadAsync(id)).Body.ShouldContain(Name);
        (await host.PostAsync($"/api/requests/{Guid.NewGuid()}/erasure/approve", persona: "admin"))
            .Should(404, "resource.unknown");
    }

    [Fact]
    public async Task A_key_that_another_node_destroys_is_forgotten_here_at_once()
    {
        var (id, _, _) = await FileAsync();
        (await ReadAsync(id)).Body.ShouldContain(Name);
        await host.TextAsync($$"""
            with gone as (update {0}.mt_doc_subjectkey set data = data
                || jsonb_build_object('wrapped', '', 'destroyedAt', '2026-05-02T00:00:00+00:00') where id = '{{id}}'
                returning id)
            select pg_notify('{0}_keys', id::text)::text from gone
            """);
        for (var i = 0; i < 50 && (await ReadAsync(id)).Body.Contains(Name, StringComparison.Ordinal); i++)
            await Task.Delay(100);
        (await ReadAsync(id)).Body.ShouldNotContain(Name);
    }

    private async Task<(Guid Id, string Number, string Secret)> FileAsync()
    {
        var filed = (await host.PostAsync("/api/requests", new
        {
            service = "environmental-opinion",
            county = "sari",
            applicant = new { name = Name, nationalNumber = "۰۰۱۲۳۴۵۶۷۹" },
            facts = new { distance = 730, income = 500_000_000 },
        })).Should(201).Json;
        return (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString()!,
            filed.GetProperty("secret").GetString()!);
    }

    private Task<Answer> AskAsync(string number, string secret) => host.SendAsync(
        HttpMethod.Post, "/api/my/erasure", new { isForGood = true, words = "Please." }, secret: secret,
        number: number);

    private Task<Answer> SendAsync(string url, object body, string bearer) =>
        host.SendAsync(HttpMethod.Post, url, body, bearer: bearer);

    private async Task<Answer> ReadAsync(Guid id) =>
        (await host.SendAsync(HttpMethod.Get, $"/api/requests/{id}/file", persona: "officer", purpose: "papers",
            explanation: "To%20see%20what%20is%20left%20of%20it.")).Should(200);

    private static ClaimsIdentity Citizen() => new Persona(
        "somebody", new("کسی", "Somebody"), Roles.Citizen, Subject: Guid.NewGuid()).Identity();
}
