using System.Globalization;
using EGov.Casework;
using EGov.Cli;
using EGov.Cli.Import;
using JasperFx.Events;

namespace EGov.Acceptance.Import;

/// <summary>Logs of a few rows, each of a municipality of its own in one store.</summary>
public class SmallLogTests(ImportStore import) : IClassFixture<ImportStore>
{
    private static int s_municipalities = 900;
    private readonly string _log = "BPIC15_" + Interlocked.Increment(ref s_municipalities);

    private string Department => _log.Replace('_', '-').ToLowerInvariant();
    private string Code(string resource) => "B" + _log[7..] + "-" + resource;

    private static readonly string Filed = Row("01_HOOFD_010", "registratie datum binnenkomst aanvraag", "03-01T00:00");
    private static readonly string Received = Row("01_HOOFD_015", "fase aanvraag ontvangen", "03-01T10:00");
    private static readonly string Prepared = Row("01_HOOFD_490_1", "aanmaken besluit omgevingsvergunning", "03-20T09:00");
    private static readonly string Decided =
        Row("01_HOOFD_490_3", "registreren datum besluit omgevingsvergunning", "03-21T14:00");
    private static readonly string Sent =
        Row("01_HOOFD_510_2", "invoeren verzenddatum beschikking omgevingsvergunning", "03-21T00:00");

    [Fact]
    public async Task A_case_becomes_a_file_and_a_question_answered_False_does_not()
    {
        var report = await ImportAsync(Case("1", Filed, Received, Prepared,
            Row("01_HOOFD_380", "weigeringsgrond", "03-20T10:00", answer: "False"), Decided, Sent));
        report.Account.NotImported["answered False: it did not happen"].ShouldBe(1);
        report.IsWell.ShouldBeTrue();
        var file = await FileOf("1");
        Kinds(file).ShouldBe([
            "RequestSubmitted", "StepRecorded", "RequestAssigned", "RequestReady", "DecisionPrepared", "RequestDecided",
            "DecisionNotified",
        ]);
        file[0].UserName.ShouldBe("importer:import");
        file[3].UserName.ShouldBe("officer:" + Code("1"));
        file[3].Timestamp.ShouldBeGreaterThan(((RequestReady)file[3].Data).At.AddYears(10));
    }

    [Fact]
    public async Task A_notice_dated_at_midnight_follows_the_decision_of_its_day()
    {
        var report = await ImportAsync(Case("1", Filed, Received, Sent, Decided));
        report.Account.Commands["NotifyDecision"].ShouldBe(1);
        var file = await FileOf("1");
        var (decided, notified) = (One<RequestDecided>(file), One<DecisionNotified>(file));
        notified.At.ShouldBe(decided.At);
    }

    [Fact]
    public async Task What_the_rules_refuse_stands_as_a_step_and_the_code_is_counted()
    {
        var report = await ImportAsync(Case("1", Filed, Received,
            Row("01_HOOFD_195", "fase aanvraag ontvankelijk", "03-05T00:00"), Sent));
        report.Account.Refused["ready.already"].ShouldBe(1);
        report.Account.Refused["notice.nothing-decided"].ShouldBe(1);
        report.Account.StepsBecause["MarkReady: ready.already"].ShouldBe(1);
        Steps(await FileOf("1")).ShouldContain("01_HOOFD_195.fase-aanvraag-ontvankelijk");
        report.IsWell.ShouldBeTrue();
    }

