using System.Text.Json;

namespace EGov.Acceptance.Casework;

public class RequestLifeTests(Host host)
{
    private static readonly object Filed = new
    {
        service = "environmental-opinion",
        county = "sari",
        applicant = new { name = "نمونه", nationalNumber = "۰۰۱۲۳۴۵۶۷۹" },
        facts = new { distance = 730, income = 500_000_000 },
    };

    [Fact]
    public async Task A_request_is_filed_decided_contested_and_overturned_on_appeal()
    {
        var filed = await host.PostAsync("/api/requests", Filed, status: 201);
        var receipt = JsonElement.Parse(filed.ReadAsText());
        var id = receipt.GetProperty("requestId").GetGuid();
        var secret = receipt.GetProperty("secret").GetString();
        receipt.GetProperty("trackingNumber").GetString().ShouldStartWith("MZ-");

        await As("ENV-014", "assign", new { });
        await As("ENV-014", "ready", new { });
        await As("ENV-014", "ask", new { question = "Noise map?" });
        await host.PostAsync($"/api/requests/{id}/supply", new { words = "here" }, secret: secret);
        await As("ENV-014", "refer", new { department = "regional-water", question = "River?" });
        await host.PostAsync($"/api/requests/{id}/answer-referral",
            new { referral = 1, opinion = "favourable", words = "no objection" }, "officer", "WAT-007", "regional-water");
        await As("ENV-014", "prepare-decision", new
        {
            outcome = "refused",
            answers = new[] { new { criterion = "plan-acceptable", answer = "notMet" } },
        });
        await As("ENV-021", "decide", new { outcome = "refused", guidance = "Hand in another plan." });
        await As("ENV-021", "notice", new { });
        await As("ENV-021", "close", new { closure = "refused" });
        await host.PostAsync($"/api/requests/{id}/appeal", new { grounds = "wrong" }, secret: secret);
        await As("ENV-031", "decide-appeal", new
        {
            outcome = "granted",
            reasons = "The plan holds.",
            answers = new[] { new { criterion = "plan-acceptable", answer = "met" } },
        });

        Task As(string officer, string act, object body) =>
            host.PostAsync($"/api/requests/{id}/{act}", body, "officer", officer, "environment");
    }
}
