using EGov.Casework;
using EGov.Privacy;
using JasperFx.Events;

namespace EGov.Cli.Import;

/// <summary>One row of a case: what was done, by whom, when, and whether it was late by the log's own dates.</summary>
/// <param name="Name">The activity as the log names it.</param>
/// <param name="Step">The code under which it stands on the file when it is no command.</param>
/// <param name="Day">The calendar day as written, in the offset it was written with.</param>
internal sealed record Row(
    int Ordinal, string Name, string Code, string Step, string Officer, DateTimeOffset At, DateOnly Day,
    DateOnly? DueOn = null, bool Late = false, string Answer = "");

/// <summary>A row, or a fact of the case, as a command of the platform.</summary>
/// <param name="Decide">The platform's own decide function.</param>
internal sealed record Ask(string Command, Actor Actor, Func<Request, DateTimeOffset, object> Decide)
{
    /// <summary>Whether the rules let only the holder of the file do it, as the file stands.</summary>
    public Func<Request, bool> ForTheHolder { get; init; } = _ => false;

    /// <summary>Whether a question that ran out unanswered stands in its way.</summary>
    public bool NeedsNoQuestion { get; init; }

    /// <summary>Whether a row with a due day is a step too: the command has no place for that day.</summary>
    public bool KeepsItsDueDay { get; init; }

    /// <summary>What the log itself says against it now; null when nothing.</summary>
    public Func<string?> NotNow { get; init; } = () => null;

    public Action Done { get; init; } = () => { };
}

/// <summary>
/// A case on its way to a file: every row is carried out by the platform's own rules, waits within its day until they
/// allow it, or becomes a step on the file, with the reason counted.
/// </summary>
internal sealed class CaseFile
{
    private const string Ordinary = "an ordinary step";

    // Given by the log's own data, in nobody's name: it shows in the audit trail as what it is.
    private const string ImportCode = "IMPORT";

    private readonly History _history;
    private readonly Handbook _handbook;
    private readonly MasterKey _master;
    private readonly Office _office;
    private readonly Account _account;
    private readonly string _log;
    private readonly string _name;
    private readonly List<(Row Row, Ask Ask, string Why, bool Refused)> _waiting = [];
    private DateOnly _day;
    private DateOnly _submittedOn;
    private string? _refusedAtFiling;

    public CaseFile(
        History history, Handbook handbook, MasterKey master, LogMapping log, Account account, string name)
    {
        (_history, _handbook, _master, _office, _account, _log, _name) =
            (history, handbook, master, log.Office, account, log.Log, name);
        Id = log.IdOf(name);
        Applicant = new("citizen", Holds: Id);
    }

    /// <summary>No criterion of an imported service computes anything.</summary>
    public static OpenFacts NoFacts => new([]);

    public Guid Id { get; }
    public Actor Applicant { get; }
    public Handbook Handbook => _handbook;
    public Account Account => _account;
    public Request File => _history[Id];

    /// <summary>Where the file stands, in the words of a report.</summary>
    public string Stands => File switch
    {
        { Closure: { } closure } => $"closed: {closure}",
        { Status: RequestStatus.None } => "not filed",
        { Matter.Department: var department } when _office.DepartmentOf is null && department != _office.Code =>
            "transferred",
        { Status: var status } => $"open: {status}",
    };

    /// <summary>When the file last moved; no later command happens before it.</summary>
    public DateTimeOffset LastMoved { get; private set; }

    public Actor Officer(string resource) => new("officer", _office.CodeOf(resource), DepartmentOf(resource));

    public string DepartmentOf(string resource) => _office.DepartmentOf?.Invoke(resource) ?? _office.Code;

    /// <summary>Gives files out, where they lie.</summary>
    public Actor Giver => new("manager", _office.CodeOf(ImportCode),
        _office.DepartmentOf is null ? _office.Code : File.Matter.Department);

    /// <summary>Opens the file; without it nothing else of the case can be told.</summary>
    /// <param name="row">The row that stands for it; null when only the case says so.</param>
    /// <param name="by">Who filed it; none: the import.</param>
    public void Submit(Row? row, DateTimeOffset at, DateOnly day, SubmitRequest command, Actor? by = null)
    {
        var actor = by ?? new Actor("importer", "import");
        try
        {
            _history.Do(Id, ActOf(row, "submit", actor, at), _ =>
                SubmitRequestHandler.Decide(command, Id, _handbook, actor, _master, at));
        }
        catch (Refused refused)
        {
            _refusedAtFiling = refused.Code;
            _account.Refused.Add(refused.Code);
            if (row is not null) Leave(row, "the case could not be filed: " + refused.Code);
            return;
        }

        (_submittedOn, LastMoved) = (day, at);
        if (row is null) _account.FromTheCase.Add("SubmitRequest");
        else Count(row, "SubmitRequest");
    }

