using System.Text;
using EGov.Acceptance.Proofs;
using EGov.Transparency;

namespace EGov.Acceptance.Transparency;

/// <summary>The catalogues of data and of services, held by outsiders to the shapes of their standards.</summary>
[Collection(OneHost.Name)]
public sealed class CatalogueTests(Host host) : IDisposable
{
    private readonly DirectoryInfo _kept = Directory.CreateTempSubdirectory("egov-catalogue");
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public void Dispose() => _kept.Delete(recursive: true);

    [Theory]
    [InlineData("catalogue", "dcat-ap", "shapes.ttl", "dcat#Dataset")]
    [InlineData("services", "cpsv-ap", "cpsv-ap-SHACL.ttl", "cpsv#PublicService")]
    public async Task A_catalogue_is_one_graph_written_twice_and_as_the_shapes_have_it(
        string name, string schema, string shapes, string kind)
    {
        var turtle = await KeepAsync($"/open-data/{name}.ttl", "text/turtle");
        var json = await KeepAsync($"/open-data/{name}.jsonld", "application/ld+json");
        var (code, said) = await Outsiders.ValidateAsync(
            "graph.mjs", Path.Combine(Outsiders.Schemas(schema), shapes), turtle, json);
        code.ShouldBe(0, said);
        said.ShouldContain(", 0 not as the shapes have it");
        int.Parse(said.Split('\n')[^2].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeGreaterThan(20);
        (await File.ReadAllTextAsync(turtle, _cancellation)).ShouldContain(kind.Split('#')[1]);
    }

    [Theory]
    [InlineData("dcat-ap", "shapes.ttl", "<http://e.org/#it> a <http://www.w3.org/ns/dcat#Dataset> .")]
    [InlineData("cpsv-ap", "cpsv-ap-SHACL.ttl", "<http://e.org/#it> a <http://purl.org/vocab/cpsv#PublicService> .")]
    public async Task The_shapes_find_what_is_missing(string schema, string shapes, string turtle)
    {
        var (wrong, json) = (Path.Combine(_kept.FullName, "wrong.ttl"), Path.Combine(_kept.FullName, "wrong.jsonld"));
        await File.WriteAllTextAsync(wrong, turtle, _cancellation);
        var kind = turtle.Split('<')[2].Split('>')[0];
        await File.WriteAllTextAsync(
            json, $$"""{"@id":"http://e.org/#it","@type":"{{kind}}"}""", _cancellation);
        var (code, said) = await Outsiders.ValidateAsync(
            "graph.mjs", Path.Combine(Outsiders.Schemas(schema), shapes), wrong, json);
        code.ShouldBe(1, said);
        said.ShouldContain("http://purl.org/dc/terms/title");
        await File.WriteAllTextAsync(json, """{"@id":"http://e.org/#other"}""", _cancellation);
        (code, said) = await Outsiders.ValidateAsync(
            "graph.mjs", Path.Combine(Outsiders.Schemas(schema), shapes), wrong, json);
        code.ShouldBe(1, said);
        said.ShouldContain("Turtle alone");
    }

    [Fact]
    public async Task Everything_that_the_catalogue_names_is_there()
    {
        await host.CaughtUpAsync();
        for (var patience = 0; (await host.GetAsync("/api/public/events")).Status != 200; patience++)
        {
            patience.ShouldBeLessThan(200, "the ledger is published once it has an event");
            await Task.Delay(50, _cancellation);
        }

        foreach (var form in Datasets.All.SelectMany(dataset => dataset.Forms))
        {
            using var client = host.Alba.Server.CreateClient();
            using var answer = await client.GetAsync(form.Address, _cancellation);
            ((int)answer.StatusCode).ShouldBe(200, form.Address);
            answer.Content.Headers.ContentType!.MediaType
                .ShouldBe(form.Name is "xml" ? "text/xml" : form.MediaType, form.Address);
        }

        foreach (var page in Datasets.All.Select(dataset => dataset.Page).OfType<string>().Distinct())
            foreach (var language in new[] { "fa", "en" })
            {
                using var client = host.Alba.Server.CreateClient();
                using var answer = await client.GetAsync($"/{language}{page}", _cancellation);
                ((int)answer.StatusCode).ShouldBe(200, page);
            }
    }

    [Fact]
    public async Task The_form_is_chosen_by_the_address_or_by_what_is_accepted()
    {
        foreach (var (accept, type) in new[]
            {
                ("text/turtle", "text/turtle"), ("application/ld+json", "application/ld+json"),
                ("text/html, text/turtle;q=0.9", "text/turtle"), ("*/*", "application/ld+json"),
            })
            foreach (var name in new[] { "catalogue", "services" })
            {
                using var client = host.Alba.Server.CreateClient();
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/open-data/{name}");
                request.Headers.TryAddWithoutValidation("Accept", accept);
                using var answer = await client.SendAsync(request, _cancellation);
                answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
                answer.Headers.ETag.ShouldNotBeNull();
                answer.Headers.Vary.ShouldBe(["Accept"]);
                using var again = new HttpRequestMessage(HttpMethod.Get, $"/open-data/{name}");
                again.Headers.TryAddWithoutValidation("Accept", accept);
                again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
                ((int)(await client.SendAsync(again, _cancellation)).StatusCode).ShouldBe(304);
            }

        (await host.GetAsync("/open-data/catalogue.rdf")).Should(404, "graph.format-unknown");
        (await host.GetAsync("/open-data/nothing")).Should(404, "resource.unknown");
    }

    private async Task<string> KeepAsync(string address, string type)
    {
        using var client = host.Alba.Server.CreateClient();
        using var answer = await client.GetAsync(address, _cancellation);
        ((int)answer.StatusCode).ShouldBe(200);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        var path = Path.Combine(_kept.FullName, Path.GetFileName(address));
        await File.WriteAllBytesAsync(path, await answer.Content.ReadAsByteArrayAsync(_cancellation), _cancellation);
        Encoding.UTF8.GetString(await File.ReadAllBytesAsync(path, _cancellation)).Length.ShouldBeGreaterThan(100);
        return path;
    }
}
