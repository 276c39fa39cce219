using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace EGov.Transparency;

/// <summary>What is long takes turns: two at once, so that the province's own work goes on.</summary>
public sealed class LongTables : IDisposable
{
    private readonly SemaphoreSlim _turns = new(2);

    /// <summary>Waits for a turn, a little.</summary>
    /// <exception cref="Refused">There is none just now.</exception>
    public async Task<IDisposable> TakeTurnAsync(CancellationToken cancellation) =>
        await _turns.WaitAsync(TimeSpan.FromSeconds(5), cancellation)
            ? new Turn(_turns)
            : throw new Refused("log.too-many-at-once") { Status = 503 };

    /// <summary>A table that may be longer than memory: written to a file first, and sent from there.</summary>
    internal async Task<Answer<T>> WriteAsync<T>(
        HttpRequest request, Form form, T value, Table table, string name, CancellationToken cancellation)
    {
        using var turn = await TakeTurnAsync(cancellation);
        var file = new FileStream(Path.GetTempFileName(), new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        try
        {
            await Task.Run(() => table.Write(form, !request.WantsEnglish(), file), cancellation);
            file.Position = 0;
            var digest = await SHA256.HashDataAsync(file, cancellation);
            file.Position = 0;
            return new(value, file, digest, form.ContentType, $"{name}.{form.Name}");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => _turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