    /// <summary>Gives the file to the officer whom the log names responsible.</summary>
    public void Assign(string resource)
    {
        var code = Officer(resource).Code;
        FromTheCase(new("AssignRequest", Giver, (file, at) => Assigned(file, code, at)), LastMoved);
    }

    /// <summary>A command that no row stands for; refused, it is counted and left out.</summary>
    public bool FromTheCase(Ask ask, DateTimeOffset at)
    {
        if (_refusedAtFiling is not null) return false;
        var (why, refused) = Attempt(null, ask, Later(at));
        if (why is null) _account.FromTheCase.Add(ask.Command);
        else if (refused) _account.Refused.Add(why);
        return why is null;
    }

    /// <summary>A row that is a command: carried out now, or later the same day, or else a step.</summary>
    /// <remarks>Many rows bear a day without a time, so that their order within it means nothing.</remarks>
    public void Take(Row row, Ask ask)
    {
        if (!Begin(row)) return;
        if (row.Day < _submittedOn) Step(row, ask.Command + ": dated before the submission");
        else if (Attempt(row, ask, Later(row.At)) is ({ } why, var refused)) _waiting.Add((row, ask, why, refused));
        else
        {
            Count(row, ask.Command);
            TryWaiting();
        }
    }

    /// <summary>A row that changes nothing in the course of the file.</summary>
    public void Step(Row row, string why = Ordinary)
    {
        if (!Begin(row)) return;
        if (RecordStep(row, "") is { } refused) Leave(row, refused);
        else
        {
            Count(row, "RecordStep");
            _account.StepsBecause.Add(why);
        }
    }

    /// <summary>The row again as a step, for what its command has no place for: its officer, its due day.</summary>
    public void StepBeside(Row row)
    {
        if (_refusedAtFiling is null && RecordStep(row, "step") is null)
            _account.Inferred.Add("RecordStep beside the row's own command");
    }

    /// <summary>A step that the case tells and no row.</summary>
    public void StepFromTheCase(Row row)
    {
        if (_refusedAtFiling is null && RecordStep(row, row.Step) is null) _account.FromTheCase.Add("RecordStep");
    }

    /// <summary>A row that tells of something which the command of an earlier one has brought about already.</summary>
    public void Follow(Row row, string command)
    {
        if (Begin(row)) Count(row, command);
    }

    /// <summary>A row that is not imported.</summary>
    public void Leave(Row row, string reason)
    {
        _account.NotImported.Add(reason);
        if (row.Late) _account.LateEvents.Add("not imported");
    }

    /// <summary>The last day is over: what still waits becomes steps.</summary>
    public void EndDay()
    {
        foreach (var (row, ask, why, refused) in _waiting.ToArray())
        {
            _waiting.RemoveAt(0);
            if (refused) _account.Refused.Add(why);
            Step(row, $"{ask.Command}: {why}");
        }
    }

    /// <summary>An open file lies in the end with the officer whom the log names responsible.</summary>
    public void GiveBack(string resource)
    {
        var code = Officer(resource).Code;
        if (!File.IsOpen || File.Officer == code || File.Matter.Department != _office.Code) return;
        Ask back = new("AssignRequest back", Giver, (file, at) => Assigned(file, code, at));
        if (Attempt(null, back, LastMoved).Why is null)
            _account.Inferred.Add("AssignRequest back to the officer responsible");
    }

    /// <summary>Puts on the account where the file stands, against what the log says of the case.</summary>
    public void CountEnd(bool isClosedInTheLog, string inTheLog)
    {
        _account.Ends.Add($"{Stands} | {inTheLog}");
        if (!isClosedInTheLog) _account.OpenCases.Add("in the log");
        if (!File.IsOpen) return;
        _account.OpenCases.Add("here");
        if (isClosedInTheLog) _account.LeaveOpen(Stands, _name);
    }

    private bool Begin(Row row)
    {
        if (_refusedAtFiling is not null)
        {
            Leave(row, "the case could not be filed: " + _refusedAtFiling);
            return false;
        }

        if (row.Day == _day) return true;
        if (row.Day > _day)
        {
            _day = row.Day;
            EndDay();
        }

        return true;
    }

