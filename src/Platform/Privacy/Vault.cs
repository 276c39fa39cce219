using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EGov.Ledger;
using JasperFx;
using Marten;
using Microsoft.Extensions.Caching.Memory;

namespace EGov.Privacy;

/// <summary>Closes and opens sealed values. The only place that ever holds a subject's key.</summary>
public sealed class Vault(MasterKey master, VaultTable table, Attachments attachments) : IDisposable
{
    private readonly MemoryCache _keys = new(new MemoryCacheOptions { SizeLimit = 50_000 });
    private long _forgotten;

    public MasterKey Master => master;

    /// <summary>Closes in place every open value of an event, under its subject's key.</summary>
    /// <param name="fresh">The keys of subjects that begin with this commit; see <see cref="Begin"/>.</param>
    internal async ValueTask CloseAsync(
        object data, Guid @event, IReadOnlyDictionary<Guid, OpenKey> fresh, CancellationToken cancellation)
    {
        foreach (var (path, value) in SealedMembers.Of(data))
        {
            if (value.IsClosed) continue;
            var key = fresh.TryGetValue(value.Subject, out var begun) ? begun : await KeyAsync(value.Subject, cancellation);
            var disclosure = Disclosure.Encode(key.Salt(@event, path), path, value.Plain);
            var box = key.Encrypt(Encoding.UTF8.GetBytes(value.Plain.GetRawText()), @event, path);
            value.Close(@event, path, box, Disclosure.Digest(disclosure));
        }

        foreach (var file in Attachments.Of(data).Where(file => !file.IsClosed))
        {
            var key = fresh.GetValueOrDefault(file.Subject) ?? await KeyAsync(file.Subject, cancellation);
            file.Close(await attachments.WriteAsync(key.EncryptFile(file.Plain.Span, @event), cancellation));
        }
    }

    /// <summary>Reads a sealed file.</summary>
    /// <returns>Null when it can be read no more: the subject was erased, or the ciphertext is gone.</returns>
    public async ValueTask<byte[]?> OpenFileAsync(
        SealedFile file, Guid subject, Guid @event, CancellationToken cancellation)
    {
        if (await FindAsync(subject, cancellation) is not { } key) return null;
        return await attachments.ReadAsync(file.Digest, cancellation) is { } box ? key.DecryptFile(box, @event) : null;
    }

    /// <summary>Reads a closed value.</summary>
    /// <returns>Undefined when its key no longer exists: the subject was erased.</returns>
    public async ValueTask<JsonElement> OpenAsync(Sealed value, CancellationToken cancellation = default)
    {
        if (await FindAsync(value.Subject, cancellation) is not { } key) return default;
        return JsonElement.Parse(key.Decrypt(value.Box.Span, value.Event, value.Path));
    }

    /// <summary>The words of a closed value; null when there are none or the subject was erased.</summary>
    public async ValueTask<string?> WordsAsync(Sealed? value, CancellationToken cancellation = default)
    {
        if (value is null) return null;
        var opened = await OpenAsync(value, cancellation);
        return opened.ValueKind is JsonValueKind.String ? opened.GetString() : null;
    }

    /// <summary>Reads the words of many closed values; the keys that are not at hand are fetched at once.</summary>
    /// <returns>Without those whose subject was erased.</returns>
    internal async ValueTask<IReadOnlyDictionary<Sealed, string>> OpenAllAsync(
        IReadOnlyCollection<Sealed> values, CancellationToken cancellation)
    {
        var asked = Interlocked.Read(ref _forgotten);
        var keys = new Dictionary<Guid, OpenKey>();
        foreach (var subject in values.Select(value => value.Subject).Distinct())
            if (_keys.TryGetValue(subject, out OpenKey? known)) keys[subject] = known!;
        Guid[] missing = [.. values.Select(value => value.Subject).Distinct().Where(one => !keys.ContainsKey(one))];
        foreach (var row in await table.FindAllAsync(missing, cancellation))
            if (row.DestroyedAt is null) keys[row.Id] = Remember(row, asked);

        var opened = new Dictionary<Sealed, string>();
        foreach (var value in values)
            if (keys.TryGetValue(value.Subject, out var key)
                && JsonElement.Parse(key.Decrypt(value.Box.Span, value.Event, value.Path)).GetString() is { } words)
                opened[value] = words;
        return opened;
    }

    /// <summary>What the subject may hand to others: it proves the value against the public entry's digest.</summary>
    public async ValueTask<string?> DiscloseAsync(Sealed value, CancellationToken cancellation = default)
    {
        if (await FindAsync(value.Subject, cancellation) is not { } key) return null;
        var plain = JsonElement.Parse(key.Decrypt(value.Box.Span, value.Event, value.Path));
        return Disclosure.Encode(key.Salt(value.Event, value.Path), value.Path, plain);
    }

