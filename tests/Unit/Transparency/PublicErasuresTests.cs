using EGov.Privacy;
using EGov.Transparency;

namespace EGov.Unit.Transparency;

public class PublicErasuresTests
{
    [Fact]
    public void Acts_are_counted_by_month_of_the_province_and_by_ground()
    {
        SubjectErased[] erased =
        [
            new(Given.On(0), "own-request", "CUS-01", "ADM-01", 2, 9),
            new(Given.On(1), "own-request", "CUS-01", "ADM-01", 1, 3),
            new(Given.On(1), "court-order", "CUS-01", "ADM-01", 1, 4),
            new(Given.On(40), "own-request", "CUS-01", "ADM-01", 1, 5),
        ];
        PublicErasuresEndpoint.Count(erased,
            [new(Given.On(2), null, "CUS-01", Past.Words("No."))],
            [new(Given.On(3), "audit", "CUS-01", Given.On(9).Day())]).ShouldBe(
        [
            new("1405-03", "erased", "own-request", 1, 1, 5),
            new("1405-02", "erased", "court-order", 1, 1, 4),
            new("1405-02", "erased", "own-request", 2, 3, 12),
            new("1405-02", "held", "audit", 1, 0, 0),
            new("1405-02", "refused", null, 1, 0, 0),
        ]);
    }

    [Fact]
    public void Nothing_done_is_nothing_counted() => PublicErasuresEndpoint.Count([], [], []).ShouldBeEmpty();
}
