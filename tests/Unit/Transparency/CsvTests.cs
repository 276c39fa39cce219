using EGov.Transparency;

namespace EGov.Unit.Transparency;

public class CsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"yes\"", "\"say \"\"yes\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+98", "'+98")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("=\"a\",1", "\"'=\"\"a\"\",1\"")]
    [InlineData("محیط زیست", "محیط زیست")]
    public void A_text_stays_in_its_cell_and_is_no_formula(string text, string cell) =>
        Csv.Of([], [[text]]).ShouldBe($"\r\n{cell}\r\n");

    [Fact]
    public void Numbers_days_and_moments_are_written_for_every_country() =>
        Csv.Of(["a", "b", "c", "d", "e", "f"],
        [
            [
                -12, 0.5, null, new DateOnly(2026, 11, 23),
                new DateTimeOffset(2026, 11, 23, 10, 40, 0, TimeSpan.FromHours(3.5)).AddTicks(1_230_000), true,
            ],
        ]).ShouldBe("a,b,c,d,e,f\r\n-12,0.5,,2026-11-23,2026-11-23T07:10:00.123Z,true\r\n");
}
