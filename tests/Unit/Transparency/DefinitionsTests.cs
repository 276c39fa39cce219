using EGov.Transparency;

namespace EGov.Unit.Transparency;

public class DefinitionsTests
{
    [Fact]
    public void Every_figure_has_exactly_one_definition_and_no_definition_is_of_nothing()
    {
        var figures = typeof(Figures).GetProperties().Select(figure => char.ToLowerInvariant(figure.Name[0]) + figure.Name[1..]);
        Definitions.All.SelectMany(definition => definition.Figures).Order(StringComparer.Ordinal)
            .ShouldBe(figures.Append("place").Order(StringComparer.Ordinal));
        Definitions.Versions["onTime"].ShouldBe("PERF-ONTIME/1");
    }

    [Fact]
    public void Every_definition_says_all_in_both_languages() =>
        Definitions.All.SelectMany(one => new[] { one.Name, one.Meaning, one.Unit, one.Clock, one.LeftOut, one.DoesNotSay }).ShouldAllBe(text =>
            text.Fa.Any(letter => letter >= 'آ' && letter <= 'ی') && text.En.Any(char.IsAsciiLetter) && !text.Fa.Any(char.IsAsciiLetter));

    [Fact]
    public void Every_definition_names_the_events_it_counts()
    {
        var events = typeof(Definitions).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IHappened)))
            .Select(type => type.Name).ToHashSet();
        foreach (var one in Definitions.All)
        {
            one.Events.ShouldNotBeEmpty(one.Id);
            one.Events.Except(events).ShouldBeEmpty(one.Id);
        }
    }

    [Fact]
    public void An_id_names_one_definition() =>
        Definitions.All.Select(definition => definition.Id).ShouldBeUnique();
}
