using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EGov.Ledger;
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
        return new("signer", "Signs the ledger's checkpoints, in a process of its own.") { run, Prepare() };
    }

    /// <summary>Only whoever owns the signer's folder begins a change of its key.</summary>
    private static Command Prepare()
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "The signer's folder.",
            DefaultValueFactory = _ => new DirectoryInfo(".signer"),
        };
        var command = new Command("prepare", "Makes the key that is to take over, while the signer runs or stands.")
        {
            data,
        };
        command.SetAction(async (asked, cancellation) =>
        {
            var folder = asked.GetValue(data)!.FullName;
            var keys = Path.Combine(folder, "keys");
            if (!SigningKeys.Exist(keys)) throw new Unusable($"There is no signer in {folder}: say by --data where.");
            var signer = new FileSigner(keys, null, Path.Combine(folder, "signer"));
            var known = await signer.KeysAsync(cancellation);
            if (known.Before is { } before)
                throw new Unusable($"The change from {before} to {known.Current} is under way: go on with it where the "
                    + "platform is, by egov keys rotate --signer, before the next begins.");
            Console.WriteLine(SigningKeys.Prepare(keys).Vkey);
            Console.WriteLine("It signs nothing before its change is on record: "
                + "egov keys rotate --signer, where the platform is.");
            return 0;
        });
        return command;
    }

    public static async Task<WebApplication> StartAsync(ISigner signer, Action<KestrelServerOptions> listen)
    {
        var app = SmallHost.Build(listen, SigningRequest.MaxBytes);
        app.MapGet("/vkey", (HttpContext http) => SmallHost.AnswerAsync(http, 200, signer.Verifier.Vkey + "\n"));
        app.MapGet("/keys", async (HttpContext http) =>
            await SmallHost.AnswerAsync(http, 200, (await signer.KeysAsync(http.RequestAborted)).ToText()));
        app.MapGet("/last", async (HttpContext http) =>
        {
            var last = await signer.LastAsync(http.RequestAborted);
            await SmallHost.AnswerAsync(
                http, 200, string.Create(CultureInfo.InvariantCulture, $"{last.Size}\n{last.Root.ToBase64()}\n"));
        });
        app.MapPost("/sign", (HttpContext http) => AnswerAsync(http, async text =>
        {
            var asked = SigningRequest.Parse(text);
            var signatures = await signer.SignAsync(asked.Next, asked.From, asked.Proof, http.RequestAborted);
            return string.Concat(signatures.Select(signature => signature.Line));
        }));
        app.MapPost("/change", (HttpContext http) => AnswerAsync(http, async text =>
        {
            await signer.ChangeAsync(TlogProof.Parse(text), http.RequestAborted);
            return (await signer.KeysAsync(http.RequestAborted)).ToText();
        }));
        app.MapPost("/retire", (HttpContext http) => AnswerAsync(http, async text =>
        {
            await signer.RetireAsync(TlogProof.Parse(text), http.RequestAborted);
            return (await signer.KeysAsync(http.RequestAborted)).ToText();
        }));
        await app.StartAsync();
        return app;
    }

    private static async Task AnswerAsync(HttpContext http, Func<string, Task<string>> answer)
    {
        try
        {
            await SmallHost.AnswerAsync(http, 200, await answer(await TextAsync(http)));
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
