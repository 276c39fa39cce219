using System.Globalization;
using System.Text.Json;
using EGov.Casework;
using EGov.Catalogue;
using EGov.Pages.Shared;
using EGov.Privacy;
using EGov.Texts;

namespace EGov.Pages.Citizen;

/// <summary>An answer to one of a service's questions: as it was typed, as it is sent, and as it is shown.</summary>
public sealed record FactAnswer(string? Value, Words? Error)
{
    public const int LongestText = 4_000;

    /// <summary>Whether it asks for the national number of a company.</summary>
    public static bool IsCompany(FactTerms fact) => fact is { Type: "text", Name: Conflicts.CompanyFact };

    /// <summary>Reads what was typed, by the fact's type and bounds.</summary>
    /// <returns>Without a value and without an error where a question may stay unanswered and was left so.</returns>
    public static FactAnswer Read(FactTerms fact, string? typed, DateEntry? day, Language language)
    {
        var isEmpty = fact.Type == "date" ? day?.IsEmpty is not false : string.IsNullOrWhiteSpace(typed);
        if (isEmpty) return fact.Required ? Wrong(Missing(fact, language)) : new(null, null);
        return fact.Type switch
        {
            "integer" or "decimal" => ReadNumber(fact, typed, language),
            "boolean" when typed is "true" or "false" => new(typed, null),
            "choice" when fact.Choices?.Any(choice => choice.Code == typed) is true => new(typed, null),
            "date" => day!.Read(language) is { } read
                ? new(read.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null)
                : Wrong(language["apply.fact.not-date"]),
            "text" when IsCompany(fact) => CivilNumber.Plain(typed) is var number && CivilNumber.IsOfCompany(number)
                ? new(number, null)
                : Wrong(language["apply.fact.not-company"]),
            "text" => ReadText(typed!, language),
            _ => Wrong(Missing(fact, language)),
        };
    }

    /// <summary>A text as it is kept; the browser ends lines its own way.</summary>
    public static FactAnswer ReadText(string typed, Language language)
    {
        var text = typed.ReplaceLineEndings("\n").Trim();
        return text.Length <= LongestText
            ? new(text, null)
            : Wrong(language["apply.too-long", LongestText, text.Length]);
    }

    /// <summary>A recorded answer as it is sent.</summary>
    public static string Text(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>The answer in words.</summary>
    public static Words Show(FactTerms fact, string value, Language language)
    {
        var shown = fact.Type switch
        {
            "integer" or "decimal" when decimal.TryParse(value, CultureInfo.InvariantCulture, out var number) =>
                Number(fact, number, language),
            "boolean" => value == "true" ? language["apply.fact.yes"] : language["apply.fact.no"],
            "choice" when fact.Choices?.FirstOrDefault(choice => choice.Code == value) is { } choice =>
                language.Of(choice.Title),
            "date" when DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) => language.Day(day),
            _ when IsCompany(fact) => Words.Isolated(language.Format.Digits(value)),
            _ => Words.Isolated(value),
        };
        return fact.Unit is { } unit ? shown + " " + language.Of(unit) : shown;
    }

    /// <summary>A number as the fact has them: what cannot but have four digits is a year, whose thousands are not set
    /// apart.</summary>
    public static Words Number(FactTerms fact, decimal number, Language language) =>
        fact is { Type: "integer", Min: >= 1_000, Max: < 10_000 } && number == decimal.Truncate(number)
            ? Words.Isolated(language.Format.Digits(number.ToString("0", CultureInfo.InvariantCulture)))
            : language.Num(number, number.Scale);

    /// <summary>The value as somebody who writes this language types it.</summary>
    public static string? Typed(FactTerms fact, string? value, Language language) =>
        value is null ? null
        : fact.Type is "integer" or "decimal" || IsCompany(fact) ? language.Format.Digits(value)
        : value;

    private static FactAnswer ReadNumber(FactTerms fact, string? typed, Language language)
    {
        var example = Words.Isolated(language.Format.Plain(12));
        if (Fold.Number(typed) is not { } number) return Wrong(language["apply.fact.not-number", example]);
        if (fact.Type == "integer" && number != decimal.Truncate(number))
            return Wrong(language["apply.fact.not-whole", example]);
        var isBelow = number < fact.Min;
        if (isBelow || number > fact.Max) return Wrong(OutOfBounds(fact, number, isBelow, language));
        var value = fact.Type == "integer" ? decimal.Truncate(number) : number;
        return new(value.ToString(CultureInfo.InvariantCulture), null);
    }

    private static Words OutOfBounds(FactTerms fact, decimal number, bool isBelow, Language language) =>
        fact is { Min: { } min, Max: { } max } ? language["apply.fact.not-between",
            Number(fact, min, language), Number(fact, max, language), Number(fact, number, language)]
        : isBelow ? language["apply.fact.too-small", fact.Min!.Value, number]
        : language["apply.fact.too-large", fact.Max!.Value, number];

    private static Words Missing(FactTerms fact, Language language) => fact.Type switch
    {
        "integer" or "decimal" => language["apply.fact.missing-number"],
        "date" => language["apply.fact.missing-date"],
        "text" => language["apply.fact.missing-text"],
        _ => language["apply.fact.missing-choice"],
    };

    private static FactAnswer Wrong(Words error) => new(null, error);
}
