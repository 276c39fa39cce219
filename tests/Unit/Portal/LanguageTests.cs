using EGov.Pages.Shared;
using EGov.Texts;
using Microsoft.AspNetCore.Components;

namespace EGov.Unit.Portal;

public class LanguageTests
{
    private static string Html(Words words) => ((MarkupString)words).Value;

    [Fact]
    public void A_sentence_isolates_its_numbers() =>
        Html(Language.Fa["step.count", 3, 8]).ShouldBe("پرسش <bdi>۳</bdi> از <bdi>۸</bdi>");

    [Fact]
    public void In_an_attribute_the_isolation_is_made_of_characters() =>
        Language.En["step.count", 3, 8].ToString().ShouldBe("Question \u20683\u2069 of \u20688\u2069");

    [Fact]
    public void A_person_s_text_can_bring_no_markup() =>
        Html(Language.En["failed.404.title"] + Words.Fill("{0}", [Words.Isolated("<script>")]))
            .ShouldEndWith("<bdi>&lt;script&gt;</bdi>");

    [Fact]
    public void A_link_s_address_is_encoded() =>
        Html(Words.Link("/fa?a=1&b=\"2\"", "x")).ShouldBe("<a href=\"/fa?a=1&amp;b=&quot;2&quot;\">x</a>");

    [Fact]
    public void One_and_many_have_their_own_sentences()
    {
        Language.En.Count("form.errors", 1).ToString().ShouldBe("There is one thing to put right");
        Html(Language.En.Count("form.errors", 2)).ShouldBe("There are <bdi>2</bdi> things to put right");
    }

    [Fact]
    public void Instants_carry_the_time_of_the_whole_world() =>
        Html(Language.Fa.When(new(2026, 11, 23, 10, 40, 0, TimeSpan.FromHours(3.5)))).ShouldBe(
            "<time datetime=\"2026-11-23T07:10:00Z\"><bdi>۲ آذر ۱۴۰۵</bdi>، <bdi>۱۰:۴۰</bdi></time>");

    [Fact]
    public void Codes_run_left_to_right_and_are_not_translated() =>
        Html(Language.Fa.Ref("MZ-7K4Q")).ShouldBe("<bdi class=\"ref\" dir=\"ltr\" translate=\"no\">MZ-7K4Q</bdi>");

    [Fact]
    public void An_unknown_key_is_an_error() =>
        Should.Throw<KeyNotFoundException>(() => Language.Fa["no.such-key"]);

    [Fact]
    public void Values_of_enumerations_have_names() =>
        Language.Fa.Of(Role.Auditor).ToString().ShouldBe("بازرس");

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(106760, "29.7 h")]
    [InlineData(70, "1 min")]
    [InlineData(864000, "10 d")]
    public void A_span_has_the_unit_that_fits(int seconds, string shown) =>
        Language.En.Span(TimeSpan.FromSeconds(seconds)).ToString()
            .Replace("\u2068", "").Replace("\u2069", "").ShouldBe(shown);

    [Theory]
    [InlineData("/en", "en")]
    [InlineData("/en/track", "en")]
    [InlineData("/energy", "fa")]
    [InlineData("/fa/track", "fa")]
    public void The_path_names_the_language(string path, string code) => Language.Of(path).Code.ShouldBe(code);

    [Fact]
    public void Paths_are_made_for_a_language()
    {
        Language.En.Path("/").ShouldBe("/en");
        Language.Fa.Path("/track").ShouldBe("/fa/track");
    }
}
