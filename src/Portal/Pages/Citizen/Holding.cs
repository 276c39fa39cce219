namespace EGov.Pages.Citizen;

/// <summary>The files whose secrets this browser has shown, for half an hour after it last looked at them.</summary>
internal static class Holding
{
    private const int Most = 8;

    private static readonly Kept<Shown> Keeper = new("egov-files", TimeSpan.FromMinutes(30)) { IsForLinks = true };

    /// <summary>The secret shown for this number; looking at it begins the half hour anew.</summary>
    public static string? SecretOf(HttpContext http, string number)
    {
        if (Keeper.Read(http) is not { } shown || !shown.Secrets.TryGetValue(number, out var secret)) return null;
        if (HttpMethods.IsGet(http.Request.Method)) Keeper.Write(http, shown);
        return secret;
    }

    public static void Add(HttpContext http, string number, string secret)
    {
        var before = Keeper.Read(http)?.Secrets.Where(other => other.Key != number).TakeLast(Most - 1) ?? [];
        Keeper.Write(http, new(before.Append(new(number, secret)).ToDictionary()));
    }

    public static void Drop(HttpContext http, string number)
    {
        var rest = Keeper.Read(http)?.Secrets.Where(other => other.Key != number).ToDictionary() ?? [];
        if (rest.Count == 0) Keeper.Forget(http);
        else Keeper.Write(http, new(rest));
    }

    internal sealed record Shown(Dictionary<string, string> Secrets);
}
