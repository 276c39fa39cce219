using System.Globalization;
using System.Text.Json.Nodes;
using EGov.Catalogue;
using EGov.Pages.Citizen;
using EGov.Pages.Shared;
using EGov.Texts;

namespace EGov.Pages.Officer;

/// <summary>The value of a fact in the page's language, with its unit.</summary>
internal static class FactWords
{
    public static Words Of(FactTerms fact, JsonNode? value, Names names)
    {
        var t = names.T;
        if (value is null) return t["officer.fact.erased"];
        var text = value.ToString();
        var shown = fact.Type switch
        {
            "integer" or "decimal" when decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) =>
                t.Num(number, number.Scale),
            "boolean" => text == "true" ? t["officer.fact.yes"] : t["officer.fact.no"],
            "choice" when fact.Choices?.FirstOrDefault(choice => choice.Code == text) is { } choice => names.Of(choice.Title),
            "date" when DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) => t.Day(day),
            _ when FactAnswer.IsCompany(fact) => Words.Isolated(t.Format.Digits(text)),
            _ => Words.Isolated(text),
        };
        return fact.Unit is { } unit ? shown + " " + names.Of(unit) : shown;
    }
}
