using System.Text.Json;
using EGov.Casework;
using EGov.Cli;
using EGov.Proofs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Proofs;

/// <summary>A store in a folder of its own, as an operator's command opens it, with the small province.</summary>
internal static class OwnStore
{
    public static async Task<Store> OpenAsync(string folder, string? signer = null)
    {
        var store = await Store.OpenAsync(folder, null, signer: signer);
        await Ground.FoundProvinceAsync(store.Documents);
        await store.Shelf.LoadAsync(default);
        return store;
    }

    /// <summary>The store of a running host, as a command beside it opens it.</summary>
    public static Task<Store> BesideAsync(Host host, string? signer = null)
    {
        var settings = host.Alba.Services.GetRequiredService<LedgerSettings>();
        var master = host.Alba.Services.GetRequiredService<IConfiguration>()["Keys:Master"]!;
        File.Copy(master, Path.Combine(settings.Keys, "master.key"));
        return Store.OpenAsync(settings.Folder, host.Owner, settings.Schema, signer: signer);
    }

    /// <summary>Files a request as a citizen does, and seals all there is.</summary>
    public static async Task<Guid> FileAsync(this Store store, string name = "Mahsa Sample", string? number = null)
    {
        var (id, now) = (Guid.NewGuid(), DateTimeOffset.UtcNow);
        var act = new Act { Actor = new("citizen"), Now = now, Handbook = store.Shelf.Current, Key = $"filing {id}" };
        var command = new SubmitRequest("environmental-opinion", "sari", new(name, number),
            Facts: new Dictionary<string, JsonElement>
            {
                ["distance"] = JsonElement.Parse("730"),
                ["income"] = JsonElement.Parse("1"),
            });
        var history = new History(store.Documents);
        history.Do(id, act, _ =>
            SubmitRequestHandler.Decide(command, id, act.Handbook, act.Actor, store.Master, now));
        var cancellation = TestContext.Current.CancellationToken;
        await history.FlushAsync(cancellation);
        await store.SealingAsync(() => Task.FromResult(true), cancellation);
        return id;
    }
}
