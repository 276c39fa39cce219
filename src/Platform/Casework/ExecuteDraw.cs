using EGov.Ledger;
using EGov.Organisation;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>The platform's own: everybody has contributed, or the time for it is over, and lots are drawn.</summary>
/// <param name="Origin">The ledger's name.</param>
/// <param name="Index">Where the request of the draw stands in the published ledger, from 0.</param>
/// <param name="Leaf">The hash of that leaf.</param>
/// <param name="Contributions">What came in by now, in any order.</param>
public record ExecuteDraw(
    Guid RequestId, string Origin, long Index, string Leaf, IReadOnlyList<GivenContribution> Contributions);

/// <param name="Key">The contributor's public key, base64 of its SubjectPublicKeyInfo.</param>
/// <param name="Signature">In base64.</param>
public record GivenContribution(string Name, string Key, string Signature);

public static class ExecuteDrawHandler
{
    public const string Platform = "platform";

    /// <summary>Who has declared an interest since the pool was published is recused, which ends this draw.</summary>
    public static Task LoadAsync(
        Request request, Handbook handbook, Conflicts conflicts, DateTimeOffset now, CancellationToken cancellation) =>
        conflicts.RecuseTiedAsync(request,
            (request.Draw?.Requested.Pool ?? []).Select(handbook.Officers.GetValueOrDefault).OfType<Officer>(),
            handbook, now, cancellation);

    /// <summary>
    /// Draws from the pool that was published, by what was contributed after that; the drawn officer gets it.
    /// </summary>
    public static IEnumerable<object> Handle(
        ExecuteDraw command, [WriteModel] Request request, Handbook handbook, DateTimeOffset now)
    {
        if (request.Draw is not { } draw) throw new Refused("draw.not-running");
        var requested = draw.Requested;
        if (!DrawPolicy.Holds(requested, request, handbook)) throw new Refused("draw.pool-changed");
        if (!draw.IsOpenToContributors(now)) throw new Refused("draw.nonce-outstanding");

        var alpha = new DrawAlpha(command.Origin, requested.Draw, command.Index, Hash.FromBase64(command.Leaf));
        var given = command.Contributions.ToDictionary(one => one.Name);
        var inOrder = requested.Contributors.Select(contributor =>
            given.TryGetValue(contributor.Name, out var one) ? Verified(one, contributor, alpha) : null).ToList();
        if (requested.Contributors.All(contributor => contributor.Name != Platform) || !given.ContainsKey(Platform))
            throw new Refused("draw.without-the-platform");
        string[] missing =
            [.. requested.Contributors.Select(one => one.Name).Where(name => !given.ContainsKey(name))];
        if (missing is [var first, ..] && now <= requested.Deadline) throw new Refused("draw.still-time", first);

        var seed = DrawSeed.Of(alpha, inOrder, draw.Nonce is { } nonce ? Convert.FromHexString(nonce) : []);
        var result = DrawSeed.Select(seed, requested.Pool.Count);
        var officer = requested.Pool[result];
        return
        [
            new DrawExecuted(now, request.Matter, requested.Draw, command.Origin, command.Index, command.Leaf,
                [
                    .. requested.Contributors.Zip(inOrder).Where(one => one.Second is not null).Select(one =>
                        new DrawContribution(one.First.Name, Convert.ToBase64String(one.Second!))),
                ],
                missing, draw.Nonce, Convert.ToHexStringLower(seed.ToArray()), result, officer),
            new RequestAssigned(now, request.Matter, officer, "", 0, null, requested.Draw),
        ];
    }

    private static byte[] Verified(GivenContribution given, DrawContributor contributor, DrawAlpha alpha)
    {
        var key = DrawKey.FromBase64(given.Key);
        var signature = Convert.FromBase64String(given.Signature);
        return key.Id == contributor.Key && key.Verifies(alpha, signature)
            ? signature
            : throw new Refused("draw.contribution-wrong", contributor.Name);
    }
}
