using EGov.Transparency;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace EGov.Unit.Transparency;

public class PerformanceQueryTests
{
    [Fact]
    public void Nothing_said_means_all_departments_at_all_times() =>
        Read("").ShouldBe(new() { By = "department" });

    [Fact]
    public void Everything_can_be_said() =>
        Read("by=service&from=2026-03-21&to=2026-06-21&asOf=2026-07-01T10:00:00Z&kind=desk&department=a&service=b&county=c&series=month&format=csv")
            .ShouldBe(new()
            {
                By = "service",
                From = new(2026, 3, 21),
                To = new(2026, 6, 21),
                AsOf = new(2026, 7, 1, 10, 0, 0, TimeSpan.Zero),
                Kind = "desk",
                Department = "a",
                Service = "b",
                County = "c",
                IsMonthly = true,
            });

    [Theory]
    [InlineData("2026-11-23T10:40:00%2B03:30", "2026-11-23T07:10:00.000000Z")]
    [InlineData("2026-11-23T10:40:00+03:30", "2026-11-23T07:10:00.000000Z")]
    [InlineData("2026-11-23T07:10Z", "2026-11-23T07:10:00.000000Z")]
    [InlineData("2026-11-23T07:10:00.1234567Z", "2026-11-23T07:10:00.123456Z")]
    [InlineData("2026-11-23", "2026-11-23T20:29:59.999999Z")]
    public void A_moment_is_a_day_by_its_end_or_an_instant_with_its_zone(string asOf, string expected) =>
        Read($"asOf={asOf}").AsOf!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", null).ShouldBe(expected);

    [Theory]
    [InlineData("by=officer", "performance.grouping-unknown")]
    [InlineData("by=Department", "performance.grouping-unknown")]
    [InlineData("from=2026-02-30", "performance.day-malformed")]
    [InlineData("from=1405-1-1", "performance.day-malformed")]
    [InlineData("to=yesterday", "performance.day-malformed")]
    [InlineData("from=2026-03-02&to=2026-03-01", "performance.period-reversed")]
    [InlineData("asOf=2026-11-23T10:40:00", "performance.moment-malformed")]
    [InlineData("asOf=10:40", "performance.moment-malformed")]
    [InlineData("asOf=2026-11-23T25:00:00Z", "performance.moment-malformed")]
    [InlineData("asOf=0001-01-01T00:00:00%2B03:30", "performance.moment-malformed")]
    [InlineData("kind=Desk", "performance.kind-unknown")]
    [InlineData("series=week", "performance.series-unknown")]
    [InlineData("departement=a", "performance.parameter-unknown")]
    [InlineData("department=a&department=b", "performance.parameter-twice")]
    public void What_is_not_understood_is_refused(string query, string code)
    {
        var refused = Should.Throw<Refused>(() => Read(query));
        (refused.Code, refused.Status).ShouldBe((code, 400));
    }

    [Fact]
    public void Equal_questions_have_equal_keys_and_others_do_not()
    {
        string[] questions =
            ["", "by=county", "kind=desk", "from=2026-01-01", "to=2026-01-01", "asOf=2026-01-01", "department=a", "service=a", "county=a", "series=month"];
        questions.Select(question => Read(question).Key).Distinct().Count().ShouldBe(questions.Length);
        Read("by=department").Key.ShouldBe(Read("").Key);
    }

    [Theory]
    [InlineData(null, "", false)]
    [InlineData(null, "text/csv", true)]
    [InlineData(null, "application/json, text/csv;q=0.5", false)]
    [InlineData(null, "application/json;q=0.3, text/csv", true)]
    [InlineData("json", "text/csv", false)]
    [InlineData("csv", "application/json", true)]
    public void A_table_is_given_to_whoever_prefers_one(string? format, string accept, bool isCsv)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Accept = accept;
        Answers.IsCsvWanted(http.Request, format).ShouldBe(isCsv);
    }

    [Fact]
    public void A_format_that_is_not_offered_is_refused() =>
        Should.Throw<Refused>(() => Answers.IsCsvWanted(new DefaultHttpContext().Request, "xml")).Status.ShouldBe(400);

    private static PerformanceQuery Read(string query) =>
        PerformanceQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
