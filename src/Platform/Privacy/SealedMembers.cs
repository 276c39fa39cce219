using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace EGov.Privacy;

/// <summary>Where the sealed values of an event are: members, members of members, items of lists and dictionaries.</summary>
public static class SealedMembers
{
    private static readonly ConcurrentDictionary<Type, Member[]> Known = new();

    private sealed record Member(string Name, PropertyInfo Property);

    /// <summary>Every sealed value with its JSON path, such as <c>facts.income</c> or <c>answers[2].note</c>.</summary>
    public static IEnumerable<(string Path, Sealed Value)> Of(object data) => Walk(data, "");

    private static IEnumerable<(string, Sealed)> Walk(object data, string prefix)
    {
        foreach (var member in Known.GetOrAdd(data.GetType(), Find))
        {
            if (member.Property.GetValue(data) is not { } value) continue;
            foreach (var found in Into(value, prefix + member.Name)) yield return found;
        }
    }

    private static IEnumerable<(string, Sealed)> Into(object value, string path)
    {
        switch (value)
        {
            case Sealed one:
                yield return (path, one);
                break;
            case IReadOnlyDictionary<string, Sealed> many:
                foreach (var (name, one) in many.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    yield return ($"{path}.{name}", one);
                break;
            case IEnumerable list:
                var index = 0;
                foreach (var item in list)
                {
                    if (item is not null)
                        foreach (var found in Into(item, $"{path}[{index}]")) yield return found;
                    index++;
                }

                break;
            default:
                foreach (var found in Walk(value, path + ".")) yield return found;
                break;
        }
    }

    private static Member[] Find(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && Leads(property.PropertyType, []))
            .Select(property => new Member(JsonNamingPolicy.CamelCase.ConvertName(property.Name), property)),
    ];

    /// <summary>Whether a value of this type can hold a sealed one.</summary>
    private static bool Leads(Type type, HashSet<Type> seen)
    {
        if (type == typeof(Sealed)) return true;
        if (!seen.Add(type)) return false;
        if (type.IsGenericType) return type.GetGenericArguments().Any(argument => Leads(argument, seen));
        if (type.IsArray) return Leads(type.GetElementType()!, seen);
        return type.Namespace?.StartsWith("EGov", StringComparison.Ordinal) is true && !type.IsEnum
            && type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Any(property => Leads(property.PropertyType, seen));
    }
}
