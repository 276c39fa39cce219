using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EGov.Proofs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EGov.Cli;

/// <summary>
/// The ledger's signer as a process of its own, under a user of its own: whoever takes over the platform gets
/// signatures on what continues the ledger, and neither the key nor another history.
/// </summary>
public static class Signer
{
    private const UnixFileMode OwnersAndGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static Command Command()
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "The signer's folder: keys/ledger.key and signer/state. Made with a new key if it has none.",
            DefaultValueFactory = _ => new DirectoryInfo(".signer"),
        };
        var socket = new Option<string?>("--socket")
        {
            Description = "The Unix socket on which it answers: to its own user and group alone.",
        };
        var port = new Option<int?>("--port")
        {
            Description = "Instead of a socket a port of this machine; any process here may then ask.",
        };
        var origin = new Option<string?>("--origin") { Description = "The name of a new ledger, for good." };
        var run = new Command("run", "Signs checkpoints that continue the last, until it is stopped.")
        {
            data, socket, port, origin,
        };
        run.SetAction(async (asked, cancellation) =>
        {
            var folder = asked.GetValue(data)!.FullName;
            var (path, number) = (asked.GetValue(socket), asked.GetValue(port));
            if (path is null == number is null) throw new Unusable("Say by --socket or by --port where it answers.");
            var signer = new FileSigner(
                Path.Combine(folder, "keys"), asked.GetValue(origin), Path.Combine(folder, "signer"));
            if (asked.GetValue(origin) is { Length: > 0 } named && signer.Verifier.Name != named)
                throw new Unusable($"The ledger of {folder} is named {signer.Verifier.Name}, for good.");
            if (path is not null) await ClearAsync(path, cancellation);
            await using var app = await StartAsync(signer, server =>
            {
                if (path is not null) server.ListenUnixSocket(path);
                else server.Listen(IPAddress.Loopback, number!.Value);
            });
            if (path is not null && !OperatingSystem.IsWindows()) File.SetUnixFileMode(path, OwnersAndGroup);
            var where = path is null ? app.Urls.First() : "unix:" + path;
            await SmallHost.ServeAsync(app, $"{signer.Verifier.Vkey}\nlistening at {where}", cancellation);
            return 0;
        });
        return new("signer", "Signs the ledger's checkpoints, in a process of its own.") { run };
    }

    public static async Task<WebApplication> StartAsync(ISigner signer, Action<KestrelServerOptions> listen)
    {
        var app = SmallHost.Build(listen, SigningRequest.MaxBytes);
        app.MapGet("/vkey", (HttpContext http) => SmallHost.AnswerAsync(http, 200, signer.Verifier.Vkey + "\n"));
        app.MapGet("/last", async (HttpContext http) =>
        {
            var last = await signer.LastAsync(http.RequestAborted);
            await SmallHost.AnswerAsync(
                http, 200, string.Create(CultureInfo.InvariantCulture, $"{last.Size}\n{last.Root.ToBase64()}\n"));
        });
        app.MapPost("/sign", (HttpContext http) => SignAsync(http, signer));
        await app.StartAsync();
        return app;
    }

    private static async Task SignAsync(HttpContext http, ISigner signer)
    {
        var asked = SigningRequest.Parse(await TextAsync(http));
        try
        {
            var signatures = await signer.SignAsync(asked.Next, asked.From, asked.Proof, http.RequestAborted);
            await SmallHost.AnswerAsync(http, 200, string.Concat(signatures.Select(signature => signature.Line)));
        }
        catch (SignerRefused refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            await SmallHost.AnswerAsync(http, 409, refused.Message + "\n");
        }
    }

    /// <exception cref="FormatException">It is not UTF-8.</exception>
    private static async Task<string> TextAsync(HttpContext http)
    {
        try
        {
            return Utf8.GetString(await SmallHost.BodyAsync(http));
        }
        catch (DecoderFallbackException wrong)
        {
            throw new FormatException("The request is not UTF-8.", wrong);
        }
    }

    /// <summary>A signer that was killed leaves its socket behind, and nobody could listen on it again.</summary>
    private static async Task ClearAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path)) return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
        }
        catch (SocketException nobody) when (nobody.SocketErrorCode is SocketError.ConnectionRefused)
        {
            File.Delete(path);
            return;
        }

        throw new Unusable($"Another signer already answers on {path}.");
    }
}
