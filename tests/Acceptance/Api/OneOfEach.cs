using System.Text;
using System.Text.Json;
using EGov.Appointments;
using EGov.Integrity;
using EGov.Oversight;
using EGov.Transparency;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Api;

/// <summary>One of each thing that is no request, with a person and a word wherever either is sealed.</summary>
internal sealed class OneOfEach(Server server, string name, string number, string word)
{
    private const string Head = "env-head";
    private static readonly object Any = new { fa = "نمونه", en = "Sample" };
    private readonly Dictionary<string, string> _ids = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Content => Convert.ToBase64String(Encoding.UTF8.GetBytes(word));

    /// <summary>What stands for the files of open data in an address.</summary>
    public void Know(FileSet made) => (_ids["set"], _ids["name"]) = (made.Set, made.Files[0].Name);

    /// <summary>Its id or number by the name of the parameter in whose place it stands in an address.</summary>
    public string? Of(string template, string parameter) => parameter is "number"
        ? _ids.GetValueOrDefault(template.Contains("/guidance/", StringComparison.Ordinal) ? "guidance" : "programme")
        : _ids.GetValueOrDefault(parameter);

    /// <summary>Makes them; days pass, and what waits for the end of a day is put on record.</summary>
    /// <param name="about">The tracking number of a request.</param>
    public async Task MakeAsync(string about)
    {
        await DirectAsync();
        await WriteAsync();
        await MeetAsync();
        await PromiseAsync();
        await RaiseAsync();
        await SeekAsync();
        await TellAsync(about);
        var note = await AskAsync();

        server.Clock.Advance(TimeSpan.FromDays(20));
        var watch = server.Services.GetRequiredService<OversightWatch>();
        while (await watch.LookAsync(Cancellation) > 0) { }
        await server.Services.GetRequiredService<Letterbox>().EmptyAsync(Cancellation);
        await DoneAsync($"/api/guidance/{note}/issue", "governor-2", new { from = Day(0), heard = Any });
        await DoneAsync($"/api/guidance/{note}/acknowledge", "manager", new { });
    }

    private async Task DirectAsync()
    {
        var id = await MadeAsync("/api/directives", "governor", new
        {
            departments = new[] { "environment" },
            line = Any,
            effect = word,
            evidence = word,
            days = 60,
            support = word,
        });
        _ids["directiveId"] = id;
        await DoneAsync($"/api/directives/{id}/acknowledge", "manager", new { });
        await DoneAsync($"/api/directives/{id}/assign", "manager", new { executor = "ENV-014" });
        await DoneAsync($"/api/directives/{id}/ask-support", "officer", new { words = word });
        await DoneAsync($"/api/directives/{id}/evidence", "officer",
            new { name = $"{word}.txt", mediaType = "text/plain", content = Content });
        await DoneAsync($"/api/directives/{id}/report", "officer", new { words = word, references = new[] { word } });
    }

    private async Task WriteAsync()
    {
        _ids["letterId"] = await MadeAsync("/api/letters", "manager", new
        {
            date = Day(-1),
            line = Any,
            correspondent = name,
            contact = number,
            theirNumber = word,
            words = word,
        });
        var answer = await MadeAsync("/api/letters/drafts", "governor", new
        {
            letter = new
            {
                to = "environment",
                line = Any,
                words = word,
                effect = word,
                evidence = word,
                days = 60,
                owner = "ENV-014",
                legalReference = "Sample",
            },
        });
        await DoneAsync($"/api/letters/{answer}/files", "governor",
            new { name = $"{word}.txt", mediaType = "text/plain", content = Content });
        await DoneAsync($"/api/letters/{answer}/send", "governor", new { });
        await DoneAsync($"/api/letters/{answer}/receive", "officer-2", new { });
        await DoneAsync($"/api/letters/{answer}/report", "officer", new { words = word, references = new[] { word } });
    }

    private async Task MeetAsync()
    {
        await DoneAsync("/api/councils", "governor", new { council = "water", name = Any });
        var present = new[] { "ENV-900", "GVN-01", "GVN-02", "ENV-014", "ENV-021" };
        var id = await MadeAsync("/api/meetings", "governor", new
        {
            council = "water",
            line = Any,
            day = Day(0),
            chair = "ENV-900",
            agenda = new[] { Any },
            invited = present,
        });
        _ids["meetingId"] = id;
        await DoneAsync($"/api/meetings/{id}/open", "governor", new { });
        await DoneAsync($"/api/meetings/{id}/attendance", "governor", new { present });
        await DoneAsync($"/api/meetings/{id}/guests", "governor", new { name });
        await DoneAsync($"/api/meetings/{id}/viewpoints", "governor", new { words = word });
        await DoneAsync($"/api/meetings/{id}/resolutions", "governor",
            new { line = Any, owner = "ENV-900", due = Day(60) });
        var minutes = await server.SendAsync("GET", $"/api/meetings/{id}", persona: "governor-2");
        _ids["resolutionId"] = minutes.Json.GetProperty("resolutions")[0].GetProperty("resolutionId").GetString()!;
        await DoneAsync($"/api/meetings/{id}/answer-viewpoint", "governor-2",
            new { viewpoint = 1, outcome = "not-taken-up", reasons = word });
    }

