using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using EGov.Proofs;
using Microsoft.Extensions.Configuration;

namespace EGov.Privacy;

/// <summary>What is kept outside the database: from a file, the environment or a command, never from a table.</summary>
/// <remarks>Read again while the platform works, it may have another key that wraps; nothing else changes.</remarks>
public sealed class MasterKey
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string InEnvironment = "EGOV_MASTER_KEY";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Func<string>? _read;
    private volatile KeyRing _ring;
    private DateTime _written;

    /// <summary>One key that is the root of all.</summary>
    public MasterKey(byte[] key) => (_ring, Source) = (KeyRing.Of(key), "the program");

    private MasterKey(string source, string? path, Func<string> read) =>
        (Source, Path, _read, _written, _ring) = (source, path, read, Written(path), KeyRing.Parse(read()));

    /// <summary>Where it comes from, in words for an operator.</summary>
    public string Source { get; }

    /// <summary>The file that holds it; none where it comes from elsewhere.</summary>
    public string? Path { get; }

    public KeyRing Ring => _ring;

    /// <summary>Whether it is said where the key is, so that none is made.</summary>
    public static bool IsSaid(IConfiguration configuration) =>
        (configuration["Keys:Master"] ?? configuration["Keys:Command"] ?? configuration[InEnvironment])
            is { Length: > 0 };

    /// <param name="configuration">
    /// <c>Keys:Master</c> names a file, <c>Keys:Command</c> a command whose output is the key, <c>EGOV_MASTER_KEY</c>
    /// is the key; none: a file in the data folder, made where it is missing.
    /// </param>
    /// <exception cref="MasterKeyRefused">It is said twice, or what was found is no key.</exception>
    public static MasterKey Open(IConfiguration configuration, string data)
    {
        var file = configuration["Keys:Master"] is { Length: > 0 } path ? path : null;
        var command = configuration["Keys:Command"] is { Length: > 0 } line ? line : null;
        var said = configuration[InEnvironment] is { Length: > 0 } text ? text : null;
        if (new[] { file, command, said }.Count(source => source is not null) > 1)
            throw new MasterKeyRefused(
                $"Say once where the master key is: Keys:Master, Keys:Command or {InEnvironment}.");
        if (command is not null) return new("the command of Keys:Command", null, () => OutputOf(command));
        if (said is not null) return new($"the variable {InEnvironment}", null, () => said);
        return FromFile(file ?? System.IO.Path.Combine(data, "keys", "master.key"));
    }

    /// <summary>Reads the key from a file, or makes one there that only its owner can read.</summary>
    public static MasterKey FromFile(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            try
            {
                using var file = new StreamWriter(path, options);
                file.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process of the same data folder made it first: its key is the key.
            }
        }

        return new(path, path, () => File.ReadAllText(path));
    }

    /// <summary>Reads it again from where it came.</summary>
    /// <exception cref="MasterKeyRefused">Marks, secrets and passwords would mean something else.</exception>
    public void Reload()
    {
        if (_read is null) return;
        var written = Written(Path);
        var read = KeyRing.Parse(_read());
        if (!read.HasRootsOf(_ring))
            throw new MasterKeyRefused(
                $"What {Source} holds now is the key of another platform; the one before stays.");
        (_ring, _written) = (read, written);
    }

    /// <summary>Puts another ring in the file's place: at any moment the old or the new, never a part.</summary>
    /// <exception cref="MasterKeyRefused">It does not come from a file.</exception>
    public void Replace(KeyRing ring)
    {
        if (Path is null) throw new MasterKeyRefused($"The master key comes from {Source}: it is changed there.");
        if (!ring.HasRootsOf(_ring)) throw new ArgumentException("Another platform's ring.", nameof(ring));
        Durable.Write(Path, Encoding.ASCII.GetBytes(ring.Write()), OwnerOnly, isBinding: true);
        (_ring, _written) = (ring, Written(Path));
    }

    internal SubjectKey Wrap(Guid subject, byte[] key)
    {
        // From the moment on at which the file has changed nothing more is wrapped under the key before.
        if (Path is not null && Written(Path) != _written) Reload();
        var current = _ring.Current;
        return new() { Id = subject, Wrapped = Wrap(current, subject, key), Kek = current.Id };
    }

    /// <exception cref="MasterKeyRefused">It is wrapped under a key that is not here.</exception>
    internal byte[] Unwrap(SubjectKey row)
    {
        var known = Known(row);
        if (known is null)
        {
            Reload();
            known = Known(row);
        }

        return known ?? throw new MasterKeyRefused(Missing(row.Kek));
    }

    internal string Missing(string? id) => id is null
        ? $"The keys in this database are not wrapped under the master key that {Source} holds."
        : $"Keys in this database are wrapped under the key-encryption key {id}; {Source} holds "
            + $"{string.Join(", ", _ring.Ids)}. It was changed by egov keys rewrap: give the key as it is since.";

    /// <summary>Under the key that it names; a row from before keys had names is tried under each.</summary>
    private byte[]? Known(SubjectKey row)
    {
        foreach (var key in _ring.All.Where(key => row.Kek is null || row.Kek == key.Id))
        {
            try
            {
                return Cipher.Decrypt(key.Key, row.Wrapped, row.Id.ToByteArray());
            }
            catch (AuthenticationTagMismatchException) when (row.Kek is null)
            {
                // Another one may fit.
            }
        }

        return null;
    }

    private static DateTime Written(string? path) => path is null ? default : File.GetLastWriteTimeUtc(path);

    private static byte[] Wrap(KeyEncryptionKey under, Guid subject, byte[] key) =>
        Cipher.Encrypt(under.Key, key, subject.ToByteArray());

    /// <summary>Equal inputs give equal marks, and nobody without the key can try out inputs.</summary>
    /// <returns>128 bits of HMAC-SHA256 as base64url.</returns>
    public string Mark(string kind, string value) =>
        Convert.ToBase64String(HMACSHA256.HashData(_ring.Compare, Encoding.UTF8.GetBytes($"{kind}\n{value}"))[..16])
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The password of a role of the database: the same for every process that has the key.</summary>
    public string PasswordOf(string role) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_ring.DatabaseRole, Encoding.UTF8.GetBytes(role)));

    /// <summary>The secret printed on the receipt of a request: 60 bits, in three groups of four.</summary>
    public string SecretOf(Guid request)
    {
        var digest = HMACSHA256.HashData(_ring.RequestSecret, request.ToByteArray());
        return string.Join('-', Casework.TrackingNumber.Letters(digest, 12).Chunk(4).Select(group => new string(group)));
    }

    /// <summary>What signs the deliveries to a webhook: 256 bits, written as Standard Webhooks has it.</summary>
    public string WebhookSecretOf(Guid webhook) => "whsec_" + Convert.ToBase64String(
        HMACSHA256.HashData(_ring.RequestSecret, (byte[])[.. "webhook\n"u8, .. webhook.ToByteArray()]));

    public bool Opens(Guid request, string? secret) =>
        secret is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Casework.TrackingNumber.Plain(secret)),
            Encoding.ASCII.GetBytes(Casework.TrackingNumber.Plain(SecretOf(request))));

    /// <exception cref="MasterKeyRefused">The command failed, or took too long.</exception>
    private static string OutputOf(string command)
    {
        try
        {
            using var run = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command])
            {
                RedirectStandardOutput = true,
            })!;
            var output = run.StandardOutput.ReadToEndAsync();
            if (run.WaitForExit(Patience) && run.ExitCode == 0) return output.GetAwaiter().GetResult();
            var ended = run.HasExited;
            if (!ended) run.Kill(entireProcessTree: true);
            throw new MasterKeyRefused(ended ? $"The command of Keys:Command ended with {run.ExitCode}."
                : $"The command of Keys:Command gave no key within {Patience.TotalSeconds:0} seconds.");
        }
        catch (Win32Exception failed)
        {
            throw new MasterKeyRefused($"The command of Keys:Command: {failed.Message}", failed);
        }
    }
}
