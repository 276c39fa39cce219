using System.Globalization;
using System.Resources;

namespace EGov.Portal.Texts;

/// <summary>The text of each refusal, by its code, in fa and en.</summary>
public static class Refusals
{
    public static readonly ResourceManager Texts = new("EGov.Texts.Refusals", typeof(Refusals).Assembly);

    public static string Title(Refused refused, string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var text = Texts.GetString(refused.Code, culture)
            ?? throw new InvalidOperationException($"The refusal {refused.Code} has no text in {language}.");
        return string.Format(culture, text, [.. refused.Details.Select(detail => Show(detail, language))]);
    }

    private static object Show(object detail, string language) => detail switch
    {
        Text text => language == "en" ? text.En : text.Fa,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => detail,
    };
}
