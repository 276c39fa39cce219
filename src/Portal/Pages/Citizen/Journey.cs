using EGov.Catalogue;

namespace EGov.Pages.Citizen;

/// <summary>The questions of one request, each a page of its own, in order.</summary>
/// <param name="HasDraw">Whether the applicant may add a number of his own to a draw.</param>
public sealed record Journey(ServiceTerms Terms, Draft Draft, bool HasCounties, bool HasDraw)
{
    public const string County = "county";
    public const string Applicant = "applicant";
    public const string Representative = "representative";
    public const string Acting = "acting";
    public const string Words = "words";
    public const string OwnNumber = "draw";
    public const string Check = "check";

    private const string OfFact = "fact-";

    public IReadOnlyList<string> Steps { get; } =
    [
        .. HasCounties ? [County] : Array.Empty<string>(),
        .. Terms.Facts.Select(StepOf),
        Applicant,
        Representative,
        .. Draft.IsRepresented ? [Acting] : Array.Empty<string>(),
        Words,
        .. HasDraw ? [OwnNumber] : Array.Empty<string>(),
        Check,
    ];

    /// <summary>The first question that has no answer yet; when none is left, the check.</summary>
    public string Next => Steps.First(step => step == Check || !Draft.Answered.Contains(step));

    public bool IsComplete => Next == Check;

    /// <summary>Its number as the reader counts: the choice of the service was the first.</summary>
    public int NumberOf(string step) => 2 + Index(step);

    public int Count => Steps.Count + 1;

    public bool Has(string step) => Index(step) >= 0;

    public string? Before(string step) => Index(step) is > 0 and var index ? Steps[index - 1] : null;

    /// <summary>Whether all questions before it are answered.</summary>
    public bool Reaches(string step) => Index(step) <= Index(Next);

    public FactTerms? FactOf(string step) => Terms.Facts.FirstOrDefault(fact => StepOf(fact) == step);

    public static string StepOf(FactTerms fact) => OfFact + fact.Name;

    private int Index(string step) => Steps.ToList().IndexOf(step);
}
