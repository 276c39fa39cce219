using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EGov.Acceptance.Api;

namespace EGov.Acceptance.SignIn;

/// <summary>A button that is pressed twice: the second time the act is done, and its form has left the page.</summary>
public sealed partial class SentTwiceTests(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task An_erasure_is_proposed_and_approved_once()
    {
        var id = await FileAsync("citizen-2");
        await DoneAsync($"/api/requests/{id}/withdraw", new { }, "citizen-2");
        await DoneAsync("/api/my/erasure", new { isForGood = true }, "citizen-2");
        using var custodian = await SignInAsync("custodian");
        using var admin = await SignInAsync("admin");
        var page = $"/en/custodian/erasures/{id}";
        await TwiceAsync(custodian, page, "propose", new() { ["Basis"] = "own-request", ["Reasons"] = "?" });
        await TwiceAsync(admin, page, "approve", []);
    }

    [Fact]
    public async Task So_are_a_hold_and_its_lifting_a_withholding_and_a_revocation()
    {
        var id = await FileAsync();
        using var custodian = await SignInAsync("custodian");
        var page = $"/fa/custodian/erasures/{id}";
        await TwiceAsync(custodian, page, "hold", new()
        {
            ["Ground"] = EGov.Privacy.HoldGround.All[0].Code,
            ["Until.Day"] = "1",
            ["Until.Month"] = "6",
            ["Until.Year"] = "1405",
        });
        await TwiceAsync(custodian, page, "lift", []);

        await DoneAsync("/api/withholdings",
            new { request = id, basis = "court-order", words = "?", until = "2026-06-01" }, "integrity");
        var asked = (await server.SendAsync("GET", "/api/audit/withholdings", persona: "integrity")).Json;
        var one = asked.GetProperty("items")[0].GetProperty("withholdingId").GetGuid();
        await TwiceAsync(custodian, $"/en/auditor/withholdings/{one}", "approve", []);

        using var admin = await SignInAsync("admin");
        var issued = (await server.SendAsync("POST", "/api/keys",
            Server.Json("""{"client":"University","contact":"the librarian"}"""), "admin")).Json;
        await TwiceAsync(admin, $"/fa/admin/keys/{issued.GetProperty("keyId").GetGuid()}", "revoke",
            new() { ["Ground"] = "leaked" });
    }

    [Fact]
    public async Task A_key_of_open_data_is_shown_the_first_time_alone()
    {
        using var admin = await SignInAsync("admin");
        await admin.Open("/en/admin/keys");
        var fields = Fields(admin.Page, "issue", new() { ["Client"] = "Hamshahri <b>", ["Contact"] = "the archive" });
        var before = await server.WrittenAsync();
        await SendAsync(admin, "/en/admin/keys", fields);
        var key = Key.Match(admin.Page).Value;
        key.ShouldNotBeEmpty();
        admin.Page.ShouldContain("Hamshahri &lt;b&gt;");
        admin.Page.ShouldNotContain("the archive");
        await SendAsync(admin, "/en/admin/keys", fields);
        admin.Status.ShouldBe(HttpStatusCode.OK);
        admin.Page.ShouldContain("kept nowhere");
        Key.IsMatch(admin.Page).ShouldBeFalse();
        (await server.WrittenAsync()).ShouldBe(before + 1);

        var one = $"/en/admin/keys/{Organisation.ApiKey.IdIn(key)}";
        await admin.Open(one);
        admin.Page.ShouldNotContain("the archive");
        await SendAsync(admin, one, Fields(admin.Page, "contact", []));
        admin.Page.ShouldContain("the archive");
        admin.Page.ShouldContain("ADM-01");
        (await server.WrittenAsync()).ShouldBe(before + 2);
        await admin.Open(one);
        admin.Page.ShouldNotContain("the archive");
    }

    private async Task TwiceAsync(Visitor visitor, string page, string form, Dictionary<string, string> typed)
    {
        await visitor.Open(page);
        var fields = Fields(visitor.Page, form, typed);
        var before = await server.WrittenAsync();
        foreach (var time in new[] { "first", "second" })
        {
            await SendAsync(visitor, page, fields);
            visitor.Status.ShouldBe(HttpStatusCode.OK, $"{page}, {form}, {time}: {visitor.Page}");
            visitor.At.Query.ShouldContain("done=", Case.Sensitive, $"{page}, {form}, {time}: {visitor.Page}");
            (await server.WrittenAsync()).ShouldBe(before + 1, $"{page}, {form}, {time}");
        }
    }

    private static Task<string> SendAsync(Visitor visitor, string page, Dictionary<string, string> fields) =>
        visitor.Send(new(HttpMethod.Post, page) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>What a browser would send of this form of the page.</summary>
    private static Dictionary<string, string> Fields(string page, string name, Dictionary<string, string> typed)
    {
        var form = Form.Matches(page).Select(found => found.Value)
            .First(html => html.Contains($"name=\"_handler\" value=\"{name}\"", StringComparison.Ordinal));
        var fields = Hidden.Matches(form).ToDictionary(
            field => WebUtility.HtmlDecode(field.Groups[1].Value),
            field => WebUtility.HtmlDecode(field.Groups[2].Value));
        foreach (var (field, value) in typed) fields[field] = value;
        return fields;
    }

    private async Task<Guid> FileAsync(string citizen = "citizen") =>
        (await DoneAsync("/api/requests", Given.Filing, citizen)).GetProperty("requestId").GetGuid();

    private async Task<JsonElement> DoneAsync(string address, object body, string persona)
    {
        var reply = await server.SendAsync("POST", address, Server.Json(JsonSerializer.Serialize(body)), persona);
        reply.Status.ShouldBeInRange(200, 299, reply.ToString());
        return reply.Body.Length > 0 ? reply.Json : default;
    }

    private async Task<Visitor> SignInAsync(string persona)
    {
        var visitor = new Visitor(
            server.Address, new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        await visitor.SignIn(persona, "/sign-in?return=/en/styleguide");
        return visitor;
    }

    [GeneratedRegex("<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form { get; }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden { get; }

    [GeneratedRegex("egov_[0-9a-f]{32}_[A-Za-z0-9_-]{43}")]
    private static partial Regex Key { get; }
}
