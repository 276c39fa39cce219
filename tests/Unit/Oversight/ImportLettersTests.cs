using EGov.Oversight;
using EGov.Transparency;

namespace EGov.Unit.Oversight;

public class ImportLettersTests
{
    private static readonly LetterRow Wells = new("environment/1404/out/7", new(2026, 3, 1), "environment",
        "regional-water", LineEn: "Wells", Wants: "effect", Effect: "No well.", Evidence: "Seals", Days: 10,
        Owner: "WAT-007", LegalReference: "Law");

    [Fact]
    public void A_letter_keeps_its_date_and_its_year_and_is_open_whatever_the_file_says()
    {
        var import = Import();
        import.Take(Wells with { State = "effective" }, []);
        var taken = import.Taken.Single();
        taken.Year.ShouldBe(1404);
        var facts = taken.Facts(new("environment", 1404, LetterDirection.Out, 3));
        var letter = GivenLetter.Fold([.. facts]);
        (letter.Status, letter.Date, letter.Entry!.ToString()).ShouldBe(
            (LetterStatus.Open, new DateOnly(2026, 3, 1), "environment/1404/out/3"));
        var sent = facts.OfType<LetterSent>().Single();
        sent.IsImported.ShouldBeTrue();
        Then.Words(sent.FormerNumber).ShouldBe("environment/1404/out/7");
    }

    [Fact]
    public void The_same_number_is_taken_once_and_an_answer_finds_its_letter_in_the_file()
    {
        var import = Import();
        import.Take(Wells, []);
        import.Take(Wells, []);
        import.Skipped.ShouldBe(1);
        import.Take(Wells with { Number = "environment/1404/out/8", InReplyTo = Wells.Number }, []);
        var answer = GivenLetter.Fold([.. import.Taken[1].Facts(new("environment", 1404, LetterDirection.Out, 2))]);
        (answer.InReplyTo, answer.Thread).ShouldBe((import.Taken[0].Id, import.Taken[0].Id));
    }

    [Fact]
    public void A_letter_that_stands_here_is_skipped_and_another_under_its_number_is_not()
    {
        var standing = GivenLetter.Fold([.. Taken(Wells)]);
        var import = Import(standing);
        import.Take(Wells with { Number = standing.Entry!.ToString() }, []);
        (import.Skipped, import.Taken.Count).ShouldBe((1, 0));
        import.Take(Wells with { Number = standing.Entry.ToString(), LineEn = "Roads" }, []);
        import.Taken.Count.ShouldBe(1);
    }

    [Fact]
    public void Every_line_is_asked_by_the_rules_of_the_register()
    {
        Then.Refusal("import.number-missing", () => Take(Wells with { Number = "" }), 422);
        Then.Refusal("import.wants-unknown", () => Take(Wells with { Wants = "tea" }), 422);
        Then.Refusal("import.of-another-office", () => Take(Wells with { From = "regional-water" }), 422);
        Then.Refusal("import.dated-ahead", () => Take(Wells with { Date = new(2027, 3, 1) }), 422);
        Then.Refusal("import.reply-unknown", () => Take(Wells with { InReplyTo = "x" }), 422);
        Then.Refusal("import.link-unreadable", () => new LetterRow("1", default, Links: "tea").LinkList(), 422);
        Then.Refusal("letter.no-effect", () => Take(Wells with { Effect = null }), 422);
        Then.Refusal("letter.department-unknown", () => Take(Wells with { To = "moon" }), 422);
        Then.Refusal("import.cells-missing", () => LetterRow.Read(["number", "date"], ["1"]), 422);
        Then.Refusal("import.date-unreadable", () => LetterRow.Read(["number", "date"], ["1", "1405/1/1"]), 422);
        Then.Refusal("import.days-unreadable",
            () => LetterRow.Read(["number", "date", "days"], ["1", "2026-03-01", "ten"]), 422);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("=1+1")]
    [InlineData("'=1+1")]
    [InlineData("'quoted'")]
    [InlineData("''")]
    [InlineData("a,b \"c\"\r\nd")]
    [InlineData("@نام")]
    [InlineData("'")]
    public void A_table_is_read_as_it_was_written_and_no_cell_of_it_is_a_formula(string text)
    {
        var table = Csv.Of(["a", "b"], [[Csv.Kept(text), "end"]]);
        table.Split("\r\n")[1][0].ShouldNotBe('=');
        Csv.Read("\uFEFF" + table).Last().Cells.ShouldBe([text, "end"]);
    }

    [Fact]
    public void Lines_are_numbered_as_an_editor_numbers_them() =>
        Csv.Read("a,b\n\"1\n2\",3\n\n4,5").Select(row => (row.Line, string.Join('|', row.Cells)))
            .ShouldBe([(1, "a|b"), (2, "1\n2|3"), (5, "4|5")]);

    private static IReadOnlyList<object> Taken(LetterRow row)
    {
        var import = Import();
        import.Take(row, []);
        return import.Taken.Single().Facts(new("environment", 1404, LetterDirection.Out, 1));
    }

    private static LetterRow Take(LetterRow row)
    {
        Import().Take(row, []);
        return row;
    }

    private static RegisterImport Import(params OfficialLetter[] known) => new("environment", LetterDirection.Out,
        known, Given.Master, GivenLetter.Handbook, Who.Manager, Given.On(9));
}
