using System.Text.Json;
using System.Text.RegularExpressions;
using EGov.Privacy;
using EGov.Transparency;
using EGov.Unit.House;
using EGov.Unit.Simulate;

namespace EGov.Unit.Transparency;

/// <summary>What everybody may be told of, held to what happens in a whole province.</summary>
public partial class NewsKindsTests(ImaginedProvince province) : IClassFixture<ImaginedProvince>
{
    private const string Site = "https://portal.example";

    [Fact]
    public void Each_kind_is_of_one_event_there_is_and_has_a_name_and_a_meaning_of_its_own()
    {
        NewsKinds.All.Select(kind => kind.Event).Except(Repository.Events).ShouldBeEmpty();
        NewsKinds.All.Select(kind => kind.Event).ShouldBeUnique();
        NewsKinds.All.Select(kind => kind.Type).ShouldBeUnique();
        NewsKinds.All.Select(kind => kind.Type).ShouldAllBe(type => Name.IsMatch(type));
        NewsKinds.All.Select(kind => kind.Meaning.Fa).ShouldBeUnique();
        NewsKinds.All.Select(kind => kind.Meaning.En).ShouldBeUnique();
        foreach (var kind in NewsKinds.All) NewsKinds.Find(kind.Type).ShouldBe(kind);
        NewsKinds.Find("egov.everything").ShouldBeNull();
    }

    [Fact]
    public void No_data_can_hold_what_is_sealed() =>
        NewsKinds.All.SelectMany(kind => Contract.Parts([kind.Data]).Append(kind.Fact))
            .Where(type => type == typeof(Sealed) || type == typeof(SealedFile)).ShouldBeEmpty();

    [Fact]
    public void Each_example_is_a_cloud_event_whose_data_has_the_members_of_its_schema()
    {
        foreach (var kind in NewsKinds.All)
        {
            var told = JsonElement.Parse(PublishedNews.Example(kind).ToJson(Site));
            told.GetProperty("specversion").GetString().ShouldBe("1.0");
            told.GetProperty("type").GetString().ShouldBe(kind.Type);
            told.GetProperty("source").GetString().ShouldBe($"{Site}/api/public/events");
            var schema = PublishedNews.SchemaOf(kind, Site);
            told.GetProperty("dataschema").GetString().ShouldBe(schema["$id"]!.GetValue<string>());
            var fact = schema["properties"]!["fact"]!;
            told.GetProperty("data").GetProperty("fact").EnumerateObject().Select(member => member.Name)
                .ShouldBe(fact["properties"]!.AsObject().Select(member => member.Key), kind.Type);
            told.GetProperty("subject").GetString()
                .ShouldBe($"{told.GetProperty("data").GetProperty("fact").EnumerateObject().First().Value}");
        }
    }

    [Fact]
    public void Whatever_happens_in_a_province_is_told_in_public_words_and_named_as_its_page_names_it()
    {
        var kinds = NewsKinds.All.ToDictionary(kind => kind.Event);
        var lives = province.Deeds.Select(deed => deed.Event).GroupBy(e => e.StreamId);
        var told = new HashSet<string>();
        foreach (var life in lives)
            foreach (var (place, e) in life.Index().Where(one => kinds.ContainsKey(one.Item.Data.GetType())))
            {
                var kind = kinds[e.Data.GetType()];
                var said = kind.Say(new(e, [.. life.Take(place + 1)], Given.Handbook));
                var body = new PublishedNews(kind, e.Id, place, ((IHappened)e.Data).At, said).ToJson(Site);
                told.Add(kind.Type);
                body.ShouldContain($"\"subject\":\"{said.Subject}\"");
                said.Subject.ShouldNotBeNullOrEmpty(kind.Type);
                foreach (var hidden in life.SelectMany(one => SealedMembers.Of(one.Data)).Select(one => one.Value.Plain))
                    if (hidden.ValueKind is JsonValueKind.String && hidden.GetString() is { Length: > 8 } words)
                        body.ShouldNotContain(words, Case.Sensitive, kind.Type);
            }

        NewsKinds.All.Select(kind => kind.Type).Except(told).ShouldBe([]);
    }

    [Fact]
    public void A_note_that_binds_every_department_is_for_each_and_what_names_some_is_for_those()
    {
        var issue = NewsKinds.Find("egov.issue.solved")!;
        var events = Oversight.GivenIssue.UntilSolved.Select(Given.AsEvent).ToList();
        var said = issue.Say(new(events[^1], events, Given.Handbook));
        (said.Subject, said.Departments).ShouldBe((Oversight.GivenIssue.Raised.Number, (string[])["environment"]));
        said.Page.ShouldBe("/issues");

        var rulebook = NewsKinds.Find("egov.rulebook.published")!;
        var published = Given.AsEvent(new EGov.Rulebooks.RulebookPublished(Given.Start, Given.Rules));
        rulebook.Say(new(published, [published], Given.Handbook)).Departments.ShouldBe(["environment"]);
    }

    [GeneratedRegex(@"^egov\.[a-z]+\.[a-z]+(-[a-z]+)*$")]
    private static partial Regex Name { get; }
}