    private async Task PromiseAsync()
    {
        var opened = await AnswerAsync("/api/programmes", "governor",
            new { promise = Any, source = Any, promisedOn = Day(0) });
        var id = opened.GetProperty("id").GetString()!;
        (_ids["programmeId"], _ids["programme"]) = (id, opened.GetProperty("number").GetString()!);
        await DoneAsync($"/api/programmes/{id}/commitments", "governor",
            new { words = Any, departments = new[] { "environment" }, due = Day(200) });
        await DoneAsync($"/api/programmes/{id}/measures", "governor", new
        {
            commitment = 1,
            name = Any,
            kind = "share",
            indicator = "PERF-ONTIME",
            window = "months",
            months = 24,
            department = "environment",
        });
        await DoneAsync($"/api/programmes/{id}/milestones", "governor",
            new { measure = 1, atLeast = true, target = 95, on = Day(100) });
        _ids["measure"] = "1";
    }

    private async Task RaiseAsync()
    {
        var id = await MadeAsync("/api/issues", "manager",
            new { line = Any, words = word, from = "department", departments = new[] { "environment" } });
        _ids["issueId"] = id;
        await DoneAsync($"/api/issues/{id}/owner", "governor", new { owner = "ENV-014" });
        await DoneAsync($"/api/issues/{id}/follow-up", "governor-2", new { words = word });
    }

    private async Task<string> AskAsync()
    {
        var asked = await AnswerAsync("/api/guidance/ask", "manager",
            new { line = Any, words = word, services = new[] { "environmental-opinion" } });
        var id = asked.GetProperty("id").GetString()!;
        (_ids["guidanceId"], _ids["guidance"]) = (id, asked.GetProperty("number").GetString()!);
        await DoneAsync($"/api/guidance/{id}/draft", "governor", new
        {
            text = new
            {
                title = Any,
                basis = Any,
                clauses = new[] { Any },
                departments = new[] { "environment" },
                services = new[] { "environmental-opinion" },
            },
            commentDays = 5,
        });
        await DoneAsync($"/api/guidance/{id}/comment", "officer", new { isAgainst = false, words = word });
        return id;
    }

    private async Task SeekAsync()
    {
        await DoneAsync("/api/appointments/levels", "governor", new
        {
            levels = new[] { new { code = "head", name = Any, rank = 1, areReasonsPublic = true } },
        });
        await DoneAsync("/api/posts", "governor",
            new { post = Head, title = Any, department = "environment", level = "head" });
        var post = Post.Of(Head);
        _ids["postId"] = $"{post}";
        await DoneAsync($"/api/posts/{post}/criteria", "governor", new
        {
            criteria = new[] { new { code = "service", demand = Any, shownBy = Any, isRequired = true } },
        });
        await DoneAsync($"/api/posts/{post}/vacancy", "governor",
            new { closesOn = Day(10), panel = new[] { "ENV-014", "ENV-021", "WAT-007" } });
        await DoneAsync($"/api/posts/{post}/candidates", "governor", new { name, number, gender = "woman" });
    }

    private async Task TellAsync(string about)
    {
        await DoneAsync("/api/tips", null, new { topic = "bribe", words = word, name, contact = number });
        await DoneAsync("/api/influence", "officer", new
        {
            on = "request",
            about,
            kind = "pressure",
            category = "superior",
            channel = "telephone",
            asked = word,
            answer = "refused",
            contact = name,
            words = word,
        });
        await DoneAsync("/api/officers/mine/interests", "officer-2", new { relation = "sibling", name, number });
        var key = await AnswerAsync("/api/keys", "admin", new { client = "Reports of Sari", contact = word });
        ApiKey = key.GetProperty("key").GetString()!;
    }

    /// <summary>A key of open data, by which a program files.</summary>
    public string ApiKey { get; private set; } = "";

    private string Day(int days) => $"{server.Clock.GetUtcNow().Day().AddDays(days):yyyy-MM-dd}";

    private async Task<string> MadeAsync(string address, string persona, object body) =>
        (await AnswerAsync(address, persona, body)).GetProperty("id").GetString()!;

    private async Task DoneAsync(string address, string? persona, object body) =>
        await AnswerAsync(address, persona, body);

    private async Task<JsonElement> AnswerAsync(string address, string? persona, object body)
    {
        var reply = await server.SendAsync("POST", address, Server.Json(JsonSerializer.Serialize(body)), persona);
        reply.Status.ShouldBeInRange(200, 299, reply.ToString());
        return reply.Body.Length > 0 ? reply.Json : default;
    }
}
