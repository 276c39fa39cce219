namespace EGov.Pages.Shared;

/// <summary>The kinds of entry on a file's timeline: something was done, somebody read it, it can be proved.</summary>
public enum EntryKind { Handled, Opened, Proved }

internal static class EntryKinds
{
    public static string Style(this EntryKind kind) => "k-" + kind.ToString().ToLowerInvariant();
}
