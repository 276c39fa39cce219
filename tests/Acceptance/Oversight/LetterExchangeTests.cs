using System.Text.Json.Nodes;
using EGov.Acceptance.Transparency;

namespace EGov.Acceptance.Oversight;

/// <summary>A register is handed out and brought over into an empty one: the same letters and numbers.</summary>
public class LetterExchangeTests(Host host) : IClassFixture<Host>
{
    private const string Import = "/api/letters/import";

    [Theory, InlineData("out"), InlineData("in")]
    public async Task What_is_handed_out_as_json_or_csv_comes_in_as_the_same_letters(string direction)
    {
        if (direction is "out") await SendAsync();
        else await RegisterAsync();
        var handedOut = await CopyAsync(direction, "manager");
        handedOut.AsArray().Count.ShouldBe(3);
        var csv = (await host.GetAsync($"/api/letters/register?direction={direction}&format=csv", "manager"))
            .Should(200).Body;
        csv.ShouldContain("'=HYPERLINK");

        // The other office's register is empty: there the letters are brought over, once as a table and again as JSON.
        var table = new { direction, csv = Moved(csv) };
        var key = Guid.NewGuid().ToString();
        var first = (await host.PostAsync(Import, table, "governor", key: key)).Should(200).Json;
        (first.GetProperty("imported").GetInt32(), first.GetProperty("skipped").GetInt32())
            .ShouldBe((3, 0), first.GetRawText());
        (await host.PostAsync(Import, table, "governor", key: key)).Should(200).Json.GetRawText()
            .ShouldBe(first.GetRawText());
        var again = (await host.PostAsync(Import,
            new { direction, letters = JsonNode.Parse(Moved(handedOut.ToJsonString())) }, "governor")).Should(200).Json;
        (again.GetProperty("imported").GetInt32(), again.GetProperty("skipped").GetInt32()).ShouldBe((0, 3));

        var broughtOver = await CopyAsync(direction, "governor");
        Told(broughtOver).ShouldBe(Told(JsonNode.Parse(Moved(handedOut.ToJsonString()))!));
    }

    [Fact]
    public async Task Every_line_that_cannot_come_in_is_named_and_then_none_does()
    {
        var before = await WrittenAsync();
        const string table = """
            number,date,from,to,lineEn,wants,effect,days,owner,legalReference,evidence,inReplyTo
            a/1404/out/1,2026-04-01,environment,regional-water,Wells,information,,,,,,
            a/1404/out/2,yesterday,environment,regional-water,Wells,information,,,,,,
            a/1404/out/3,2026-04-01,governorate,regional-water,Wells,information,,,,,,
            a/1404/out/4,2026-04-01,environment,regional-water,Wells; river,effect,No well,10,WAT-007,Law,Seals,
            a/1404/out/5,2026-04-01,environment,regional-water,"Wells
            again",effect,,,,,,
            a/1404/out/6,2026-04-01,environment,regional-water,Wells,information
            a/1404/out/7,2026-04-01,environment,regional-water,Wells,information,,,,,,a/1404/out/99
            a/1404/out/8,2026-04-01,environment,regional-water,Wells,tea,,,,,,
            ,2026-04-01,environment,regional-water,Wells,information,,,,,,
            a/1404/out/9,2027-04-01,environment,regional-water,Wells,information,,,,,,
            """;
        var answer = (await host.PostAsync(Import, new { direction = "out", csv = table }, "manager")).Should(200).Json;
        answer.GetProperty("imported").GetInt32().ShouldBe(0);
        answer.GetProperty("refused").EnumerateArray()
            .Select(one => $"{one.GetProperty("line").GetInt32()} {one.GetProperty("code").GetString()}").ShouldBe([
                "3 import.date-unreadable", "4 import.of-another-office", "5 letter.several-subjects",
                "6 letter.several-subjects", "8 import.cells-missing", "9 import.reply-unknown",
                "10 import.wants-unknown",
                "11 import.number-missing", "12 import.dated-ahead"]);
        (await WrittenAsync()).ShouldBe(before);

        (await host.PostAsync(Import, new { direction = "up" }, "manager")).Should(422, "import.direction-unknown");
        (await host.PostAsync(Import, new { direction = "in" }, "manager")).Should(422, "import.nothing");
        (await host.PostAsync(Import, new { direction = "in", csv = "a,b\n1,2" }, "manager"))
            .Should(422, "import.header-unknown");
        (await host.GetAsync("/api/letters/register?direction=up", "manager"))
            .Should(400, "register.direction-unknown");
        (await host.GetAsync("/api/letters/register", "auditor")).Should(400, "register.whose");
    }

    private async Task SendAsync()
    {
        await SendAsync(new
        {
            to = "regional-water",
            line = new { fa = "حریم رود", en = "River bounds" },
            words = "First line.\nSecond, with \"quotes\".",
            effect = "=HYPERLINK(\"http://evil.example\") is no formula",
            evidence = "'quoted",
            days = 10,
            owner = "WAT-007",
            legalReference = "Law, art. 2",
        });
        await SendAsync(new
        {
            correspondent = "شرکت آب‌یاران",
            contact = "مدیر عامل",
            line = new { fa = "خروجی واحد", en = "" },
            effect = "The outlet is closed.",
            evidence = "Samples",
            days = 5,
            legalReference = "Law, art. 9",
        });
        await SendAsync(new { to = "regional-water", line = new { fa = "", en = "News" }, isInformation = true });
    }

    private async Task SendAsync(object letter)
    {
        var id = (await host.PostAsync("/api/letters/drafts", new { letter }, "officer")).Should(201).Json
            .GetProperty("id").GetGuid();
        (await host.PostAsync($"/api/letters/{id}/send", new { }, "manager")).Should(204);
    }

    private async Task RegisterAsync()
    {
        var first = (await host.PostAsync("/api/letters", new
        {
            date = "2026-04-20",
            line = new { fa = "نامهٔ اهالی", en = "" },
            correspondent = "=HYPERLINK(\"x\")",
            contact = "'ساری",
            theirNumber = "۱۲/۳۴",
            words = "a\nb",
            effect = "Close the wells.",
            days = 10,
        }, "manager")).Should(201).Json.GetProperty("id").GetGuid();
        await host.PostAsync("/api/letters", new
        {
            date = "2026-04-21",
            line = new { fa = "پیوست نامهٔ اهالی", en = "" },
            correspondent = "شورای روستا",
            inReplyTo = first,
        }, "manager");
        await host.PostAsync("/api/letters", new
        {
            date = "2026-04-22",
            line = new { fa = "", en = "Inquiry" },
            fromOffice = "regional-water",
            theirNumber = "77",
        }, "manager");
    }

    private async Task<JsonNode> CopyAsync(string direction, string persona) => JsonNode.Parse(
        (await host.GetAsync($"/api/letters/register?direction={direction}", persona)).Should(200).Json
            .GetProperty("letters").GetRawText())!;

    /// <summary>As it would stand in the register of the governorate.</summary>
    private static string Moved(string register) =>
        register.Replace("environment", "governorate", StringComparison.Ordinal);

    private static string Told(JsonNode letters) =>
        string.Join('\n', letters.AsArray().Select(letter => letter!.ToJsonString()));

    private Task<string> WrittenAsync() => host.TextAsync(
        "select count(*)::text from {0}.mt_events where type like 'letter%' or type = 'official_letter'");
}
