using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace EGov.Acceptance.Api;

/// <summary>Requests that two readers could read in two ways: the server reads them in one, or not at all.</summary>
public sealed partial class WireTests(Server server) : IClassFixture<Server>
{
    private const string Post = "POST /api/requests HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Idempotency-Key: wire\r\n";
    private const string Hidden = "GET /api/services HTTP/1.1\r\nHost: localhost\r\n\r\n";

    [Theory]
    [InlineData("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 80\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" + Hidden)]
    [InlineData("Content-Length: 2\r\nContent-Length: 50\r\n\r\n{}" + Hidden)]
    [InlineData("Content-Length: 2, 2\r\n\r\n{}" + Hidden)]
    [InlineData("Content-Length: -1\r\n\r\n{}")]
    [InlineData("Content-Length: 0x2\r\n\r\n{}")]
    [InlineData("Transfer-Encoding : chunked\r\nContent-Length: 2\r\n\r\n{}" + Hidden)]
    [InlineData("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2;x\nxx\r\n{}\r\n0\r\n\r\n" + Hidden)]
    [InlineData("X: a\rTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("X: a\r\n b\r\n\r\n")]
    [InlineData("X: a\0b\r\n\r\n")]
    [InlineData("Content-Length: 2\n\n{}" + Hidden)]
    [InlineData("X: a\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    public async Task What_is_not_clear_is_one_bad_request(string rest) =>
        (await SentAsync(Post + rest)).ShouldBe(["400"]);

    [Fact]
    public async Task What_is_clear_is_served_and_does_not_say_by_what()
    {
        (await SentAsync(Hidden)).ShouldBe(["200"]);
        (await SentAsync(Hidden.Replace("\r\n", "\n", StringComparison.Ordinal))).ShouldBe(["400"]);
        using var answer = await server.SendAsync(new HttpRequestMessage(HttpMethod.Get, server.At("/api/services")));
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    /// <summary>The status of every answer that came, until there were no more.</summary>
    private async Task<IReadOnlyList<string>> SentAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Address.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // It waits for another request, or hung up in the middle of this one.
        }

        return [.. Status.Matches(Encoding.Latin1.GetString(answer.ToArray())).Select(found => found.Groups[1].Value)];
    }

    [GeneratedRegex(@"HTTP/1\.1 (\d{3}) ")]
    private static partial Regex Status { get; }
}
