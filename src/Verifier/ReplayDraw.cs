using System.Text.Json;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>Who handles a request, drawn again from the two entries of its draw and the contributors' keys.</summary>
internal static class ReplayDraw
{
    public static void Run(TextWriter say, FileInfo requested, FileInfo executed, Policy policy, DrawKeys keys)
    {
        var (first, second) = (ProvedEntry.Of(requested, null, policy), ProvedEntry.Of(executed, null, policy));
        var request = Read(first, "draw_requested", DrawRequest.Of);
        var result = Read(second, "draw_executed", DrawResult.Of);
        first.Tell(say);
        second.Tell(say);
        MustBelong(first, second, request, result);

        var alpha = new DrawAlpha(
            first.Proved.Witnessed.Checkpoint.Origin, request.Draw, first.Proved.Index, first.Entry.Leaf);
        var contributions = Contributions(say, request, result, alpha, keys);
        var nonce = Nonce(say, request, result);
        var seed = DrawSeed.Of(alpha, contributions, nonce);
        var place = DrawSeed.Select(seed, request.Pool.Count);
        say.WriteLine($"The pool, in order: {string.Join(", ", request.Pool)}.");
        say.WriteLine($"These contributions give the seed {Convert.ToHexStringLower(seed.ToArray())}, and that draws "
            + $"place {place} (counted from 0) of {request.Pool.Count}: {request.Pool[place]}.");
        if (Convert.ToHexStringLower(seed.ToArray()) != result.Seed)
            throw new NotProved($"The entry names another seed: {result.Seed}.");
        if (place != result.Result || request.Pool[place] != result.Officer)
            throw new NotProved($"The entry names another result: place {result.Result}, {result.Officer}.");

        first.Demanded();
        second.Demanded();
        say.WriteLine($"PROVED: officer {result.Officer} is the one whom these contributions draw from that pool.");
        var given = contributions.Count(one => one is not null);
        if (given == 1 && nonce.Length == 0)
            say.WriteLine("It rests on one key alone: whoever has that could have foreseen the result before the draw "
                + "was requested.");
        else
            say.WriteLine($"Nobody could foresee it but {given} contributors "
                + $"{(nonce.Length > 0 ? "and the applicant " : "")}together.");
        say.WriteLine("NOT PROVED by this: that everybody is in the pool who should be; it names whom it excludes, "
            + "and why.");
    }

    private static void MustBelong(ProvedEntry first, ProvedEntry second, DrawRequest request, DrawResult result)
    {
        if (first.Entry.Stream != second.Entry.Stream || request.Draw != result.Draw)
            throw new NotProved("The two entries are of two different draws.");
        if (first.Proved.Witnessed.Checkpoint.Origin != second.Proved.Witnessed.Checkpoint.Origin)
            throw new NotProved("The two entries stand in two different logs.");
        if (first.Proved.Index >= second.Proved.Index)
            throw new NotProved("The draw came into the log after its result.");
        if (result.Origin != first.Proved.Witnessed.Checkpoint.Origin || result.Index != first.Proved.Index
            || result.Leaf != first.Entry.Leaf.ToBase64())
            throw new NotProved($"Lots were drawn over leaf {result.Index} of {result.Origin}, and the request of the "
                + $"draw is leaf {first.Proved.Index} of {first.Proved.Witnessed.Checkpoint.Origin}.");
        if (request.N != request.Pool.Count || request.Pool.Count == 0
            || request.Pool.Distinct().Count() < request.Pool.Count)
            throw new NotProved("The pool does not hold as many as it says, each once.");
        if (request.Contributors.Select(one => one.Name).Distinct().Count() < request.Contributors.Count)
            throw new NotProved("A contributor is named twice.");
    }

