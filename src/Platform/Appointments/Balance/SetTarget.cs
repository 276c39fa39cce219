using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

/// <param name="Percent">1 to 99.</param>
/// <param name="Day">By which it is to be reached.</param>
public record SetTarget(int Percent, DateOnly Day)
{
    public Guid BalanceId { get; } = Balance.TheOne;
}

public static class SetTargetHandler
{
    /// <summary>Sets which share of the posts women shall hold, and by when.</summary>
    [WolverinePost("/api/appointments/target"), EmptyResponse]
    public static TargetSet Handle(
        SetTarget command, [WriteModel(nameof(SetTarget.BalanceId), Required = false)] Balance? balance, Actor actor,
        DateTimeOffset now)
    {
        if (command.Percent is < 1 or > 99) throw new Refused("target.percent-wrong") { Status = 422 };
        if (command.Day <= now.Day()) throw new Refused("target.day-past") { Status = 422 };
        if (balance?.TargetPercent == command.Percent && balance.TargetDay == command.Day)
            throw new Refused("target.unchanged");
        return new(now, actor.Code, command.Percent, command.Day);
    }
}
