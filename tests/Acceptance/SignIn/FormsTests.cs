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

    private static async Task<(Guid Id, string Number)> FileAsync(Server server)
    {
        var filed = await server.SendAsync(
            "POST", "/api/requests", Server.Json(JsonSerializer.Serialize(Given.Filing)), "citizen");
        filed.Status.ShouldBe(201, filed.Body);
        var id = filed.Json.GetProperty("requestId").GetGuid();
        var taken = Server.Json("{\"ground\":\"emergency\"}");
        (await server.SendAsync("POST", $"/api/requests/{id}/assign", taken, "officer")).Status.ShouldBe(204);
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

    [GeneratedRegex("<script(?![^>]*\\bsrc=)[^>]*>|\\son[a-z]+=\"|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex ScriptInPage { get; }
}
