using EGov.Organisation;

namespace EGov.Unit.Organisation;

public class OpenProvinceTests
{
    [Theory, InlineData(true), InlineData(false)]
    public void A_province_is_opened_as_simulated_or_real(bool isSimulated)
    {
        var province = Given.Fold(new Province(), Open(isSimulated));
        (province.Name, province.IsSimulated).ShouldBe((Given.Any, isSimulated));
    }

    [Fact]
    public void And_stays_so_for_good() =>
        Then.Refusal("province.already-open",
            () => Open(false, Given.Handbook with { Province = Given.Fold(new Province(), Open(true)) }));

    private static ProvinceOpened Open(bool isSimulated, Handbook? handbook = null) =>
        OpenProvinceHandler.Decide(new(Given.Any, isSimulated), handbook ?? Given.Handbook, Given.Start);
}
