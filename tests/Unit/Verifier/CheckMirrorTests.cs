using System.Diagnostics;
using System.Text;
using EGov.Ledger;
using EGov.Unit.Ledger;

namespace EGov.Unit.Verifier;

public sealed class CheckMirrorTests : IDisposable
{
    private readonly GivenLog _log = new();

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1500)]
    public async Task A_whole_copy_is_what_the_log_signed(int size)
    {
        _log.Add(size).Publish();
        var said = await MirrorAsync(0);
        said.ShouldContain($"PROVED: the {size} entries read are well formed");
        said.ShouldContain("the witness w1 has seen that tree");
    }

    [Fact]
    public async Task Two_levels_of_full_tiles_too() =>
        (await Publish(65_536 + 300).MirrorAsync(0)).ShouldContain("65836");

    [Fact]
    public async Task Any_byte_of_any_file_flipped_is_found_and_its_place_is_named()
    {
        _log.Add(600).Publish();
        foreach (var file in Directory.GetFiles(_log.Folder, "*", SearchOption.AllDirectories))
        {
            var whole = await File.ReadAllBytesAsync(file);
            foreach (var at in new[] { 0, 1, whole.Length / 3, whole.Length / 2, whole.Length - 1 })
            {
                var changed = whole.ToArray();
                changed[at] ^= 0x01;
                await File.WriteAllBytesAsync(file, changed);
                var said = await MirrorAsync(1);
                said.ShouldContain("NOT PROVED.", customMessage: $"{file} at {at}");
                if (file.Contains("entries", StringComparison.Ordinal)) said.ShouldContain("Entry ");
            }

            await File.WriteAllBytesAsync(file, whole);
        }

        await MirrorAsync(0);
    }

    [Fact]
    public async Task So_are_bytes_left_over()
    {
        _log.Add(600).Publish();
        foreach (var file in Directory.GetFiles(Path.Combine(_log.Folder, "tile"), "*", SearchOption.AllDirectories))
        {
            var whole = await File.ReadAllBytesAsync(file);
            await File.WriteAllBytesAsync(file, [.. whole, .. new byte[32]]);
            await MirrorAsync(1);
            await File.WriteAllBytesAsync(file, whole);
        }
    }

    [Fact]
    public async Task A_wider_file_may_stand_for_the_partial_one_it_has_replaced()
    {
        var earlier = _log.Add(300).Checkpoint(300);
        _log.Add(300).Publish();
        File.Copy(earlier, Path.Combine(_log.Folder, "checkpoint"), overwrite: true);
        (await MirrorAsync(0)).ShouldContain("PROVED: the 300 entries read");
    }

    [Fact]
    public async Task So_is_a_file_that_is_gone()
    {
        _log.Add(600).Publish();
        foreach (var file in Directory.GetFiles(_log.Folder, "*", SearchOption.AllDirectories))
        {
            File.Move(file, file + ".gone");
            (await MirrorAsync(1)).ShouldContain("NOT PROVED.");
            File.Move(file + ".gone", file);
        }
    }

    [Fact]
    public async Task The_first_entry_that_is_not_in_order_is_named()
    {
        _log.Add(300);
        var first = Guid.NewGuid();
        _log.Add(stream: first, version: 2);
        (await Publish().MirrorAsync(1)).ShouldContain("Entry 300");
        _log.Entries.RemoveAt(300);
        _log.Add(stream: first, version: 1);
        _log.Add(stream: first, version: 3);
        (await Publish().MirrorAsync(1)).ShouldContain("is version 3 of its stream and follows version 1");
        _log.Entries.RemoveAt(301);
        _log.Entries.Add(_log.Entries[17]);
        (await Publish().MirrorAsync(1)).ShouldMatch("Entry 301 is event .*, which stands at 17 already");
        _log.Entries[301] = Encoding.UTF8.GetBytes("{}");
        (await Publish().MirrorAsync(1)).ShouldContain("Entry 301, in tile/entries/001.p/46: An entry has exactly");
        _log.Entries.RemoveAt(301);
        await Publish().MirrorAsync(0);
    }

    [Fact]
    public async Task A_tombstone_has_no_place_in_its_stream()
    {
        var stream = Guid.NewGuid();
        _log.Add("tombstone", stream: stream, version: 812);
        _log.Add("tombstone", stream: stream, version: 911);
        await Publish().MirrorAsync(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(700)]
    public async Task What_came_after_an_earlier_checkpoint_is_read_alone(int before)
    {
        _log.Add(700);
        var earlier = _log.Checkpoint(before);
        _log.Add(stream: Guid.NewGuid());
        _log.Add(400).Publish();
        (await MirrorAsync(0, "--since", earlier)).ShouldContain($"continues the one of {before} entries");
    }

    [Fact]
    public async Task A_rewritten_history_does_not_continue_the_earlier_checkpoint()
    {
        var earlier = _log.Add(700).Checkpoint(650);
        using var other = new GivenLog();
        _log.Entries[3] = other.Add().Bytes.ToArray();
        (await Publish().MirrorAsync(1, "--since", earlier)).ShouldContain("the history was rewritten");
        (await Publish().MirrorAsync(1, "--since", _log.Add(10).Checkpoint(710))).ShouldContain("fewer than the 710");
    }

    [Fact]
    public async Task The_witnessed_checkpoint_beside_the_latest_serves_the_quorum()
    {
        _log.Add(500).Publish(isWitnessed: false);
        (await MirrorAsync(1)).ShouldContain("fewer witnesses than the policy demands");
        File.Copy(_log.Checkpoint(400), Path.Combine(_log.Folder, "checkpoint.witnessed"));
        (await MirrorAsync(0)).ShouldContain("Witnesses have cosigned its first 400 entries");
        File.WriteAllText(Path.Combine(_log.Folder, "checkpoint.witnessed"),
            GivenLog.Signed(400, Hash.Of([1])).ToString());
        (await MirrorAsync(1)).ShouldContain("is not of this tree");
    }

    [Fact]
    public async Task Under_another_log_s_policy_nothing_is_proved()
    {
        _log.Add(5).Publish();
        using var other = new NoteSigner(Trees.Origin, Trees.Seed(9));
        var policy = _log.Write("other", $"log {other.Vkey}\nquorum none\n");
        (await GivenLog.ShouldAsync(1, "mirror", _log.Folder, "--policy", policy)).ShouldContain("no signature");
    }

    [Fact]
    public async Task The_built_program_answers_with_sentences_and_exit_codes()
    {
        _log.Add(300).Publish();
        (await ProgramAsync("mirror", _log.Folder, "--policy", _log.Policy)).ShouldBe(0);
        (await ProgramAsync("mirror", _log.Folder)).ShouldBe(2);
        File.Delete(Path.Combine(_log.Folder, "checkpoint"));
        (await ProgramAsync("mirror", _log.Folder, "--policy", _log.Policy)).ShouldBe(1);
    }

    public void Dispose() => _log.Dispose();

    private CheckMirrorTests Publish(int more = 0)
    {
        _log.Add(more).Publish();
        return this;
    }

    private Task<string> MirrorAsync(int code, params string[] more) =>
        GivenLog.ShouldAsync(code, ["mirror", _log.Folder, "--policy", _log.Policy, .. more]);

    private static async Task<int> ProgramAsync(params string[] args)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "EGov.Verifier.dll");
        using var run = Process.Start(new ProcessStartInfo("dotnet", [program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await Task.WhenAll(run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return run.ExitCode;
    }
}
