using System.CommandLine;
using System.Text.Json;
using EGov.Catalogue;
using EGov.Cli.Simulate;
using EGov.Organisation;
using EGov.Rulebooks;
using Marten;

namespace EGov.Cli;

/// <summary>What a fresh province starts from: departments, desks, officers, calendar, rulebooks, services.</summary>
public static class Seed
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Command()
    {
        var (data, connection, signer) = (Store.DataOption(), Store.ConnectionOption(), Store.SignerOption());
        var command = new Command("seed", "Establishes the province's departments, officers, calendar, rulebooks and services.")
        {
            data, connection, signer,
        };
        command.SetAction(async (asked, cancellation) =>
        {
            await using var store = await Store.OpenAsync(
                asked.GetValue(data)!.FullName, asked.GetValue(connection), signer: asked.GetValue(signer),
                cancellation: cancellation);
            var today = DateTimeOffset.UtcNow.Day();
            var planted = await store.SealingAsync(
                () => PlantAsync(store.Documents, store.Shelf, today, cancellation: cancellation), cancellation);
            Console.WriteLine(planted == 0 ? "Everything is there already." : $"{planted} facts established.");
            return 0;
        });
        return command;
    }

    /// <summary>Establishes what is missing; what is there stays as it is, so that a second call adds nothing.</summary>
    /// <param name="from">The first day: everything is dated on its morning, and holds from it.</param>
    /// <param name="isSimulated">Whether a province that is not yet open is opened as an invented one.</param>
    /// <param name="later">Rulebook versions that somebody else will publish in their time.</param>
    /// <param name="correlation">What the events are known to belong to.</param>
    /// <returns>How many events were written.</returns>
    public static async Task<int> PlantAsync(
        IDocumentStore store, HandbookShelf shelf, DateOnly from, bool isSimulated = false,
        Func<RulebookVersion, bool>? later = null, string correlation = "seed", CancellationToken cancellation = default)
    {
        await shelf.LoadAsync(cancellation);
        var now = DateTimeOffset.UtcNow;
        var history = new History(store, at => at < now ? at.AddSeconds(1) : now);
        foreach (var (key, stream, aggregate, fact, isNew) in Plan(shelf.Current, from, now, isSimulated, later))
        {
            var act = new Act
            {
                Actor = Actor.Platform,
                Now = fact.At,
                Handbook = shelf.Current,
                Key = key,
                CorrelationId = correlation,
            };
            history.Append(stream, aggregate, act, fact, isNew);
        }

        var planted = history.Waiting;
        await history.FlushAsync(cancellation);
        await shelf.LoadAsync(cancellation);
        return planted;
    }

    /// <summary>The events that a handbook still lacks, each made by the platform's own decide function.</summary>
    public static IEnumerable<(string Key, Guid Stream, Type Aggregate, IHappened Fact, bool IsNew)> Plan(
        Handbook handbook, DateOnly from, DateTimeOffset now, bool isSimulated = false,
        Func<RulebookVersion, bool>? later = null)
    {
        var at = from.Start().AddHours(8) < now ? from.Start().AddHours(8) : now;
        if (handbook.Province is null)
        {
            yield return Establish<Province>("province", Province.TheOne,
                OpenProvinceHandler.Decide(new(Read<ProvinceSeed>("province").Name, isSimulated), handbook, at));
        }

        if (handbook.Calendar.Version == 0)
        {
            var holidays = Read<IReadOnlyList<HolidaySeed>>("holidays");
            var working = new WorkingCalendar();
            yield return Establish<Calendar>("calendar", Calendar.TheOne,
                OpenCalendarHandler.Decide(new(working.Weekend, working.OpensAt, working.ClosesAt,
                    [.. holidays.Select(holiday => new KnownHoliday(holiday.Day, holiday.Name))]), at));
        }

        foreach (var department in Read<IReadOnlyList<DepartmentSeed>>("departments"))
        {
            if (handbook.Departments.ContainsKey(department.Code)) continue;
            yield return Establish<Department>($"department/{department.Code}", Identity.Of("department", department.Code),
                EstablishDepartmentHandler.Decide(new(department.Code, department.Name, department.Kind, department.County,
                    department.Parent, department.Address), handbook, at));
        }

        foreach (var officer in Read<OfficersSeed>("officers").Officers)
        {
            if (handbook.Officers.ContainsKey(officer.Code)) continue;
            yield return Establish<Officer>($"officer/{officer.Code}", Identity.Of("officer", officer.Code),
                AppointOfficerHandler.Decide(new(officer.Code, officer.Department, officer.Roles, officer.Grade,
                    officer.Supervisor, officer.Services), handbook, at));
        }

        foreach (var version in Rulebooks(from).Where(version => later?.Invoke(version) is not true))
        {
            var command = new PublishRulebook(version);
            var rulebook = handbook.Rulebooks.GetValueOrDefault(version.Code);
            if (rulebook?.Versions.Any(known => known.Version >= version.Version) is true) continue;
            yield return Establish<Rulebook>($"rulebook/{version.Code}/{version.Version}", command.RulebookId,
                PublishRulebookHandler.Handle(command, rulebook, handbook, at), isNew: rulebook is null);
        }

        foreach (var terms in Read<IReadOnlyList<ServiceTerms>>("services"))
        {
            if (handbook.Services.ContainsKey(terms.Code)) continue;
            var command = new OfferService(from, terms);
            yield return Establish<Service>($"service/{terms.Code}", command.ServiceId,
                OfferServiceHandler.Handle(command, null, handbook, at));
        }

        (string, Guid, Type, IHappened, bool) Establish<T>(string key, Guid stream, IHappened fact, bool isNew = true)
        {
            handbook = handbook.After(stream, fact);
            at = at.AddSeconds(1) < now ? at.AddSeconds(1) : now;
            return ("seed/" + key, stream, typeof(T), fact, isNew);
        }
    }

    /// <summary>Every version of every rulebook; the first of each holds from this day at the latest.</summary>
    public static IEnumerable<RulebookVersion> Rulebooks(DateOnly from) =>
        Read<IReadOnlyList<RulebookVersion>>("rulebooks").GroupBy(version => version.Code).SelectMany(book =>
            book.OrderBy(version => version.Version).Select((version, i) =>
                i == 0 && version.EffectiveFrom > from ? version with { EffectiveFrom = from } : version));

    public static IReadOnlyList<CountySeed> Counties() => Read<CountiesSeed>("counties").Counties;

    private static T Read<T>(string name)
    {
        using var file = typeof(Seed).Assembly.GetManifestResourceStream($"Seed/{name}.json")
            ?? throw new InvalidOperationException($"The program lacks its seed {name}.");
        return JsonSerializer.Deserialize<T>(file, Json)!;
    }

    private sealed record ProvinceSeed(Text Name);
    private sealed record HolidaySeed(DateOnly Day, Text Name);
    private sealed record DepartmentSeed(
        string Code, Text Name, string Kind, string? County, string? Parent, Text? Address);
    private sealed record OfficerSeed(
        string Code, string Department, IReadOnlyList<string> Roles, string Grade, string? Supervisor,
        IReadOnlyList<string> Services);
    private sealed record OfficersSeed(IReadOnlyList<OfficerSeed> Officers);
    private sealed record CountiesSeed(IReadOnlyList<CountySeed> Counties);
}

/// <summary>A county and its weight in the simulation.</summary>
public sealed record CountySeed(string Code, Text Name, int Population);
