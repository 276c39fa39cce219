using System.Text.RegularExpressions;
using EGov.Texts;
using EGov.Unit.House;

namespace EGov.Unit.Portal;

/// <summary>The verifying script says nothing for which there are no words, and no words stand idle.</summary>
public partial class VerifyTextsTests
{
    private const string Prefix = "verify.say.";

    private static readonly string Script = string.Concat(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Portal", "wwwroot", "verify"), "*.js")
            .Select(File.ReadAllText));

    private static readonly HashSet<string> Words =
    [
        .. Language.En.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(key => key[Prefix.Length..]),
    ];

    private static readonly HashSet<string> Said =
    [
        .. Code().Matches(Script).Select(match => match.Groups[1].Value),
        .. Wrong().Matches(Script).Select(match => "wrong." + match.Groups[1].Value),
        .. Step().Matches(Script).Select(match => "step." + match.Groups[1].Value),
        .. Head().Matches(Script).Select(match => match.Groups[1].Value + ".more"),
    ];

    [Fact]
    public void Whatever_the_script_says_has_words() =>
        Said.Except(Words).ShouldBeEmpty();

    [Fact]
    public void And_all_words_are_said() =>
        Words.Except(Said).Except(Kind().Matches(Script).Select(match => "kind." + match.Groups[1].Value))
            .ShouldBeEmpty();

    [Fact]
    public void The_script_asks_for_nothing_but_a_proof()
    {
        Regex.Count(Script, @"\bfetch\(").ShouldBe(1);
        Regex.Matches(Script, @"from ""([^""]+)""").Select(match => match.Groups[1].Value)
            .ShouldAllBe(module => module.StartsWith("./"));
        foreach (var way in new[] { "XMLHttpRequest", "WebSocket", "sendBeacon", "EventSource", "innerHTML", "eval(" })
            Script.ShouldNotContain(way);
    }

    [Fact]
    public void The_worker_that_answers_offline_asks_for_what_the_page_asked_for_alone()
    {
        var worker = File.ReadAllText(
            Path.Combine(Repository.Root, "src", "Portal", "wwwroot", "verify-offline.js"));
        Regex.Matches(worker, @"\bfetch\(([^)]*)\)").Select(match => match.Groups[1].Value).ShouldBe(["request"]);
        worker.ShouldNotContain("importScripts");
    }

    [GeneratedRegex(
        @"""((?:head|not|skip|proved|receipt|proof|checkpoint|witnesses|entry|inclusion|content|disclosure|fetch"
        + "|draw|draw-request|contributions)"
        + @"\.[a-z.-]+|given|remove|unknown|pasted)""")]
    private static partial Regex Code();

    [GeneratedRegex(@"Wrong\(""([a-z0-9-]+)""")]
    private static partial Regex Wrong();

    [GeneratedRegex(@"(?:step|ok|skip)\(""([a-z-]+)""")]
    private static partial Regex Step();

    [GeneratedRegex(@"(?:return|\?|:) ""([a-z-]+)""")]
    private static partial Regex Kind();

    [GeneratedRegex(@"""(head\.[a-z-]+)""")]
    private static partial Regex Head();
}
