namespace EGov.Unit;

public class FoldTests
{
    [Theory]
    [InlineData("۱۴۰۵/۰۹/۰۲", "1405/09/02")]
    [InlineData("٠٩١٢", "0912")]
    [InlineData("علي كاظمي", "علی کاظمی")]
    [InlineData("  می‌ روم  ", "می روم")]
    [InlineData("می‌روم", "می‌روم")]
    [InlineData("می‌‌روم‌", "می‌روم")]
    [InlineData("a\u00A0\u2003b\tc", "a b c")]
    [InlineData("\u202Bخط یک  \r\n  خط دو\u202C", "خط یک\nخط دو")]
    [InlineData(null, "")]
    public void Text_has_one_spelling_whatever_the_keyboard(string? typed, string kept) =>
        Fold.Text(typed).ShouldBe(kept);

    [Theory]
    [InlineData("علی‌رضا", "علي رضا")]
    [InlineData("علیرضا", "علی‌رضا")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("خانهٔ", "خانه")]
    [InlineData("مسئول", "مسیول")]
    [InlineData("Sari", "SARI")]
    public void Spellings_of_one_name_share_a_key(string one, string other) =>
        Fold.Key(one).ShouldBe(Fold.Key(other));

    [Fact]
    public void Different_names_keep_different_keys() => Fold.Key("ساری").ShouldNotBe(Fold.Key("آمل"));

    [Theory]
    [InlineData("mz-۷k4q – 29xd−8", "MZ-7K4Q-29XD-8")]
    [InlineData("۴۸۱۷۵ ۱۲۳۴۵", "4817512345")]
    public void A_code_is_written_in_capitals_with_plain_hyphens(string typed, string code) =>
        Fold.Code(typed).ShouldBe(code);

    [Theory]
    [InlineData("۱٬۲۸۴٫۵", 1284.5)]
    [InlineData("1,284,557", 1284557)]
    [InlineData("۱ ۲۸۴", 1284)]
    [InlineData("−۳", -3)]
    [InlineData("007", 7)]
    public void A_number_is_read_in_either_script(string typed, double number) =>
        Fold.Number(typed).ShouldBe((decimal)number);

    [Theory]
    [InlineData("12,34")]
    [InlineData("ده")]
    [InlineData("1e9")]
    [InlineData("1.2.3")]
    [InlineData("")]
    public void What_is_no_number_is_null(string typed) => Fold.Number(typed).ShouldBeNull();

    [Fact]
    public void Folding_twice_changes_nothing() => CsCheck.Check.Sample(CsCheck.Gen.String, typed =>
    {
        var valid = string.Concat(typed.Where(c => !char.IsSurrogate(c)));
        return Fold.Text(Fold.Text(valid)) == Fold.Text(valid) && Fold.Code(Fold.Code(valid)) == Fold.Code(valid);
    });
}
