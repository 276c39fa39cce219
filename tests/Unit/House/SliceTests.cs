namespace EGov.Unit.House;

public class SliceTests
{
    [Fact]
    public void Every_command_has_its_test_file_where_one_would_look_for_it()
    {
        var commands = Repository.Types(Repository.Platform)
            .Where(type => Repository.Platform.GetType(type.FullName + "Handler") is not null).ToList();
        commands.Count.ShouldBeGreaterThan(30);
        commands.Select(command => $"tests/Unit/{Repository.AreaOf(command)}/{command.Name}Tests.cs")
            .Except(Repository.Sources.Select(file => file.Path)).ShouldBeEmpty();
    }

    [Fact]
    public void And_its_own_source_file()
    {
        var files = Repository.Under("src/Platform").Select(file => file.Name).ToHashSet();
        Repository.Types(Repository.Platform)
            .Where(type => Repository.Platform.GetType(type.FullName + "Handler") is not null)
            .Select(command => command.Name).Where(name => !files.Contains(name)).ShouldBeEmpty();
    }
}
