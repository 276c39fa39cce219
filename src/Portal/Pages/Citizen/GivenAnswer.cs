using System.Text.Json.Nodes;
using EGov.Casework;
using EGov.Pages.Shared;
using EGov.Privacy;
using EGov.Rulebooks;

namespace EGov.Pages.Citizen;

/// <summary>A criterion as it was answered in the decision that holds now, the officer's note opened.</summary>
/// <param name="By">computed, or the public code of the officer who answered.</param>
internal sealed record GivenAnswer(Criterion Criterion, Verdict Verdict, string By, string? Note)
{
    /// <summary>Those of the appeal, where there was one; what stood in the way comes first.</summary>
    public static IReadOnlyList<GivenAnswer> Of(MyRequest file, Request request, Handbook handbook)
    {
        var decision = request.Decision!;
        var rules = handbook.Rulebooks.GetValueOrDefault(decision.Rulebook)?.Versions
            .FirstOrDefault(version => version.Version == decision.RulebookVersion);
        var answers = Decided(file)?.Details["answers"] as JsonArray;
        if (rules is null || answers is null) return [];
        return
        [
            .. from answer in answers.OfType<JsonObject>()
               let criterion = rules.Criteria.FirstOrDefault(other => other.Code == answer["criterion"]?.ToString())
               where criterion is not null
               let given = new GivenAnswer(
                   criterion, VerdictOf(answer), answer["by"]?.ToString() ?? "", answer["note"]?.ToString())
               orderby given.Verdict is not Verdict.NotMet
               select given,
        ];
    }

    /// <summary>The last event that decided.</summary>
    public static OpenedEvent? Decided(MyRequest file) =>
        file.Events.LastOrDefault(e => e.Type is nameof(RequestDecided) or nameof(AppealDecided));

    private static Verdict VerdictOf(JsonObject answer) => answer["answer"]?.ToString() switch
    {
        "met" => Verdict.Met,
        "notMet" => Verdict.NotMet,
        _ => Verdict.NotApplicable,
    };
}
