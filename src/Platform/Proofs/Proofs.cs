using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Proofs;

/// <summary>Every event in a public, tamper-evident tree: sequenced, integrated, published.</summary>
internal static class Proofs
{
    public static void AddProofs(this StoreOptions store) => store.Storage.Add(new LedgerTables(store));

    public static void AddProofs(this IServiceCollection services, LedgerSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(new LedgerFolder(settings.Public));
        services.AddSingleton<LedgerWatch>();
        services.AddSingleton<ISigner>(_ =>
            new FileSigner(SigningKeys.Open(settings.Keys, settings.Origin), settings.State));
        services.AddSingleton<Receipts>();
        services.AddSingleton<ProveEvent>();
        services.AddSingleton<PublishCheckpoint>();
        services.AddSingleton(provider =>
            new Sealer(settings.Connection, settings.Schema, provider.GetRequiredService<LedgerFolder>()));
        services.AddSingleton<SealEvents>();
        services.AddHostedService(provider => provider.GetRequiredService<SealEvents>());
        services.AddSingleton<AuditLedger>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<KeepAuditing>(provider,
            settings with { AuditEvery = AuditEvery(provider) ?? settings.AuditEvery }));
    }

    /// <summary>As the operator's settings say it; a tool has none.</summary>
    private static TimeSpan? AuditEvery(IServiceProvider provider) =>
        provider.GetService<IConfiguration>()?.GetValue<TimeSpan?>("Ledger:AuditEvery");
}
