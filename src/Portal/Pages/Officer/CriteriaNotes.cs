using EGov.Casework;
using EGov.Privacy;

namespace EGov.Pages.Officer;

/// <summary>The notes that stand with a decision's answers, opened for whoever works on the file.</summary>
internal static class CriteriaNotes
{
    public static async Task<IReadOnlyDictionary<string, string>> OpenAsync(
        IReadOnlyList<CriterionAnswer> answers, Vault vault, CancellationToken cancellation)
    {
        var notes = new Dictionary<string, string>();
        foreach (var answer in answers)
            if (await vault.WordsAsync(answer.Note, cancellation) is { } note) notes[answer.Criterion] = note;
        return notes;
    }
}
