using System.Text.Json;
using EGov.Acceptance.Privacy;
using EGov.Casework;
using EGov.Cli.Import;
using Marten;

namespace EGov.Acceptance.Import;

/// <summary>Fifty requests of Chicago with their notes, against the file itself as anybody would count it.</summary>
public class ChicagoTests(ChicagoTests.Log import) : IClassFixture<ChicagoTests.Log>
{
    public sealed class Log : ImportStore
    {
        public string Path { get; } = Shared("open311_chicago/chicago_open311_requests.json");
        public ImportReport Report { get; private set; } = null!;
        public JsonElement Told { get; private set; }

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Report = await ImportAsync(Path);
            Told = JsonElement.Parse(await File.ReadAllTextAsync(Path));
        }

        public IEnumerable<JsonElement> Notes => Told.EnumerateArray().SelectMany(NotesOf);

        public static IEnumerable<JsonElement> NotesOf(JsonElement request) =>
            request.GetProperty("notes").EnumerateArray();
    }

    [Fact]
    public void Every_request_and_every_note_of_it_comes_in()
    {
        var report = import.Report;
        report.Account.Refused.Sorted.ShouldBeEmpty();
        (report.Cases, report.Events).ShouldBe((import.Told.GetArrayLength(), import.Notes.Count()));
        report.IsWell.ShouldBeTrue();
        report.Account.NotImported.Sum.ShouldBe(0);
        var rows = report.Account.Commands;
        (rows["SubmitRequest"], rows["TransferRequest"], rows["CloseRequest"])
            .ShouldBe((50, Transfers().Count, import.Notes.Count(note => Type(note) == "closed")));
        rows["RecordStep"].ShouldBe(
            report.Events - rows["SubmitRequest"] - rows["TransferRequest"] - rows["CloseRequest"]);
        report.Account.StepsBecause.Sorted.Select(count => count.Key).ShouldBe(["an ordinary step"]);
    }

    [Fact]
    public async Task A_follow_on_for_another_office_is_a_transfer_and_a_closing_a_closing()
    {
        Transfers().Count.ShouldBe(51);
        (await import.All<RequestTransferred>()).Select(moved => (moved.From, moved.Matter.Department, moved.At))
            .OrderBy(moved => moved.At)
            .ShouldBe(Transfers().OrderBy(moved => moved.At)
                .Select(moved => (Code(moved.From), Code(moved.To), moved.At)));

        var closed = await import.All<RequestClosed>();
        closed.Select(one => one.At).Order().ShouldBe(import.Notes.Where(note => Type(note) == "closed")
            .Select(note => note.GetProperty("datetime").GetDateTimeOffset().ToUniversalTime()).Order());
        closed.ShouldAllBe(one => one.Closure == Closure.Resolved);
        (await import.All<RequestDecided>()).ShouldAllBe(decided => decided.Outcome == Outcome.Unstated);

        foreach (var request in import.Told.EnumerateArray())
        {
            var file = await import.FileOf("Chicago311", request.GetProperty("service_request_id").GetString()!);
            file.Any(e => e.Data is RequestClosed)
                .ShouldBe(request.GetProperty("status").GetString() == "closed", $"{request}");
            file[0].Data.ShouldBeOfType<RequestSubmitted>().At.ShouldBe(
                Log.NotesOf(request).Min(note => note.GetProperty("datetime").GetDateTimeOffset()).ToUniversalTime());
            file.Select(e => ((IHappened)e.Data).At).ShouldBeInOrder();
        }
    }

    [Fact]
    public async Task Duplicates_say_so_and_no_outcome_is_lost()
    {
        var steps = (await import.All<StepRecorded>()).Select(step => step.Step).ToList();
        steps.Count(step => step == "outcome.duplicate").ShouldBe(1);
        steps.Count(step => step == "assign-inspector.transfer-to-plumbing-violation").ShouldBe(35);
        steps.Count(step => step.StartsWith("follow_on_closed.", StringComparison.Ordinal))
            .ShouldBe(import.Notes.Count(note => Type(note) == "follow_on_closed"));
    }

    [Fact]
    public async Task What_people_wrote_and_where_it_lies_stands_nowhere_in_the_open()
    {
        await using var session = import.Store.Documents.QuerySession();
        var stored = string.Join('\n', await session.AdvancedSql.QueryAsync<string>(
            $"select data::text from {import.Store.Schema}.mt_events", TestContext.Current.CancellationToken));
        var words = import.Told.EnumerateArray()
            .SelectMany(request => request.TryGetProperty("attributes", out var said)
                ? said.EnumerateObject().Select(one => one.Value.ToString())
                : [])
            .Concat(import.Told.EnumerateArray().Select(request => request.GetProperty("address").GetString()!))
            .Where(text => text.Length > 8).Distinct().ToList();
        words.Count.ShouldBeGreaterThan(50);
        var bytes = System.Text.Encoding.UTF8.GetBytes(stored);
        words.Where(text => new Spelled(text).IsIn(bytes)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_run_writes_nothing()
    {
        var before = await import.CountAsync();
        var again = await import.ImportAsync(import.Path);
        (again.Account.CasesFoundDone, again.Account.WrittenEvents, again.IsWell).ShouldBe((50, 0, true));
        (await import.CountAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("{}", "not a list")]
    [InlineData("[1]", "is none")]
    [InlineData("[{", "not JSON")]
    [InlineData("", "not JSON")]
    public async Task What_is_no_list_of_requests_is_told(string content, string why)
    {
        var path = Path.Combine(import.Folder, $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        var report = await import.ImportAsync(path);
        report.Error!.ShouldContain(why);
        report.IsWell.ShouldBeFalse();
    }

    /// <summary>Where each request goes, by its notes alone: to the office of each follow-on, if another.</summary>
    private List<(string From, string To, DateTimeOffset At)> Transfers()
    {
        var moves = new List<(string, string, DateTimeOffset)>();
        foreach (var request in import.Told.EnumerateArray())
        {
            var at = request.GetProperty("agency_responsible").GetString()!;
            foreach (var note in Log.NotesOf(request).Where(note => Type(note) == "follow_on_created"))
            {
                var to = note.GetProperty("extended_attributes").GetProperty("agency_responsible").GetString()!;
                if (to == at) continue;
                moves.Add((at, to, note.GetProperty("datetime").GetDateTimeOffset().ToUniversalTime()));
                at = to;
            }
        }

        return moves;
    }

    private static string Type(JsonElement note) => note.GetProperty("type").GetString()!;

    private static string Code(string agency) => agency switch
    {
        "Buildings" => "chicago-buildings",
        "Transportation" => "chicago-transportation",
        "Water Management" => "chicago-water",
        "Outside Agencies" => "chicago-outside",
        "DOB - Conservation" => "chicago-conservation",
        "DIM, Public Way Management - CDOT" => "chicago-public-way",
        "Division of Electrical Operations CDOT" => "chicago-electrical",
        "Division of In-House Construction CDOT" => "chicago-construction",
        _ => agency,
    };
}
