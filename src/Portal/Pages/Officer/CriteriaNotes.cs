using System.Text.Json.Nodes;
using EGov.Casework;
using OfficeFile = EGov.Casework.RequestFile;

namespace EGov.Pages.Officer;

/// <summary>The notes that stand with a decision's answers, as the opened file says them.</summary>
internal static class CriteriaNotes
{
    public static IReadOnlyDictionary<string, string> Of(OfficeFile file, IReadOnlyList<CriterionAnswer> answers)
    {
        var noted = answers.Where(answer => answer.Note is not null).Select(answer => answer.Criterion).ToHashSet();
        var notes = new Dictionary<string, string>();
        // A decision repeats the notes of what was prepared for it; the latest that says one holds.
        foreach (var e in file.Events.Where(e => e.Type is nameof(DecisionPrepared) or nameof(RequestDecided)))
            foreach (var answer in e.Details["answers"]!.AsArray().OfType<JsonObject>())
                if (answer["note"] is JsonValue note && answer["criterion"]!.GetValue<string>() is var criterion
                    && noted.Contains(criterion))
                    notes[criterion] = note.GetValue<string>();
        return notes;
    }
}
