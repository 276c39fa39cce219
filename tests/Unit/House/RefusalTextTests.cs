using System.Text.RegularExpressions;
using System.Xml.Linq;
using EGov.Casework;
using EGov.Organisation;
using EGov.Oversight;
using EGov.Portal.Texts;
using EGov.Privacy;
using EGov.Texts;

namespace EGov.Unit.House;

/// <summary>Every refusal is thrown in one place and says in two languages what is wrong and what to do.</summary>
public partial class RefusalTextTests
{
    private static readonly Dictionary<string, string> Fa = Read("fa"), En = Read("en");

    // Sign-in has texts of its own, for a person who is not there yet.
    private static readonly SourceFile[] Sources =
        [.. Repository.Under("src").Except(Repository.Under("src/Portal/SignIn"))];

    private static readonly (string Code, string Path)[] Thrown =
    [
        .. Sources.Where(file => file.Text.Contains("Refused", StringComparison.Ordinal))
            .SelectMany(file => Throw().Matches(file.Text)
                .Concat(file.Name == "Problems" ? Answer().Matches(file.Text) : [])
                .Select(match => (match.Groups[1].Value, file.Path))),
    ];

    /// <summary>What a text that asks for one of a list must name: the very list that the rule reads.</summary>
    private static readonly Dictionary<string, IReadOnlyList<string>> Lists = new()
    {
        ["extension.ground-not-listed"] = ExtendRequestHandler.Grounds,
        ["recusal.ground-not-listed"] = RecuseOfficerHandler.Grounds,
        ["api-key.ground-not-listed"] = RevokeApiKeyHandler.Grounds,
        ["transfer.ground-not-listed"] = TransferRequestHandler.Grounds,
        ["priority.ground-not-listed"] = Overtaken.Grounds,
        ["queue.earlier-files-waiting"] = Overtaken.Grounds,
        ["queue.ground-not-listed"] = Overtaken.Grounds,
        ["override.ground-missing"] = OverrideGrounds.All,
        ["override.ground-not-listed"] = OverrideGrounds.All,
        ["opening.purpose-missing"] = Openings.Purposes,
        ["opening.purpose-not-listed"] = Openings.Purposes,
        ["withholding.basis-not-listed"] = AskWithholdingHandler.Bases,
        ["directive.ground-not-listed"] = WithdrawDirectiveHandler.Grounds,
        ["letter.ground-not-listed"] = WithdrawLetterHandler.Grounds,
        ["correspondent.ground-not-listed"] = EraseCorrespondentHandler.Grounds,
        ["programme.ground-not-listed"] = EndProgrammeHandler.Grounds,
        ["issue.ground-not-listed"] = DropIssueHandler.Grounds,
        ["meeting.ground-not-listed"] = CancelMeetingHandler.Grounds,
        ["guest.ground-not-listed"] = EraseGuestHandler.Grounds,
        ["resolution.ground-not-listed"] = DropResolutionHandler.Grounds,
    };

    /// <summary>The codes whose details are numbers, which are written in Persian digits.</summary>
    private static readonly HashSet<string> Numbers =
    [
        "attachment.length-wrong", "attachment.name-wrong", "attachment.too-many", "audit.limit-out-of-range",
        "body.text-too-long", "decisions.limit-out-of-range", "event.too-large", "events.size-not-published",
        "format.table-too-long",
        "extension.used-up", "idempotency.key-wrong",
        "influence.words-too-long", "tip.answer-too-long", "tip.line-too-long", "tip.message-too-long",
        "tip.words-too-long", "hold.until-out-of-range",
        "api-key.client-unnamed", "api-key.contact-missing",
        "georeport.dates-too-far-apart", "georeport.description-too-long",
        "opening.explanation-length", "openings.limit-out-of-range",
        "paging.limit-out-of-range", "performance.series-too-long", "queue.earlier-files-waiting", "referral.not-open",
        "replay.rulebook-not-published", "rulebook.version-not-later", "version.stale",
        "webhook.address-wrong", "webhook.too-many", "withholding.too-long", "disposition.words-missing",
        "answer.words-missing", "oversight.line-too-long", "oversight.words-too-long", "directive.to-nobody",
        "directive.days-wrong", "directive.extension-days-wrong", "directive.references-too-long",
        "evidence.too-many",
        "letter.days-wrong", "letter.name-too-long", "letter.no-date", "letter.number-too-long",
        "letter.references-too-long", "letter.too-many-files", "import.nothing",
        "programme.full", "programme.commitment-unknown", "programme.measure-unknown", "programme.milestone-unknown",
        "commitment.by-nobody", "measure.months-wrong", "measure.too-many", "measure.unknown", "milestone.target-wrong",
        "issue.concerns-nobody", "issue.plan-length", "issue.source-wrong",
        "meeting.agenda-full", "meeting.agenda-too-long", "meeting.too-many-invited", "guest.name-wrong",
        "guest.too-many", "viewpoint.too-few-to-be-unnamed",
        "appointment.public-reasons-missing", "appointment.reasons-missing", "appointment.term-wrong",
        "appointment.too-few-assessed", "candidate.name-missing", "incumbent.term-wrong", "panel.too-small",
        "term.reasons-missing",
        "citation.too-many", "guidance.clauses-wrong", "guidance.comments-unanswered", "guidance.day-wrong",
        "guidance.days-wrong", "guidance.haste-without-reason", "guidance.repeal-day-wrong", "guidance.too-many",
    ];

