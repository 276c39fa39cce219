using System.Text.Json;
using System.Text.RegularExpressions;
using EGov.Catalogue;
using EGov.Oversight;
using EGov.Privacy;
using EGov.Rulebooks;
using EGov.Transparency;
using EGov.Unit.House;
using EGov.Unit.Oversight;
using EGov.Unit.Simulate;
using JasperFx.Events;

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
        var told = new HashSet<string>();
        foreach (var life in province.Deeds.Select(deed => deed.Event).GroupBy(e => e.StreamId).Concat(Rare))
            foreach (var (place, e) in life.Index().Where(one => kinds.ContainsKey(one.Item.Data.GetType())))
            {
                var kind = kinds[e.Data.GetType()];
                var said = Say(kind.Type, [.. life.Take(place + 1)]);
                var body = new PublishedNews(kind, e.Id, place, ((IHappened)e.Data).At, said).ToJson(Site);
                told.Add(kind.Type);
                said.Subject.ShouldNotBeNullOrEmpty(kind.Type);
                body.ShouldContain($"\"subject\":\"{said.Subject}\"");
                foreach (var (_, value) in life.SelectMany(one => SealedMembers.Of(one.Data)))
                    if (value.Plain is { ValueKind: JsonValueKind.String } plain
                        && plain.GetString() is { Length: > 8 } words)
                        body.ShouldNotContain(words, Case.Sensitive, kind.Type);
            }

        NewsKinds.All.Select(kind => kind.Type).Except(told).ShouldBeEmpty();
    }

    [Fact]
    public void News_are_of_whom_the_thing_concerns()
    {
        var solved = Say("egov.issue.solved", [.. GivenIssue.UntilSolved.Select(Given.AsEvent)]);
        solved.Subject.ShouldBe(GivenIssue.Raised.Number);
        solved.Departments.ShouldBe(["environment"]);
        solved.Page.ShouldBe("/issues");

        var published = Given.AsEvent(new RulebookPublished(Given.Start, Given.Rules));
        Say("egov.rulebook.published", published).Departments.ShouldBe(["environment"]);

        var everybodys = GivenGuidance.Draft(GivenGuidance.Text with { Departments = [] });
        Say("egov.guidance.issued", Given.AsEvent(everybodys), Given.AsEvent(GivenGuidance.Issued))
            .Departments.ShouldBeNull();
        Say("egov.resolution.adopted", Given.AsEvent(GivenMeeting.Adopted)).Departments.ShouldBe([]);
    }

    /// <summary>What does not come about in every small province.</summary>
    private static IEnumerable<IGrouping<Guid, IEvent>> Rare => new object[][]
    {
        [.. GivenIssue.UntilSolved, new IssueReopened(Given.On(11), "ENV-900", GivenDirective.Words("It leaks."))],
        [.. GivenIssue.UntilReported, GivenIssue.Dropped],
        [
            GivenDirective.Issued,
            new DirectiveWithdrawn(Given.On(4), "GVN-01", "superseded", GivenDirective.Words("Another has come.")),
        ],
        [.. GivenGuidance.UntilIssued, GivenGuidance.Repealed],
        [
            new ServiceOffered(Given.Start, new(2026, 1, 1), Given.Terms),
            new ServiceWithdrawn(Given.On(4), Given.Terms.Code, new(2027, 1, 1)),
        ],
        [
            GivenMeeting.Adopted,
            new ResolutionDropped(Given.On(9), Given.Id, "superseded", GivenDirective.Words("No longer."), "GOV-900"),
        ],
    }.SelectMany(life => life.Select(Given.AsEvent).GroupBy(e => e.StreamId));

    private static NewsSaid Say(string type, params IReadOnlyList<IEvent> events) =>
        NewsKinds.Find(type)!.Say(new(events[^1], events, PublicNews.DecidingBy(Given.Handbook)));

    [GeneratedRegex(@"^egov\.[a-z]+\.[a-z]+(-[a-z]+)*$")]
    private static partial Regex Name { get; }
}
