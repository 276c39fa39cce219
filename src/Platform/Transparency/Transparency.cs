using Marten;

namespace EGov.Transparency;

/// <summary>Everything the public may read; nothing here holds a sealed value.</summary>
internal static class Transparency
{
    public static void AddTransparency(this StoreOptions store)
    {
    }
}
