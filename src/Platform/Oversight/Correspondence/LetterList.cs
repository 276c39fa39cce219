using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>A letter in a register or a thread: what the public reads of it, and how far it is.</summary>
/// <param name="Entry">Its place in the register of the office whose letter it is; none of a draft.</param>
/// <param name="Received">Its place in the register of the department that it went to.</param>
/// <param name="IsOutside">Whether it came from or goes to somebody outside.</param>
/// <param name="Line">None of a draft: nobody reads a word of it in a list.</param>
/// <param name="DaysLeft">Working days to the due date; negative past it, none where nothing is to be done.</param>
/// <param name="IsLate">Past its due date without a report, or reported after it.</param>
public sealed record LetterLine(
    Guid LetterId, string Number, LetterDirection Direction, LetterStatus Status, string Office, string? Entry,
    string? To, string? Received, string? FromOffice, bool IsOutside, Text? Line, DateOnly? Date, DateOnly? Due,
    int? DaysLeft, bool IsLate, string? Executor, string By, string? VerifiedBy, int Returns, Guid? InReplyTo,
    Guid Thread, string? Withdrawn)
{
    public static LetterLine Of(OfficialLetter letter, Handbook handbook, DateOnly today) =>
        new(letter.Id, letter.Number, letter.Direction, letter.Status, letter.Office, letter.Entry?.ToString(),
            letter.To, letter.Received?.ToString(), letter.FromOffice, letter.Correspondent is not null, letter.Line,
            letter.Date, letter.Due,
            letter is { IsOpen: true, Due: { } due } ? handbook.Calendar.WorkingDaysBetween(today, due) : null,
            letter.IsLate(today), letter.Executor, letter.IsSent ? letter.By : letter.DraftedBy, letter.VerifiedBy,
            letter.Returns, letter.InReplyTo, letter.Thread, letter.Withdrawn);
}

/// <param name="Department">Whose register it is; none where all are looked at.</param>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record LetterPage(
    string Band, string? Department, IReadOnlyList<LetterLine> Items, int Total, string? Next);

public static class LetterListEndpoint
{
    private static readonly Dictionary<string, Func<LetterLine, bool>> Bands = new()
    {
        ["all"] = _ => true,
        ["open"] = line => line.Status is LetterStatus.Open or LetterStatus.Returned or LetterStatus.Reported,
        ["drafts"] = line => line.Status is LetterStatus.Draft,
        ["unreceived"] = line => line is { To: not null, Received: null, Entry: not null, Withdrawn: null },
        ["due-soon"] = line => line.DaysLeft is >= 0 and <= LetterDuty.RemindAt,
        ["late"] = line => line.DaysLeft < 0,
        ["unverified"] = line => line.Status is LetterStatus.Reported,
        ["returned"] = line => line.Status is LetterStatus.Returned,
        ["effective"] = line => line.Status is LetterStatus.Effective,
        ["information"] = line => line.Status is LetterStatus.Informed,
        ["withdrawn"] = line => line.Status is LetterStatus.Withdrawn,
    };

    public static IReadOnlyList<string> AllBands { get; } = [.. Bands.Keys];

    /// <summary>The letters that you may read, the latest first. No sealed word is among them.</summary>
    /// <param name="band">
    /// all (the default), open, drafts, unreceived, due-soon, late, unverified, returned, effective, information, or
    /// withdrawn.
    /// </param>
    /// <param name="direction">in or out, as the department sees it.</param>
    /// <param name="department">Whose letters; of who belongs to one, always his own.</param>
    /// <param name="number">A letter's number, its place in a register, or the running number alone.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/letters")]
    public static async Task<LetterPage> Get(
        string? band, string? direction, string? department, string? number, string? after, int? limit,
        IQuerySession session, Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        band = band is { Length: > 0 } ? band : "all";
        if (!Bands.TryGetValue(band, out var belongs))
            throw new Refused("letters.band-unknown", band) { Status = 400 };
        if (direction is not (null or "" or "in" or "out"))
            throw new Refused("letters.direction-unknown", direction) { Status = 400 };
        var counts = actor.Role is Roles.Clerk or Roles.Officer or Roles.Manager ? actor.Department
            : department is { Length: > 0 } ? department : null;
        var asked = counts is null
            ? session.Query<OfficialLetter>()
            : session.Query<OfficialLetter>().Where(letter =>
                letter.Office == counts || letter.To == counts || letter.FromOffice == counts);
        var found =
            from letter in await asked.ToListAsync(cancellation)
            where letter.IsReadableBy(actor) && IsOf(letter, direction, counts) && IsNamed(letter, number)
            let line = LetterLine.Of(letter, handbook, now.Day())
            where belongs(line)
            select (Line: line, At: letter.SentAt ?? DateTimeOffset.MaxValue);
        var (items, total, next) = Paging.Cut(found,
            it => Paging.Place(0, -it.At.Ticks, it.Line.LetterId), Paging.IsPlace, after, limit);
        return new(band, counts, [.. items.Select(it => it.Line)], total, next);
    }

    /// <summary>What one department sent is what came in to another.</summary>
    private static bool IsOf(OfficialLetter letter, string? direction, string? department) => direction switch
    {
        "in" => letter.Direction is LetterDirection.In || letter.To == department,
        "out" => letter.Direction is LetterDirection.Out && (department is null || letter.Office == department),
        _ => true,
    };

    private static bool IsNamed(OfficialLetter letter, string? number)
    {
        var typed = Fold.Text(number);
        if (typed.Length == 0 || ReferenceNumber.Read(ReferenceNumber.Letter, typed) == letter.Number) return true;
        return new[] { letter.Entry, letter.Received }.Any(entry => entry is not null
            && (string.Equals($"{entry}", typed, StringComparison.OrdinalIgnoreCase)
                || (int.TryParse(typed, out var running) && entry.Running == running)));
    }

    /// <summary>How many letters each band holds, of those that somebody may read.</summary>
    internal static async Task<IReadOnlyDictionary<string, int>> CountAsync(
        IQuerySession session, Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var office = actor.Role is Roles.Manager ? actor.Department : null;
        var asked = office is null
            ? session.Query<OfficialLetter>()
            : session.Query<OfficialLetter>().Where(letter =>
                letter.Office == office || letter.To == office || letter.FromOffice == office);
        var lines = (await asked.ToListAsync(cancellation)).Where(letter => letter.IsReadableBy(actor))
            .Select(letter => LetterLine.Of(letter, handbook, now.Day())).ToList();
        return Bands.ToDictionary(band => band.Key, band => lines.Count(band.Value));
    }
}
