using System.Text.RegularExpressions;
using System.Xml.Linq;
using EGov.Appointments;
using EGov.Unit.House;

namespace EGov.Unit.Appointments;

/// <summary>Nothing anywhere asks what somebody belongs to or believes.</summary>
public partial class MeritTests
{
    [Fact]
    public void No_event_and_no_value_in_one_does() =>
        Contract.Parts(Repository.Events).SelectMany(type => type.IsEnum
                ? Enum.GetNames(type).Prepend(type.Name)
                : Contract.Members(type).Select(member => member.Name).Prepend(type.Name))
            .Where(IsForeign).ShouldBeEmpty();

    [Fact]
    public void No_type_of_the_area_and_no_word_about_one() =>
        Repository.Under("src/Platform/Appointments").Concat(Repository.Under("src/Platform/Transparency/Appointments"))
            .Where(file => file.Name != nameof(Merit))
            .Select(file => (file.Path, Word: Merit.ForeignIn(Apart().Replace(file.Text, " "))))
            .Where(found => found.Word is not null).ShouldBeEmpty();

    [Fact]
    public void No_text_of_its_pages_in_either_language()
    {
        var texts = new[] { "Appointments.fa", "Appointments.en" }.SelectMany(Texts)
            .Concat(new[] { "Refusals.fa", "Refusals.en" }.SelectMany(Texts).Where(text => OfTheArea().IsMatch(text)))
            .ToList();
        texts.Count.ShouldBeGreaterThan(400);
        texts.Select(text => Merit.ForeignIn(text) ?? Merit.ForeignIn(Apart().Replace(text, " ")))
            .Where(word => word is not null).ShouldBeEmpty();
    }

    [Fact]
    public void And_the_words_are_found_as_people_write_them()
    {
        Merit.ForeignIn("عضوِ حزب").ShouldBe("حزب");
        Merit.ForeignIn("جناح‌ها").ShouldNotBeNull();
        Merit.ForeignIn("Which PARTY?").ShouldBe("PARTY");
        Merit.ForeignIn("apartment, counterparty2b, بدین‌سان").ShouldBeNull();
    }

    private static bool IsForeign(string name) => Merit.ForeignIn(Apart().Replace(name, " ")) is not null;

    private static IEnumerable<string> Texts(string file) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", "Portal", "Texts", $"{file}.resx")).Root!
            .Elements("data").Select(text => $"{text.Attribute("name")!.Value} {text.Element("value")!.Value}");

    [GeneratedRegex(
        @"^(appointment|assessment|balance|candidate|criteria|incumbent|levels|panel|post|target|term|vacancy)\.")]
    private static partial Regex OfTheArea();

    // Between a small and a capital letter a new word begins.
    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Apart();
}
