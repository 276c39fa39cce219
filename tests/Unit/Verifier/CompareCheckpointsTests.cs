using EGov.Ledger;

namespace EGov.Unit.Verifier;

public sealed class CompareCheckpointsTests : IDisposable
{
    private readonly GivenLog _log = new GivenLog().Add(600).Publish();

    [Fact]
    public async Task One_tree_is_one_tree() =>
        (await CompareAsync(0, _log.Checkpoint(300), _log.Checkpoint(300))).ShouldContain("of the same tree");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(599)]
    public async Task A_tree_that_grew_contains_the_earlier_one(int size)
    {
        var (small, large) = (_log.Checkpoint(size), _log.Checkpoint(600));
        const string grown = "PROVED: the 600 entries begin with";
        (await CompareAsync(0, small, large, "--tiles", _log.Folder)).ShouldContain(grown);
        (await CompareAsync(0, large, small, "--tiles", _log.Folder)).ShouldContain(grown);
    }

    [Fact]
    public async Task Two_trees_of_one_size_are_a_fork_and_both_notes_are_printed()
    {
        var (one, other) = (_log.Checkpoint(300), Forked(300));
        var said = await CompareAsync(1, one, other);
        said.ShouldContain("PROVED: A FORK.");
        said.ShouldContain(await File.ReadAllTextAsync(one));
        said.ShouldContain(await File.ReadAllTextAsync(other));
    }

    [Fact]
    public async Task So_is_a_tree_that_does_not_contain_the_smaller_one() =>
        (await CompareAsync(1, Forked(300), _log.Checkpoint(600), "--tiles", _log.Folder)).ShouldContain("A FORK.");

    [Fact]
    public async Task Without_the_right_tiles_nothing_is_said_either_way()
    {
        var (small, large) = (_log.Checkpoint(300), _log.Checkpoint(600));
        (await CompareAsync(1, small, large)).ShouldContain("give a copy of them by --tiles");
        using var other = new GivenLog().Add(600).Publish();
        (await CompareAsync(1, small, large, "--tiles", other.Folder)).ShouldContain("not those of the larger");
    }

    public void Dispose() => _log.Dispose();

    private string Forked(int size) =>
        _log.Write("forked", GivenLog.Signed(size, Hash.Of([1, 2, 3])).ToString());

    private Task<string> CompareAsync(int code, string one, string other, params string[] more) =>
        GivenLog.ShouldAsync(code, ["compare", one, other, "--policy", _log.Policy, .. more]);
}
