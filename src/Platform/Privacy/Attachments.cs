using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;

namespace EGov.Privacy;

/// <summary>The ciphertexts of sealed files, each under its own digest, in a folder beside the database.</summary>
/// <remarks>
/// Written, durably, before the event that names it; never changed. A ciphertext whose event was refused after all
/// is named by nothing and opened by nobody.
/// </remarks>
/// <param name="folder">Shared by all nodes of one platform, and copied with its backups.</param>
public sealed class Attachments(string folder)
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Members = new();

    /// <summary>What the folder is called below a data folder.</summary>
    public const string Name = "attachments";

    public string Folder => folder;

    /// <summary>The sealed files among the members of an event.</summary>
    internal static IEnumerable<SealedFile> Of(object data) =>
        Members.GetOrAdd(data.GetType(), type =>
                [.. type.GetProperties().Where(member => member.PropertyType == typeof(SealedFile))])
            .Select(member => member.GetValue(data)).OfType<SealedFile>();

    /// <returns>The digest under which it lies.</returns>
    public async Task<string> WriteAsync(ReadOnlyMemory<byte> box, CancellationToken cancellation)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(box.Span));
        var target = PathOf(digest);
        if (File.Exists(target)) return digest;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var fresh = $"{target}.{Guid.NewGuid():N}.new";
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
}
