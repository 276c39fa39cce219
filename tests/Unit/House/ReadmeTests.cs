namespace EGov.Unit.House;

public class ReadmeTests
{
    [Fact]
    public void The_script_that_it_shows_is_the_one_that_the_tests_run()
    {
        var script = File.ReadLines(Path.Combine(Repository.Root, "ops", "harvest.mjs"));
        File.ReadAllText(Path.Combine(Repository.Root, "README.md"))
            .ShouldContain(string.Concat(script.Select(line => $"    {line}\n")));
    }
}
