using EGov.Organisation;
using EGov.Privacy;

namespace EGov.Unit.Organisation;

public class RevokeApiKeyTests
{
    private static readonly string Key = ApiKey.New(Given.Id);
    private static readonly ApiKey Issued = Given.Fold(new ApiKey(),
        new ApiKeyIssued(Given.Start, Given.Id, "University", ApiKey.HashOf(Key), Sealed.Of(Given.Id, "somebody")));

    [Fact]
    public void A_revoked_key_opens_nothing()
    {
        var revoked = Revoke(Issued);
        revoked.ShouldBe(new(Given.Start, Issued.Id, "leaked"));
        Given.Fold(Issued, revoked).IsOpenedBy(Key).ShouldBeFalse();
    }

    [Fact]
    public void And_is_revoked_once() =>
        Then.Refusal("api-key.already-revoked", () => Revoke(Given.Fold(Issued, Revoke(Issued))));

    [Fact]
    public void On_a_ground_of_the_list() =>
        Then.Refusal("api-key.ground-not-listed", () => Revoke(Issued, "because"), 422);

    private static ApiKeyRevoked Revoke(ApiKey key, string ground = "leaked") =>
        RevokeApiKeyHandler.Handle(new(key.Id, ground), key, Given.Start);
}
