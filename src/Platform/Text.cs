using Microsoft.AspNetCore.Http;

namespace EGov;

/// <summary>A public text in both languages of the province.</summary>
public record Text(string Fa, string En);

/// <summary>In which of the two an answer is wanted that holds only one.</summary>
public static class Wanted
{
    /// <summary>By the header Accept-Language; Persian where it says nothing of English first.</summary>
    public static bool WantsEnglish(this HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(said => said.Quality ?? 1)
            .FirstOrDefault()?.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase) is true;
}
