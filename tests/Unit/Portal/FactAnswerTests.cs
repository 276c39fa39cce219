using System.Text.Json;
using EGov.Catalogue;
using EGov.Pages.Citizen;
using EGov.Texts;

namespace EGov.Unit.Portal;

public class FactAnswerTests
{
    [Theory]
    [InlineData(1285, 1450, "1404", "۱۴۰۴", "1404")]
    [InlineData(20, 100_000, "1404", "۱٬۴۰۴", "1,404")]
    [InlineData(1_000, 50_000, "12000", "۱۲٬۰۰۰", "12,000")]
    public void The_digits_of_a_year_stand_together_and_the_thousands_of_a_number_apart(
        int least, int most, string value, string fa, string en)
    {
        var fact = new FactTerms("it", Given.Any, null, Given.Any, "integer", null, null, false, true, least, most);

        Plain(FactAnswer.Show(fact, value, Language.Fa)).ShouldBe(fa);
        Plain(FactAnswer.Show(fact, value, Language.En)).ShouldBe(en);
    }

    [Theory]
    [InlineData("boolean", "true", "بله", "Yes")]
    [InlineData("boolean", "false", "خیر", "No")]
    [InlineData("integer", "12", "۱۲", "12")]
    [InlineData("decimal", "\"37.5\"", "۳۷٫۵", "37.5")]
    [InlineData("date", "\"2026-11-29\"", "۸ آذر ۱۴۰۵", "29 Nov 2026")]
    [InlineData("text", "\"Sari\"", "Sari", "Sari")]
    public void What_is_recorded_reads_as_it_was_answered(string type, string recorded, string fa, string en)
    {
        var fact = new FactTerms("it", Given.Any, null, Given.Any, type, null, null, false, true, null, null);
        var value = FactAnswer.Text(JsonElement.Parse(recorded));

        Plain(FactAnswer.Show(fact, value, Language.Fa)).ShouldBe(fa);
        Plain(FactAnswer.Show(fact, value, Language.En)).ShouldBe(en);
    }

    private static string Plain(Words words) => words.ToString().Trim('\u2066', '\u2068', '\u2069');
}
