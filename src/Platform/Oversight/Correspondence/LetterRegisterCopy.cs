using EGov.Privacy;
using EGov.Transparency;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>The register of an office for a year and a direction, with the words of its letters.</summary>
/// <param name="Letters">In the order of their numbers; what was withdrawn is among them, and no draft.</param>
public sealed record LetterRegisterCopy(
    string Office, int Year, LetterDirection Direction, IReadOnlyList<LetterRow> Letters);

public static class LetterRegisterCopyEndpoint
{
    /// <summary>A register to take away, as JSON or CSV. That it was taken is on record.</summary>
    /// <param name="direction">in or out; out if nothing is said.</param>
    /// <param name="year">Of the province's calendar, such as 1405; the present one if nothing is said.</param>
    /// <param name="department">Whose register; of a manager, always his own department's.</param>
    /// <param name="format">json or csv; the header Accept says it as well.</param>
    [WolverineGet("/api/letters/register")]
    public static async Task<ListAnswer<LetterRegisterCopy>> Get(
        string? direction, int? year, string? department, string? format, IDocumentStore store, Vault vault,
        Actor actor, DateTimeOffset now, HttpContext http, CancellationToken cancellation)
    {
        var isCsv = Answers.IsCsvWanted(http.Request, format);
        var copy = await CopyAsync(direction, year, department, store, vault, actor, now, cancellation);
        return isCsv
            ? ListAnswer.Csv<LetterRegisterCopy, LetterRow>(
                copy.Letters.ToAsyncEnumerable(), $"letters-{copy.Year}-{direction ?? "out"}", LetterRow.Columns)
            : ListAnswer.Json(copy);
    }

    public static async Task<LetterRegisterCopy> CopyAsync(
        string? direction, int? year, string? department, IDocumentStore store, Vault vault, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var asked = direction switch
        {
            null or "" or "out" => LetterDirection.Out,
            "in" => LetterDirection.In,
            _ => throw new Refused("register.direction-unknown", direction) { Status = 400 },
        };
        var office = (actor.Role is Roles.Manager || department is not { Length: > 0 } ? actor.Department : department)
            ?? throw new Refused("register.whose") { Status = 400 };
        var of = year ?? LetterRegister.YearOf(now.Day());
        await Listing.RecordAsync(
            store, vault.Master, actor, $"letters {office} {of} {asked}", true, now, cancellation);
        await using var session = store.QuerySession();
        var own = await session.Query<OfficialLetter>()
            .Where(letter => letter.Office == office || letter.To == office).ToListAsync(cancellation);
        var entries = own.SelectMany(letter => new[] { letter.Entry, letter.Received }.OfType<RegisterEntry>()
                .Where(entry => entry.Office == office).Select(entry => (Letter: letter, Entry: entry)))
            .ToList();
        var numbers = entries.GroupBy(one => one.Letter.Id)
            .ToDictionary(one => one.Key, one => one.First().Entry.ToString());
        var rows = new List<LetterRow>();
        foreach (var (letter, entry) in entries.Where(one => one.Entry.Year == of && one.Entry.Direction == asked)
                     .OrderBy(one => one.Entry.Running))
        {
            var events = await session.Events.FetchStreamAsync(letter.Id, token: cancellation);
            rows.Add(RowOf(letter, entry, events, await LetterFileEndpoint.WordsAsync(events, vault, cancellation),
                letter.InReplyTo is { } answered ? numbers.GetValueOrDefault(answered) : null));
        }

        return new(office, of, asked, rows);
    }

    private static LetterRow RowOf(
        OfficialLetter letter, RegisterEntry entry, IEnumerable<IEvent> events, LetterWords words, string? answered)
    {
        var isSent = letter.Direction is LetterDirection.Out;
        var cameIn = entry.Direction is LetterDirection.In;
        return new(entry.ToString(), letter.Date!.Value, isSent ? letter.Office : letter.FromOffice,
            isSent ? letter.To : letter.Office, words.Correspondent, words.Contact,
            // What a department sent here through the platform has its number in that department's register.
            cameIn && isSent ? letter.Entry!.ToString() : cameIn ? words.TheirNumber : null,
            letter.Line!.Fa, letter.Line.En, words.Words, letter.WantsEffect ? "effect" : "information", words.Effect,
            // By what it is seen, whose it is and on what it relies stands in the sender's register.
            cameIn ? null : words.Evidence, letter.WantsEffect ? letter.Days : null,
            cameIn || letter.To is null || letter.Executors is not [var owner, ..] ? null : owner,
            cameIn ? null : words.LegalReference, answered,
            string.Join(' ', LetterFileEndpoint.LinksOf(events).Select(link => $"{link.Kind}:{link.Number}")) is
            { Length: > 0 } links ? links : null,
            letter.Status.ToString().ToLowerInvariant());
    }
}