    /// <summary>A key for a subject that begins with this commit; the row must be stored in the same transaction.</summary>
    /// <remarks>Not remembered here: a key that was rolled back must close nothing later.</remarks>
    internal (OpenKey Key, SubjectKey Row) Begin(Guid subject)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        return (new(key), master.Wrap(subject, key));
    }

    /// <summary>Destroys a subject's key with the commit of this session; every node forgets it then.</summary>
    internal void Destroy(Guid subject, DateTimeOffset now, IDocumentSession session)
    {
        session.Store(new SubjectKey { Id = subject, DestroyedAt = now });
        // A notice is sent by the commit, and it cannot take its words from a parameter.
        session.QueueSqlCommand($"notify \"{table.Channel}\", '{subject}'");
    }

    /// <summary>Whether the subject was erased, and when.</summary>
    public async ValueTask<DateTimeOffset?> ErasedAtAsync(Guid subject, CancellationToken cancellation)
    {
        if (_keys.TryGetValue(subject, out _)) return null;
        return (await table.FindAsync(subject, cancellation))?.DestroyedAt;
    }

    internal void Forget(Guid subject)
    {
        Interlocked.Increment(ref _forgotten);
        _keys.Remove(subject);
    }

    /// <summary>Where a notice may have been missed.</summary>
    internal void ForgetAll()
    {
        Interlocked.Increment(ref _forgotten);
        _keys.Clear();
    }

    private async ValueTask<OpenKey> KeyAsync(Guid subject, CancellationToken cancellation)
    {
        if (_keys.TryGetValue(subject, out OpenKey? known)) return known!;
        var asked = Interlocked.Read(ref _forgotten);
        var kept = await table.AddOrGetAsync(Begin(subject).Row, cancellation);
        if (kept.DestroyedAt is not null) throw new Refused("subject.key-destroyed");
        return Remember(kept, asked);
    }

    private async ValueTask<OpenKey?> FindAsync(Guid subject, CancellationToken cancellation)
    {
        if (_keys.TryGetValue(subject, out OpenKey? known)) return known;
        var asked = Interlocked.Read(ref _forgotten);
        return await table.FindAsync(subject, cancellation) is { DestroyedAt: null } row ? Remember(row, asked) : null;
    }

    /// <summary>A key that was read before something was to be forgotten is used and not remembered.</summary>
    private OpenKey Remember(SubjectKey row, long asked)
    {
        var key = new OpenKey(master.Unwrap(row));
        return Interlocked.Read(ref _forgotten) == asked ? Remember(row.Id, key) : key;
    }

    internal OpenKey Remember(Guid subject, OpenKey key) =>
        _keys.Set(subject, key,
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10) });

    public void Dispose() => _keys.Dispose();
}

/// <summary>Where the wrapped keys lie. A key once given out must never be replaced, so adding is add-or-get.</summary>
public sealed class VaultTable(IDocumentStore store)
{
    /// <summary>What is said on the channel where it is no subject: that the master key is to be read again.</summary>
    public const string ReadAgain = "master-key";

    /// <summary>On which the nodes of a store tell each other whose key was destroyed.</summary>
    public static string ChannelOf(string schema) => schema + "_keys";

    public string Channel => ChannelOf(store.Options.DatabaseSchemaName);

    public async Task<SubjectKey> AddOrGetAsync(SubjectKey key, CancellationToken cancellation)
    {
        await using (var session = store.LightweightSession())
        {
            if (await session.LoadAsync<SubjectKey>(key.Id, cancellation) is { } found) return found;
            session.Insert(key);
            try
            {
                await session.SaveChangesAsync(cancellation);
                return key;
            }
            catch (DocumentAlreadyExistsException)
            {
                // Somebody else added it meanwhile: theirs is the key.
            }
        }

        return await FindAsync(key.Id, cancellation)
            ?? throw new InvalidOperationException("The key of a subject could be neither added nor read.");
    }

    public async Task<IReadOnlyList<SubjectKey>> FindAllAsync(Guid[] subjects, CancellationToken cancellation)
    {
        if (subjects.Length == 0) return [];
        await using var session = store.QuerySession();
        return await session.LoadManyAsync<SubjectKey>(cancellation, subjects);
    }

    public async Task<SubjectKey?> FindAsync(Guid subject, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        return await session.LoadAsync<SubjectKey>(subject, cancellation);
    }
}
