using System.Net;
using System.Text.RegularExpressions;
using EGov.Pages.Public;
using EGov.Pages.Shared;
using EGov.Texts;

namespace EGov.Unit.Portal;

/// <summary>What every page of the portal keeps, seen on the pages that show every component.</summary>
public partial class DesignKitTests
{
    public static TheoryData<string, string> Pages => new(
        from language in new[] { "fa", "en" }
        from page in new[] { "parts", "work", "form", "receipt" }
        select (language, page));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_has_no_script_no_inline_style_and_asks_nothing_of_others(string language, string page)
    {
        var html = await Show(language, page);
        html.ShouldNotContain("<script");
        html.ShouldNotMatch(@"\sstyle=");
        html.ShouldNotMatch(@"\son[a-z]+=");
        html.ShouldNotMatch(@"(?:src|href)=""(?:https?:)?//");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_id_is_there_once_and_every_reference_finds_its_id(string language, string page)
    {
        var html = await Show(language, page);
        var ids = Id().Matches(html).Select(match => match.Groups[1].Value).ToList();
        ids.ShouldBeUnique();
        References().Matches(html).SelectMany(match => match.Groups[1].Value.Split(' ')).Except(ids).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Persian_shows_no_Latin_digit_outside_of_codes(string language, string page)
    {
        if (language != "fa") return;
        var body = Body().Match(await Show(language, page)).Value;
        var seen = Tag().Replace(Codes().Replace(body, ""), " ");
        WebUtility.HtmlDecode(seen).ShouldNotMatch("[0-9]");
    }

    [Fact]
    public async Task The_shell_says_language_direction_and_that_all_is_simulated()
    {
        var html = await Show("fa", "parts");
        html.ShouldContain("<html lang=\"fa\" dir=\"rtl\">");
        html.ShouldContain("class=\"sim\"");
        html.IndexOf("class=\"skip\"", StringComparison.Ordinal)
            .ShouldBeLessThan(html.IndexOf("<header", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_language_switch_leads_to_the_same_page() =>
        (await Show("fa", "parts")).ShouldContain("<a href=\"/en/styleguide?asOf=1\" hreflang=\"en\" lang=\"en\">");

    [Fact]
    public async Task The_menu_marks_the_current_page() =>
        Regex.Count(await Show("en", "parts"), "aria-current=\"page\">Design kit").ShouldBe(2);

    [Fact]
    public async Task A_visitor_may_sign_in_and_an_officer_may_sign_out()
    {
        (await Rendered.Of<SignedIn>(Language.En)).ShouldContain("/sign-in?return=%2Fen%2Fstyleguide%3FasOf%3D1");
        var officer = Rendered.VisitOf(Language.En) with { Role = Role.Officer, Who = "ENV-014" };
        var html = await Rendered.Of<SignedIn>(officer);
        html.ShouldContain("<form method=\"post\" action=\"/sign-out\"><input type=\"hidden\"");
        html.ShouldContain("<b>Officer</b> <bdi class=\"ref\" dir=\"ltr\" translate=\"no\">ENV-014</bdi>");
    }

    [Fact]
    public async Task A_missing_figure_says_so_and_shows_no_zero()
    {
        var html = await Rendered.Of<Figure>(Language.En,
            ("Label", Words.Plain("Effect")), ("Missing", (Words?)Words.Plain("At least 20 are needed.")));
        html.ShouldContain("Not enough data");
        html.ShouldNotMatch(">0<");
    }

    [Fact]
    public async Task A_department_with_too_few_decisions_has_no_rank_and_no_figure()
    {
        var html = await Rendered.Of<LeagueTable>(Language.En,
            ("Caption", Words.Plain("League")), ("MinimumCount", 20), ("Rows", new[] { new LeagueRow("Small", 4) }));
        html.ShouldContain("Too few to rank: at least <bdi>20</bdi> decisions are needed.");
        html.ShouldContain("class=\"few\"");
        html.ShouldNotContain("%</bdi></b>");
    }

    [Fact]
    public async Task A_gap_in_the_values_stays_a_gap_in_the_line()
    {
        var html = await Rendered.Of<Spark>(Language.En, ("Values", new decimal?[] { 1, 2, null, 2, 1 }));
        Regex.Count(Regex.Match(html, " d=\"([^\"]+)\"").Groups[1].Value, "M").ShouldBe(2);
    }

    [Fact]
    public async Task Without_any_value_there_is_no_line() =>
        (await Rendered.Of<Spark>(Language.En, ("Values", new decimal?[] { null, null }))).ShouldBeEmpty();

    [Fact]
    public void In_Persian_a_chart_runs_from_right_to_left()
    {
        new Axis(0, 10, 0, 100, IsMirrored: true).X(2).ShouldBe("80%");
        new Axis(0, 10, 0, 100, IsMirrored: true).Left(2, 4).ShouldBe("60%");
        new Axis(0, 10, 0, 100, IsMirrored: false).Left(2, 4).ShouldBe("20%");
    }

    [Fact]
    public void Labels_that_would_touch_get_rows_of_their_own()
    {
        var axis = new Axis(0, 100, 1, 98, IsMirrored: false);
        LabelRows.Of(axis, [(10, "promise", false), (90, "limit", false)]).Rows.ShouldBe(0);
        LabelRows.Of(axis, [(50, "promise", false), (52, "today", false)]).Rows.ShouldBe(1);
    }

    private static Task<string> Show(string code, string page)
    {
        var language = Language.Of("/" + code);
        return page switch
        {
            "work" => Rendered.Of<StyleguideWork>(language),
            "form" => Rendered.Of<StyleguideForm>(language),
            "receipt" => Rendered.Of<StyleguideReceipt>(language),
            _ => Rendered.Of<Styleguide>(language),
        };
    }

    [GeneratedRegex(@"\sid=""([^""]+)""")]
    private static partial Regex Id();

    [GeneratedRegex(@"\s(?:aria-labelledby|aria-describedby|for|form)=""([^""]+)""")]
    private static partial Regex References();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex("<bdi class=[^>]*>.*?</bdi>|<pre.*?</pre>", RegexOptions.Singleline)]
    private static partial Regex Codes();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
