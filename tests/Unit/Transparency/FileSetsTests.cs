using System.Text;
using EGov.Ledger;
using EGov.Proofs;
using EGov.Transparency;

namespace EGov.Unit.Transparency;

public sealed class FileSetsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-sets");
    private readonly FileSets _sets;

    public FileSetsTests() => _sets = new(new LedgerSettings("", "", _folder.FullName));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Of_old_sets_the_figures_are_kept_for_good_with_the_list_that_was_signed()
    {
        var first = await MakeAsync(1);
        for (var day = 2; day <= 4; day++) await MakeAsync(day);

        _sets.Names.Count.ShouldBe(4);
        var old = _sets.Of(first.Set).ShouldNotBeNull();
        old.Files.Select(file => file.Name).ShouldBe(["signals.csv"]);
        old.Note.ShouldBe(first.Note);
        (await File.ReadAllTextAsync(_sets.Find(old, "signals.csv")!, TestContext.Current.CancellationToken))
            .ShouldBe("signals.csv of 1");
        _sets.Find(old, "decisions.csv").ShouldBeNull();
        File.Exists(Path.Combine(_folder.FullName, "open-data", "sets", old.Set, "decisions.csv")).ShouldBeFalse();
        foreach (var name in _sets.Names.Take(2)) _sets.Of(name)!.Files.Count.ShouldBe(2);
        _sets.Of("../making").ShouldBeNull();
    }

    [Fact]
    public void Every_table_of_figures_is_kept_and_no_list()
    {
        PublicTables.AreFigures("performance-department.parquet").ShouldBeTrue();
        PublicTables.AreFigures("signals.csv").ShouldBeTrue();
        foreach (var other in new[] { "decisions.csv", "events.jsonl.gz", "event-log.xes.gz", "letters.xlsx" })
            PublicTables.AreFigures(other).ShouldBeFalse(other);
    }

    private async Task<FileSet> MakeAsync(int day)
    {
        var head = new TreeHead(day, Hash.Of(Encoding.UTF8.GetBytes($"{day}")));
        var set = _sets.Begin(head, null, _ => head, Given.On(day));
        foreach (var name in new[] { "decisions.csv", "signals.csv" })
            set = await _sets.AddAsync(set, name, "text/csv",
                async to => await to.WriteAsync(Encoding.UTF8.GetBytes($"{name} of {day}")),
                TestContext.Current.CancellationToken);
        return _sets.Show(set with { MadeAt = Given.On(day), Note = set.Text("egov.test") }, whole: 2,
            file => file.Name == "signals.csv");
    }
}
