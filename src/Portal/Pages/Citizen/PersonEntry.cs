using EGov.Casework;
using EGov.Pages.Shared;
using EGov.Privacy;
using EGov.Texts;

namespace EGov.Pages.Citizen;

/// <summary>A person as somebody typed him in: a name, and numbers in either script.</summary>
public sealed class PersonEntry
{
    private const int LongestName = 200;

    public string? Name { get; set; }
    public string? NationalNumber { get; set; }
    public string? Phone { get; set; }

    /// <summary>The person meant; what is wrong is said under the names of the fields.</summary>
    public Person Read(FormErrors errors, bool isActing, Language language)
    {
        var name = Fold.Text(Name);
        if (name.Length == 0)
            errors.Add("Person.Name", language[isActing ? "apply.name.missing-acting" : "apply.name.missing"]);
        else if (name.Length > LongestName) errors.Add("Person.Name", language["apply.name.long", LongestName]);

        var national = Fold.Code(NationalNumber).Replace("-", "", StringComparison.Ordinal);
        if (national.Length > 0 && (national.Length != 10 || !national.All(char.IsAsciiDigit)))
            errors.Add("Person.NationalNumber", language["apply.national.length", national.Count(char.IsAsciiDigit)]);
        else if (national.Length > 0 && !CivilNumber.IsOfPerson(national))
            errors.Add("Person.NationalNumber", language["apply.national.wrong"]);

        var phone = Fold.Code(Phone).Replace("-", "", StringComparison.Ordinal);
        if (isActing && phone.Length == 0) errors.Add("Person.Phone", language["apply.phone.missing"]);
        else if (phone.Length > 0 && !SubmitRequestHandler.IsPhone(phone))
            errors.Add("Person.Phone", language["apply.phone.wrong", Example(language)]);

        return new(name, OrNull(national), OrNull(phone));
    }

    public static PersonEntry Of(Person? person, Language language) => new()
    {
        Name = person?.Name,
        NationalNumber = Digits(person?.NationalNumber, language),
        Phone = Digits(person?.Phone, language),
    };

    public static Words Example(Language language) => Words.Isolated(language.Format.Digits("09110000000"));

    private static string? Digits(string? number, Language language) =>
        number is null ? null : language.Format.Digits(number);

    private static string? OrNull(string value) => value.Length == 0 ? null : value;
}
