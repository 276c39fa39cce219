using System.Reflection;
using JasperFx.Events;
using JasperFx.Events.Aggregation;

namespace EGov.Unit.House;

/// <summary>
/// The store folds an aggregate with an evolver that is generated from the syntax of <c>Evolve</c>: an arm without a
/// variable is not seen, the event is stored, and the state never learns of it.
/// </summary>
public class AggregateTests
{
    private static readonly Type[] Aggregates =
    [
        .. Repository.Types(Repository.Platform).Where(type =>
            type.GetMethod("Evolve", [typeof(IEvent)]) is { } evolve && evolve.ReturnType == type),
    ];

    [Fact]
    public void Every_file_of_events_has_its_aggregate() =>
        Repository.Events.Where(type => AggregateOf(type) is null).Select(type => type.FullName).ShouldBeEmpty();

    [Fact]
    public void The_store_folds_every_event_into_its_aggregate()
    {
        Aggregates.Length.ShouldBeGreaterThanOrEqualTo(7);
        var seen = Repository.Platform.GetCustomAttributes<GeneratedEvolverAttribute>()
            .ToDictionary(evolver => evolver.AggregateType, evolver => EventsOf(evolver.EvolverType));
        Repository.Events.Where(type => AggregateOf(type) is { } aggregate
                && !seen.GetValueOrDefault(aggregate, []).Contains(type))
            .Select(type => $"{AggregateOf(type)!.Name}.Evolve does not see {type.Name}: give its arm a variable.")
            .ShouldBeEmpty();
    }

    /// <summary>RequestEvents.cs belongs to Request, OpeningEvents.cs to Openings.</summary>
    private static Type? AggregateOf(Type type)
    {
        var stem = Repository.Under("src/Platform").Single(file =>
            file.Name.EndsWith("Events", StringComparison.Ordinal)
            && file.Text.Contains($"public record {type.Name}(", StringComparison.Ordinal)).Name[..^"Events".Length];
        return Aggregates.SingleOrDefault(aggregate => aggregate.Name == stem || aggregate.Name == stem + "s");
    }

    private static Type[] EventsOf(Type evolver)
    {
        var types = evolver.GetProperty("EventTypes")!;
        return (Type[])types.GetValue(types.GetMethod!.IsStatic ? null : Activator.CreateInstance(evolver))!;
    }
}
