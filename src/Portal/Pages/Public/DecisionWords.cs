using EGov.Casework;
using EGov.Texts;
using EGov.Transparency;

namespace EGov.Pages.Public;

/// <summary>What a decision came to, and how it stands, in words.</summary>
internal static class DecisionWords
{
    public static Words Say(this Language language, Outcome outcome) => language["decisions.outcome." + outcome];

    public static Words Say(this Language language, Standing standing) => language["decisions.standing." + standing];

    /// <summary>Why an answer was not computed again.</summary>
    public static Words Say(this Language language, ReplayResult result) => language["decision.result." + result];
}
