namespace EGov.Cli.Simulate;

/// <summary>What makes a simulation what it is: the same scenario is the same province, event by event.</summary>
/// <param name="Until">The last day.</param>
/// <param name="Misconduct">None: everybody is honest.</param>
public sealed record Scenario(int Seed, int Months, int Requests, DateOnly Until, Misconduct? Misconduct = null)
{
    public DateOnly From => Until.AddMonths(-Months).AddDays(1);

    /// <summary>The day on which the province is established.</summary>
    public DateOnly Founded => From.AddDays(-14);

    public int Days => Until.DayNumber - From.DayNumber + 1;

    /// <summary>Begins every act's key, so that no other scenario has the same events.</summary>
    public string Key => FormattableString.Invariant(
        $"simulation/{Seed}/{Months}/{Requests}/{Planted}{Until:yyyy-MM-dd}");

    private string Planted => Misconduct is null or { IsEmpty: true } ? "" : Misconduct.Digest + "/";
}
