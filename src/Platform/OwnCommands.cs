using JasperFx;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wolverine;

namespace EGov;

/// <summary>Carries out what the platform gives itself, under a key by which it is done once.</summary>
public sealed partial class OwnCommands(
    IServiceScopeFactory scopes, HandbookShelf shelf, [FromKeyedServices(Clock.OfActs)] TimeProvider clock,
    ILogger<OwnCommands> logger)
{
    /// <param name="stream">On which the command works, and its version when it was found due.</param>
    /// <param name="cause">The event that has brought it about.</param>
    /// <param name="part">Which part of the stream, where the same command may be due in several.</param>
    /// <returns>Whether it was done; else the next round looks again.</returns>
    public async Task<bool> GiveAsync(
        Guid stream, int version, object command, Guid? cause, CancellationToken cancellation, string? part = null)
    {
        var name = command.GetType().Name;
        var act = new Act
        {
            Actor = Actor.Platform,
            Now = clock.GetUtcNow(),
            Handbook = shelf.Current,
            Key = part is null ? $"{name}:{stream}:{version}" : $"{name}:{stream}:{version}:{part}",
            CausationId = cause?.ToString(),
        };
        using var begun = Act.Begin(act);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync(command, cancellation);
            return true;
        }
        catch (Exception e) when (e is Refused or ConcurrencyException)
        {
            // Somebody acted meanwhile, or another node was first: the next round looks again.
            PutOff(name, stream, e.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Command} for {Stream} was put off: {Reason}")]
    private partial void PutOff(string command, Guid stream, string reason);
}
