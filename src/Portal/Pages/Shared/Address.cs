namespace EGov.Pages.Shared;

/// <summary>Addresses with a query: what is empty is left out.</summary>
internal static class Address
{
    public static string Of(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var parts = new List<string>();
        foreach (var (name, value) in query)
            if (!string.IsNullOrWhiteSpace(value)) parts.Add($"{name}={Uri.EscapeDataString(value.Trim())}");
        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }
}