    [Fact]
    public async Task A_step_is_late_by_the_days_that_the_log_wrote()
    {
        const string Day = "03-02T00:00";
        await ImportAsync(Case("1", Filed,
            Row("01_HOOFD_030_1", "late", Day, due: "2012-03-10T23:30:00+01:00", finished: "2012-03-11 00:05:00"),
            Row("01_HOOFD_030_2", "in time", Day, due: "2012-03-10T08:00:00+01:00", finished: "2012-03-10 23:59:00"),
            Row("01_HOOFD_040", "no due day", Day, finished: "2013-01-01 00:00:00")));
        var steps = (await FileOf("1")).Select(e => e.Data).OfType<StepRecorded>().Skip(1).ToList();
        steps.Select(step => step.Late).ShouldBe([true, false, false]);
        steps[0].DueOn.ShouldBe(new DateOnly(2012, 3, 10));
        steps[0].At.ShouldBe(new DateTimeOffset(2012, 3, 2, 0, 0, 0, TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task Whoever_acts_is_given_the_file_and_the_responsible_gets_it_back()
    {
        var report = await ImportAsync(Case("1", "7", Filed,
            Row("01_HOOFD_015", "fase aanvraag ontvangen", "03-01T10:00", officer: "2")));
        report.Account.Inferred["AssignRequest to the officer who acts"].ShouldBe(1);
        var given = (await FileOf("1")).Select(e => e.Data).OfType<RequestAssigned>().ToList();
        given.Select(one => one.Officer).ShouldBe([Code("7"), Code("2"), Code("7")]);
        given.ShouldAllBe(one => one.By == Code("IMPORT"));
    }

    [Fact]
    public async Task An_outcome_that_nothing_tells_is_unstated_and_one_that_is_told_is_taken()
    {
        await ImportAsync(
            Case("1", Filed, Received, Decided),
            Case("2", Filed, Received, Decided).Replace("</trace>",
                """<string key="last_phase" value="Vergunning geweigerd"/></trace>""", StringComparison.Ordinal),
            Case("3", Filed, Received, Row("08_AWB45_080", "registreren datum besluit buiten behandeling", "03-21T14:00")));
        One<RequestDecided>(await FileOf("1")).Outcome.ShouldBe(Outcome.Unstated);
        One<RequestDecided>(await FileOf("2")).Grounds.ShouldBe(["as-recorded"]);
        One<RequestDecided>(await FileOf("3")).Grounds.ShouldBe(["complete"]);
    }

    [Fact]
    public async Task A_question_that_ran_out_gives_way_and_one_answered_late_does_not()
    {
        var asked = Row("08_AWB45_020_2", "invoeren verzenddatum opvragen ontbrekende gegevens", "03-02T00:00");
        var term = Row("08_AWB45_010", "termijn aanleveren ontbrekende gegevens", "03-02T00:00", answer: "14");
        var report = await ImportAsync(
            Case("1", Filed, Received, term, asked, Decided),
            Case("2", Filed, Received, term, asked, Row(
                "08_AWB45_040", "registreren ontvangst aanvullende gegevens", "03-19T00:00", answer: "19-3-2012"), Decided));
        report.Account.Inferred["LapseQuestion: unanswered by its day"].ShouldBe(1);
        var file = await FileOf("1");
        One<InformationRequested>(file).AnswerBy.ShouldBe(new DateOnly(2012, 3, 16));
        One<QuestionLapsed>(file).At.Day().ShouldBe(new DateOnly(2012, 3, 17));
        One<InformationSupplied>(await FileOf("2")).At.Day().ShouldBe(new DateOnly(2012, 3, 19));
        (await FileOf("2")).ShouldContain(e => e.Data is RequestDecided);
    }

    [Fact]
    public async Task What_happens_after_a_transfer_stands_on_the_file_where_it_lies()
    {
        await ImportAsync(Case("1", Filed,
            Row("02_DRZ_010", "doorsturen aan bevoegd gezag", "03-02T00:00", answer: "True",
                due: "2012-03-01T00:00:00+01:00", finished: "2012-03-02 00:00:00"),
            Row("02_DRZ_020", "after", "03-03T00:00")));
        var file = await FileOf("1");
        One<RequestTransferred>(file).From.ShouldBe(Department);
        var steps = file.Select(e => e.Data).OfType<StepRecorded>().ToList();
        steps.Select(step => (step.Matter.Department, step.Late)).ShouldBe(
            [(Department, false), (Department, true), ("bpic15-elsewhere", false)]);
    }

    [Fact]
    public async Task A_broken_file_tells_its_line_keeps_what_it_read_and_goes_on_when_mended()
    {
        var whole = Log(Case("1", Filed, Received), Case("2", Filed, Received));
        var broken = await import.ImportAsync(Written(whole[..(whole.LastIndexOf("<event>", StringComparison.Ordinal) + 20)]));
        broken.Error.ShouldNotBeNull().ShouldStartWith("Line ");
        broken.IsWell.ShouldBeFalse();
        (broken.Account.WrittenCases, broken.IsAccountedFor).ShouldBe((1, true));

        var mended = await import.ImportAsync(Written(whole));
        (mended.Account.CasesFoundDone, mended.Account.WrittenCases, mended.IsWell).ShouldBe((1, 1, true));
    }

    [Fact]
    public async Task A_longer_version_of_a_log_does_not_pass_for_the_one_that_came_before()
    {
        await ImportAsync(Case("1", Filed, Received));
        var longer = await ImportAsync(Case("1", Filed, Received, Decided));
        longer.Account.StoredDifferently.ShouldBe(["1"]);
        longer.IsWell.ShouldBeFalse();
    }

    [Fact]
    public async Task Cases_without_a_name_or_told_twice_are_left_and_counted()
    {
        var report = await ImportAsync(Case("1", Filed, Received), Case("", Filed), Case("1", Filed, Received));
        report.Account.NotImported["the case has no name"].ShouldBe(1);
        report.Account.NotImported["a case of the same name stands before it"].ShouldBe(2);
        (report.Account.WrittenCases, report.IsAccountedFor).ShouldBe((1, true));
    }

    [Fact]
    public async Task A_case_before_the_offices_time_cannot_be_filed_and_says_so()
    {
        var report = await ImportAsync(Case("1", Row("01_HOOFD_010", "registratie datum binnenkomst aanvraag", "03-01T00:00")
            .Replace("2012-", "1999-", StringComparison.Ordinal), Received));
        report.Account.NotImported["the case could not be filed: service.not-offered"].ShouldBe(2);
        (report.Account.WrittenCases, report.IsAccountedFor).ShouldBe((0, true));
    }

    [Fact]
    public async Task A_log_of_unknown_kind_is_refused_before_anything_is_written()
    {
        var path = Path.Combine(import.Folder, "unknown.xes");
        await File.WriteAllTextAsync(path, Log(Case("1", Filed)), TestContext.Current.CancellationToken);
        (await Should.ThrowAsync<Unusable>(() => import.ImportAsync(path))).Message.ShouldContain("--mapping");
        (await Should.ThrowAsync<Unusable>(() => import.ImportAsync(path, "bpic15"))).Message.ShouldContain("BPIC15_");
    }

    private Task<ImportReport> ImportAsync(params string[] cases) => import.ImportAsync(Written(Log(cases)));

    private Task<IReadOnlyList<IEvent>> FileOf(string name) => import.FileOf(_log, name);

    private string Written(string log)
    {
        var path = Path.Combine(import.Folder, _log + ".xes");
        File.WriteAllText(path, log);
        return path;
    }

    private static IEnumerable<string> Kinds(IEnumerable<IEvent> file) => file.Select(e => e.Data.GetType().Name);

    private static IEnumerable<string> Steps(IEnumerable<IEvent> file) =>
        file.Select(e => e.Data).OfType<StepRecorded>().Select(step => step.Step);

    private static T One<T>(IEnumerable<IEvent> file) => file.Select(e => e.Data).OfType<T>().ShouldHaveSingleItem();

    private static string Log(params string[] cases) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <log xes.version="1.0">
        {string.Join('\n', cases)}
        </log>
        """;

    private static string Case(string name, params string[] rows) =>
        $"""
        <trace>
        {(name.Length > 0 ? $"<string key=\"concept:name\" value=\"{name}\"/>" : "")}
        {(rows[0].StartsWith('<') ? "" : $"<string key=\"Responsible_actor\" value=\"{rows[0]}\"/>")}
        {string.Join('\n', rows.Where(row => row.StartsWith('<')))}
        </trace>
        """;

    /// <param name="at">Month, day and time of 2012, in Central European time.</param>
    private static string Row(
        string code, string name, string at, string officer = "1", string answer = "EMPTY", string? due = null,
        string? finished = null) => string.Create(CultureInfo.InvariantCulture,
        $"""
        <event>
        <string key="concept:name" value="{code}"/><string key="activityNameNL" value="{name}"/>
        <string key="activityNameEN" value="{name}"/><string key="org:resource" value="{officer}"/>
        <string key="question" value="{answer}"/><date key="time:timestamp" value="2012-{at}:00+01:00"/>
        {(due is null ? "" : $"<date key=\"dueDate\" value=\"{due}\"/>")}
        {(finished is null ? "" : $"<string key=\"dateFinished\" value=\"{finished}\"/>")}
        </event>
        """);
}
