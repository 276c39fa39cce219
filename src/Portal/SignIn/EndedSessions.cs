using System.Collections.Concurrent;

namespace EGov.Portal.SignIn;

/// <summary>Sessions that were signed out before their time: a copy of their cookie opens nothing any more.</summary>
/// <remarks>Kept by this process until the cookie would have died of itself.</remarks>
internal sealed class EndedSessions
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new();

    public void End(string session, DateTimeOffset now, DateTimeOffset until)
    {
        foreach (var (other, last) in _until)
            if (last < now) _until.TryRemove(other, out _);
        _until[session] = until;
    }

    public bool Has(string session) => _until.ContainsKey(session);
}
