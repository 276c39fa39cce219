using System.Text.Json;
using EGov.Acceptance.Proofs;
using EGov.Transparency;

namespace EGov.Acceptance.Transparency;

/// <summary>Every public table in every form, read back by outsiders' programs: all say the same.</summary>
[Collection(OneHost.Name)]
public sealed class TableFormsTests(Host host)
{
    private const string Script = "tests/Acceptance/Transparency/outsiders/tables.mjs";
    private static readonly string[] Packages = ["csv-parse@7.0.3", "exceljs@4.4.0", "hyparquet@1.31.5"];
    private static readonly Form[] Forms = [Form.Csv, Form.JsonLines, Form.Xlsx, Form.Parquet];
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    private sealed record Line(
        string? Text, long? Whole, double? Number, bool? Truth, DateOnly? Day, DateTimeOffset? Moment);

    [Fact]
    public async Task Each_form_says_what_the_others_say()
    {
        var given = new GivenFiles(host);
        for (var i = 1; i < 4; i++) await given.FileAsync(0, days: i, onTime: i > 1);
        await given.CatchUpAsync();
        var folder = Directory.CreateTempSubdirectory("egov-tables").FullName;
        await using var session = host.Store.QuerySession();
        foreach (var table in PublicTables.All)
            foreach (var form in Forms)
            {
                var read = await table.Read(new(session, host.Alba.Services, host.Clock.GetUtcNow(), _cancellation));
                await File.WriteAllBytesAsync(
                    Path.Combine(folder, $"{table.Name}.{form.Name}"), read.Bytes(form, true), _cancellation);
            }

        // And a table of all that could go wrong.
        var moment = new DateTimeOffset(2026, 3, 21, 8, 30, 1, 250, TimeSpan.FromHours(3.5));
        Line[] lines =
        [
            new("=1+1", 1, 0.1, true, new(2026, 3, 21), moment),
            new("+98 11", -1, -0.5, false, new(1999, 12, 31), moment.AddYears(-20)),
            new("@SUM(A1)", long.MaxValue >> 12, 1e-7, null, null, null),
            new("-cmd|' /C calc'!A0", null, 1234567.891, null, null, null),
            new("گفت: \"سلام\"، و\r\nرفت؛ کاما, نیم‌فاصله", 0, 0, true, null, null),
            new("  spaces  ", null, null, null, null, null),
            new("<b>&amp;</b>", null, null, null, null, null),
            new(null, null, null, null, null, null),
        ];
        var hard = Table.Of<Line>(
            [
                new("text", line => line.Text), new("whole", line => line.Whole), new("number", line => line.Number),
                new("truth", line => line.Truth), new("day", line => line.Day), new("moment", line => line.Moment),
            ],
            lines);
        foreach (var form in Forms)
            await File.WriteAllBytesAsync(
                Path.Combine(folder, $"hard.{form.Name}"), hard.Bytes(form, true), _cancellation);

        var (code, said) = await Outsiders.ScriptAsync(Script, folder, await Outsiders.PackagesAsync(Packages));
        code.ShouldBe(0, said);
        var found = JsonElement.Parse(said);
        found.GetProperty("tables").GetInt32().ShouldBe(PublicTables.All.Count + 1);
        found.GetProperty("cells").GetInt32().ShouldBeGreaterThan(lines.Length * 6);
    }

    [Fact]
    public async Task A_table_is_given_as_it_is_asked_for_and_the_same_one_has_the_same_tag()
    {
        await host.CaughtUpAsync();
        using var client = host.Alba.Server.CreateClient();
        foreach (var form in Forms)
        {
            using var asked = await client.GetAsync($"/api/public/performance?format={form.Name}", _cancellation);
            asked.Content.Headers.ContentType!.MediaType.ShouldBe(form.MediaType);
            asked.Content.Headers.ContentDisposition!.FileName!.Trim('"')
                .ShouldBe($"performance-department.{form.Name}");
            using var accepting = new HttpRequestMessage(HttpMethod.Get, "/api/public/performance");
            accepting.Headers.Accept.ParseAdd(form.MediaType);
            accepting.Headers.IfNoneMatch.Add(asked.Headers.ETag!);
            using var again = await client.SendAsync(accepting, _cancellation);
            ((int)again.StatusCode).ShouldBe(304, form.Name);
        }
    }
}
