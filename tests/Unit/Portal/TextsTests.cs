using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EGov.Texts;
using EGov.Unit.House;

namespace EGov.Unit.Portal;

/// <summary>Both languages say everything, nothing is said for nobody, no page asks for what is not said.</summary>
public partial class TextsTests
{
    private static readonly string Portal = Path.Combine(Root(), "src", "Portal");
    private static readonly string[] Groups =
    [
        .. Directory.EnumerateFiles(Path.Combine(Portal, "Texts"), "*.fa.resx").Select(Path.GetFileName)
            .Select(file => file!.Split('.')[0]).Where(group => group != "Refusals").Order(StringComparer.Ordinal),
    ];

    private static readonly Dictionary<string, string> Fa = Read("fa"), En = Read("en");
    private static readonly string[] Sources = [.. SourceFiles().Select(File.ReadAllText)];

    [Fact]
    public void Both_languages_have_the_same_keys() => Groups.ShouldAllBe(group =>
        Read(group, "fa").Select(text => text.Key).SequenceEqual(Read(group, "en").Select(text => text.Key)));

    [Fact]
    public void Keys_stand_in_order_so_that_a_text_is_found_and_two_people_can_add_one() =>
        Groups.ShouldAllBe(group => Read(group, "fa").Select(text => text.Key)
            .SequenceEqual(Read(group, "fa").Select(text => text.Key).Order(StringComparer.Ordinal)));

    [Fact]
    public void No_text_is_empty() =>
        Fa.Concat(En).Where(text => string.IsNullOrWhiteSpace(text.Value)).ShouldBeEmpty();

    [Fact]
    public void A_sentence_takes_the_same_values_in_both_languages() =>
        Fa.Keys.Where(key => !Key.IsForOne(key) && !Holes(Fa[key]).SetEquals(Holes(En[key]))).ShouldBeEmpty();

    [Fact]
    public void Persian_is_written_with_Persian_letters_and_without_Latin_digits() =>
        Fa.Where(text => Foreign().IsMatch(Hole().Replace(text.Value, ""))).ShouldBeEmpty();

    [Fact]
    public void Every_key_that_a_page_asks_for_exists() =>
        Asked().Where(key => !Fa.ContainsKey(key)).ShouldBeEmpty();

    [Fact]
    public void Every_text_is_asked_for()
    {
        var literals = Sources.SelectMany(source => Literal().Matches(source));
        var said = literals.Select(match => match.Groups[1].Value).ToHashSet();
        var families = said.Where(literal => literal.EndsWith('.') && literal.Length > 3).ToArray();
        Fa.Keys.Where(key => !said.Contains(key) && !said.Contains(Key.Stem(key)) && !Key.IsNamed(key)
            && !families.Any(family => key.StartsWith(family, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_event_has_a_name_in_the_audit_trail() =>
        Repository.Events.Select(type => $"event.{type.Name}").Where(key => !Fa.ContainsKey(key)).ShouldBeEmpty();

    [Fact]
    public void The_assembly_holds_what_the_files_say()
    {
        Language.Fa.Keys.ShouldBe(Fa.Keys, ignoreOrder: true);
        Language.En.Keys.ShouldBe(En.Keys, ignoreOrder: true);
    }

    private static IEnumerable<string> Asked() =>
        Sources.SelectMany(source => Indexed().Matches(source).Select(match => match.Groups[1].Value)
            .Concat(Counted().Matches(source).SelectMany(match =>
                new[] { match.Groups[1].Value + ".one", match.Groups[1].Value + ".many" })));

    private static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Select(match => match.Value)];

    /// <summary>The texts of all groups; one key in two of them is an error.</summary>
    private static Dictionary<string, string> Read(string language) =>
        Groups.SelectMany(group => Read(group, language)).ToDictionary();

    private static List<KeyValuePair<string, string>> Read(string group, string language) =>
    [
        .. XDocument.Load(Path.Combine(Portal, "Texts", $"{group}.{language}.resx")).Root!.Elements("data")
            .Select(data => KeyValuePair.Create(data.Attribute("name")!.Value, data.Element("value")!.Value)),
    ];

    private static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Path.Combine(Portal, "Pages"), "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Portal, "Texts")))
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder?.GetFiles("EGov.Cqrs.sln").Length == 0) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests' folder lies in no repository.");
    }

    [GeneratedRegex(@"\bT(?:\.Other)?\[""([^""]+)""")]
    private static partial Regex Indexed();

    [GeneratedRegex(@"\bT\.Count\(""([^""]+)""")]
    private static partial Regex Counted();

    [GeneratedRegex(@"""([A-Za-z0-9.-]+)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Hole();

    [GeneratedRegex("[يك0-9٠-٩]")]
    private static partial Regex Foreign();

    /// <summary>Keys that pages do not write out: those of counts, of enumerations and of refusals.</summary>
    private static class Key
    {
        private static readonly HashSet<string> Values =
        [
            .. new[] { typeof(Language).Assembly, typeof(Fold).Assembly }.SelectMany(Types).Where(type => type.IsEnum)
                .SelectMany(type => Enum.GetNames(type).Select(value => $"{type.Name}.{value}")),
        ];

        public static bool IsNamed(string key) =>
            Values.Contains(key) || key.StartsWith("refused.", StringComparison.Ordinal);

        public static string Stem(string key) => Regex.Replace(key, @"\.(one|many)$", "");

        // "One file" needs no number where "two files" does.
        public static bool IsForOne(string key) => key.EndsWith(".one", StringComparison.Ordinal);

        private static Type[] Types(Assembly assembly) => assembly.GetTypes();
    }
}
