using System.Text.Json;
using EGov.Casework;
using EGov.Privacy;

namespace EGov.Pages.Citizen;

/// <summary>What an applicant has told in a file, for the applicant: the sealed answers opened.</summary>
internal static class GivenFacts
{
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(
        Request request, Vault vault, CancellationToken cancellation)
    {
        var told = request.Facts.ToDictionary(fact => fact.Key, fact => FactAnswer.Text(fact.Value));
        foreach (var (name, value) in request.SealedFacts)
            if (await vault.OpenAsync(value, cancellation) is { ValueKind: not JsonValueKind.Undefined } opened)
                told[name] = FactAnswer.Text(opened);
        return told;
    }
}
