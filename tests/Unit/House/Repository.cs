using System.Reflection;

namespace EGov.Unit.House;

/// <summary>The house as files and as assemblies, for the tests that walk through it.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "Internal", "fonts"];

    public static readonly string Root = FindRoot();

    public static readonly Assembly Platform = typeof(Platform).Assembly;

    /// <summary>Platform, portal, ledger, the operator's and the auditor's program, and the launcher.</summary>
    public static readonly IReadOnlyList<Assembly> Assemblies =
    [
        Platform, typeof(EGov.Ledger.CanonicalJson).Assembly, typeof(EGov.Portal.Api.Problems).Assembly,
        typeof(Cli.History).Assembly, typeof(EGov.Verifier.Program).Assembly,
        typeof(LocalPostgres.PostgresServer).Assembly,
    ];

    /// <summary>Every C# and Razor file of ours.</summary>
    public static readonly IReadOnlyList<SourceFile> Sources =
    [
        .. Walk(Path.Combine(Root, "src")).Concat(Walk(Path.Combine(Root, "tests")))
            .Where(path => Path.GetExtension(path) is ".cs" or ".razor")
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(Relative(path), File.ReadAllText(path))),
    ];

    public static IEnumerable<SourceFile> Under(string folder) =>
        Sources.Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>The types that somebody wrote, not the compiler or a generator.</summary>
    public static IEnumerable<Type> Types(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.FullName!.All(letter => letter is not ('<' or '>' or '$'))
            && type.Namespace?.StartsWith("EGov", StringComparison.Ordinal) is true);

    /// <summary>What happens in the province: every record that is stored for good.</summary>
    public static readonly IReadOnlyList<Type> Events =
    [
        .. Types(Platform)
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IHappened)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    /// <summary>The area of a type: the part of its namespace after EGov; empty for what all areas share.</summary>
    public static string AreaOf(Type type) => type.Namespace?.Split('.').ElementAtOrDefault(1) ?? "";

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
            .Where(inside => !NotOurs.Contains(Path.GetFileName(inside))).SelectMany(Walk));

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "EGov.Cqrs.sln"))) return folder.FullName;
        throw new InvalidOperationException("EGov.Cqrs.sln stands nowhere above these tests.");
    }
}

/// <param name="Path">From the root, with forward slashes.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);
    public IEnumerable<(int Number, string Text)> Lines => Text.Split('\n').Select((line, i) => (i + 1, line));
}
