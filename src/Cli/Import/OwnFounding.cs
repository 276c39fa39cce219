using System.Text.Json;
using System.Text.Json.Serialization;
using EGov.Catalogue;
using EGov.Organisation;
using EGov.Rulebooks;

namespace EGov.Cli.Import;

/// <summary>Sets up offices, staff, days, rules and services that a log of our own tells, each at its time.</summary>
internal sealed class OwnFounding(Store store, Office office, string log, IReadOnlyList<XesAttribute> told)
    : Founding(store, office, log)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Store _store = store;

    public override async Task FoundAsync(CancellationToken cancellation)
    {
        var history = new History(_store.Documents);
        var touched = new HashSet<Guid>();
        var ordinal = 0;
        foreach (var (activity, value) in told)
        {
            ordinal++;
            if (Read(activity, value.Text) is not { } fact) continue;
            // What follows on the same, or names what was founded just before, needs that to count already.
            if (!touched.Add(fact.Stream)) await SettleAsync(history, cancellation);
            if (fact.IsThere(Now)) continue;
            try
            {
                Append(history, fact, $"{activity}/{ordinal}");
            }
            catch (Refused) when (history.Waiting > 0)
            {
                await SettleAsync(history, cancellation);
                Append(history, fact, $"{activity}/{ordinal}");
            }
        }

        await SettleAsync(history, cancellation);
    }

    private void Append(History history, Fact fact, string what)
    {
        var act = ActOf(what, fact.At);
        using (Act.Begin(act))
            history.Append(fact.Stream, fact.Aggregate, act, fact.Decide(Now), fact.IsFirst(Now));
    }

    /// <summary>Who acts was appointed before, or is nobody's officer.</summary>
    public override Task AppointAsync(IEnumerable<string> resources, CancellationToken cancellation) =>
        Task.CompletedTask;

    private static Fact? Read(string activity, string json) => activity switch
    {
        nameof(CalendarOpened) => Of<CalendarOpened>(json, e => new(
            Calendar.TheOne, typeof(Calendar), e.At, now => now.Calendar.Version > 0,
            _ => OpenCalendarHandler.Decide(new(e.Weekend, e.OpensAt, e.ClosesAt, e.Holidays), e.At))),
        nameof(HolidayDeclared) => Of<HolidayDeclared>(json, e => new(
            Calendar.TheOne, typeof(Calendar), e.At, now => IsOff(now, e.Day),
            now => DeclareHolidayHandler.Handle(new(e.Day, e.Name), new() { Working = now.Calendar }, e.At))
        {
            IsFirst = _ => false,
        }),
        nameof(HolidayWithdrawn) => Of<HolidayWithdrawn>(json, e => new(
            Calendar.TheOne, typeof(Calendar), e.At, now => !IsOff(now, e.Day),
            now => WithdrawHolidayHandler.Handle(new(e.Day), new() { Working = now.Calendar }, e.At))
        {
            IsFirst = _ => false,
        }),
        nameof(DepartmentEstablished) => Of<DepartmentEstablished>(json, e => new(
            Identity.Of("department", e.Department), typeof(Department), e.At,
            now => now.Departments.ContainsKey(e.Department),
            now => EstablishDepartmentHandler.Decide(
                new(e.Department, e.Name, e.Kind, e.County, e.Parent, e.Address), now, e.At))),
        nameof(OfficerAppointed) => Of<OfficerAppointed>(json, e => new(
            Identity.Of("officer", e.Officer), typeof(Officer), e.At,
            now => now.Officers.ContainsKey(e.Officer),
            now => AppointOfficerHandler.Decide(
                new(e.Officer, e.Department, e.Roles, e.Grade, e.Supervisor, e.Services), now, e.At))),
        nameof(RulebookPublished) => Of<RulebookPublished>(json, e => new(
            Identity.Of("rulebook", e.Version.Code), typeof(Rulebook), e.At,
            now => Known(now, e.Version.Code)?.Versions.Any(one => one.Version >= e.Version.Version) is true,
            now => PublishRulebookHandler.Handle(new(e.Version), Known(now, e.Version.Code), now, e.At))
        {
            IsFirst = now => Known(now, e.Version.Code) is null,
        }),
        nameof(ServiceOffered) => Of<ServiceOffered>(json, e => new(
            Identity.Of("service", e.Terms.Code), typeof(Service), e.At,
            now => now.Services.GetValueOrDefault(e.Terms.Code)?.History.Any(one => one.From >= e.From) is true,
            now => OfferServiceHandler.Handle(
                new(e.From, e.Terms), now.Services.GetValueOrDefault(e.Terms.Code), now, e.At))
        {
            IsFirst = now => !now.Services.ContainsKey(e.Terms.Code),
        }),
        _ => null,
    };

    private static bool IsOff(Handbook now, DateOnly day) =>
        now.Calendar.Holidays.Any(holiday => holiday.Day == day && holiday.UntilVersion is null);

    private static Rulebook? Known(Handbook now, string code) => now.Rulebooks.GetValueOrDefault(code);

    private static Fact Of<T>(string json, Func<T, Fact> fact) => fact(JsonSerializer.Deserialize<T>(json, Json)
        ?? throw new Unusable($"{typeof(T).Name} is told without its values."));

    /// <summary>One thing that is founded.</summary>
    private sealed record Fact(
        Guid Stream, Type Aggregate, DateTimeOffset At, Func<Handbook, bool> IsThere,
        Func<Handbook, object> Decide)
    {
        public Func<Handbook, bool> IsFirst { get; init; } = _ => true;
    }
}
