using EGov.Cli;
using EGov.Cli.Simulate;

namespace EGov.Unit.Simulate;

public class MisconductTests
{
    [Fact]
    public void What_is_built_in_plants_every_kind()
    {
        var own = Misconduct.Open(Misconduct.BuiltIn);

        own.Wrongs.Select(wrong => wrong.Kind).ShouldBe(WrongKind.All.Select(kind => kind.Code), ignoreOrder: true);
        own.Honest.Urgent.ShouldBeGreaterThan(0);
        own.Honest.Contacts.ShouldBeGreaterThan(0);
        own.Honest.Interests.ShouldBeGreaterThan(0);
        own.Honest.Tips.ShouldBeGreaterThan(0);
        own.Digest.ShouldBe(Misconduct.Open(Misconduct.BuiltIn).Digest);
        own.Digest.ShouldNotBe(new Misconduct().Digest);
    }

    [Fact]
    public void Comments_are_allowed_and_what_is_not_said_is_not_planted()
    {
        var read = Misconduct.Parse("""
            {
              // One officer, by name.
              "wrongs": [{ "kind": "backdating", "actors": ["IND-006"], "rate": 0.2 }],
            }
            """, "mine.json");

        read.Wrongs.ShouldHaveSingleItem().Actors.ShouldBe(["IND-006"]);
        read.Honest.ShouldBe(new Lookalikes());
    }

    [Theory]
    [InlineData("""{ "kind": "bribery", "officers": 1, "rate": 0.1 }""", "no kind bribery; there are queue-jumping")]
    [InlineData("""{ "kind": "snooping", "rate": 0.1 }""", "either officers, how many, or actors, which")]
    [InlineData("""{ "kind": "snooping", "officers": 1, "actors": ["IND-006"], "rate": 0.1 }""", "either officers")]
    [InlineData("""{ "kind": "snooping", "officers": 0, "rate": 0.1 }""", "officers lies between 1 and 20")]
    [InlineData("""{ "kind": "snooping", "actors": [], "rate": 0.1 }""", "actors names nobody")]
    [InlineData("""{ "kind": "snooping", "actors": ["IND-006", "IND-006"], "rate": 0.1 }""", "somebody twice")]
    [InlineData("""{ "kind": "snooping", "officers": 1, "rate": 1.5 }""", "rate lies above 0")]
    [InlineData("""{ "kind": "snooping", "officers": 1, "files": 4 }""", "planted by a rate")]
    [InlineData("""{ "kind": "broker-ring", "officers": 1, "rate": 0.1 }""", "planted by files")]
    [InlineData("""{ "kind": "broker-ring", "officers": 1, "files": 1 }""", "files lies between 2 and 200")]
    [InlineData("""{ "kind": "threshold-splitting", "officers": 1, "files": 4 }""", "needs a threshold")]
    [InlineData("""{ "kind": "broker-ring", "officers": 1, "files": 4, "threshold": 5000000 }""", "knows no threshold")]
    [InlineData("""{ "officers": 1, "rate": 0.1 }""", "cannot be read as misconduct")]
    [InlineData("""{ "kind": "snooping", "officers": 1, "rates": 0.1 }""", "cannot be read as misconduct")]
    public void A_wrong_that_cannot_be_planted_is_refused_with_the_reason(string wrong, string reason) =>
        Should.Throw<Unusable>(() => Misconduct.Parse($$"""{ "wrongs": [{{wrong}}] }""", "mine.json"))
            .Message.ShouldContain(reason);

    [Theory]
    [InlineData("""{ "honest": { "urgent": 0.5 } }""", "honest: urgent lies between 0 and 0.2")]
    [InlineData("""{ "honest": { "contacts": 0.3 } }""", "honest: contacts lies between 0 and 0.2")]
    [InlineData("""{ "honest": { "interests": 101 } }""", "honest: interests lies between 0 and 100")]
    [InlineData("""{ "honest": { "tips": -1 } }""", "honest: tips lies between 0 and 200")]
    [InlineData("""{ "wrongs": [{ "kind": "bribery", "officers": 1 }] }""", "wrongs[0]: there is no kind")]
    [InlineData("null", "says nothing")]
    [InlineData("{", "cannot be read as misconduct")]
    public void A_file_that_is_wrong_is_named_with_what_is_wrong_in_it(string text, string reason) =>
        Should.Throw<Unusable>(() => Misconduct.Parse(text, "mine.json")).Message.ShouldSatisfyAllConditions(
            message => message.ShouldStartWith("mine.json"), message => message.ShouldContain(reason));

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Should.Throw<Unusable>(() => Misconduct.Open("/nowhere/mine.json")).Message.ShouldContain("/nowhere/mine.json");

    [Theory]
    [InlineData("backdating", "ENV-999", "nobody is ENV-999")]
    [InlineData("backdating", "ENV-014", "decides no files on which that could be done")]
    [InlineData("queue-jumping", "IND-006", "decides no files")]
    [InlineData("snooping", "AUD-03", "decides no files")]
    public async Task Nobody_is_made_to_do_what_he_cannot(string kind, string code, string reason)
    {
        var planted = new Misconduct { Wrongs = [new(kind, Rate: 0.2, Actors: [code])] };

        (await Should.ThrowAsync<Unusable>(() => ImagineAsync(planted))).Message.ShouldContain(reason);
    }

    [Fact]
    public async Task More_culprits_than_there_are_officers_are_refused() =>
        (await Should.ThrowAsync<Unusable>(() => ImagineAsync(new()
        {
            Wrongs = [new("threshold-splitting", Officers: 20, Files: 4, Threshold: 50_000_000)],
        }))).Message.ShouldContain("nobody is left");

    private static Task<(IReadOnlyList<Deed> Deeds, GroundTruth Truth)> ImagineAsync(Misconduct planted) =>
        SimulatedProvince.ImagineAsync(new(3, 1, 60, new(2026, 3, 19), planted), Given.Master);
}
