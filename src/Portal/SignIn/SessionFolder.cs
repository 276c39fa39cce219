using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging.Abstractions;

namespace EGov.Portal.SignIn;

/// <summary>What the nodes of a platform keep in common about who is signed in: below the data folder, for nobody
/// else to read.</summary>
internal static class SessionFolder
{
    private const string Name = "sessions";

    /// <summary>The keys under which cookies and forms are closed, and the sessions that were signed out.</summary>
    /// <remarks>
    /// By default the keys would lie in a home folder or, where there is none, nowhere: each start would end every
    /// session and every half written request, and no node could read another's cookie.
    /// </remarks>
    public static void AddSessionFolder(this IServiceCollection services, string data)
    {
        var folder = Path.Combine(data, Name);
        services.AddSingleton(new EndedSessions(Path.Combine(folder, "ended")));
        services.AddDataProtection().SetApplicationName("egov");
        // When they are first needed: a tool that generates code has no data folder.
        services.AddOptions<KeyManagementOptions>().Configure(keys => keys.XmlRepository =
            new FileSystemXmlRepository(Private(Path.Combine(folder, "keys")), NullLoggerFactory.Instance));
    }

    private static DirectoryInfo Private(string folder) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(folder)
        : Directory.CreateDirectory(
            folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
