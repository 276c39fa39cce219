using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;

namespace EGov.Acceptance.SignIn;

/// <summary>A browser without screen or script: keeps cookies, follows redirects, sends the page's form.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly HttpClient client;

    public Visitor(Uri home, HttpMessageHandler network)
    {
        client = new HttpClient(new CookieContainerHandler(Cookies) { InnerHandler = network }) { BaseAddress = home };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public CookieContainer Cookies { get; } = new();

    public Uri At { get; private set; } = new("about:blank");

    public HttpStatusCode Status { get; private set; }

    public string Page { get; private set; } = "";

    public HttpResponseMessage Answer { get; private set; } = new();

    /// <summary>Every address since the reader last acted, the redirects included.</summary>
    public List<Uri> Trail { get; } = [];

    /// <summary>What every cookie was set with, in order.</summary>
    public List<string> CookiesSet { get; } = [];

    /// <summary>A visitor of a host under test, whether it listens on a socket or only in memory.</summary>
    public static Visitor Of(WebApplication host, string? home = null) =>
        host.Services.GetService(typeof(Microsoft.AspNetCore.Hosting.Server.IServer)) is TestServer server
            ? new(new(home ?? "http://localhost"), server.CreateHandler())
            : new(
                new(home ?? host.Urls.First()),
                new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public void Speak(string language) => client.DefaultRequestHeaders.Add("Accept-Language", language);

    public Task<string> Open(string address) => Follow(new(HttpMethod.Get, address));

    /// <summary>Sends the page's form as the browser would when this button is pressed.</summary>
    public Task<string> Press(string name, string value, Func<string, bool>? without = null)
    {
        var fields = Hidden.Matches(Page)
            .Select(field => KeyValuePair.Create(
                WebUtility.HtmlDecode(field.Groups["name"].Value),
                WebUtility.HtmlDecode(field.Groups["value"].Value)))
            .Where(field => without is null || !without(field.Key))
            .Append(new(name, value));
        var action = WebUtility.HtmlDecode(Form.Match(Page).Groups["action"].Value);
        return Follow(new(HttpMethod.Post, new Uri(At, action)) { Content = new FormUrlEncodedContent(fields) });
    }

    public Task<string> Send(HttpRequestMessage request) => Follow(request);

    /// <summary>Opens a page that needs sign-in and chooses the persona; ends where the issuer leads back to.</summary>
    public async Task<string> SignIn(string persona, string page)
    {
        await Open(page);
        return await Press("persona", persona);
    }

    /// <summary>A bearer token for a persona, as a machine gets it.</summary>
    public async Task<string> Token(string persona, string secret = "development")
    {
        using var form = new FormUrlEncodedContent([
            new("grant_type", "client_credentials"), new("client_id", persona), new("client_secret", secret)]);
        using var answer = await client.PostAsync("/dev-issuer/token", form);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return answer.IsSuccessStatusCode
            ? json.GetProperty("access_token").GetString()!
            : throw new HttpRequestException(json.GetProperty("error").GetString(), null, answer.StatusCode);
    }

    public void Dispose() => client.Dispose();

    private async Task<string> Follow(HttpRequestMessage request)
    {
        Trail.Clear();
        while (true)
        {
            At = new(client.BaseAddress!, request.RequestUri!);
            Trail.Add(At);
            Answer = await client.SendAsync(request);
            Status = Answer.StatusCode;
            Page = await Answer.Content.ReadAsStringAsync();
            if (Answer.Headers.TryGetValues("Set-Cookie", out var set)) CookiesSet.AddRange(set);
            if (Answer.Headers.Location is not { } next) return Page = Page.Replace("\r", "", StringComparison.Ordinal);
            Trail.Count.ShouldBeLessThan(12, string.Join(" → ", Trail));
            request = new(HttpMethod.Get, new Uri(At, next));
        }
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden { get; }

    [GeneratedRegex("<form[^>]*action=\"(?<action>[^\"]*)\"")]
    private static partial Regex Form { get; }
}
