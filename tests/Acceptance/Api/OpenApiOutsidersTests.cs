using EGov.Acceptance.Proofs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace EGov.Acceptance.Api;

/// <summary>The description at /swagger, read by the tools that others read descriptions with.</summary>
[Collection(OneHost.Name)]
public sealed class OpenApiOutsidersTests(Host host)
{
    private static readonly string[] Linters = ["@redocly/cli@2.77.0", "@stoplight/spectral-cli@6.16.3"];
    private static readonly string[] Makers =
        ["openapi-typescript@7.13.0", "openapi-fetch@0.17.0", "typescript@5.9.3", "@types/node@22.20.7"];

    private readonly string _folder = Directory.CreateTempSubdirectory("egov-openapi").FullName;
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redocly_and_Spectral_find_no_error_in_it()
    {
        var document = await WrittenAsync();
        var packages = await Outsiders.PackagesAsync(Linters);
        var strict = Path.Combine(_folder, "redocly.yaml");
        await File.WriteAllTextAsync(strict, """
            extends: [recommended]
            rules:
              no-invalid-media-type-examples: error
              no-invalid-parameter-examples: error
              tag-description: error
              operation-4xx-response: off
            """, _cancellation);
        var (code, said) = await Outsiders.ToolAsync(
            packages, "redocly", "lint", document, "--format=json", "--config", strict);
        code.ShouldBe(0, said);
        said.ShouldContain("\"warnings\": 0");
        var rules = Path.Combine(_folder, "rules.yaml");
        await File.WriteAllTextAsync(rules, "extends: [\"spectral:oas\"]\n", _cancellation);
        (code, said) = await Outsiders.ToolAsync(
            packages, "spectral", "lint", document, "--ruleset", rules, "--fail-severity", "error");
        code.ShouldBe(0, said);
    }

    [Fact]
    public async Task A_client_that_is_made_of_it_compiles_and_files_a_request()
    {
        var document = await WrittenAsync();
        var packages = await Outsiders.PackagesAsync(Makers);
        var types = Path.Combine(packages, "api.d.ts");
        var (code, said) = await Outsiders.ToolAsync(packages, "openapi-typescript", document, "-o", types);
        code.ShouldBe(0, said);
        File.Copy(Path.Combine(Outsiders.Root, "tests", "Acceptance", "Api", "outsiders", "client.mts"),
            Path.Combine(packages, "client.mts"), overwrite: true);
        (code, said) = await Outsiders.ToolAsync(packages, "tsc", "--strict", "--module", "nodenext", "--target",
            "es2022", "--types", "node", "--typeRoots", Path.Combine(packages, "node_modules", "@types"),
            "--outDir", packages, Path.Combine(packages, "client.mts"));
        code.ShouldBe(0, said);

        await using var between = await ListenAsync();
        (code, said) = await Outsiders.ScriptAsync(Path.Combine(packages, "client.mjs"), between.Urls.First());
        code.ShouldBe(0, said);
        said.Trim().ShouldMatch("^[0-9A-Z]+(-[0-9A-Z]+)+$");
    }

    private async Task<string> WrittenAsync()
    {
        var path = Path.Combine(_folder, "openapi.json");
        await File.WriteAllTextAsync(path, (await host.DocumentAsync()).Text, _cancellation);
        return path;
    }

    /// <summary>The host of the tests has no socket of its own.</summary>
    private async Task<WebApplication> ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async http =>
        {
            using var client = host.Alba.Server.CreateClient();
            using var passed = new HttpRequestMessage(
                new(http.Request.Method), http.Request.Path + http.Request.QueryString);
            if (http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0)
            {
                passed.Content = new StreamContent(http.Request.Body);
                passed.Content.Headers.TryAddWithoutValidation("Content-Type", http.Request.ContentType);
            }

            foreach (var name in new[] { "Idempotency-Key", "Accept-Language" })
                if (http.Request.Headers[name] is { Count: > 0 } value)
                    passed.Headers.TryAddWithoutValidation(name, [.. value]);
            using var answer = await client.SendAsync(passed, http.RequestAborted);
            http.Response.StatusCode = (int)answer.StatusCode;
            http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
        });
        await app.StartAsync(_cancellation);
        return app;
    }
}
