using System.Text;
using EGov.Ledger;
using EGov.Transparency;

namespace EGov.Unit.Transparency;

public class LoggedEventTests
{
    [Fact]
    public void No_member_of_an_event_is_called_like_what_the_row_says_of_itself()
    {
        var at = new DateTimeOffset(2026, 5, 30, 9, 26, 26, TimeSpan.Zero);
        var data = Encoding.UTF8.GetBytes(
            """{"at":"2026-05-30T09:26:26Z","index":0,"leaf":"jCg=","recorded":{"role":1},"role":"officer"}""");
        var told = LoggedEvent.Of(500, Entry.Of(
            "platform", data, Guid.NewGuid(), at, 501, Guid.NewGuid(), "draw_executed", 4));
        told.Leaf.ShouldBe(500);
        told.Values.Select(value => (value.Name, value.Text)).ShouldBe(
            [("index", "0"), ("event.leaf", "jCg="), ("event.recorded.role", "1"), ("event.role", "officer")]);
    }
}
