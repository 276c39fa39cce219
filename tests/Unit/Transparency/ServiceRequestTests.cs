using System.Text;
using EGov.Casework;
using EGov.Privacy;
using EGov.Transparency;
using JasperFx.Events;

namespace EGov.Unit.Transparency;

public class ServiceRequestTests
{
    private static readonly Matter Here = new("environmental-opinion", "environment", "sari");
    private static readonly DateOnly Day = new(2026, 5, 20), Later = new(2026, 5, 27);

    private static readonly Sealed Words = Past.Words("?");

    [Fact]
    public void It_is_open_from_its_filing_and_its_promise_is_known_once_it_is_complete()
    {
        var filed = After(null, Submitted());
        (filed.Status, filed.Stage, filed.PromisedOn).ShouldBe(("open", "received", null));
        var ready = After(filed, Ready());
        (ready.Status, ready.Stage, ready.PromisedOn).ShouldBe(("open", "in-work", Day));
        var asked = After(ready, new InformationRequested(At(2), Here, "E", Words, Later, true, null, null));
        (asked.Stage, asked.PromisedOn).ShouldBe(("waits-for-applicant", null));
        var supplied = After(asked, new QuestionLapsed(At(3), Here, Later, Later));
        (supplied.Stage, supplied.PromisedOn, supplied.ChangedAt).ShouldBe(("in-work", Later, At(3)));
    }

    [Fact]
    public void A_question_before_it_is_complete_leaves_it_received()
    {
        var asked = After(After(null, Submitted()),
            new InformationRequested(At(1), Here, "E", Words, Later, false, null, null));
        After(asked, new QuestionLapsed(At(2), Here, null, null)).Stage.ShouldBe("received");
    }

    [Fact]
    public void It_moves_is_decided_closed_contested_and_appealed()
    {
        var moved = After(After(null, Submitted()),
            new RequestTransferred(
                At(1), Here with { Department = "water" }, "environment", "E", "reorganisation", null));
        (moved.Stage, moved.Matter.Department).ShouldBe(("transferred", "water"));
        var decided = After(After(moved, Ready()), Decided(Outcome.Refused));
        (decided.Status, decided.Stage).ShouldBe(("open", "refused"));
        var closed = After(decided, new RequestClosed(At(5), Here, "E", Closure.Refused, Later));
        (closed.Status, closed.Stage, closed.ChangedAt).ShouldBe(("closed", "refused", At(5)));
        var again = After(closed, new RequestReopened(At(6), Here, 1, Later, Later));
        (again.Status, again.Stage).ShouldBe(("open", "reopened"));
        var granted = After(After(again, Decided(Outcome.Granted)),
            new RequestClosed(At(8), Here, "E", Closure.Resolved, Later));
        (granted.Status, granted.Stage).ShouldBe(("closed", "granted"));
        var appealed = After(granted, new DecisionAppealed(At(9), Here, Words));
        (appealed.Status, appealed.Stage).ShouldBe(("open", "appealed"));
    }

    [Fact]
    public void Taken_back_it_says_so()
    {
        var back = After(After(null, Submitted()), new RequestClosed(At(1), Here, "", Closure.Withdrawn, Day));
        (back.Status, back.Stage).ShouldBe(("closed", "withdrawn"));
    }

    [Fact]
    public void What_xml_has_no_place_for_does_not_break_an_answer()
    {
        var filed = new FiledRequest("1", "a\u0000b\u0008 <&> \U0001F3DB", null);
        var (body, type) = GeoReport.Write(filed, "request", "xml");
        type.ShouldBe("text/xml; charset=utf-8");
        System.Xml.Linq.XDocument.Parse(Encoding.UTF8.GetString(body)).Root!.Element("service_notice")!.Value
            .ShouldBe("a\uFFFDb\uFFFD <&> \U0001F3DB");
    }

    private static DateTimeOffset At(int day) => Given.Start.AddDays(day);

    private static RequestSubmitted Submitted() => new(
        At(0), "MZ-0000-0000-0000", Here, "portal", new(Words, null, null), null, null, null,
        new Dictionary<string, System.Text.Json.JsonElement>(), new Dictionary<string, Sealed>(), null, []);

    private static RequestReady Ready() => new(At(1), Here, "E", 1, 20, 12, Later, Day);

    private static RequestDecided Decided(Outcome outcome) => new(
        At(4), Here, "E", "rules", 1, [], outcome, outcome, null, [], null, null, null, 3, true, 0, null);

    private static ServiceRequest After<T>(ServiceRequest? before, T happened) where T : notnull =>
        new ServiceRequestProjection().Evolve(before, Given.Id, new Event<T>(happened) { StreamId = Given.Id })!;
}
