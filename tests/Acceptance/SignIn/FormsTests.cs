using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EGov.Acceptance.Api;

namespace EGov.Acceptance.SignIn;

/// <summary>Every page of the table of who may do what: its forms take only what the page itself gave.</summary>
public partial class FormsTests
{
    private const string Token = "__RequestVerificationToken";

    [Fact]
    public async Task A_form_without_its_own_token_is_refused_on_every_page()
    {
        await using var server = new Server();
        await server.InitializeAsync();
        var (id, number) = await FileAsync(server);
        var before = await server.WrittenAsync();
        using var stranger = await SignInAsync(server, "citizen-2");
        await stranger.Open("/en/styleguide/form");
        var another = Tokens(stranger.Page).First();
        var forms = 0;
        foreach (var persona in (string[])["citizen", "clerk", "officer", "manager", "auditor", "custodian"])
        {
            using var visitor = await SignInAsync(server, persona);
            foreach (var line in Access.Lines.Where(line => line.Method == "PAGE"
                && line.Of(persona) is not Reach.None && !line.Route.StartsWith("/failed", StringComparison.Ordinal)))
            {
                await visitor.Open("/en" + (line.Route == "/" ? "" : Address(line.Route, id, number)));
                var (page, at) = (visitor.Page, visitor.At);
                var about = $"{at} as {persona}";
                ((int)visitor.Status).ShouldBeLessThan(500, about);
                visitor.Answer.Headers.Contains("Content-Security-Policy").ShouldBeTrue(about);
                ScriptInPage.IsMatch(page).ShouldBeFalse(about);
                foreach (var form in Form.Matches(page).Select(form => form.Value))
                {
                    forms++;
                    Tokens(form).Count().ShouldBe(1, about);
                    var action = WebUtility.HtmlDecode(Action.Match(form).Groups[1].Value);
                    var broken = Tokens(form).Single()[..^9] + "AAAAAAAAA";
                    foreach (var forged in (string?[])[null, "", "nonsense", another, broken])
                    {
                        var fields = Hidden.Matches(form)
                            .Select(field => KeyValuePair.Create(
                                WebUtility.HtmlDecode(field.Groups[1].Value),
                                WebUtility.HtmlDecode(field.Groups[2].Value)))
                            .Where(field => field.Key != Token).ToList();
                        if (forged is not null) fields.Add(new(Token, forged));
                        using var content = new FormUrlEncodedContent(fields);
                        await visitor.Send(new(HttpMethod.Post, new Uri(at, action)) { Content = content });
                        visitor.Status.ShouldBe(HttpStatusCode.BadRequest, $"{about}, {action}, '{forged}'");
                    }
                }
            }

            visitor.CookiesSet.ShouldNotBeEmpty();
            var kept = visitor.CookiesSet.Where(cookie => !cookie.Contains("1970", StringComparison.Ordinal));
            foreach (var cookie in kept)
            {
                cookie.ShouldContain("httponly", Case.Insensitive, cookie);
                cookie.ShouldContain("samesite=", Case.Insensitive, cookie);
            }
        }

        forms.ShouldBeGreaterThan(50);
        (await server.WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task With_its_right_token_a_form_does_only_what_its_sender_may()
    {
        await using var server = new Server();
        await server.InitializeAsync();
        var own = await FileAsync(server);
        var colleagues = await FileAsync(server, "officer-2");
        var others = await FileAsync(server);
        await DoneAsync(server, others.Id, "transfer", "officer", Acts["transfer"]
            .Select(field => (field.Key.ToLowerInvariant(), field.Value)).Where(field => field.Item1 != "note"));
        var sent = 0;
        foreach (var persona in (string[])
            ["citizen-2", "clerk", "officer", "manager", "auditor", "integrity", "custodian", "admin"])
        {
            using var visitor = await SignInAsync(server, persona);
            await visitor.Open("/en/styleguide/form");
            var token = Tokens(visitor.Page).First();
            if (persona is "officer" or "manager")
                foreach (var file in new[] { own, colleagues })
                    await SendAsync(visitor, $"/{persona}/files/{file.Id}", "open", token);
            var before = await server.WrittenAsync();
            foreach (var line in Access.Lines.Where(line => line.Method == "PAGE" && Acts.ContainsKey(ActOf(line))))
                foreach (var file in new[] { own, colleagues, others })
                {
                    if (MayAct(line, persona, file == own, file == others)) continue;
                    sent++;
                    var about = $"{line.Name} as {persona}";
                    await SendAsync(visitor, Address(line.Route, file.Id, file.Number), ActOf(line), token);
                    // 400 where there is nothing to send on this page: it has drawn no such form.
                    ((int)visitor.Status).ShouldBeOneOf([200, 400, 403, 404], about);
                    if (line.Of(persona.Split('-')[0]) is Reach.None)
                        visitor.Status.ShouldBe(HttpStatusCode.Forbidden, about);
                    visitor.Page.ShouldNotContain("role=\"status\"", Case.Sensitive, about);
                    (await server.WrittenAsync()).ShouldBe(before, about);
                }
        }

        sent.ShouldBeGreaterThan(300);
        // The same form by who may: done once, however often it is sent.
        using var officer = await SignInAsync(server, "officer");
        await officer.Open("/en/styleguide/form");
        var right = Tokens(officer.Page).First();
        var (key, already) = ($"{Guid.NewGuid()}", await server.WrittenAsync());
        for (var time = 0; time < 2; time++)
        {
            await SendAsync(officer, $"/officer/files/{own.Id}/ask", "ask", right, key);
            officer.Status.ShouldBe(HttpStatusCode.OK);
            officer.At.Query.ShouldContain("done=ask");
        }

        (await server.WrittenAsync()).ShouldBe(already + 1);
    }

    /// <summary>What each act's form is sent with, so that only who sends it can be wrong.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Acts = new()
    {
        ["supply"] = new() { ["Words"] = "?" },
        ["withdraw"] = new() { ["Words"] = "?" },
        ["correct"] = new() { ["Person.Name"] = "Somebody else" },
        ["ask"] = new() { ["Question"] = "?" },
        ["assign"] = new() { ["Ground"] = "emergency", ["Officer"] = "ENV-031" },
        ["close"] = [],
        ["extend"] = new() { ["Ground"] = "complexity" },
        ["notice"] = new() { ["Channel"] = "portal" },
        ["ready"] = [],
        ["recuse"] = new() { ["Ground"] = "kinship" },
        ["refer"] = new() { ["Department"] = "regional-water", ["Question"] = "?", ["Days"] = "5" },
        ["remedy"] = new() { ["Kind"] = "apology", ["Answer"] = "?" },
        ["steps"] = new() { ["Step"] = "visit" },
        ["transfer"] = new()
        {
            ["Department"] = "regional-water",
            ["Ground"] = "out-of-competence",
            ["Note"] = "?",
        },
        ["answer-referral"] = new() { ["Opinion"] = "Favourable", ["Answer"] = "?" },
        ["decide-appeal"] = new() { ["Outcome"] = "Granted", ["Reasons"] = "?" },
        ["prioritise"] = new() { ["Priority"] = "1", ["Ground"] = "emergency" },
    };

    /// <summary>A file is opened before anything can be sent about it.</summary>
    private static readonly Dictionary<string, string> Opening = new()
    {
        ["For"] = "appeal",
        ["Because"] = "The forms of this file are to be tried.",
    };

    private static string ActOf(AccessLine line) =>
        line.Route.Contains('{', StringComparison.Ordinal) ? line.Route.Split('/')[^1] : "";

    /// <summary>Whether this persona may do it on this file, or what it would do is nobody's to refuse.</summary>
    private static bool MayAct(AccessLine line, string persona, bool isOwn, bool isOthers) => persona switch
    {
        "officer" => isOwn || (!isOthers && ActOf(line) is "steps" or "recuse"),
        "manager" => !isOthers && ActOf(line) is "assign" or "prioritise",
        _ => false,
    };

    private static Task<string> SendAsync(Visitor visitor, string address, string act, string token, string? key = null)
    {
        var (typed, form) = act is "open" ? (Opening, act) : (Acts[act], "act");
        var fields = typed.Append(new("_handler", form)).Append(new(Token, token))
            .Append(new("Key", key ?? $"{Guid.NewGuid()}"));
        return visitor.Send(new(HttpMethod.Post, "/en" + address) { Content = new FormUrlEncodedContent(fields) });
    }

    private static async Task DoneAsync(
        Server server, Guid id, string act, string persona, IEnumerable<(string Name, string Value)> members)
    {
        var body = JsonSerializer.Serialize(members.ToDictionary(member => member.Name, member => member.Value));
        (await server.SendAsync("POST", $"/api/requests/{id}/{act}", Server.Json(body), persona)).Status.ShouldBe(204);
    }

    /// <summary>A file of the persona citizen that an officer of the environment holds.</summary>
    private static async Task<(Guid Id, string Number)> FileAsync(Server server, string officer = "officer")
    {
        var filed = await server.SendAsync(
            "POST", "/api/requests", Server.Json(JsonSerializer.Serialize(Given.Filing)), "citizen");
        filed.Status.ShouldBe(201, filed.Body);
        var id = filed.Json.GetProperty("requestId").GetGuid();
        await DoneAsync(server, id, "assign", officer, [("ground", "emergency")]);
        return (id, filed.Json.GetProperty("trackingNumber").GetString()!);
    }

    private static async Task<Visitor> SignInAsync(Server server, string persona)
    {
        var visitor = new Visitor(
            server.Address, new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        await visitor.SignIn(persona, "/sign-in?return=/en/styleguide");
        return visitor;
    }

    private static string Address(string route, Guid id, string number) => route
        .Replace("{requestId}", $"{id}", StringComparison.Ordinal)
        .Replace("{id}", $"{id}", StringComparison.Ordinal)
        .Replace("{number}", number, StringComparison.Ordinal)
        .Replace("{service}", "environmental-opinion", StringComparison.Ordinal)
        .Replace("{step}", "county", StringComparison.Ordinal)
        .Replace("departments/{code}", "departments/environment", StringComparison.Ordinal)
        .Replace("{code}", "environmental-opinion", StringComparison.Ordinal);

    private static IEnumerable<string> Tokens(string html) => Hidden.Matches(html)
        .Where(field => field.Groups[1].Value == Token).Select(field => field.Groups[2].Value);

    [GeneratedRegex("<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Form { get; }

    [GeneratedRegex("<form[^>]*action=\"([^\"]*)\"")]
    private static partial Regex Action { get; }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden { get; }

    // A block of data is no script: a browser prepares none of a type that it does not run.
    [GeneratedRegex(
        "<script(?![^>]*\\b(src=|type=\"application/ld\\+json\"))[^>]*>|\\son[a-z]+=\"|javascript:",
        RegexOptions.IgnoreCase)]
    private static partial Regex ScriptInPage { get; }
}
