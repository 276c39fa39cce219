using System.Globalization;
using System.Resources;
using EGov.Texts;

namespace EGov.Portal.Texts;

/// <summary>The text of each refusal, by its code, in fa and en.</summary>
public static class Refusals
{
    private static readonly ResourceManager Persian = new("Refusals.fa", typeof(Refusals).Assembly);
    private static readonly ResourceManager English = new("Refusals.en", typeof(Refusals).Assembly);

    public static string Title(Refused refused, string language)
    {
        var isEnglish = language == Language.En.Code;
        var text = (isEnglish ? English : Persian).GetString(refused.Code, CultureInfo.InvariantCulture)
            ?? throw new InvalidOperationException($"The refusal {refused.Code} has no text in {language}.");
        return string.Format(CultureInfo.InvariantCulture, text,
            [.. refused.Details.Select(detail => Show(detail, isEnglish ? Language.En : Language.Fa))]);
    }

    private static object Show(object detail, Language language) => detail switch
    {
        Text text => language == Language.En ? text.En : text.Fa,
        DateOnly day => language.Format.Day(day),
        int or long => language.Format.Plain(Convert.ToInt32(detail, CultureInfo.InvariantCulture)),
        _ => detail,
    };
}
