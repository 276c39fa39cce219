using System.Text.Json;
using EGov.Ledger;
using EGov.Unit.Ledger;

namespace EGov.Unit.Verifier;

public sealed class CheckDisclosureTests : IDisposable
{
    private readonly GivenLog _log = new();
    private readonly string _name = Of("applicant.name", "\"نمونه\""), _note = Of("answers[1].note", "\"seen\"");

    public CheckDisclosureTests() => _log.Add("request_decided",
        $$$"""{"answers":[{"note":null},{"note":{{{Box(_note)}}}}],"applicant":{"name":{{{Box(_name)}}}}}""");

    [Fact]
    public async Task A_value_is_the_one_that_the_entry_holds_sealed()
    {
        var said = await DiscloseAsync(0, _name, _note);
        said.ShouldContain("PROVED: the entry holds sealed, as applicant.name: ");
        said.ShouldContain("PROVED: the entry holds sealed, as answers[1].note: \"seen\"");
    }

    [Fact]
    public async Task Another_value_place_or_text_is_not()
    {
        (await DiscloseAsync(1, Of("applicant.name", "\"other\""))).ShouldContain("is not the one");
        (await DiscloseAsync(1, Of("applicant.phone", "\"نمونه\""))).ShouldContain("nothing sealed under the name");
        (await DiscloseAsync(1, Of("answers[0].note", "\"seen\""))).ShouldContain("nothing sealed under the name");
        await DiscloseAsync(1, "no disclosure");
        await DiscloseAsync(1, _name, Of("applicant.name", "\"other\""));
    }

    public void Dispose() => _log.Dispose();

    private static string Of(string path, string value) =>
        Disclosure.Encode(Trees.Seed(7), path, JsonElement.Parse(value));

    private static string Box(string disclosure) =>
        $$"""{"box":"","digest":"{{Disclosure.Digest(disclosure)}}","event":"","path":"","subject":""}""";

    private Task<string> DiscloseAsync(int code, params string[] disclosures) => GivenLog.ShouldAsync(code,
    [
        "disclosure", .. disclosures.Select((one, i) => _log.Write($"disclosure{i}", one + "\n")),
        "--proof", _log.Proof(0), "--policy", _log.Policy,
    ]);
}
