namespace EGov.Transparency;

/// <summary>What became of the letters of a department: of those that it sent, and of those that ask it.</summary>
/// <param name="Department">Its code; none for the province.</param>
/// <param name="Sent">Letters that it sent and that want an effect.</param>
/// <param name="Information">Letters that it sent for information only.</param>
/// <param name="WithEffect">Of those sent, how many have an effect that a second person has seen.</param>
/// <param name="WithoutEffect">Of those sent, how many are past their date without a report that counts.</param>
/// <param name="MedianDays">Working days from letter to effect, nearest rank, over those with one.</param>
/// <param name="Registered">Letters from elsewhere that it put into its register.</param>
/// <param name="Asked">Letters whose effect it has to bring about, whoever wants it.</param>
/// <param name="AwaitingVerification">Of those, reported and not yet seen by anybody else.</param>
/// <param name="Loops">How often a matter went round and came back, with this department on the way.</param>
public sealed record LetterFigures(
    string? Department, Text? Name, int Sent, int Information, int WithEffect, int WithoutEffect, int? MedianDays,
    int Registered, int Asked, int AskedWithEffect, int AskedWithoutEffect, int? AskedMedianDays,
    int AwaitingVerification, int Returned, int Withdrawn, int Loops)
{
    public static LetterCounts Count(
        LetterBook book, Handbook handbook, DateTimeOffset? asOf, long sequence, DateOnly today) =>
        new(asOf, sequence, Statistics.Minimum, Of(null, null, book, today),
            [
                .. book.Letters.SelectMany(letter => new[] { letter.Office, letter.Doer }).Distinct()
                    .Order(StringComparer.Ordinal)
                    .Select(code => Of(code, handbook.Departments.GetValueOrDefault(code)?.Name, book, today)),
            ],
            LetterDefinitions.All);

    public static Table TableOf(LetterCounts counts) => Table.Of<LetterFigures>(
        [
            new("group", line => line.Department is null ? "province" : "department"),
            new("code", line => line.Department),
            new("nameFa", line => line.Name?.Fa),
            new("nameEn", line => line.Name?.En),
            new("sent", line => line.Sent),
            new("information", line => line.Information),
            new("withEffect", line => line.WithEffect),
            new("withoutEffect", line => line.WithoutEffect),
            new("medianDays", line => line.MedianDays),
            new("registered", line => line.Registered),
            new("asked", line => line.Asked),
            new("askedWithEffect", line => line.AskedWithEffect),
            new("askedWithoutEffect", line => line.AskedWithoutEffect),
            new("askedMedianDays", line => line.AskedMedianDays),
            new("awaitingVerification", line => line.AwaitingVerification),
            new("returned", line => line.Returned),
            new("withdrawn", line => line.Withdrawn),
            new("loops", line => line.Loops),
        ],
        counts.Departments.Prepend(counts.Province));

    private static LetterFigures Of(string? department, Text? name, LetterBook book, DateOnly today)
    {
        var own = book.Letters.Where(letter => department is null || letter.Office == department).ToList();
        var sent = own.Where(letter => letter is { Direction: "out", WantsEffect: true }).ToList();
        var asked = book.Letters
            .Where(letter => letter.WantsEffect && (department is null || letter.Doer == department)).ToList();
        return new(department, name, sent.Count,
            own.Count(letter => letter is { Direction: "out", WantsEffect: false }), sent.Count(IsEffective),
            sent.Count(IsWithout), Median(sent), own.Count(letter => letter.Direction is "in"), asked.Count,
            asked.Count(IsEffective), asked.Count(IsWithout), Median(asked),
            asked.Count(letter => letter.State is "reported"), asked.Sum(letter => letter.Returns),
            own.Count(letter => letter.State is "withdrawn"),
            department is null ? book.Loops.Count : book.Loops.Count(loop => loop.Contains(department)));

        bool IsWithout(PublicLetter letter) => letter.State is "open" or "returned" && letter.IsLate(today);
    }

    private static bool IsEffective(PublicLetter letter) => letter.State is "effective";

    private static int? Median(List<PublicLetter> letters)
    {
        var days = letters.Where(IsEffective).Select(letter => letter.WorkingDays ?? 0).ToList();
        if (days.Count < Statistics.Minimum) return null;
        var counts = new int[days.Max() + 1];
        foreach (var one in days) counts[one]++;
        return Statistics.NearestRank(counts, 50);
    }
}
