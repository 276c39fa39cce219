namespace EGov.Portal.SignIn;

/// <summary>Sessions that were signed out before their time: a copy of their cookie opens nothing any more.</summary>
/// <remarks>
/// An empty file each, until the cookie would have died of itself: a host that is started again knows of them, and so
/// does every node that shares the data folder.
/// </remarks>
internal sealed class EndedSessions(string folder)
{
    public void End(string session, DateTimeOffset now, DateTimeOffset until)
    {
        Directory.CreateDirectory(folder);
        foreach (var other in Directory.EnumerateFiles(folder))
            if (File.GetLastWriteTimeUtc(other) < now) File.Delete(other);
        if (PathOf(session) is not { } path) return;
        File.Create(path).Dispose();
        File.SetLastWriteTimeUtc(path, until.UtcDateTime);
    }

    public bool Has(string session) => PathOf(session) is not { } path || File.Exists(path);

    /// <summary>A session's name is ours to give; what is none has no place.</summary>
    private string? PathOf(string session) =>
        Guid.TryParseExact(session, "N", out var id) ? Path.Combine(folder, id.ToString("N")) : null;
}
