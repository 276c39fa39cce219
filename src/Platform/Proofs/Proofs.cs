using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Proofs;

/// <summary>Every event in a public, tamper-evident tree: sequenced, integrated, published.</summary>
internal static class Proofs
{
    public static void AddProofs(this StoreOptions store)
    {
        store.Storage.Add(new LedgerTables(store));
        store.Projections.Snapshot<Stamps>(SnapshotLifecycle.Inline);
    }

    public static void AddProofs(this IServiceCollection services, LedgerSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(new LedgerFolder(settings.Public));
        services.AddSingleton<LedgerWatch>();
        services.AddSingleton(provider => Signer(settings, provider.GetRequiredService<LedgerFolder>()));
        services.AddSingleton<Receipts>();
        services.AddSingleton<ProveEvent>();
        services.AddSingleton<Contributions>();
        services.AddSingleton<MendFiles>();
        services.AddSingleton<PublishCheckpoint>();
        services.AddSingleton(provider =>
            new Sealer(settings.Connection, settings.Schema, provider.GetRequiredService<LedgerFolder>()));
        services.AddSingleton<SealEvents>();
        // In this order: who asks witnesses needs the name that the ledger's signer has.
        services.AddHostedService(provider => provider.GetRequiredService<SealEvents>());
        services.AddHostedService<AskWitnesses>();
        if (settings.TsaUrl is not null) services.AddHostedService<StampCheckpoint>();
        services.AddSingleton<AuditLedger>();
        services.AddHostedService<KeepAuditing>();
    }

    /// <exception cref="LedgerBroken">
    /// The ledger has a name already, and its key is not here: a new one would begin another ledger in its place.
    /// </exception>
    private static ISigner Signer(LedgerSettings settings, LedgerFolder folder) =>
        settings.Signer is { Length: > 0 } elsewhere ? new RemoteSigner(elsewhere, folder)
        : folder.Vkey is { } known && !SigningKeys.Exist(settings.Keys)
            ? throw new LedgerBroken(
                $"The key of this ledger, {known.Split('+')[0]}, is not in {settings.Keys}. If its signer is a process "
                + "of its own, say where it answers: Ledger:Signer for the host, --signer for a tool.")
        : new FileSigner(settings.Keys, settings.Origin, settings.State);
}
