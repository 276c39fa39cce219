using System.Net;
using System.Net.Sockets;

namespace EGov.Acceptance.Pages;

/// <summary>The wire between a browser and the host: cut, and for this browser the network is gone for good.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _cut = new();
    private readonly int _port;
    private readonly Task _serving;

    /// <param name="host">Its name stays: a session belongs to the name.</param>
    public Wire(Uri host)
    {
        _port = host.Port;
        _listener.Start();
        Address = $"http://{host.Host}:{((IPEndPoint)_listener.LocalEndpoint).Port}/";
        _serving = ServeAsync();
    }

    public string Address { get; }

    public void Cut()
    {
        _listener.Stop();
        _cut.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _serving;
        _cut.Dispose();
    }

    private async Task ServeAsync()
    {
        var carried = new List<Task>();
        while (!_cut.IsCancellationRequested)
        {
            try
            {
                carried.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_cut.Token)));
            }
            catch (Exception cut) when (cut is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(carried);
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using (browser)
        using (var host = new TcpClient())
        {
            try
            {
                await host.ConnectAsync(IPAddress.Loopback, _port, _cut.Token);
                await Task.WhenAny(
                    browser.GetStream().CopyToAsync(host.GetStream(), _cut.Token),
                    host.GetStream().CopyToAsync(browser.GetStream(), _cut.Token));
            }
            catch (Exception cut) when (cut is OperationCanceledException or SocketException or IOException)
            {
                // Either end has gone, or the wire is cut.
            }
        }
    }
}
