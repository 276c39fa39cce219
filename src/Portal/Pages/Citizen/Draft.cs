using EGov.Casework;
using EGov.Catalogue;

namespace EGov.Pages.Citizen;

/// <summary>A request that is being written: the answers so far, and the key under which it is sent once.</summary>
public sealed record Draft
{
    public required string Service { get; init; }

    /// <summary>Whoever is signed in while it is written; others at the same machine do not get to see it.</summary>
    public string Owner { get; init; } = "";

    public required string Key { get; init; }

    public string? County { get; init; }

    /// <summary>In the form in which the platform takes them: Latin digits, ISO days, codes of choices.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    public Person? Applicant { get; init; }
    public bool IsRepresented { get; init; }
    public Person? Representative { get; init; }
    public string? Words { get; init; }
    public IReadOnlyList<string> Documents { get; init; } = [];

    /// <summary>Of the number that the applicant adds to a draw; the number itself stays with him.</summary>
    public string? NonceDigest { get; init; }

    /// <summary>The questions that were answered, some of them perhaps by nothing.</summary>
    public IReadOnlyList<string> Answered { get; init; } = [];

    public Draft With(string step) => this with { Answered = [.. Answered.Where(other => other != step), step] };

    /// <summary>Kept for an hour of rest, and sent only to the pages of this one service.</summary>
    public static Kept<Draft> Of(string service, string path) => new("egov-draft", TimeSpan.FromHours(1))
    {
        Paths = [Texts.Language.Fa.Path($"{path}/{service}"), Texts.Language.En.Path($"{path}/{service}")],
    };

    public static string OwnerOf(Actor actor) =>
        actor.Code.Length > 0 ? actor.Code : actor.Subject?.ToString() ?? "";

    /// <summary>Whoever signs in on the way takes along what he wrote before.</summary>
    public bool IsOf(Actor actor) => Owner.Length == 0 || Owner == OwnerOf(actor);

    public SubmitRequest Ask(ServiceTerms terms) => new(
        Service, County, Applicant!, IsRepresented ? Representative : null,
        terms.Facts.Where(fact => Facts.ContainsKey(fact.Name)).ToDictionary(
            fact => fact.Name, fact => System.Text.Json.JsonSerializer.SerializeToElement(Facts[fact.Name])),
        Words, Documents, terms.IsDrawn ? NonceDigest : null);
}
