using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using EGov.Acceptance.Api;
using EGov.Acceptance.SignIn;
using Microsoft.AspNetCore.Components;

namespace EGov.Acceptance.Pages;

/// <summary>What nobody honest types, in every field of every form, and in every value of a page's address.</summary>
public sealed partial class HostileValuesTests(Server server) : IClassFixture<Server>
{
    private const string Script = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";

    private static readonly string[] Values =
    [
        Script, "=cmd|' /C calc'!A0", "a\0b", "\u202egnp.exe\u2066", "'; drop table mt_events; --",
        "a\r\nSet-Cookie: b=c", "-1", "99999999999999999999999999",
        "{0}${jndi:ldap://127.0.0.1/x}", "   ", new('ی', 20_000),
    ];

    /// <summary>Bytes that are no text, as an address or a form may hold them.</summary>
    private static readonly string[] Broken = ["%00", "%ED%A0%80", "%FF%FE", "%C0%80", "%", "%u0041"];

    /// <summary>Every value that any page reads from its address.</summary>
    private static readonly string[] Names =
    [
        .. typeof(EGov.Pages.Pages).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Select(value => (value, asked: value.GetCustomAttribute<SupplyParameterFromQueryAttribute>()))
            .Where(value => value.asked is not null).Select(value => value.asked!.Name ?? value.value.Name)
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal),
    ];

    private static readonly string[] Personas =
        ["citizen", "clerk", "officer", "manager", "governor", "auditor", "integrity", "custodian", "admin"];

    [Fact]
    public async Task No_field_of_a_form_fails_on_them_or_gives_them_back_as_markup()
    {
        var (id, number) = await FileAsync();
        var sent = 0;
        foreach (var persona in Personas)
        {
            using var visitor = await SignInAsync(persona);
            foreach (var address in Pages(persona, id, number))
            {
                await visitor.Open(address);
                foreach (var form in Form.Matches(visitor.Page).Select(form => form.Value)
                    .Where(form => !form.Contains("action=\"/sign-out\"", StringComparison.Ordinal)).ToList())
                {
                    var hidden = Hidden.Matches(form).ToDictionary(
                        field => Text(field.Groups[1]), field => Text(field.Groups[2]), StringComparer.Ordinal);
                    var names = Field.Matches(form).Select(field => Text(field.Groups[1]))
                        .Where(name => name is not ("__RequestVerificationToken" or "_handler")).Distinct().ToList();
                    foreach (var (turn, name) in names.Index())
                        foreach (var value in Values.Where((_, place) => (place + turn) % 2 == 0 || place < 3))
                        {
                            sent++;
                            var fields = new Dictionary<string, string>(hidden) { [name] = value };
                            if (hidden.ContainsKey("Version")) fields["Version"] = name == "Version" ? value : "9999";
                            using HttpContent content =
                                sent % 2 == 0 ? new FormUrlEncodedContent(fields) : Parts(fields);
                            await visitor.Send(new(HttpMethod.Post, address) { Content = content });
                            var begin = value[..Math.Min(30, value.Length)];
                            ShouldBearIt(visitor, $"{address} as {persona}, {name}: {begin}");
                        }
                }
            }
        }

        sent.ShouldBeGreaterThan(400);
    }

    [Fact]
    public async Task Nor_does_any_value_of_an_address()
    {
        var (id, number) = await FileAsync();
        foreach (var persona in Personas)
        {
            using var visitor = await SignInAsync(persona);
            foreach (var (turn, address) in Pages(persona, id, number).Index())
                foreach (var (place, name) in Names.Index())
                {
                    var value = (place + turn) % 2 == 0
                        ? Broken[(place + turn) / 2 % Broken.Length]
                        : Uri.EscapeDataString(Values[(place + turn) % (Values.Length - 1)]);
                    var exact = $"{address}?{name}={value}";
                    await visitor.Send(new(HttpMethod.Get, server.At(exact)));
                    ShouldBearIt(visitor, $"{exact} as {persona}");
                }
        }
    }

    [Fact]
    public async Task A_cursor_that_is_none_is_told_and_a_null_reaches_no_query()
    {
        using var auditor = await SignInAsync("auditor");
        foreach (var page in (string[])["withholdings", "events", "openings"])
        {
            await auditor.Open($"/en/auditor/{page}?after=nonsense");
            ((int)auditor.Status).ShouldBeInRange(200, 404, page);
            await auditor.Send(new(HttpMethod.Get, server.At($"/fa/auditor/{page}?actor=a%00b&reader=a%00b")));
            auditor.Status.ShouldBe(HttpStatusCode.BadRequest, page);
        }
    }

    private static void ShouldBearIt(Visitor visitor, string about)
    {
        ((int)visitor.Status).ShouldBeLessThan(500, about);
        visitor.Page.ShouldNotContain("<script>alert", Case.Sensitive, about);
        visitor.Page.ShouldNotContain("<img src=x", Case.Sensitive, about);
        visitor.Page.ShouldNotContain("Exception", Case.Sensitive, about);
        visitor.Answer.Headers.TryGetValues("Set-Cookie", out var set);
        (set ?? []).ShouldNotContain(cookie => cookie.StartsWith("b=", StringComparison.Ordinal), about);
    }

    private static MultipartFormDataContent Parts(Dictionary<string, string> fields)
    {
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields) parts.Add(new StringContent(value), $"\"{name}\"");
        return parts;
    }

    /// <summary>Each page of this persona once, in the one language or the other.</summary>
    private static IEnumerable<string> Pages(string persona, Guid id, string number) =>
        Access.Lines.Where(line => line.Method == "PAGE" && line.Of(persona) is not Reach.None
                && (!line.IsForEverybody || persona == "citizen")
                && !line.Route.StartsWith("/failed", StringComparison.Ordinal)
                && !line.Route.StartsWith("/styleguide", StringComparison.Ordinal))
            .Select((line, place) => (place % 2 == 0 ? "/en" : "/fa") + (line.Route == "/" ? "" : line.Route
                .Replace("{requestId}", $"{id}", StringComparison.Ordinal)
                .Replace("{number}", number, StringComparison.Ordinal)
                .Replace("{service}", "environmental-opinion", StringComparison.Ordinal)
                .Replace("{step}", "county", StringComparison.Ordinal)
                .Replace("departments/{code}", "departments/environment", StringComparison.Ordinal)
                .Replace("{code}", "environmental-opinion", StringComparison.Ordinal)
                .Replace("{id}", $"{id}", StringComparison.Ordinal)
                .Replace("{keyId}", $"{id}", StringComparison.Ordinal)
                .Replace("{tipId}", $"{id}", StringComparison.Ordinal)
                .Replace("{openingId}", $"{id}", StringComparison.Ordinal)
                .Replace("{withholdingId}", $"{id}", StringComparison.Ordinal)));

    private async Task<(Guid Id, string Number)> FileAsync()
    {
        var filed = await server.SendAsync(
            "POST", "/api/requests", Server.Json(JsonSerializer.Serialize(Given.Filing)), "citizen");
        filed.Status.ShouldBe(201, filed.Body);
        var id = filed.Json.GetProperty("requestId").GetGuid();
        var taken = Server.Json("{\"ground\":\"emergency\"}");
        (await server.SendAsync("POST", $"/api/requests/{id}/assign", taken, "officer")).Status.ShouldBe(204);
        return (id, filed.Json.GetProperty("trackingNumber").GetString()!);
    }

    private async Task<Visitor> SignInAsync(string persona)
    {
        var visitor = new Visitor(
            server.Address, new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        await visitor.SignIn(persona, "/sign-in?return=/en/styleguide");
        return visitor;
    }

    private static string Text(Group found) => WebUtility.HtmlDecode(found.Value);

    [GeneratedRegex("<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form { get; }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden { get; }

    [GeneratedRegex("<(?:input|select|textarea)[^>]* name=\"([^\"]*)\"")]
    private static partial Regex Field { get; }
}
