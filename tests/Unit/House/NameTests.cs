using System.Text.RegularExpressions;

namespace EGov.Unit.House;

/// <summary>Names say what a thing is in the domain; these words say nothing.</summary>
public partial class NameTests
{
    private static readonly string[] Banned =
    [
        "Update", "Updated", "Process", "Processor", "Manage", "Manager", "Data", "Info", "Helper", "Helpers", "Util",
        "Utils",
    ];

    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["DataTable"] = "the design's own name for its component",
    };

    [Fact]
    public void No_type_is_named_by_a_banned_word() =>
        Repository.Assemblies.SelectMany(Repository.Types).Select(type => type.Name.Split('`')[0])
            .Where(name => !Allowed.ContainsKey(name) && Words(name).Intersect(Banned).Any()).ShouldBeEmpty();

    [Fact]
    public void No_source_file_is() =>
        Repository.Sources.Where(file => !Allowed.ContainsKey(file.Name) && Words(file.Name).Intersect(Banned).Any())
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void No_class_calls_itself_a_service_for_a_service_is_what_people_ask_for() =>
        Repository.Assemblies.SelectMany(Repository.Types)
            .Where(type => type.Name.EndsWith("Service", StringComparison.Ordinal) && type.Name != "Service")
            .Where(type => type.Assembly.GetType(type.FullName + "Handler") is null)
            .Select(type => type.FullName).ShouldBeEmpty();

    [Fact]
    public void Every_exception_is_still_needed() =>
        Allowed.Keys.Except(Repository.Sources.Select(file => file.Name)).ShouldBeEmpty();

    private static IEnumerable<string> Words(string name) => Word().Matches(name).Select(word => word.Value);

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+")]
    private static partial Regex Word();
}
