using System.Text.Json;
using EGov.Privacy;

namespace EGov.Oversight;

/// <summary>What somebody writes before it is sent; <see cref="LetterQuality"/> says whether it may be.</summary>
/// <param name="To">The department that it goes to; none where it goes outside.</param>
/// <param name="Correspondent">Who it goes to outside; sealed under a key of his own.</param>
/// <param name="Contact">Who answers for it there; sealed with him.</param>
/// <param name="Line">What the public reads of it, for ever: one subject; one language may be empty.</param>
/// <param name="Words">The letter itself; sealed.</param>
/// <param name="IsInformation">It wants nothing of whoever reads it.</param>
/// <param name="Effect">What shall be different then; sealed.</param>
/// <param name="Evidence">By what that is to be seen; sealed.</param>
/// <param name="Days">Working days from the day on which it is sent; 1 to 250.</param>
/// <param name="Owner">Who answers for the effect in the receiving department, by public code.</param>
/// <param name="LegalReference">On what you rely when you ask it; sealed.</param>
/// <param name="InReplyTo">The id of the letter that it answers or passes on.</param>
/// <param name="Links">At most one request, one directive and one issue, by number.</param>
public sealed record LetterDraft(
    Text Line, string? To = null, string? Correspondent = null, string? Contact = null, string? Words = null,
    bool IsInformation = false, string? Effect = null, string? Evidence = null, int? Days = null, string? Owner = null,
    string? LegalReference = null, Guid? InReplyTo = null, IReadOnlyList<LetterLink>? Links = null)
{
    public const int LongestName = 300;

    /// <summary>The words of a draft, but not who outside it goes to: he has a key of his own.</summary>
    public Sealed Seal() => Sealed.Of(Subjects.Oversight, JsonSerializer.SerializeToElement(
        this with { Correspondent = null, Contact = null }, JsonSerializerOptions.Web));

    public static LetterDraft Read(JsonElement draft, JsonElement correspondent)
    {
        if (draft.ValueKind is not JsonValueKind.Object) throw new Refused("letter.words-gone") { Status = 410 };
        var read = draft.Deserialize<LetterDraft>(JsonSerializerOptions.Web)!;
        return correspondent.ValueKind is JsonValueKind.Object && Outsider.Read(correspondent) is var outsider
            ? read with { Correspondent = outsider.Name, Contact = outsider.Contact }
            : read;
    }

    /// <summary>In the one spelling that is stored; what is empty is not there.</summary>
    public LetterDraft Folded() => this with
    {
        Line = new(Fold.Text(Line.Fa), Fold.Text(Line.En)),
        To = Said(To),
        Correspondent = Said(Correspondent),
        Contact = Said(Contact),
        Words = Said(Words),
        Effect = Said(Effect),
        Evidence = Said(Evidence),
        Owner = Said(Owner),
        LegalReference = Said(LegalReference),
        Links = Links ?? [],
    };

    /// <summary>What holds for every draft, however unfinished: it goes to somebody, and can be kept.</summary>
    public void MustGoSomewhere(string office, Handbook handbook)
    {
        if ((To is null) == (Correspondent is null)) throw new Refused("letter.to-nobody") { Status = 422 };
        if (To is not null && !handbook.Departments.ContainsKey(To))
            throw new Refused("letter.department-unknown", To) { Status = 422 };
        if (To == office) throw new Refused("letter.to-itself") { Status = 422 };
        Outsider.MustBeShort(Correspondent, Contact);
        foreach (var words in new[] { Line.Fa, Line.En, Words, Effect, Evidence, LegalReference })
            OfficialWords.Seal(words);
    }

    private static string? Said(string? words) => Fold.Text(words) is { Length: > 0 } said ? said : null;
}

/// <summary>Who writes or is written to from outside: a person, or a body that is no department here.</summary>
/// <param name="Contact">Who answers for it there, or where he is reached.</param>
public sealed record Outsider(string Name, string? Contact)
{
    /// <summary>Under the letter's own subject, so that it can be erased alone.</summary>
    /// <returns>Null where there is nobody outside.</returns>
    public static Sealed? Seal(Guid letter, string? name, string? contact) => name is null
        ? null
        : Sealed.Of(letter, JsonSerializer.SerializeToElement(new Outsider(name, contact), JsonSerializerOptions.Web));

    public static Outsider Read(JsonElement opened) => opened.Deserialize<Outsider>(JsonSerializerOptions.Web)!;

    public static void MustBeShort(string? name, string? contact)
    {
        if (name?.Length > LetterDraft.LongestName || contact?.Length > LetterDraft.LongestName)
            throw new Refused("letter.name-too-long", LetterDraft.LongestName) { Status = 422 };
    }
}
