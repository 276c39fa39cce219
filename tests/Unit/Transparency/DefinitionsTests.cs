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
        Definitions.Every.SelectMany(one => new[]
        {
            one.Name, one.Meaning, one.Unit, one.Clock, one.LeftOut, one.DoesNotSay,
        }.Concat(one.History.Select(version => version.Changed))).ShouldAllBe(text =>
            text.Fa.Any(letter => letter >= 'آ' && letter <= 'ی') && text.En.Any(char.IsAsciiLetter) && !text.Fa.Any(char.IsAsciiLetter));

    [Fact]
    public void Every_definition_names_the_events_it_counts()
    {
        var events = typeof(Definitions).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IHappened)))
            .Select(type => type.Name).ToHashSet();
        foreach (var one in Definitions.Every)
        {
            one.Events.ShouldNotBeEmpty(one.Id);
            one.Events.Except(events).ShouldBeEmpty(one.Id);
        }
    }

    [Fact]
    public void An_id_names_one_definition() =>
        Definitions.Every.Select(definition => definition.Id).ShouldBeUnique();

    [Fact]
    public void Every_version_has_all_before_it_each_with_its_first_day_and_what_changed()
    {
        foreach (var one in Definitions.Every)
        {
            one.History.Select(version => version.Version).ShouldBe(
                Enumerable.Range(1, one.Version).Reverse(), one.Id);
            one.History[0].Since.ShouldBe(one.Since, one.Id);
            one.History.Select(version => version.Since).ShouldBe(
                one.History.Select(version => version.Since).Distinct().OrderDescending(), one.Id);
            one.History.Select(version => version.Changed.En).ShouldBeUnique();
        }
    }

    [Fact]
    public void A_definition_is_found_by_its_id_however_it_is_written()
    {
        Definitions.Every.ShouldAllBe(one => Definitions.Find(one.Id) == one);
        Definitions.Find("dir-open")!.Id.ShouldBe("DIR-OPEN");
        Definitions.Find("DIR").ShouldBeNull();
    }
}
