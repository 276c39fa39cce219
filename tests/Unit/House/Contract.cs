using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using EGov.Privacy;

namespace EGov.Unit.House;

/// <summary>What is stored for good: the members of every event and of every value in one.</summary>
internal static class Contract
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The members that are stored, by name.</summary>
    public static IReadOnlyList<PropertyInfo> Members(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .OrderBy(member => member.Name, StringComparer.Ordinal),
    ];

    /// <summary>Events and every type of ours that they are made of.</summary>
    public static IReadOnlyList<Type> Parts(IEnumerable<Type> events)
    {
        var found = new HashSet<Type>();
        foreach (var type in events) Into(type);
        return [.. found.OrderBy(type => type.FullName, StringComparer.Ordinal)];

        void Into(Type type)
        {
            foreach (var leaf in Leaves(type).Where(leaf => leaf.Assembly == Repository.Platform))
                if (found.Add(leaf) && !leaf.IsEnum && leaf != typeof(Sealed) && leaf != typeof(SealedFile))
                    foreach (var member in Members(leaf)) Into(member.PropertyType);
        }
    }

    /// <summary>A type itself, or what a list, dictionary or nullable is made of.</summary>
    public static IEnumerable<Type> Leaves(Type type) =>
        type.IsArray ? Leaves(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Leaves)
        : [type];

    public static string Write(IEnumerable<Type> events)
    {
        var text = new StringBuilder();
        var stored = events.ToList();
        foreach (var type in Parts(stored).OrderBy(type => stored.Contains(type) ? 0 : 1))
        {
            text.Append(stored.Contains(type) ? "event " : "value ").Append(type.FullName).Append('\n');
            if (type.IsEnum)
                foreach (var name in Enum.GetNames(type)) text.Append("    ").Append(name).Append('\n');
            else if (type != typeof(Sealed) && type != typeof(SealedFile))
                foreach (var member in Members(type))
                    text.Append("    ").Append(member.Name).Append(": ").Append(Name(member)).Append('\n');
        }

        return text.ToString();
    }

    private static string Name(PropertyInfo member) => Name(Nullability.Create(member));

    private static string Name(NullabilityInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var name = type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", info.GenericTypeArguments.Select(Name))}>"
            : type.Name;
        return info.ReadState is NullabilityState.Nullable ? name + "?" : name;
    }
}
