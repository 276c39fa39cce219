using System.Text;
using EGov.Cli.Import;

namespace EGov.Unit.Import;

/// <summary>Measures the memory of the whole process, so nothing else runs meanwhile.</summary>
[Collection(nameof(XesMemoryTests)), CollectionDefinition(nameof(XesMemoryTests), DisableParallelization = true)]
public class XesMemoryTests
{
    [Fact]
    public void A_log_of_any_length_is_read_in_the_memory_of_one_trace()
    {
        RepeatingStream stream = new(
            Encoding.UTF8.GetBytes("<log><global scope='event'><string key='d' value='UNKNOWN'/></global>"),
            i => $"<trace><string key='concept:name' value='{i}'/>"
                + string.Concat(Enumerable.Repeat(
                    "<event><string key='concept:name' value='T02'/>"
                    + "<date key='time:timestamp' value='2014-04-14T00:00:00+02:00'/></event>", 10))
                + "</trace>",
            100_000_000);
        using XesReader reader = new(stream);
        long early = 0, late = 0, traces = 0;
        foreach (var trace in reader.Traces())
        {
            traces++;
            trace.Events.Count.ShouldBe(10);
            if (traces == 1_000) early = GC.GetTotalMemory(forceFullCollection: true);
            if (traces == 60_000) { late = GC.GetTotalMemory(forceFullCollection: true); break; }
        }
        traces.ShouldBe(60_000);
        (late - early).ShouldBeLessThan(8_000_000);
    }
}