    private DateTimeOffset Later(DateTimeOffset at) => at > LastMoved ? at : LastMoved;

    private void Count(Row row, string command)
    {
        _account.Commands.Add(command);
        if (row.Late) _account.LateEvents.Add(command);
    }

    private void TryWaiting()
    {
        for (var i = 0; i < _waiting.Count; i++)
        {
            var (row, ask, _, _) = _waiting[i];
            if (Attempt(row, ask, Later(row.At)) is ({ } why, var refused))
            {
                _waiting[i] = (row, ask, why, refused);
                continue;
            }

            _waiting.RemoveAt(i);
            Count(row, ask.Command);
            i = -1;
        }
    }

    /// <summary>Carries a command out, with the hand-over or the lapse that the rules need before it.</summary>
    /// <returns>Why not; nothing when it was done. Whether a rule of the platform said so, or the log.</returns>
    private (string? Why, bool Refused) Attempt(Row? row, Ask ask, DateTimeOffset at)
    {
        if (ask.NotNow() is { } reason) return (reason, false);
        try
        {
            Prepare(row, ask, at);
            if (ask.KeepsItsDueDay && row is { DueOn: not null })
            {
                using (Act.Begin(ActOf(row, "rehearse", ask.Actor, at))) ask.Decide(File, at);
                StepBeside(row);
            }

            _history.Do(Id, ActOf(row, row is null ? ask.Command : "", ask.Actor, at), file => ask.Decide(file, at));
        }
        catch (Refused refused)
        {
            return (refused.Code, true);
        }

        LastMoved = at;
        ask.Done();
        return (null, false);
    }

    /// <summary>Nothing is done before it is sure that the command itself will then be allowed.</summary>
    private void Prepare(Row? row, Ask ask, DateTimeOffset at)
    {
        var file = File;
        var lapses = ask.NeedsNoQuestion && file.Status is RequestStatus.Waiting && file.AnswerBy < at.Day();
        var changesHands = ask.ForTheHolder(file) && file.Officer != ask.Actor.Code;
        if (!lapses && !changesHands) return;

        var lapsedAt = lapses ? file.AnswerBy!.Value.AddDays(1).Start() : default;
        using (Act.Begin(ActOf(row, "rehearse", ask.Actor, at)))
        {
            if (lapses) file = After(file, LapseQuestionHandler.Handle(new(Id), file, _handbook, lapsedAt));
            if (changesHands) file = After(file, Assigned(file, ask.Actor.Code, at));
            ask.Decide(file, at);
        }

        if (lapses)
        {
            _history.Do(Id, ActOf(row, "lapse", Actor.Platform, lapsedAt),
                waiting => LapseQuestionHandler.Handle(new(Id), waiting, _handbook, lapsedAt));
            _account.Inferred.Add("LapseQuestion: unanswered by its day");
        }

        if (changesHands)
        {
            _history.Do(Id, ActOf(row, ask.Command + "/assign", Giver, at),
                held => Assigned(held, ask.Actor.Code, at));
            _account.Inferred.Add("AssignRequest to the officer who acts");
        }
    }

    private Request After<T>(Request file, T happened) where T : notnull =>
        file.Evolve(new Event<T>(happened) { StreamId = Id });

    private RequestAssigned Assigned(Request file, string code, DateTimeOffset at) =>
        AssignRequestHandler.Handle(new(Id, code), file, Overtaken.None, _handbook, Giver, at);

    private string? RecordStep(Row row, string part)
    {
        var officer = Officer(row.Officer) with { Department = File.Matter.Department };
        try
        {
            _history.Do(Id, ActOf(row, part, officer, row.At), file =>
                RecordStepHandler.Decide(new(Id, row.Step, row.DueOn), file, officer, row.At, row.Late));
            return null;
        }
        catch (Refused refused)
        {
            _account.Refused.Add(refused.Code);
            return "refused as a step: " + refused.Code;
        }
    }

    private Act ActOf(Row? row, string part, Actor actor, DateTimeOffset at) => new()
    {
        Actor = actor,
        Now = at,
        Handbook = _handbook,
        Key = $"{_log}/{_name}/{row?.Ordinal ?? 0}/{part}",
        CorrelationId = "import:" + _log,
        CausationId = $"{_name}/{row?.Ordinal ?? 0}",
    };
}
