using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

/// <param name="Levels">All of them.</param>
public record SetLevels(IReadOnlyList<PostLevel> Levels)
{
    public Guid BalanceId { get; } = Balance.TheOne;
}

public static class SetLevelsHandler
{
    /// <summary>Sets the levels that posts stand at, and which are counted together in public.</summary>
    [WolverinePost("/api/appointments/levels"), EmptyResponse]
    public static LevelsSet Handle(
        SetLevels command, [WriteModel(nameof(SetLevels.BalanceId), Required = false)] Balance? balance, Actor actor,
        DateTimeOffset now)
    {
        if (command.Levels.Count == 0) throw new Refused("levels.none") { Status = 422 };
        foreach (var level in command.Levels)
        {
            Identity.MustBeCode(level.Code);
            if (level.Name.Fa.Trim().Length == 0 || level.Name.En.Trim().Length == 0)
                throw new Refused("levels.name-missing", level.Code) { Status = 422 };
            if (level.CountedWith is { } other
                && !command.Levels.Any(one => one.Code == other && one.CountedWith is null))
                throw new Refused("levels.counted-with-unknown", level.Code) { Status = 422 };
        }

        if (command.Levels.DistinctBy(level => level.Code).Count() < command.Levels.Count
            || command.Levels.DistinctBy(level => level.Rank).Count() < command.Levels.Count)
            throw new Refused("levels.twice") { Status = 422 };
        if (balance?.Levels.FirstOrDefault(known => command.Levels.All(level => level.Code != known.Code)) is { } gone)
            throw new Refused("levels.one-left-out", gone.Code);
        return new(now, actor.Code, (balance?.LevelsVersion ?? 0) + 1, command.Levels);
    }
}