    /// <returns>In the order of the request; null for who is missing.</returns>
    private static List<byte[]?> Contributions(
        TextWriter say, DrawRequest request, DrawResult result, DrawAlpha alpha, DrawKeys keys)
    {
        var given = result.Contributions.ToDictionary(one => one.Name, one => one.Signature);
        if (!request.Contributors.Select(one => one.Name).Where(given.ContainsKey)
            .SequenceEqual(result.Contributions.Select(one => one.Name)))
            throw new NotProved(
                "The contributions are not in the order of the request, or one is of somebody not named there.");
        var missing = request.Contributors.Select(one => one.Name).Where(name => !given.ContainsKey(name)).ToList();
        if (!missing.SequenceEqual(result.Missing))
            throw new NotProved("The entry does not name those as missing who are.");
        foreach (var name in missing) say.WriteLine($"{name} had not contributed by the deadline.");
        var all = new List<byte[]?>();
        foreach (var (name, id) in request.Contributors)
        {
            if (!given.TryGetValue(name, out var signature))
            {
                all.Add(null);
                continue;
            }

            var key = keys.Find(name, id)
                ?? throw new NotProved($"Among the keys that you gave is none of {name} with the id {id}.");
            if (!key.Verifies(alpha, signature))
                throw new NotProved($"The contribution of {name} is not its signature of this draw.");
            say.WriteLine(
                $"PROVED: {name} has contributed the one signature that its key {id[..16]}… has for this draw.");
            all.Add(signature);
        }

        return all;
    }

    private static byte[] Nonce(TextWriter say, DrawRequest request, DrawResult result)
    {
        if (result.Nonce is null)
        {
            if (request.NonceDigest is not null)
                say.WriteLine("The applicant had committed to a nonce and did not reveal it.");
            return [];
        }

        var nonce = Convert.FromHexString(result.Nonce);
        if (nonce.Length != DrawSeed.NonceLength || DrawSeed.Commit(nonce) != request.NonceDigest)
            throw new NotProved("The applicant’s nonce is not the one that was committed to.");
        say.WriteLine("PROVED: the applicant added the nonce that he had committed to before.");
        return nonce;
    }

    private static T Read<T>(ProvedEntry entry, string type, Func<JsonElement, T> read)
    {
        if (entry.Entry.Type != type) throw new NotProved($"This is {entry.Name}, and no {type}.");
        try
        {
            return read(entry.Entry.Data);
        }
        catch (Exception other) when (other is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new NotProved($"The entry is not shaped as a {type} is: {other.Message}");
        }
    }
}

/// <summary>A draw as its request tells it.</summary>
internal sealed record DrawRequest(
    Guid Draw, IReadOnlyList<string> Pool, long N, IReadOnlyList<(string Name, string Key)> Contributors,
    string? NonceDigest)
{
    public static DrawRequest Of(JsonElement data) => new(
        data.GetProperty("draw").GetGuid(), DrawResult.Texts(data, "pool"), data.GetProperty("n").GetInt64(),
        [
            .. data.GetProperty("contributors").EnumerateArray()
                .Select(one => (Decision.Text(one, "name"), Decision.Text(one, "key"))),
        ],
        data.GetProperty("nonceDigest").GetString());
}

/// <summary>A draw as its result tells it.</summary>
internal sealed record DrawResult(
    Guid Draw, string Origin, long Index, string Leaf, IReadOnlyList<(string Name, byte[] Signature)> Contributions,
    IReadOnlyList<string> Missing, string? Nonce, string Seed, long Result, string Officer)
{
    public static DrawResult Of(JsonElement data) => new(
        data.GetProperty("draw").GetGuid(), Decision.Text(data, "origin"), data.GetProperty("index").GetInt64(),
        Decision.Text(data, "leaf"),
        [
            .. data.GetProperty("contributions").EnumerateArray()
                .Select(one => (Decision.Text(one, "name"), Convert.FromBase64String(Decision.Text(one, "signature")))),
        ],
        Texts(data, "missing"), data.GetProperty("nonce").GetString(), Decision.Text(data, "seed"),
        data.GetProperty("result").GetInt64(), Decision.Text(data, "officer"));

    internal static IReadOnlyList<string> Texts(JsonElement data, string member) =>
        [.. data.GetProperty(member).EnumerateArray().Select(one => one.GetString()!)];
}
