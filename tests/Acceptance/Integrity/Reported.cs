using EGov.Integrity;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Integrity;

/// <summary>A contact on something that is no file, from its report to whoever may know of it.</summary>
public static class Reported
{
    /// <summary>Somebody reports a contact; a day passes, and the platform records it.</summary>
    /// <returns>The day of the report.</returns>
    public static async Task<DateOnly> ContactAsync(this Host host, string on, string about, string persona)
    {
        var day = host.Clock.GetUtcNow().Day();
        (await host.PostAsync("/api/influence", new
        {
            on,
            about,
            kind = "interference",
            category = "elected-official",
            channel = "telephone",
            asked = "That it be left out.",
            answer = "refused",
        }, persona)).Should(204);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.Alba.Services.GetRequiredService<Letterbox>().EmptyAsync(TestContext.Current.CancellationToken);
        return day;
    }

    /// <summary>Its day is seen at the place itself, and what it is about in the register.</summary>
    public static async Task ShouldKnowOfContactAsync(
        this Host host, string place, DateOnly day, string on, string about, string persona)
    {
        (await host.GetAsync($"{place}/contacts", persona)).Should(200).Json.GetProperty("days")[0].GetString()
            .ShouldBe($"{day:yyyy-MM-dd}");
        var register = (await host.GetAsync("/api/influence?limit=500", "integrity")).Should(200).Json
            .GetProperty("items")[0];
        (register.GetProperty("on").GetString(), register.GetProperty("trackingNumber").GetString())
            .ShouldBe((on, about));
    }
}
