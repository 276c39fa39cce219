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

    private static string Plain(Words words) => words.ToString().Trim('\u2066', '\u2068', '\u2069');
}