    [Fact]
    public void A_code_is_thrown_in_one_place_so_that_searching_it_finds_the_rule() =>
        Thrown.GroupBy(thrown => thrown.Code).Where(places => places.Count() > 1)
            .Select(places => $"{places.Key}: {string.Join(", ", places.Select(place => place.Path))}").ShouldBeEmpty();

    [Fact]
    public void Every_code_has_a_text_in_both_languages()
    {
        Thrown.Length.ShouldBeGreaterThan(150);
        Thrown.Select(thrown => thrown.Code).Except(Fa.Keys).ShouldBeEmpty("There is no text in fa.");
        Thrown.Select(thrown => thrown.Code).Except(En.Keys).ShouldBeEmpty("There is no text in en.");
    }

    [Fact]
    public void No_text_is_left_over() =>
        Fa.Keys.Union(En.Keys)
            .Where(code => !Sources.Any(file => file.Text.Contains($"\"{code}\"", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void The_texts_stand_in_order_so_that_two_people_can_add_one()
    {
        Fa.Keys.ShouldBe(Fa.Keys.Order(StringComparer.Ordinal));
        En.Keys.ShouldBe(Fa.Keys);
    }

    [Fact]
    public void The_assembly_says_what_the_files_say()
    {
        foreach (var (code, text) in En)
            Refusals.Title(new(code, Details(text)), Language.En.Code).ShouldNotContain("{");
        foreach (var (code, text) in Fa)
            Refusals.Title(new(code, Details(text)), Language.Fa.Code).ShouldNotContain("{");
        Refusals.Title(new("body.too-large"), Language.Fa.Code).ShouldBe(Fa["body.too-large"]);
        Refusals.Title(new("body.too-large"), Language.En.Code).ShouldBe(En["body.too-large"]);
    }

    [Fact]
    public void Both_languages_name_the_same_details() =>
        Fa.Keys.Where(code => !Holes(Fa[code]).SetEquals(Holes(En[code]))).ShouldBeEmpty();

    [Fact]
    public void A_code_or_a_day_stands_isolated_in_Persian_a_title_in_quotes_and_a_number_free() =>
        Fa.Where(text => !Numbers.Contains(text.Key)
                && Hole().IsMatch(Quoted().Replace(Isolated().Replace(text.Value, ""), "")))
            .Select(text => text.Key).ShouldBeEmpty("Put the code between U+2068 and U+2069.");

    [Fact]
    public void Persian_is_written_in_its_own_letters_and_what_is_Latin_stands_isolated()
    {
        foreach (var (code, text) in Fa)
        {
            var outside = Isolated().Replace(text, "");
            Latin().IsMatch(Hole().Replace(outside, "")).ShouldBeFalse($"{code}: {outside}");
            outside.ShouldNotContain('\u2068');
            outside.ShouldNotContain('\u2069');
        }
    }

    [Fact]
    public void English_has_no_Persian_in_it() => En.Where(text => text.Value.Any(letter => letter > 0x2fff
        || letter is >= '\u0600' and <= '\u06ff' or '\u2068' or '\u2069')).ShouldBeEmpty();

    [Fact]
    public void Nobody_is_called_invalid_or_blamed()
    {
        En.Where(text => Blame().IsMatch(text.Value)).ShouldBeEmpty();
        Fa.Where(text => text.Value.Contains("نامعتبر", StringComparison.Ordinal)
            || text.Value.Contains('!', StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Where_one_of_a_list_is_needed_the_text_names_the_list() =>
        Lists.Where(list => !list.Value.All(item => Fa[list.Key].Contains(item, StringComparison.Ordinal)
            && En[list.Key].Contains(item, StringComparison.Ordinal))).Select(list => list.Key).ShouldBeEmpty();

    private static object[] Details(string text) => [.. Holes(text).Select(hole => (object)hole.Trim('{', '}'))];

    private static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Select(match => match.Value)];

    private static Dictionary<string, string> Read(string language) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", "Portal", "Texts", $"Refusals.{language}.resx")).Root!
            .Elements("data").ToDictionary(text => text.Attribute("name")!.Value, text => text.Element("value")!.Value);

    [GeneratedRegex("""(?:\bRefused|\bnew|\bthis)\(\s*"([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)"(?!\s*:)""")]
    private static partial Regex Throw();

    [GeneratedRegex(@"(?:=>|Code =) ""([a-z-]+\.[a-z-]+)""")]
    private static partial Regex Answer();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Hole();

    [GeneratedRegex("«[^«»]*»")]
    private static partial Regex Quoted();

    [GeneratedRegex("\u2068[^\u2068\u2069]*\u2069")]
    private static partial Regex Isolated();

    [GeneratedRegex("[A-Za-z0-9]")]
    private static partial Regex Latin();

    [GeneratedRegex(
        @"\b(invalid|illegal|forbidden|error|wrongly|you (failed|forgot|must))\b|!", RegexOptions.IgnoreCase)]
    private static partial Regex Blame();
}
