using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;

namespace EGov.Privacy;

/// <summary>The ciphertexts of sealed files, each under its own digest, in a folder beside the database.</summary>
/// <remarks>
/// Written, durably, before the event that names it; never changed. A ciphertext whose event was refused after all
/// is named by nothing and opened by nobody, until <see cref="SweepAttachments"/> removes it.
/// </remarks>
/// <param name="folder">Shared by all nodes of one platform, and copied with its backups.</param>
public sealed class Attachments(string folder)
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Members = new();

    /// <summary>What the folder is called below a data folder.</summary>
    public const string Name = "attachments";

    // What is half written, and what the sweep has put aside.
    private const string Fresh = ".new", Aside = ".aside";

    public string Folder => folder;

    /// <summary>The sealed files among the members of an event.</summary>
    internal static IEnumerable<SealedFile> Of(object data) =>
        FilesOf(data.GetType()).Select(member => member.GetValue(data)).OfType<SealedFile>();

    /// <summary>By which members an event of this type names files, as its JSON has them.</summary>
    internal static IEnumerable<string> MembersOf(Type type) =>
        FilesOf(type).Select(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name));

    /// <returns>The digest under which it lies.</returns>
    public async Task<string> WriteAsync(ReadOnlyMemory<byte> box, CancellationToken cancellation)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(box.Span));
        var target = PathOf(digest);
        if (IsThere(target)) return digest;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var fresh = $"{target}.{Guid.NewGuid():N}{Fresh}";
        await using (var file = new FileStream(fresh, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(box, cancellation);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, target, overwrite: true);
        return digest;
    }

    /// <returns>Null where the file is gone.</returns>
    /// <exception cref="InvalidDataException">The file is not what was put there.</exception>
    public async Task<byte[]?> ReadAsync(string digest, CancellationToken cancellation)
    {
        try
        {
            var box = await File.ReadAllBytesAsync(PathOf(digest), cancellation);
            return Convert.ToHexStringLower(SHA256.HashData(box)) == digest
                ? box
                : throw new InvalidDataException($"The attachment {digest} was changed on the disk.");
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Where the ciphertext of a digest lies; a digest comes from an event, never from an address.</summary>
    public string PathOf(string digest) => Path.Combine(folder, digest[..2], digest);

    /// <summary>What was last written after one moment and up to another.</summary>
    internal IEnumerable<FileInfo> Written(DateTime after, DateTime before) =>
        Directory.Exists(folder)
            ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(file => file.LastWriteTimeUtc > after && file.LastWriteTimeUtc <= before)
            : [];

    /// <summary>Removes a file that nothing names, unless somebody writes it again at this very moment.</summary>
    internal static bool Remove(FileInfo file, DateTime before)
    {
        if (file.Extension == Aside)
        {
            // A sweep ended half way: the next one looks at the file again.
            Return(file.FullName, Path.ChangeExtension(file.FullName, null));
            return false;
        }

        // Whoever writes it again makes it young first: put aside, it is old, or it comes back.
        var aside = file.FullName + Aside;
        try
        {
            File.Move(file.FullName, aside, overwrite: true);
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        if (File.GetLastWriteTimeUtc(aside) > before)
        {
            Return(aside, file.FullName);
            return false;
        }

        File.Delete(aside);
        return true;
    }

    private static void Return(string aside, string target)
    {
        if (File.Exists(target)) File.Delete(aside);
        else File.Move(aside, target);
    }

    /// <summary>A file that is there is as young as one that is written now: the sweep leaves it alone.</summary>
    private static bool IsThere(string target)
    {
        try
        {
            File.SetLastWriteTimeUtc(target, DateTime.UtcNow);
            return true;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static PropertyInfo[] FilesOf(Type type) => Members.GetOrAdd(type, found =>
        [.. found.GetProperties().Where(member => member.PropertyType == typeof(SealedFile))]);
}
