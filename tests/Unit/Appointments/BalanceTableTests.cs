using EGov.Appointments;
using EGov.Transparency;

namespace EGov.Unit.Appointments;

public class BalanceTableTests
{
    private static readonly DateOnly Spring = new(2026, 6, 21);
    private static readonly DateOnly Summer = new(2026, 9, 22);

    [Fact]
    public void A_row_is_a_sum_of_groups_with_its_interval()
    {
        var balance = Of(Published(Spring, 12, 6, [Group(1, 0, 12, 3)]));
        balance.Quarter.ShouldBe("1405-1");
        var province = balance.Rows.Single(row => row.By == "province");
        province.Holders.ShouldBe(12);
        var share = Statistics.Wilson(3, 12);
        (province.Women!.Counted, province.Women.Share, province.Women.Low, province.Women.High)
            .ShouldBe((12, 0.25, share.Low, share.High));
        balance.Rows.Single(row => row.By == "level").Women!.AtLeast.ShouldBe(3);
        balance.Rows.Where(row => row.By == "department").ShouldAllBe(row => row.Women == null);
        balance.Rows.Where(row => row.By == "both").ShouldAllBe(row => row.Women == null && row.Holders == 6);
    }

    [Fact]
    public void A_range_has_no_share_and_the_interval_of_both_ends()
    {
        var range = Of(Published(Spring, 6, 6, [Group(1, 0, 6, 0, 1)])).Rows[0].Women!;
        (range.AtLeast, range.AtMost, range.Share).ShouldBe((0, 1, null));
        (range.Low, range.High).ShouldBe((0d, Statistics.Wilson(1, 6).High));
    }

    [Fact]
    public void What_is_not_counted_anew_is_shown_with_its_quarter()
    {
        var first = Published(Spring, 12, 6, [Group(1, 0, 12, 3)]);
        var second = Published(Summer, 11, 6, []);
        var later = Of(first, second);
        later.Rows[0].Holders.ShouldBe(11);
        (later.Rows[0].Women!.Quarter, later.Rows[0].Women!.Of).ShouldBe(("1405-1", 12));
        later.Course.Select(one => one.Women?.Counted).ShouldBe([12, null]);
        Of(asOf: Spring.AddDays(5), first, second).Quarter.ShouldBe("1405-1");
    }

    [Fact]
    public void Before_the_first_quarter_there_are_levels_and_a_target_and_no_row()
    {
        var balance = PublicBalanceEndpoint.Of(
            [Given.AsEvent(new TargetSet(Given.Start, "GOV-900", 30, new(2029, 3, 20)))], null);
        (balance.Quarter, balance.Rows.Count, balance.Target!.Share).ShouldBe((null, 0, 0.30m));
    }

    private static PublicBalance Of(params BalancePublished[] published) => Of(null, published);

    private static PublicBalance Of(DateOnly? asOf, params BalancePublished[] published) =>
        PublicBalanceEndpoint.Of(published.Select(one =>
        {
            var e = Given.AsEvent(one);
            e.Timestamp = one.At;
            return e;
        }), asOf);

    private static BalancePublished Published(DateOnly until, int holders, int each, CountedGroup[] groups) => new(
        until.AddDays(2).Start(), Quarter.Of(until).Name, until, 5,
        [
            .. Enumerable.Range(0, holders).Select(i => new CountedHolder($"OFF-{i:00}", $"d{i / each}", "head",
                "head")),
        ],
        groups);

    private static CountedGroup Group(int number, int from, int count, int atLeast, int? atMost = null) => new(
        number, null, "head", null, [.. Enumerable.Range(from, count).Select(i => $"OFF-{i:00}")], [], atLeast,
        atMost ?? atLeast);
}
