using EGov.Organisation;
using EGov.Pages.Shared;
using EGov.Texts;

namespace EGov.Unit.Portal;

public class VisitTests
{
    [Theory]
    [InlineData(null, false, null)]
    [InlineData(false, true, null)]
    [InlineData(true, false, "shell.simulated")]
    [InlineData(true, true, "shell.simulated-beside-imports")]
    public void A_simulated_province_says_so_and_does_not_call_imported_files_invented(
        bool? isSimulated, bool hasImports, string? said)
    {
        var handbook = Given.By(hasImports ? Given.Terms with { Channels = ["import"] } : Given.Terms) with
        {
            Province = isSimulated is { } invented ? new Province { IsSimulated = invented } : null,
        };
        foreach (var language in new[] { Language.Fa, Language.En })
            Visit.SaidOf(handbook, language)?.ToString().ShouldBe(said is null ? null : language[said].ToString());
        Visit.SaidOf(handbook, Language.Fa).HasValue.ShouldBe(said is not null);
    }
}
