using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EGov.Cli;

/// <summary>
/// egov erase: the same acts as on the portal, sent to the portal with the token of who does them. There is no other
/// way to an erasure, and none for one person alone.
/// </summary>
public static class Erase
{
    private static readonly Option<string> Portal = new("--portal")
    {
        Description = "Where the platform answers.",
        DefaultValueFactory = _ => "http://localhost:5080",
        Recursive = true,
    };

    private static readonly Option<FileInfo?> Token = new("--token")
    {
        Description = "A file with the access token of a custodian or administrator; else EGOV_TOKEN holds it.",
        Recursive = true,
    };

    public static Command Command()
    {
        var (basis, reasons) = (Text("--basis", "Code of the legal basis."), Text("--reasons", "Why; sealed."));
        var ground = Text("--ground", "Code of the ground in law.");
        var until = Text("--until", "Its last day, yyyy-MM-dd.");
        return new("erase", "Erases what is kept about a person: one proposes, another one approves.")
        {
            Portal, Token, List(),
            Act("propose", "Proposes it, on a legal basis.", "erasure",
                asked => new { basis = asked.GetValue(basis), reasons = asked.GetValue(reasons) }, basis, reasons),
            Act("approve", "As the second person: destroys the key.", "erasure/approve", _ => new { }),
            Act("refuse", "Refuses what was asked or proposed.", "erasure/refuse",
                asked => new { reasons = asked.GetValue(reasons) }, reasons),
            Act("hold", "Forbids it until a day.", "legal-hold",
                asked => new { ground = asked.GetValue(ground), until = asked.GetValue(until) }, ground, until),
            Act("lift", "Ends a hold before its day.", "legal-hold/lift", _ => new { }),
        };
    }

    private static Command List()
    {
        var command = new Command("list", "What was asked, proposed and done; what waits stands first.");
        command.SetAction(async (asked, cancellation) =>
        {
            using var portal = Client(asked);
            string? after = null;
            do
            {
                var page = await GetAsync(
                    portal, after is null ? "" : "?after=" + Uri.EscapeDataString(after), cancellation);
                foreach (var line in page.GetProperty("items").EnumerateArray())
                    Console.WriteLine(Describe(line));
                after = page.GetProperty("next").GetString();
            }
            while (after is not null);
            return 0;
        });
        return command;
    }

    private static Command Act(
        string name, string description, string route, Func<ParseResult, object> body, params Option[] options)
    {
        var request = new Argument<string>("request")
        {
            Description = "Any request of the person: its id or its tracking number.",
        };
        var command = new Command(name, description) { request };
        foreach (var option in options) command.Add(option);
        command.SetAction(async (asked, cancellation) =>
        {
            using var portal = Client(asked);
            var said = asked.GetValue(request)!;
            var found = await GetAsync(portal, "?request=" + Uri.EscapeDataString(said), cancellation);
            if (found.GetProperty("total").GetInt32() == 0)
                throw new Unusable($"There is no request {said}.");
            var id = found.GetProperty("items")[0].GetProperty("requests")[0].GetProperty("requestId").GetGuid();
            using var message = new HttpRequestMessage(HttpMethod.Post, $"api/requests/{id}/{route}")
            {
                Content = JsonContent.Create(body(asked)),
            };
            message.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
            using var answer = await portal.SendAsync(message, cancellation);
            await DemandAsync(answer, cancellation);
            Console.WriteLine("Done, and on record.");
            return 0;
        });
        return command;
    }

    private static string Describe(JsonElement line)
    {
        var numbers = line.GetProperty("requests").EnumerateArray()
            .Select(request => request.GetProperty("trackingNumber").GetString());
        var who = line.GetProperty("proposedBy").GetString() is { } by ? $" by {by}" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{line.GetProperty("stage").GetString()}{who} {line.GetProperty("basis").GetString()}: ")
            + string.Join(", ", numbers);
    }

    private static HttpClient Client(ParseResult asked)
    {
        var token = asked.GetValue(Token) is { } file ? File.ReadAllText(file.FullName)
            : Environment.GetEnvironmentVariable("EGOV_TOKEN");
        if (string.IsNullOrWhiteSpace(token))
            throw new Unusable("Who acts? Give an access token by --token FILE or in EGOV_TOKEN.");
        if (!Uri.TryCreate(asked.GetValue(Portal), UriKind.Absolute, out var address))
            throw new Unusable("--portal is an address such as http://localhost:5080.");
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    private static async Task<JsonElement> GetAsync(HttpClient portal, string query, CancellationToken cancellation)
    {
        using var answer = await portal.GetAsync(new Uri("api/erasures" + query, UriKind.Relative), cancellation);
        await DemandAsync(answer, cancellation);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
    }

    /// <exception cref="Unusable">The portal refused, in its own words.</exception>
    private static async Task DemandAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode) return;
        var status = (int)answer.StatusCode;
        var problem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)
            : default;
        throw new Unusable(problem.ValueKind is JsonValueKind.Object
            ? $"{problem.GetProperty("code").GetString()}: {problem.GetProperty("title").GetString()}"
            : $"The portal answered {status.ToString(CultureInfo.InvariantCulture)}.");
    }

    private static Option<string> Text(string name, string description) =>
        new(name) { Description = description, Required = true };
}
