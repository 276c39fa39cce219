using System.Collections.Concurrent;
using System.Diagnostics;

namespace EGov.Acceptance.Proofs;

/// <summary>Programs that nobody here wrote; fetched where that is allowed, and missed aloud where it is not.</summary>
internal static class Outsiders
{
    // Debian's golang-golang-x-mod-dev; Go finds it there without a module and without network.
    private const string GoPath = "/usr/share/gocode";
    private const string Canonicalize = "canonicalize@5.1.0";

    private static readonly DirectoryInfo Home = Directory.CreateTempSubdirectory("egov-outsiders");
    private static readonly Lazy<Task<string>> Go = new(BuildAsync), Packages = new(InstallAsync);

    private static readonly string[] Validators =
    [
        "ajv@8.20.0", "ajv-formats@3.0.1", "jsonld@9.0.0", "n3@2.13.12", "rdf-canonize@5.0.0",
        "rdf-validate-shacl@0.6.5",
    ];

    /// <summary>Runs check.go over golang.org/x/mod.</summary>
    public static async Task<(int Code, string Said)> GoAsync(params string[] args) =>
        await RunAsync(await Go.Value, args);

    /// <summary>Runs check.mjs, with the packages it takes for its last argument.</summary>
    public static async Task<(int Code, string Said)> NodeAsync(params string[] args)
    {
        await NeedAsync("nodejs", "npm");
        return await RunAsync("node", [Script("check.mjs"), .. args, await Packages.Value]);
    }

    /// <summary>Runs a script of the repository, or of these tests, by its path from the root.</summary>
    public static async Task<(int Code, string Said)> ScriptAsync(string script, params string[] args)
    {
        await NeedAsync("nodejs");
        return await RunAsync("node", [Path.Combine(Root, script), .. args]);
    }

    /// <summary>Runs a program that a package brings along.</summary>
    public static Task<(int Code, string Said)> ToolAsync(string packages, string tool, params string[] args) =>
        RunAsync(Path.Combine(packages, "node_modules", ".bin", tool), args);

    /// <summary>The folder in which node finds these packages of npm, such as ajv@8.20.0; fetched once a run.</summary>
    public static async Task<string> PackagesAsync(params string[] packages)
    {
        await NeedAsync("nodejs", "npm");
        return await Fetched.GetOrAdd(string.Join(' ', packages), _ => new(async () =>
        {
            var folder = Home.CreateSubdirectory($"npm-{Guid.NewGuid():N}").FullName;
            await MustAsync("npm",
                ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", .. packages]);
            return folder;
        })).Value;
    }

    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Fetched = new();

    /// <summary>Runs a validator of open formats, with the packages it takes for its first argument.</summary>
    public static async Task<(int Code, string Said)> ValidateAsync(string script, params string[] args)
    {
        await NeedAsync("nodejs", "npm");
        var path = Path.Combine(AppContext.BaseDirectory, "Transparency", "outsiders", script);
        return await RunAsync("node", [path, await PackagesAsync(Validators), .. args]);
    }

    /// <summary>A folder of published schemas, which lie beside the project and are never copied into it.</summary>
    public static string Schemas(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "schemas", name) is var found && Directory.Exists(found))
                return found;
        throw new InvalidOperationException($"These tests need ../shared/schemas/{name}, and it is not there.");
    }

    public static async Task<(int Code, string Said)> OpensslAsync(params string[] args)
    {
        await NeedAsync("openssl");
        return await RunAsync("openssl", args);
    }

    /// <summary>Runs draw.py, with Python's own library.</summary>
    public static async Task<(int Code, string Said)> PythonAsync(params string[] args)
    {
        await NeedAsync("python3");
        return await RunAsync("python3", [Script("draw.py"), .. args]);
    }

    private static async Task<string> BuildAsync()
    {
        await NeedAsync("golang-go", "golang-golang-x-mod-dev");
        var program = Path.Combine(Home.FullName, "check");
        await MustAsync("go", "build", "-o", program, Script("check.go"));
        return program;
    }

    private static async Task<string> InstallAsync()
    {
        await MustAsync("npm", "install", "--prefix", Home.FullName, "--ignore-scripts", "--no-audit", "--no-fund",
            Canonicalize);
        return Home.FullName;
    }

    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = Above(new(AppContext.BaseDirectory));

    private static string Above(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "EGov.Cqrs.sln")) ? folder.FullName
            : Above(folder.Parent ?? throw new InvalidOperationException("No folder above holds the solution."));

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Proofs", "outsiders", name);

    private static async Task NeedAsync(params string[] packages)
    {
        string[] missing = [.. packages.Where(package => !IsThere(package))];
        if (missing.Length == 0) return;
        if (Environment.UserName == "root" && IsOnPath("apt-get"))
        {
            await RunAsync("apt-get", ["update"]);
            await RunAsync("apt-get", ["install", "-y", "--no-install-recommends", .. missing]);
        }

        if (Array.Find(missing, package => !IsThere(package)) is { } lacking)
            throw new InvalidOperationException($"These tests need Debian's package {lacking}, and could not get it.");
    }

    private static bool IsThere(string package) => package switch
    {
        "golang-go" => IsOnPath("go"),
        "golang-golang-x-mod-dev" => Directory.Exists(Path.Combine(GoPath, "src/golang.org/x/mod/sumdb/tlog")),
        "nodejs" => IsOnPath("node"),
        _ => IsOnPath(package),
    };

    private static bool IsOnPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task MustAsync(string program, params string[] args)
    {
        var (code, said) = await RunAsync(program, args);
        if (code != 0) throw new InvalidOperationException($"{program} {string.Join(' ', args)}: {said}");
    }

    private static async Task<(int Code, string Said)> RunAsync(string program, string[] args)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GOPATH"] = GoPath;
        start.Environment["GO111MODULE"] = "off";
        start.Environment["GOPROXY"] = "off";
        start.Environment["GOFLAGS"] = "";
        start.Environment["GOCACHE"] = Path.Combine(Home.FullName, "go");
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var run = Process.Start(start)!;
        var said = await Task.WhenAll(run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return (run.ExitCode, string.Concat(said));
    }
}
