using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Integrity;

/// <param name="Disposition">explained, data-error, referred, or confirmed.</param>
/// <param name="Ground">Why: one of the list under the disposition.</param>
/// <param name="Words">What was looked at and found; sealed.</param>
/// <param name="Again">Where something was said already: this counts from now on, and that stays on record.</param>
public record DisposeSignal(Guid SignalId, string Disposition, string Ground, string Words, bool Again = false);

public static class DisposeSignalHandler
{
    public const int Longest = 4_000;

    /// <summary>What can come of a signal, and on which grounds.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Grounds =
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["explained"] = ["lawful-ground", "workload-or-absence", "nature-of-the-files", "chance"],
            ["data-error"] = ["recorded-wrongly", "taken-over-from-elsewhere", "rule-does-not-fit"],
            ["referred"] = ["to-inspection", "to-disciplinary-board", "to-prosecutor"],
            ["confirmed"] = ["admitted", "shown-by-evidence", "found-by-authority"],
        };

    /// <summary>Says what came of a signal: explained, an error of the record, referred, or confirmed.</summary>
    [WolverinePost("/api/signals/{signalId}/dispose"), EmptyResponse]
    public static SignalDisposed Handle(
        DisposeSignal command, [WriteModel(nameof(DisposeSignal.SignalId), Required = false)] SignalReview? review,
        [Entity(Required = false)] Signal? signal, Actor actor, DateTimeOffset now)
    {
        if (signal is null) throw new Refused("signal.unknown") { Status = 404 };
        if (signal.Officer == actor.Code) throw new Refused("disposition.own-case") { Status = 403 };
        if (!Grounds.TryGetValue(command.Disposition, out var grounds))
            throw new Refused("disposition.not-listed", command.Disposition) { Status = 422 };
        if (!grounds.Contains(command.Ground))
            throw new Refused("disposition.ground-not-listed", command.Ground) { Status = 422 };
        if (command.Words.Trim().Length is 0 or > Longest)
            throw new Refused("disposition.words-missing", Longest) { Status = 422 };
        if (review?.Latest is { } latest && !command.Again)
            throw new Refused("disposition.already", latest.Disposition);
        return new(now, actor.Code, signal.Indicator, signal.Version, signal.Department, signal.Found,
            command.Disposition, command.Ground, Sealed.Of(Subjects.Integrity, command.Words.Trim()));
    }
}
