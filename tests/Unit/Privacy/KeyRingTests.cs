using EGov.Privacy;

namespace EGov.Unit.Privacy;

public class KeyRingTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void One_key_stands_for_the_ring_that_derives_from_it()
    {
        var ring = KeyRing.Parse(Convert.ToBase64String(Key) + "\n");
        ring.Ids.ShouldBe(KeyRing.Of(Key).Ids);
        ring.HasRootsOf(KeyRing.Of(Key)).ShouldBeTrue();
        ring.HasRootsOf(KeyRing.Of(new byte[32])).ShouldBeFalse();
    }

    [Fact]
    public void Another_key_wraps_and_what_must_mean_the_same_for_ever_does()
    {
        var ring = KeyRing.Of(Key);
        var renewed = KeyRing.Parse(ring.Renewed().Write());
        renewed.Ids.Count.ShouldBe(2);
        renewed.Ids[1].ShouldBe(ring.Ids[0]);
        renewed.HasRootsOf(ring).ShouldBeTrue();
        renewed.WithoutFormer().Ids.ShouldBe(renewed.Ids.Take(1));
        // In the environment a line break is a semicolon.
        KeyRing.Parse(renewed.Write().Replace('\n', ';')).Ids.ShouldBe(renewed.Ids);
    }

    [Fact]
    public void From_what_lasts_the_key_that_was_dropped_cannot_be_derived()
    {
        var kept = KeyRing.Of(Key).Renewed().WithoutFormer().Write();
        kept.ShouldNotContain(Convert.ToBase64String(Key));
        foreach (var line in KeyRing.Of(Key).Write().Split('\n')
            .Where(line => line.StartsWith("kek", StringComparison.Ordinal)))
            kept.ShouldNotContain(line);
    }

    [Fact]
    public void A_text_that_is_no_ring_is_refused()
    {
        var ring = KeyRing.Of(Key).Write();
        var lines = ring.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var text in (string[])
                 [
                     "", "short", ring.Replace("kek", "key", StringComparison.Ordinal), string.Join('\n', lines[1..]),
                     string.Join('\n', lines[..^1]), ring + lines[^1], ring + "other " + Convert.ToBase64String(Key),
                 ])
            Should.Throw<MasterKeyRefused>(() => KeyRing.Parse(text), text);
    }

    [Fact]
    public void A_file_that_changes_changes_what_wraps_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("egov-ring");
        try
        {
            var path = Path.Combine(folder.FullName, "master.key");
            var (host, tool) = (MasterKey.FromFile(path), MasterKey.FromFile(path));
            var (before, mark, secret) = (host.Wrap(Given.Id, Key), host.Mark("phone", "1"), host.SecretOf(Given.Id));
            tool.Replace(tool.Ring.Renewed());
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(5));
            var after = host.Wrap(Given.Id, Key);
            after.Kek.ShouldBe(tool.Ring.Ids[0]);
            after.Kek.ShouldNotBe(before.Kek);
            host.Unwrap(before).ShouldBe(Key);
            (host.Mark("phone", "1"), host.SecretOf(Given.Id)).ShouldBe((mark, secret));

            File.WriteAllText(path, Convert.ToBase64String(new byte[32]));
            Should.Throw<MasterKeyRefused>(host.Reload);
            host.Unwrap(after).ShouldBe(Key);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
