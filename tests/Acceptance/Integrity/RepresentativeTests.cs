using System.Text.Json;
using EGov.Acceptance.Transparency;
using EGov.Casework;
using EGov.Integrity;
using EGov.Organisation;
using EGov.Privacy;

namespace EGov.Acceptance.Integrity;

/// <summary>Who files for how many, on a host whose days pass: live, built anew, and after erasures.</summary>
public sealed class RepresentativeTests(Host host) : IClassFixture<Host>
{
    private const string Tables =
        "select string_agg(id || data::text, chr(10) order by id) from ("
        + "select id::text, data from {0}.mt_doc_representativetally union all "
        + "select id, data from {0}.mt_doc_representationday) t";

    private static readonly Matter Matter = new("environmental-opinion", "environment", "sari");

    private DateTimeOffset _written = DateTimeOffset.UtcNow;

    [Fact]
    public async Task Contacts_are_counted_day_by_day_the_same_when_built_anew_and_gone_with_who_is_erased()
    {
        Guid[] many =
            [await DecideAsync("mark-a", "1"), await DecideAsync("mark-a", "2"), await DecideAsync("mark-a", "3")];
        Guid[] few = [await DecideAsync("mark-b", "4"), await DecideAsync("mark-b", "5")];
        await DecideAsync("mark-c", "6");
        await EndDayAsync();

        const string List = "/api/representatives";
        var page = (await host.GetAsync(List, "auditor")).Should(200);
        page.Json.GetProperty("total").GetInt32().ShouldBe(2);
        page.Json.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("applicants").GetInt32())
            .ShouldBe([3, 2]);
        page.Body.ShouldNotContain("mark-");
        foreach (var file in many) page.Body.ShouldNotContain(file.ToString());
        var first = (await host.GetAsync($"{List}?limit=1", "integrity")).Should(200).Json;
        var second = (await host.GetAsync(
            $"{List}?limit=1&after={first.GetProperty("next").GetString()}", "integrity")).Should(200).Json;
        Id(second).ShouldNotBe(Id(first));
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        (await host.GetAsync($"{List}?department=environment&service=environmental-opinion", "auditor")).Should(200)
            .Json.GetProperty("total").GetInt32().ShouldBe(2);
        (await host.GetAsync($"{List}?department=regional-water", "auditor")).Should(200).Json
            .GetProperty("total").GetInt32().ShouldBe(0);
        (await host.GetAsync($"{List}?department=no-such", "auditor"))
            .Should(400, "representatives.department-unknown");
        (await host.GetAsync($"{List}?service=no-such", "auditor")).Should(400, "representatives.service-unknown");
        (await host.GetAsync($"{List}?format=csv", "auditor")).Should(200).Body.TrimEnd().Split("\r\n").Length
            .ShouldBe(3);

        var one = (await host.GetAsync($"{List}/{Id(first)}", "integrity")).Should(200).Json.GetProperty("line");
        (one.GetProperty("files").GetInt32(), one.GetProperty("granted").GetInt32(),
            one.GetProperty("waiting").GetInt32()).ShouldBe((3, 3, 0));
        (await host.GetAsync($"{List}/{Guid.NewGuid()}", "integrity")).Should(404, "representatives.unknown");

        var told = (await host.GetAsync("/api/public/representatives")).Should(200);
        told.Body.ShouldNotContain(Id(first).ToString());
        var province = told.Json.GetProperty("province");
        (province.GetProperty("decided").GetInt32(), province.GetProperty("manyFilers").GetInt32(),
            province.GetProperty("represented").ValueKind).ShouldBe((6, 0, JsonValueKind.Null));
        var then = _written;
        (await host.GetAsync("/api/public/representatives?format=csv")).Should(200).Body.ShouldContain("province,6,");

        await ShouldBeTheSameBuiltAnewAsync();

        await EraseAsync(many[0]);
        await EraseAsync(few[0]);
        await host.CaughtUpAsync();
        (await host.GetAsync($"{List}/{Id(first)}", "integrity")).Should(200).Json.GetProperty("line")
            .GetProperty("applicants").GetInt32().ShouldBe(2);
        (await host.GetAsync($"{List}/{Id(second)}", "integrity")).Should(404, "representatives.unknown");
        (await host.TextAsync(Tables)).ShouldNotContain(Id(second).ToString());
        await ShouldBeTheSameBuiltAnewAsync();
        await EndDayAsync();
        await ShouldBeTheSameBuiltAnewAsync();

        // What the public was told before stays, whatever is erased or built anew; and nothing was told before that.
        var again = (await host.GetAsync($"/api/public/representatives?asOf={then:yyyy-MM-dd'T'HH:mm:ss'Z'}"))
            .Should(200).Json;
        again.GetProperty("until").GetString().ShouldBe(told.Json.GetProperty("until").GetString());
        again.GetProperty("province").GetRawText().ShouldBe(province.GetRawText());
        (await host.GetAsync("/api/public/representatives")).Should(200).Json.GetProperty("until").GetString()
            .ShouldNotBe(told.Json.GetProperty("until").GetString());
        (await host.GetAsync("/api/public/representatives?asOf=2001-01-01")).Should(200).Json
            .GetProperty("province").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private async Task ShouldBeTheSameBuiltAnewAsync()
    {
        var before = await host.TextAsync(Tables);
        before.ShouldContain("\"applicants\"");
        await host.RebuildAsync(SignalsProjection.Title);
        (await host.TextAsync(Tables)).ShouldBe(before);
    }

    private static Guid Id(JsonElement page) => page.GetProperty("items")[0].GetProperty("representativeId").GetGuid();

    /// <summary>A file of one applicant, brought by a contact and granted.</summary>
    private async Task<Guid> DecideAsync(string contact, string applicant)
    {
        var (id, at) = (Guid.CreateVersion7(), host.Clock.GetUtcNow());
        var words = Sealed.Of(id, "words");
        await WriteAsync<Request>(id,
            new RequestSubmitted(at, TrackingNumber.Of(id), Matter, "portal", new(words, null, null), null, contact,
                null, new Dictionary<string, JsonElement>(), new Dictionary<string, Sealed>(), null, [],
                Sealed.Of(id, applicant)),
            new RequestAssigned(at, Matter, "ENV-014", "ENV-014", 0, null),
            new RequestReady(at, Matter, "ENV-014", 1, 20, 12, at.Day().AddDays(25), at.Day().AddDays(15)),
            new RequestDecided(at.AddHours(1), Matter, "ENV-021", "env-siting", 7, [], Outcome.Granted,
                Outcome.Granted, null, [], null, null, null, 1, true, 0, null));
        return id;
    }

    private Task EraseAsync(Guid request) => WriteAsync<Erasure>(Erasure.Of(request),
        new SubjectErased(host.Clock.GetUtcNow(), "own-request", "CUS-01", "ADM-01", 1, 1));

    /// <summary>Something is written on the next day, so that the day before is over.</summary>
    private async Task EndDayAsync()
    {
        _written = _written.AddDays(1);
        await WriteAsync<Calendar>(Calendar.TheOne,
            new HolidayDeclared(host.Clock.GetUtcNow(), new(2031, 1, _written.Day().Day), new("نمونه", "Sample")));
        await host.CaughtUpAsync();
    }

    private Task WriteAsync<T>(Guid stream, params object[] facts) where T : class =>
        host.Store.WriteAsync<T>(stream, _written, facts);
}
