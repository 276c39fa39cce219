using System.Globalization;
using System.Text.Json;
using EGov.Catalogue;
using EGov.Privacy;

namespace EGov.Casework;

/// <summary>Facts as the service asks for them: checked one by one, the personal ones sealed.</summary>
public sealed record FactsGiven(
    IReadOnlyDictionary<string, JsonElement> Open, IReadOnlyDictionary<string, Sealed> Sealed)
{
    private const int LongestText = 4_000;

    public static FactsGiven Read(
        ServiceTerms terms, IReadOnlyDictionary<string, JsonElement>? given, Guid subject, bool requireAll)
    {
        given ??= new Dictionary<string, JsonElement>();
        if (given.Keys.FirstOrDefault(name => terms.Facts.All(fact => fact.Name != name)) is { } stranger)
            throw new Refused("fact.unknown", stranger) { Status = 422, Member = At(stranger) };

        var open = new Dictionary<string, JsonElement>();
        var closed = new Dictionary<string, Sealed>();
        foreach (var fact in terms.Facts)
        {
            if (!given.TryGetValue(fact.Name, out var value) || value.ValueKind is JsonValueKind.Null)
            {
                if (fact.Required && requireAll)
                    throw new Refused("fact.missing", fact.Title) { Status = 422, Member = At(fact.Name) };
                continue;
            }

            var read = Read(fact, value)
                ?? throw new Refused("fact.wrong", fact.Title) { Status = 422, Member = At(fact.Name) };
            if (fact.Sealed) closed.Add(fact.Name, Privacy.Sealed.Of(subject, read));
            else open.Add(fact.Name, read);
        }

        return new(open, closed);

        static string At(string name) =>
            $"/facts/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
    }

    /// <summary>A required fact that the file still lacks.</summary>
    public static FactTerms? Missing(ServiceTerms terms, Request request) =>
        terms.Facts.FirstOrDefault(fact =>
            fact.Required && !request.Facts.ContainsKey(fact.Name) && !request.SealedFacts.ContainsKey(fact.Name));

    /// <summary>The value in its stored form; null when it is not of the fact's type or outside its bounds.</summary>
    private static JsonElement? Read(FactTerms fact, JsonElement value)
    {
        var text = Fold.Text(value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText());
        return fact.Type switch
        {
            "integer" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                && Within(whole) ? Json(whole) : null,
            "decimal" => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var exact) && Within(exact)
                ? Json(exact.ToString(CultureInfo.InvariantCulture)) : null,
            "boolean" => text switch { "true" => Json(true), "false" => Json(false), _ => null },
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? Json(text) : null,
            "choice" => fact.Choices?.Any(choice => choice.Code == text) is true ? Json(text) : null,
            // Else a tie to the company would never be found, and nobody would see why.
            "text" when fact.Name == Conflicts.CompanyFact =>
                CivilNumber.Plain(text) is var number && CivilNumber.IsOfCompany(number) ? Json(number) : null,
            "text" when value.ValueKind is JsonValueKind.String
                && value.GetString()!.Trim() is { Length: > 0 and <= LongestText } words => Json(words),
            _ => null,
        };

        bool Within(decimal number) => (fact.Min ?? number) <= number && number <= (fact.Max ?? number)
            && number is > -9_007_199_254_740_992m and < 9_007_199_254_740_992m;
    }

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
