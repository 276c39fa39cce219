using EGov.Webhooks;

namespace EGov.Unit.Webhooks;

public class NewsTests
{
    private const string Type = "egov.directive.issued";

    private static readonly Webhook Every = new() { Types = [Type] };
    private static readonly Webhook Of = new() { Types = [Type], Department = "environment" };

    [Fact]
    public void Who_names_a_type_is_told_of_that_type()
    {
        Told("environment").IsFor(Every).ShouldBeTrue();
        (Told("environment") with { Type = "egov.issue.raised" }).IsFor(Every).ShouldBeFalse();
    }

    [Fact]
    public void Who_names_a_department_is_told_of_what_concerns_it()
    {
        Told("regional-water", "environment").IsFor(Of).ShouldBeTrue();
        Told("regional-water").IsFor(Of).ShouldBeFalse();
        Told("regional-water").IsFor(Every).ShouldBeTrue();
    }

    [Fact]
    public void What_concerns_every_department_is_for_him_and_what_concerns_none_in_particular_is_not()
    {
        (Told() with { Departments = null }).IsFor(Of).ShouldBeTrue();
        Told().IsFor(Of).ShouldBeFalse();
        Told().IsFor(Every).ShouldBeTrue();
    }

    private static News Told(params string[] departments) => new("1", Type, departments, "{}");
}
