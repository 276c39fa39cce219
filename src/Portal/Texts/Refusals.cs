using System.Globalization;
using System.Resources;

namespace EGov.Portal.Texts;

/// <summary>The text of each refusal, by its code, in fa and en.</summary>
public static class Refusals
{
    private static readonly ResourceManager Persian = new("Refusals.fa", typeof(Refusals).Assembly);
    private static readonly ResourceManager English = new("Refusals.en", typeof(Refusals).Assembly);

    public static string Title(Refused refused, string language)
    {
        var text = Of(language).GetString(refused.Code, CultureInfo.InvariantCulture)
            ?? throw new InvalidOperationException($"The refusal {refused.Code} has no text in {language}.");
        return string.Format(CultureInfo.InvariantCulture, text,
            [.. refused.Details.Select(detail => Show(detail, language))]);
    }

    private static ResourceManager Of(string language) => language == Language.English ? English : Persian;

    private static object Show(object detail, string language) => detail switch
    {
        Text text => language == "en" ? text.En : text.Fa,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        int or long when language != Language.English =>
            PersianDigits(Convert.ToString(detail, CultureInfo.InvariantCulture)!),
        _ => detail,
    };

    private static string PersianDigits(string number) =>
        string.Concat(number.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '۰') : c));
}
