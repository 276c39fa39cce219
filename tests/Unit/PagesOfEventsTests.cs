namespace EGov.Unit;

public class PagesOfEventsTests
{
    private const string Page =
        "select d.data from egov.mt_events as d where d.seq_id > $1 order by d.seq_id limit 10000";

    [Fact]
    public void Every_page_of_events_is_asked_for_in_a_text_of_its_own()
    {
        var first = PagesOfEvents.Unprepared(Page);
        var second = PagesOfEvents.Unprepared(first);
        first.ShouldStartWith(Page + " -- page ");
        second.ShouldStartWith(Page + " -- page ");
        second.ShouldNotBe(first);
        second.Split("--").Length.ShouldBe(2);
    }

    [Fact]
    public void Every_other_statement_keeps_its_text_and_is_prepared()
    {
        const string other = "select d.data from egov.mt_doc_request as d where d.id = $1 limit 1";
        PagesOfEvents.Unprepared(other).ShouldBeSameAs(other);
    }
}
