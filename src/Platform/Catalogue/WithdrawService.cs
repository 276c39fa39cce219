using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Catalogue;

public record WithdrawService(Guid ServiceId, DateOnly From);

public static class WithdrawServiceHandler
{
    /// <summary>Ends the offer of a service from a day on; running requests go on.</summary>
    [WolverinePost("/api/services/{serviceId}/withdraw"), EmptyResponse]
    public static ServiceWithdrawn Handle(WithdrawService command, [WriteModel] Service service, DateTimeOffset now)
    {
        if (service.WithdrawnFrom is not null) throw new Refused("service.already-withdrawn");
        if (command.From < now.Day()) throw new Refused("service.withdrawn-in-the-past");
        return new(now, service.Code, command.From);
    }
}
