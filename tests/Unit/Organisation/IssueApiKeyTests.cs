using EGov.Organisation;

namespace EGov.Unit.Organisation;

public class IssueApiKeyTests
{
    private static readonly string Key = ApiKey.New(Given.Id);

    [Fact]
    public void A_key_names_what_it_is_for_and_its_id_and_is_kept_as_a_hash()
    {
        var issued = Issue("University of Mazandaran", "+98 11 3530 2000");
        issued.Client.ShouldBe("University of Mazandaran");
        issued.Hash.ShouldBe(ApiKey.HashOf(Key));
        issued.Contact.Subject.ShouldBe(Given.Id);
        Key.ShouldStartWith($"egov_{Given.Id:N}_");
        Key.Length.ShouldBe(5 + 32 + 1 + 43);
        ApiKey.IdIn(Key).ShouldBe(Given.Id);
    }

    [Fact]
    public void No_two_are_the_same() =>
        Enumerable.Range(0, 100).Select(_ => ApiKey.New(Given.Id)).Distinct().Count().ShouldBe(100);

    [Fact]
    public void It_opens_by_itself_and_by_nothing_else()
    {
        var kept = Given.Fold(new ApiKey(), Issue("University", "somebody"));
        kept.IsOpenedBy(Key).ShouldBeTrue();
        kept.IsOpenedBy(ApiKey.New(Given.Id)).ShouldBeFalse();
        kept.IsOpenedBy(kept.Hash).ShouldBeFalse();
        kept.IsOpenedBy("").ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("egov")]
    [InlineData("egov__")]
    [InlineData("egov_0198f3c27a417b099d1e5f0c2ab1e7d4_short")]
    [InlineData("other_0198f3c27a417b099d1e5f0c2ab1e7d4_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("egov_0198f3c2-7a41-7b09-9d1e-5f0c2ab1e7d4_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_key_names_nothing(string text) => ApiKey.IdIn(text).ShouldBeNull();

    [Fact]
    public void It_is_issued_to_somebody() =>
        Then.Refusal("api-key.client-unnamed", () => Issue(" ", "somebody"), 422);

    [Fact]
    public void Who_can_be_asked() => Then.Refusal("api-key.contact-missing", () => Issue("University", ""), 422);

    [Fact]
    public void In_few_words()
    {
        Then.Refusal("api-key.client-unnamed", () => Issue(new('x', 201), "somebody"), 422);
        Then.Refusal("api-key.contact-missing", () => Issue("University", new('x', 201)), 422);
    }

    private static ApiKeyIssued Issue(string client, string contact) =>
        IssueApiKeyHandler.Decide(new(client, contact), Given.Id, ApiKey.HashOf(Key), Given.Start);
}
