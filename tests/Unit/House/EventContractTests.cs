namespace EGov.Unit.House;

/// <summary>Events are stored and hashed for good: their shape changes only where somebody approves it.</summary>
public class EventContractTests
{
    private static readonly string Approved = Path.Combine(Repository.Root, "tests", "Unit", "Approved", "events.txt");

    [Fact]
    public void The_events_are_those_that_were_approved()
    {
        var now = Contract.Write(Repository.Events);
        if (Environment.GetEnvironmentVariable("EGOV_APPROVE") == "events") File.WriteAllText(Approved, now);
        var before = File.Exists(Approved) ? Lines(File.ReadAllText(Approved)) : [];
        var gone = before.Except(Lines(now)).Select(line => "- " + line).ToList();
        var come = Lines(now).Except(before).Select(line => "+ " + line).ToList();
        (gone.Count + come.Count).ShouldBe(0,
            $"""
            The contract of the events has changed:
            {string.Join('\n', gone.Concat(come))}
            A line that goes (-) breaks what is stored: add a record or a member instead. Lines that come (+) are
            approved by running this test with EGOV_APPROVE=events and committing tests/Unit/Approved/events.txt.
            """);
        File.ReadAllText(Approved).ShouldBe(now);
    }

    [Fact]
    public void No_two_events_have_one_name_for_the_store_tells_them_apart_by_it() =>
        Repository.Events.GroupBy(type => type.Name).Where(same => same.Count() > 1).Select(same => same.Key)
            .ShouldBeEmpty();

    [Fact]
    public void Every_event_stands_in_the_file_of_its_aggregates_events() =>
        Repository.Events.Select(type => type.Name).Where(name => !Repository.Under("src/Platform").Any(file =>
                file.Name.EndsWith("Events", StringComparison.Ordinal)
                && file.Text.Contains($"public record {name}(", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    private static string[] Lines(string contract)
    {
        var type = "";
        return
        [
            .. contract.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line[0] == ' ' ? $"{type} {line.Trim()}" : type = line.Split('.')[^1]),
        ];
    }
}
