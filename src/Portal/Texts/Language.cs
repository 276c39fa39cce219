namespace EGov.Portal.Texts;

/// <summary>fa or en: by the path on pages, by Accept-Language on the API; fa where nothing is said.</summary>
public static class Language
{
    public const string Persian = "fa", English = "en";

    public static string Of(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/en")) return English;
        if (request.Path.StartsWithSegments("/fa")) return Persian;
        foreach (var wanted in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(wanted => wanted.Quality ?? 1))
        {
            if (wanted.Value.StartsWith(English, StringComparison.OrdinalIgnoreCase)) return English;
            if (wanted.Value.StartsWith(Persian, StringComparison.OrdinalIgnoreCase)) return Persian;
        }

        return Persian;
    }
}
