using EGov.Privacy;

namespace EGov.Unit.Privacy;

public class CivilNumberTests
{
    [Theory, InlineData("0012345679", true), InlineData("0012345678", false), InlineData("1111111111", false)]
    [InlineData("001234567", false), InlineData("", false), InlineData("00123456x9", false)]
    public void The_last_digit_of_a_persons_number_checks_the_others(string number, bool isOne) =>
        CivilNumber.IsOfPerson(number).ShouldBe(isOne);

    // 10380284790 is the example by which libraries of Iranian identifiers test the same rule.
    [Theory, InlineData("10380284790", true), InlineData("10380284792", false), InlineData("1038028479", false)]
    [InlineData("11111111111", false), InlineData("", false)]
    public void And_that_of_a_companys(string number, bool isOne) =>
        CivilNumber.IsOfCompany(number).ShouldBe(isOne);

    [Theory, InlineData("۰۰۱-۲۳۴۵۶۷-۹"), InlineData(" 001 234567 9 "), InlineData("٠٠١٢٣٤٥٦٧٩")]
    public void However_it_is_written_it_is_one_number(string typed) =>
        CivilNumber.Plain(typed).ShouldBe("0012345679");

    [Fact]
    public void A_person_and_a_company_never_have_one_mark() =>
        CivilNumber.MarkOfPerson(Given.Master, "1").ShouldNotBe(CivilNumber.MarkOfCompany(Given.Master, "1"));
}
