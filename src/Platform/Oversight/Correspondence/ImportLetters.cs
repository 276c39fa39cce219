using EGov.Privacy;
using EGov.Transparency;
using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>Letters of your office are brought over from another register: all of them, or none.</summary>
/// <param name="Direction">in or out.</param>
/// <param name="Letters">The letters; or none, where they come as a table.</param>
/// <param name="Csv">A table with the columns of the register that is handed out, in any order.</param>
public record ImportLetters(string Direction, IReadOnlyList<LetterRow>? Letters = null, string? Csv = null);

/// <summary>What came of it.</summary>
/// <param name="Imported">How many letters have a number now; none where a line was refused.</param>
/// <param name="Skipped">How many stood in the register already.</param>
/// <param name="Refused">Every line that cannot be brought over, with the code of the rule.</param>
public sealed record LetterImport(int Imported, int Skipped, IReadOnlyList<RefusedLine> Refused);

/// <param name="Line">In the table, whose header is line 1; among letters, counted from 1.</param>
public sealed record RefusedLine(int Line, string Code);

public static class ImportLettersHandler
{
    public const int Most = 1_000;

    /// <summary>Brings over every letter that is not in the register yet, or none where one is refused.</summary>
    // The same letter is known by the sender's number. None is done because the file says so.
    [WolverinePost("/api/letters/import")]
    public static async Task<LetterImport> Handle(
        ImportLetters command, IDocumentSession session, MasterKey master, Handbook handbook, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var direction = command.Direction switch
        {
            "in" => LetterDirection.In,
            "out" => LetterDirection.Out,
            _ => throw new Refused("import.direction-unknown") { Status = 422 },
        };
        var office = actor.Department ?? throw new Refused("import.by-no-office") { Status = 403 };
        var refused = new List<RefusedLine>();
        var lines = Lines(command, refused);
        if (lines.Count + refused.Count is 0 or > Most) throw new Refused("import.nothing", Most) { Status = 422 };
        var known = await session.Query<OfficialLetter>()
            .Where(letter => letter.Office == office || letter.To == office).ToListAsync(cancellation);
        var import = new RegisterImport(office, direction, known, master, handbook, actor, now);
        foreach (var (line, row) in lines)
            try
            {
                import.Take(row, await LetterLinks.KnownAsync(row.LinkList(), session, cancellation));
            }
            catch (Refused e)
            {
                refused.Add(new(line, e.Code));
            }

        if (refused.Count > 0) return new(0, 0, [.. refused.OrderBy(one => one.Line)]);
        session.Events.StartStream<LetterTransfer>(Registered.IdOf("letter-import", actor),
            new LettersImported(now, office, direction, actor.Code, import.Taken.Count, import.Skipped));
        // In the order of years, so that two imports never wait for each other.
        foreach (var year in import.Taken.GroupBy(taken => taken.Year).OrderBy(year => year.Key))
        {
            var register = await LetterRegister.OpenAsync(office, year.Key, direction, session, cancellation);
            foreach (var taken in year)
            {
                var entry = new RegisterEntry(office, year.Key, direction, LetterRegister.NextOf(register));
                session.Events.StartStream<OfficialLetter>(taken.Id, [.. taken.Facts(entry)]);
                register.AppendOne(new LetterNumbered(now, entry, taken.Id));
            }
        }

        return new(import.Taken.Count, import.Skipped, []);
    }

    private static List<(int Line, LetterRow Row)> Lines(ImportLetters command, List<RefusedLine> refused)
    {
        if (command.Letters is { } letters) return [.. letters.Select((row, index) => (index + 1, row))];
        var rows = Csv.Read(command.Csv ?? "").ToList();
        if (rows.Count == 0) return [];
        var header = rows[0].Cells;
        if (!header.Contains("number") || !header.Contains("date"))
            throw new Refused("import.header-unknown") { Status = 422 };
        var read = new List<(int, LetterRow)>();
        foreach (var (line, cells) in rows.Skip(1))
            try
            {
                read.Add((line, LetterRow.Read(header, cells)));
            }
            catch (Refused e)
            {
                refused.Add(new(line, e.Code));
            }

        return read;
    }
}
