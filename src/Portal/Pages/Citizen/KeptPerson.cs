using EGov.Casework;

namespace EGov.Pages.Citizen;

/// <summary>The applicant as the file knows him now: as filed, with each correction in its place.</summary>
internal static class KeptPerson
{
    public static PersonEntry Of(MyRequest file)
    {
        var person = new PersonEntry
        {
            Name = Said(file, "name"),
            NationalNumber = Said(file, "nationalNumber"),
            Phone = Said(file, "phone"),
        };
        return person;
    }

    /// <summary>The last that was said of it.</summary>
    public static string? Said(MyRequest file, string member) =>
        file.Events.Where(e => e.Type is nameof(ApplicantCorrected)).Select(e => e.Details[member]?.ToString())
            .LastOrDefault(value => value is not null)
        ?? file.Events[0].Details["applicant"]?[member]?.ToString();
}
