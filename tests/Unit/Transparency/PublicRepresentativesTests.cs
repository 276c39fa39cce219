using EGov.Integrity;
using EGov.Transparency;

namespace EGov.Unit.Transparency;

public class PublicRepresentativesTests
{
    [Fact]
    public void What_can_be_told_is_counted_by_department()
    {
        var told = Of(Count("a", 100, 40, 30, 4), Count("b", 60, 10, 0, 0));
        (told.From, told.Until, told.Least).ShouldBe((new(2026, 1, 1), new(2026, 6, 29), 6));
        var one = told.Departments[0];
        (one.Department, one.ManyFilers, one.ThroughThem!.Count, one.Represented!.Count).ShouldBe(("a", 4, 30, 40));
        told.Departments[1].ManyFilers.ShouldBe(0);
        told.Departments.ShouldAllBe(line => !line.IsWithheld);
        told.Province!.ThroughThem!.Count.ShouldBe(30);
    }

    [Fact]
    public void Below_the_minimum_no_share_is_given() =>
        Of(Count("a", 19, 10, 5, 3)).Departments[0].ShouldBe(new("a", 19, null, 3, null, false));

    [Theory, InlineData(1), InlineData(2)]
    public void One_or_two_are_told_by_no_number(int contacts)
    {
        var line = Of(Count("a", 100, 40, 30, contacts)).Departments[0];
        (line.IsWithheld, line.ManyFilers, line.ThroughThem).ShouldBe((true, null, null));
        line.Represented.ShouldNotBeNull();
    }

    [Fact]
    public void Nor_by_the_province_less_all_others()
    {
        var told = Of(Count("a", 100, 40, 8, 1), Count("b", 100, 40, 30, 5), Count("c", 100, 40, 40, 9),
            Count("d", 50, 1, 0, 0));
        told.Departments.Where(line => line.IsWithheld).Select(line => line.Department).ShouldBe(["a", "b"]);
        told.Departments[2].ThroughThem!.Count.ShouldBe(40);
        told.Province!.ManyFilers.ShouldBe(15);
    }

    [Fact]
    public void Before_anything_is_counted_nothing_is_told()
    {
        var told = PublicRepresentativesEndpoint.Of([]);
        (told.Province, told.Departments.Count, told.From).ShouldBe((null, 0, null));
    }

    private static PublicRepresentatives Of(params RepresentationDay[] offices) => PublicRepresentativesEndpoint.Of(
    [
        .. offices,
        Count(RepresentationDay.Province, offices.Sum(one => one.Decided), offices.Sum(one => one.Represented),
            offices.Sum(one => one.Brought), offices.Sum(one => one.Contacts)),
    ]);

    private static RepresentationDay Count(string office, int decided, int represented, int brought, int contacts) =>
        new()
        {
            Office = office,
            From = new(2026, 1, 1),
            Until = new(2026, 6, 29),
            Least = 6,
            Decided = decided,
            Represented = represented,
            Brought = brought,
            Contacts = contacts,
        };
}
