using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Organisation;

public record OpenProvince(Text Name, bool IsSimulated = false);

public static class OpenProvinceHandler
{
    /// <summary>Opens the platform for a province, once and for good.</summary>
    [WolverinePost("/api/province"), EmptyResponse]
    public static IStartStream Handle(OpenProvince command, Handbook handbook, DateTimeOffset now) =>
        MartenOps.StartStream<Province>(Province.TheOne, Decide(command, handbook, now));

    /// <summary>Once and for good: what is simulated never becomes real, nor the reverse.</summary>
    public static ProvinceOpened Decide(OpenProvince command, Handbook handbook, DateTimeOffset now)
    {
        if (handbook.Province is not null) throw new Refused("province.already-open", handbook.Province.Name);
        return new(now, command.Name, command.IsSimulated);
    }
}
