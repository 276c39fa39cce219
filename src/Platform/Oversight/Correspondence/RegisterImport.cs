using EGov.Privacy;

namespace EGov.Oversight;

/// <summary>A letter that is to be brought over, once it has a number.</summary>
/// <param name="Facts">What is written of it, in its order.</param>
internal sealed record TakenLetter(Guid Id, int Year, Func<RegisterEntry, IReadOnlyList<object>> Facts);

/// <summary>Reads the lines of another register by the rules of this one.</summary>
internal sealed class RegisterImport
{
    private readonly string _office;
    private readonly LetterDirection _direction;
    private readonly MasterKey _master;
    private readonly Handbook _handbook;
    private readonly Actor _actor;
    private readonly DateTimeOffset _now;
    private readonly HashSet<Guid> _ids;
    private readonly Dictionary<string, OfficialLetter> _standing = [];

    /// <summary>By which number a letter was found, here or in the file: its id and its thread.</summary>
    private readonly Dictionary<string, (Guid Id, Guid Thread)> _numbers = [];

    public RegisterImport(
        string office, LetterDirection direction, IReadOnlyList<OfficialLetter> known, MasterKey master,
        Handbook handbook, Actor actor, DateTimeOffset now)
    {
        (_office, _direction, _master, _handbook, _actor, _now) = (office, direction, master, handbook, actor, now);
        _ids = [.. known.Select(letter => letter.Id)];
        foreach (var letter in known)
            foreach (var entry in new[] { letter.Entry, letter.Received }.OfType<RegisterEntry>()
                         .Where(entry => entry.Office == office))
            {
                _standing[entry.ToString()] = letter;
                _numbers[entry.ToString()] = (letter.Id, letter.Thread);
            }
    }

    public List<TakenLetter> Taken { get; } = [];

    public int Skipped { get; private set; }

    public void Take(LetterRow row, IReadOnlyList<LetterLink> links)
    {
        if (row.Number.Length is 0 or > RegisterLetterHandler.LongestNumber)
            throw new Refused("import.number-missing") { Status = 422 };
        if (row.Wants is not ("effect" or "information")) throw new Refused("import.wants-unknown") { Status = 422 };
        if (_direction is LetterDirection.Out ? row.From != _office : row.To != _office)
            throw new Refused("import.of-another-office") { Status = 422 };
        if (row.Date > _now.Day()) throw new Refused("import.dated-ahead") { Status = 422 };
        var answered = row.InReplyTo is not { } number ? default((Guid Id, Guid Thread)?)
            : _numbers.TryGetValue(number, out var found) ? found
            : throw new Refused("import.reply-unknown") { Status = 422 };
        var ties = new LetterTies(answered?.Thread, links);
        var year = YearOf(row);
        // Every rule is asked before anything has a number.
        var (id, facts) = _direction is LetterDirection.Out
            ? Sent(row, answered?.Id, ties)
            : Registered(row, answered?.Id, ties);
        facts(new(_office, year, _direction, 1));
        if (_ids.Contains(id) || (_standing.TryGetValue(row.Number, out var same) && row.IsSameAs(same)))
        {
            Skipped++;
            return;
        }

        _ids.Add(id);
        _numbers[row.Number] = (id, ties.Thread ?? id);
        Taken.Add(new(id, year, facts));
    }

    private (Guid, Func<RegisterEntry, IReadOnlyList<object>>) Sent(LetterRow row, Guid? answered, LetterTies ties)
    {
        var id = Identity.Of("letter", _master.Mark("letter", $"{_office}\nout\n{Fold.Key(row.Number)}"));
        var draft = row.ToDraft(answered) with { Links = ties.Links };
        return (id, entry =>
        {
            var drafted = DraftLetterHandler.Decide(new(draft), ties, id, _handbook, _actor, _now);
            LetterQuality.Demand(draft, _handbook);
            return
            [
                drafted,
                SendLetterHandler.Of(draft, id, _actor.Code, drafted.Thread, entry, row.Date, _handbook, _actor, _now,
                    row.Number, isImported: true),
            ];
        }
        );
    }

    private (Guid, Func<RegisterEntry, IReadOnlyList<object>>) Registered(
        LetterRow row, Guid? answered, LetterTies ties)
    {
        // Where the sender gave none, the number in the register that it is brought over from tells it apart.
        var command = row.ToRegister(answered);
        var id = RegisterLetterHandler.IdOf(command, _office, _master)
            ?? Identity.Of("letter", _master.Mark("letter", $"{_office}\nin\n{Fold.Key(row.Number)}"));
        return (id, entry =>
        [
            RegisterLetterHandler.Decide(
                command, ties, id, _office, entry.Running, _handbook, _actor, _now, isImported: true) with
            {
                Entry = entry,
            },
        ]);
    }

    /// <summary>The year that stands in its number, or in which it was written.</summary>
    private static int YearOf(LetterRow row) =>
        row.Number.Split('/') is [_, var year, _, _] && int.TryParse(year, out var said) && said is > 1300 and < 1500
            ? said
            : LetterRegister.YearOf(row.Date);
}
