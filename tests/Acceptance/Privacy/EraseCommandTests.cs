using System.Diagnostics;
using EGov.Acceptance.Api;

namespace EGov.Acceptance.Privacy;

/// <summary>The operator's program goes the same way as everybody: two persons, the portal's own commands.</summary>
public sealed class EraseCommandTests(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task It_takes_the_tokens_of_two_persons()
    {
        var filed = (await server.SendAsync("POST", "/api/requests",
            Server.Json(System.Text.Json.JsonSerializer.Serialize(Given.Filing)))).Json;
        var (id, number) = (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString()!);
        await server.SendAsync("POST", $"/api/requests/{id}/withdraw", Server.Json("{}"),
            secret: filed.GetProperty("secret").GetString());

        string[] propose = ["propose", number, "--basis", "purpose-ended", "--reasons", "It has ended."];
        (await RunAsync(null, propose)).Said.ShouldContain("--token");
        (await RunAsync("officer", propose)).ShouldBe((2, "role.not-allowed"));
        (await RunAsync("custodian", propose)).ShouldBe((0, "Done, and on record."));
        (await RunAsync("custodian", "list")).Said.ShouldContain($"proposed by CUS-01 purpose-ended: {number}");
        (await RunAsync("custodian", "approve", number)).ShouldBe((2, "erasure.same-person"));
        (await RunAsync("admin", "approve", number)).ShouldBe((0, "Done, and on record."));
        (await RunAsync("admin", "approve", number)).ShouldBe((2, "erasure.done-already"));
        (await RunAsync("admin", "approve", "MZ-0000-0000-000")).Code.ShouldBe(2);
    }

    /// <returns>What it ended with, and what it said; of a refusal only the code.</returns>
    private async Task<(int Code, string Said)> RunAsync(string? persona, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "EGov.Cli.dll"), "erase", "--portal", $"{server.Address}", .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (persona is not null) start.Environment["EGOV_TOKEN"] = await server.TokenAsync(persona);
        using var program = Process.Start(start)!;
        var said = await program.StandardOutput.ReadToEndAsync() + await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        return (program.ExitCode, program.ExitCode == 0 || !said.Contains(": ", StringComparison.Ordinal)
            ? said.Trim()
            : said.Split(": ")[0]);
    }
}
