using System.Globalization;
using EGov.Appointments;
using EGov.Audit;
using EGov.Casework;
using EGov.Catalogue;
using EGov.Integrity;
using EGov.Organisation;
using EGov.Oversight;
using EGov.Privacy;
using EGov.Proofs;
using EGov.Rulebooks;
using EGov.Transparency;
using EGov.Webhooks;
using JasperFx;
using JasperFx.CodeGeneration.Model;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Polly;
using Polly.Retry;
using Weasel.Core;
using Wolverine;
using Wolverine.Marten;

namespace EGov;

/// <summary>The platform: its areas, one line each, on one event store.</summary>
public static class Platform
{
    public const string Schema = "egov";

    /// <summary>What the host's connections are called, so that a tool sees that it runs.</summary>
    public const string HostName = "egov-portal";

    /// <param name="connection">Loses nothing by <c>No Reset On Close</c>: no session state is ever set on it.</param>
    /// <param name="master">The key-encryption key, from outside the database.</param>
    /// <param name="data">The folder of what is not in the database: the ledger's files, keys and state.</param>
    /// <param name="schema">Another schema for a test's own platform beside others in one database.</param>
    /// <param name="ledger">The section of the configuration that says how the ledger is kept.</param>
    public static IServiceCollection AddPlatform(
        this IServiceCollection services, string connection, MasterKey master, string data, string schema = Schema,
        IConfiguration? ledger = null)
    {
        services.AddSingleton(master);
        services.AddSingleton<VaultTable>();
        services.AddSingleton(new Attachments(Path.Combine(data, Attachments.Name)));
        services.AddSingleton<Vault>();
        services.AddSingleton<Withheld>();
        services.AddSingleton<Conflicts>();
        services.AddSingleton(provider =>
            provider.GetService<IConfiguration>()?["Withholding:LongestDays"] is { } longest
                ? new WithholdingTerms(int.Parse(longest, CultureInfo.InvariantCulture))
                : new());
        services.AddSingleton<HandbookShelf>();
        var settings = new LedgerSettings(connection, schema, data);
        services.AddProofs(ledger is null ? settings : settings.With(ledger));
        services.AddTransparency();
        services.AddIntegrity();
        services.AddAppointments();
        services.AddWebhooks();
        services.TryAddKeyedSingleton(Clock.OfActs, TimeProvider.System);
        services.AddMarten(provider =>
            {
                var store = Tables(schema, new(provider.GetRequiredService<Vault>));
                store.Connection(connection);
                store.AutoCreateSchemaObjects = AutoCreate.None;
                store.Listeners.Add(new SealOnAppend(new(provider.GetRequiredService<Vault>)));
                store.Listeners.Add(new PromiseOnAppend(new(provider.GetRequiredService<Receipts>)));
                store.Listeners.Add(new RenewHandbook(new(provider.GetRequiredService<HandbookShelf>)));
                return store;
            })
            .UseLightweightSessions()
            .IntegrateWithWolverine(marten =>
            {
                // The tables of messages are the working role's own, in a schema beside the record.
                marten.MessageStorageSchemaName = schema + "_messages";
                marten.AutoCreate = AutoCreate.CreateOrUpdate;
                marten.UseWolverineManagedEventSubscriptionDistribution = true;
            });
        PlanEachPage(services);
        services.AddSingleton<OwnCommands>();
        services.AddHostedService<Watch>();
        services.AddSingleton<OversightWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<OversightWatch>());
        services.AddHostedService<KeepDrawing>();
        services.AddHostedService<ForgetErased>();
        services.AddHostedService<SweepAttachments>();
        return services;
    }

    // After the store is built: a logger that is set before would leave it without the host's log.
    private static void PlanEachPage(IServiceCollection services)
    {
        var marten = services.Last(service => service.ServiceType == typeof(IDocumentStore)).ImplementationFactory!;
        services.Replace(ServiceDescriptor.Singleton<IDocumentStore>(provider =>
        {
            var store = (DocumentStore)marten(provider);
            store.Options.Logger(new PagesOfEvents(store.Options.Logger()));
            return store;
        }));
    }

    /// <summary>
    /// Brings the database up to date, and gives the connection of the role that cannot change an event.
    /// </summary>
    /// <param name="owner">Owns the tables, or may make them.</param>
    /// <param name="working">A connection that was made for the work; none: a role is made.</param>
    /// <exception cref="MasterKeyRefused">It is not the master key of this database; nothing was touched.</exception>
    public static async Task<string> PrepareAsync(
        string owner, string? working, MasterKey master, string schema = Schema,
        CancellationToken cancellation = default)
    {
        await new RewrapKeys(owner, schema, master).DemandAsync(cancellation);
        return await DatabaseRole.PrepareAsync(Tables(schema), owner, working, master, cancellation);
    }

    private static StoreOptions Tables(string schema, Lazy<Vault>? vault = null)
    {
        var store = new StoreOptions { DatabaseSchemaName = schema };
        store.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase);
        store.Events.StreamIdentity = StreamIdentity.AsGuid;
        store.Events.UseMandatoryStreamTypeDeclaration = true;
        store.Events.UseArchivedStreamPartitioning = false;
        store.Events.EnableEventTypeIndex = true;
        store.Events.EnableUniqueIndexOnEventId = true;
        store.Events.UseExclusiveLockOnConcurrentAppends = true;
        store.Events.MetadataConfig.EnableAll();
        store.Events.MetadataConfig.UserNameEnabled = true;
        store.ConfigureWritePolly(commit => commit.AddRetry(TryAgain));
        // A projection that fails stops and is seen; it never leaves an event out in silence.
        store.Projections.Errors.SkipApplyErrors = false;
        store.Projections.Errors.SkipSerializationErrors = false;
        store.Projections.RebuildWithBulkCopy = true;

        store.AddOrganisation();
        store.AddCatalogue();
        store.AddRulebooks();
        store.AddCasework();
        store.AddPrivacy();
        store.AddAudit();
        store.AddProofs();
        store.AddTransparency();
        store.AddIntegrity(vault);
        store.AddAppointments();
        store.AddOversight();
        store.AddWebhooks();
        // Wolverine maps it in the store that works, so whoever makes the tables must know it too.
        store.RegisterDocumentType<Envelope>();
        return store;
    }

    /// <summary>
    /// A commit is tried again only where the server has undone it for want of another order. A conflict of versions is
    /// an answer: Marten of itself would ask three times more.
    /// </summary>
    private static RetryStrategyOptions TryAgain => new()
    {
        ShouldHandle = commit => new(commit.Outcome.Exception is { } failed
            && (failed as PostgresException ?? failed.InnerException as PostgresException)
                is { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }),
        Delay = TimeSpan.FromMilliseconds(50),
        UseJitter = true,
    };

    /// <summary>
    /// How views read events: a view that is far behind folds many events of one document into one write.
    /// </summary>
    internal static void LargePages(AsyncOptions options)
    {
        options.BatchSize = 10_000;
        options.MaximumHopperSize = 40_000;
        options.RebuildFlushThreshold = 100_000;
    }

    /// <summary>What a decide function may ask for besides its command and state comes from the act.</summary>
    public static void UsePlatform(this WolverineOptions wolverine)
    {
        wolverine.Discovery.IncludeAssembly(typeof(Platform).Assembly);
        wolverine.Policies.AutoApplyTransactions();
        wolverine.Policies.UseDurableLocalQueues();
        wolverine.MultipleHandlerBehavior = MultipleHandlerBehavior.Separated;
        wolverine.CodeGeneration.Sources.Insert(0, new FromTheAct());
    }

    private sealed class FromTheAct : IVariableSource
    {
        private static readonly Dictionary<Type, string> Members = new()
        {
            [typeof(Actor)] = nameof(Act.Actor),
            [typeof(Handbook)] = nameof(Act.Handbook),
            [typeof(DateTimeOffset)] = nameof(Act.Now),
        };

        public bool Matches(Type type) => Members.ContainsKey(type);

        public Variable Create(Type type) => new(type, $"{typeof(Act).FullName}.{nameof(Act.Current)}.{Members[type]}");
    }
}
