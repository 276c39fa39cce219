using EGov.Texts;

namespace EGov.Unit.Portal;

public class AlphabetTests
{
    [Fact]
    public void Persian_names_stand_in_the_order_of_the_alphabet()
    {
        string[] names = ["نور", "گلوگاه", "کلاردشت", "چالوس", "پل سفید", "ژاله", "بابل", "آمل", "جویبار", "یوش"];

        names.Order(Alphabet.Order).ShouldBe(
            ["آمل", "بابل", "پل سفید", "جویبار", "چالوس", "ژاله", "کلاردشت", "گلوگاه", "نور", "یوش"]);
    }

    [Fact]
    public void A_shorter_word_comes_first_and_marks_that_nobody_reads_do_not_count() =>
        new[] { "آب\u200cمنطقه\u200cای", "\u2068آبفا\u2069", "آب" }.Order(Alphabet.Order)
            .ShouldBe(["آب", "\u2068آبفا\u2069", "آب\u200cمنطقه\u200cای"]);

    [Fact]
    public void English_names_do_not_mind_capitals() =>
        new[] { "sari", "Babol", "amol" }.Order(Alphabet.Order).ShouldBe(["amol", "Babol", "sari"]);
}
