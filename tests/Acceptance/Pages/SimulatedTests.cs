namespace EGov.Acceptance.Pages;

/// <summary>Every page says that the province is invented if it is, and only then.</summary>
public class SimulatedTests
{
    private const string Banner = "class=\"sim\"";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_banner_follows_what_the_province_was_opened_as(bool isSimulated)
    {
        await using var host = new Host();
        await host.InitializeAsync();
        (await host.GetAsync("/en")).Should(200).Body.ShouldNotContain(Banner);

        var opened = new { name = new { fa = "نمونه", en = "Sample" }, isSimulated };
        (await host.PostAsync("/api/province", opened, "admin")).Should(204);
        var filed = (await host.PostAsync("/api/requests", Given.Filing, "citizen")).Should(201);
        var number = filed.Json.GetProperty("trackingNumber").GetString();
        string[] pages = ["/en", "/fa", "/en/services", $"/en/track/{number}", $"/fa/track/{number}/receipt"];
        foreach (var page in pages)
        {
            var shown = (await host.GetAsync(page, "citizen")).Should(200);
            shown.Body.Contains(Banner, StringComparison.Ordinal).ShouldBe(isSimulated, page);
        }
    }
}
