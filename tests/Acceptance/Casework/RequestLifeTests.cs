namespace EGov.Acceptance.Casework;

[Collection(OneHost.Name)]
public class RequestLifeTests(Host host)
{
    [Fact]
    public async Task A_request_is_filed_decided_refused_and_overturned_on_appeal()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        var id = filed.Json.GetProperty("requestId").GetGuid();
        var secret = filed.Json.GetProperty("secret").GetString();

        await As("officer", "assign", new { ground = "emergency" });
        await As("officer", "ready", new { });
        await As("officer", "ask", new { question = "Noise map?" });
        (await host.PostAsync($"/api/requests/{id}/supply", new { words = "here" }, secret: secret)).Should(204);
        await As("officer", "refer", new { department = "regional-water", question = "River?" });
        await As("officer-water", "answer-referral", new { referral = 1, opinion = "favourable", words = "no objection" });
        await Given.RefuseAsync(As);
        await As("officer-2", "close", new { closure = "refused" });
        (await host.PostAsync($"/api/requests/{id}/appeal", new { grounds = "wrong" }, secret: secret)).Should(204);
        await As("officer-appeal", "decide-appeal", new
        {
            outcome = "granted",
            reasons = "The plan holds.",
            answers = new[] { new { criterion = "plan-acceptable", answer = "met" } },
        });

        var trace = (await host.GetAsync($"/api/audit/requests/{id}", "auditor")).Should(200);
        trace.Json.GetProperty("versionsAreDense").GetBoolean().ShouldBeTrue();
        trace.Json.GetProperty("events").EnumerateArray().Select(row => row.GetProperty("type").GetString()).ShouldBe([
            "RequestSubmitted", "RequestAssigned", "RequestReady", "InformationRequested", "InformationSupplied",
            "RequestReferred", "ReferralAnswered", "DecisionPrepared", "RequestDecided", "DecisionNotified",
            "RequestClosed", "DecisionAppealed", "AppealDecided"]);
        trace.Json.GetProperty("events")[8].GetProperty("actor").GetString().ShouldBe("officer:ENV-021");
        trace.Json.GetProperty("events")[8].GetProperty("rule").GetString().ShouldBe("env-siting v7");

        async Task As(string persona, string act, object body) =>
            (await host.PostAsync($"/api/requests/{id}/{act}", body, persona)).Should(204);
    }
}
