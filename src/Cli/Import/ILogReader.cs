namespace EGov.Cli.Import;

/// <summary>A file of a past, read case by case, whatever its format.</summary>
public interface ILogReader : IDisposable
{
    XesLog Log { get; }

    /// <summary>Bytes taken from the file as it is stored; against its length, this is the progress.</summary>
    long BytesRead { get; }

    /// <exception cref="XesError">Thrown at the first case that cannot be read, after those before it.</exception>
    IEnumerable<XesTrace> Traces();
}

internal static class LogReader
{
    /// <exception cref="XesError">It is no file of its kind.</exception>
    public static ILogReader Open(string path) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? Open311Reader.Open(path) : XesReader.Open(path);
}
