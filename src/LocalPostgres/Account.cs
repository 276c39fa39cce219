using System.Runtime.Versioning;

namespace EGov.LocalPostgres;

/// <summary>Whom the server runs as: PostgreSQL refuses to run as root.</summary>
/// <param name="Owner">The uid:gid its files must have; null when they already are its own.</param>
/// <param name="Prefix">What stands before a command to run it as this account.</param>
[SupportedOSPlatform("linux")]
internal sealed record Account(string? Owner, string[] Prefix)
{
    public const string Root = "0:0";

    // In a user namespace of its own root goes by the name of nobody, and keeps its rights to root's files and folders.
    private static readonly string[] Masked = ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"];

    /// <summary>The first account that can work in the folder, be it the owner of the cluster there.</summary>
    public static async Task<Account?> ChooseAsync(string home, string cluster, CancellationToken cancel)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            // initdb insists on a user with a name; a container may run under a bare number.
            var named = await Shell.RunAsync(["id", "-un"], cancel);
            return new(null, named.Well ? [] : Masked);
        }

        foreach (var account in await CandidatesAsync(cluster, cancel))
        {
            var entered = await Shell.RunAsync([.. account.Prefix, "test", "-x", home], cancel);
            if (entered.Well) return account;
        }

        return null;
    }

    /// <summary>Gives the path, and all beneath it, to this account.</summary>
    public async Task TakeAsync(string path, CancellationToken cancel)
    {
        if (Owner is not null) await Shell.MustRunAsync(["chown", "-R", Owner, path], cancel);
    }

    private static async Task<List<Account>> CandidatesAsync(string cluster, CancellationToken cancel)
    {
        var owners = new List<string>();
        var present = await Shell.RunAsync(["stat", "-c", "%u:%g", cluster], cancel);
        if (present.Well) owners.Add(present.Output.Trim());
        foreach (var name in new[] { "postgres", "nobody" })
        {
            var user = await Shell.RunAsync(["id", "-u", name], cancel);
            var group = await Shell.RunAsync(["id", "-g", name], cancel);
            if (user.Well && group.Well) owners.Add($"{user.Output.Trim()}:{group.Output.Trim()}");
        }

        return [.. owners.Where(owner => owner != Root).Distinct().Select(Dropped), new(Root, Masked)];
    }

    private static Account Dropped(string owner) =>
        owner.Split(':') is [var user, var group]
            ? new(owner, ["setpriv", "--reuid", user, "--regid", group, "--clear-groups", "--"])
            : throw new ArgumentException(owner, nameof(owner));
}
