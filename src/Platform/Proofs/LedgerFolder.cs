using System.Runtime.InteropServices;
using EGov.Ledger;

namespace EGov.Proofs;

/// <summary>
/// The public files of the ledger, laid out as they are served: tiles, entry bundles, the latest checkpoint (C2SP
/// tlog-tiles).
/// </summary>
/// <remarks>A file appears whole or not at all, and is on the disk before its name is.</remarks>
public sealed class LedgerFolder(string path)
{
    private const string CheckpointName = "checkpoint", WitnessedName = "checkpoint.witnessed", VkeyName = "vkey",
        DrawKeysName = "draw-keys";

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The hashes of a tile; of a partial one also from the wider file that has taken its place.</summary>
    /// <exception cref="LedgerBroken">The file is not there, or is too short.</exception>
    public ReadOnlyMemory<byte> Read(Tile tile) => Read(tile, wide => wide.Path, tile.ByteCount);

    /// <summary>The entries of a bundle, as many as the tile of level 0 is wide.</summary>
    /// <exception cref="LedgerBroken">The file is not there, or holds fewer or broken entries.</exception>
    public IReadOnlyList<ReadOnlyMemory<byte>> ReadEntries(Tile tile)
    {
        try
        {
            var entries = EntryBundle.Decode(Read(tile, wide => wide.BundlePath, 0));
            return entries.Count >= tile.Width ? [.. entries.Take(tile.Width)]
                : throw new LedgerBroken($"{tile.BundlePath} holds {entries.Count} entries.");
        }
        catch (FormatException wrong)
        {
            throw new LedgerBroken($"{tile.BundlePath}: {wrong.Message}", wrong);
        }
    }

    public void Write(TileBytes tile) => Write(tile.Tile.Path, tile.Bytes.Span);

    public void WriteEntries(Tile tile, IReadOnlyList<ReadOnlyMemory<byte>> entries) =>
        Write(tile.BundlePath, EntryBundle.Encode(entries));

    /// <summary>Removes the partial files of a full tile: from now on the full one answers for them.</summary>
    public void ForgetPartials(Tile full)
    {
        foreach (var name in new[] { full.Path, full.BundlePath })
            if (Full(name) + ".p" is var partials && Directory.Exists(partials))
                Directory.Delete(partials, recursive: true);
    }

    /// <summary>The latest signed checkpoint; null before the first.</summary>
    public string? Checkpoint { get => ReadText(CheckpointName); set => WriteText(CheckpointName, value!); }

    /// <summary>The latest checkpoint that a quorum of witnesses has cosigned; null before the first.</summary>
    public string? Witnessed { get => ReadText(WitnessedName); set => WriteText(WitnessedName, value!); }

    /// <summary>How many entries a checkpoint covers; none covers none.</summary>
    public static long SizeOf(string? checkpoint) =>
        checkpoint is null ? 0 : Ledger.Checkpoint.Parse(SignedNote.Parse(checkpoint).Text).Size;

    /// <summary>The log's public key as last known; null before the first.</summary>
    public string? Vkey { get => ReadText(VkeyName); set => WriteText(VkeyName, value!); }

    /// <summary>The keys of all who have ever been named to contribute to a draw; null before the first draw.</summary>
    public string? DrawKeys { get => ReadText(DrawKeysName); set => WriteText(DrawKeysName, value!); }

    /// <summary>When checkpoint or public key last changed, to be had without reading either.</summary>
    public (DateTime Checkpoint, DateTime Vkey) LastChange =>
        (File.GetLastWriteTimeUtc(Full(CheckpointName)), File.GetLastWriteTimeUtc(Full(VkeyName)));

    /// <summary>Writes another public file of the ledger, such as its policy.</summary>
    public void WriteText(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    private string? ReadText(string name) => File.Exists(Full(name)) ? File.ReadAllText(Full(name)) : null;

    private ReadOnlyMemory<byte> Read(Tile tile, Func<Tile, string> name, int atLeast)
    {
        foreach (var candidate in Candidates(tile, name))
        {
            try
            {
                var bytes = File.ReadAllBytes(candidate);
                if (bytes.Length >= atLeast) return bytes;
            }
            catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
            {
                // A wider one may have taken its place.
            }
        }

        throw new LedgerBroken($"{name(tile)} is missing from {Path}, or is too short.");
    }

    private IEnumerable<string> Candidates(Tile tile, Func<Tile, string> name)
    {
        yield return Full(name(tile));
        if (tile.IsFull) yield break;
        var full = Full(name(tile with { Width = Tile.FullWidth }));
        yield return full;
        if (!Directory.Exists(full + ".p")) yield break;
        foreach (var wider in Directory.GetFiles(full + ".p")
            .Where(file => int.TryParse(System.IO.Path.GetFileName(file), out var width) && width > tile.Width))
            yield return wider;
    }

    private void Write(string name, ReadOnlySpan<byte> bytes)
    {
        var target = Full(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        Durable.Write(target, bytes);
    }

    private string Full(string name) => System.IO.Path.Combine(Path, name);
}

/// <summary>Writes that outlive a power cut.</summary>
public static class Durable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Puts the bytes in place of what was there: at any moment the old or the new, never a part.</summary>
    /// <param name="isBinding">Whether the old must not come back once this has returned, even by a power cut.</param>
    public static void Write(string path, ReadOnlySpan<byte> bytes, UnixFileMode? mode = null, bool isBinding = false)
    {
        var temporary = $"{path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (mode is { } only && !OperatingSystem.IsWindows()) options.UnixCreateMode = only;
        using (var file = new FileStream(temporary, options))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        if (isBinding) Folder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Holds a file alone, against other tasks and processes; free again once disposed of.</summary>
    /// <exception cref="IOException">Somebody held it for too long.</exception>
    public static async Task<FileStream> HoldAsync(string path, CancellationToken cancellation)
    {
        for (var until = DateTime.UtcNow + Patience; ; await Task.Delay(20, cancellation))
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < until)
            {
                // Somebody else is at it.
            }
        }
    }

    /// <summary>The names in a folder reach the disk apart from the files; .NET has no call for it.</summary>
    private static class Folder
    {
        public static void Flush(string path)
        {
            if (OperatingSystem.IsWindows()) return;
            var folder = Open(System.Text.Encoding.UTF8.GetBytes(path + '\0'), 0);
            if (folder < 0) throw new IOException($"{path} cannot be opened.", Marshal.GetLastPInvokeError());
            try
            {
                if (Sync(folder) != 0)
                    throw new IOException($"{path} cannot be flushed.", Marshal.GetLastPInvokeError());
            }
            finally
            {
                _ = Close(folder);
            }
        }

        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Open(byte[] path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Sync(int descriptor);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Close(int descriptor);
    }
}

/// <summary>The ledger and what it stands on do not fit each other; sealing stops until somebody has looked.</summary>
#pragma warning disable CA1032, CA1710 // It always says what is wrong, and reads as what is told.
public sealed class LedgerBroken(string message, Exception? cause = null) : Exception(message, cause);
