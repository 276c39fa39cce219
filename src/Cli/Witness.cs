using System.CommandLine;
using System.Globalization;
using System.Net;
using EGov.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace EGov.Cli;

/// <summary>
/// An outsider's eye on the ledger, for the ombudsman, a university, a newspaper: it cosigns a checkpoint only if that
/// continues the one before, so that nobody is shown another history (C2SP tlog-witness). It also contributes to draws
/// whose request stands in a tree that it has cosigned: at /sign-draw, by the key that /draw-key shows.
/// </summary>
public static class Witness
{
    private const string SizeType = "text/x.tlog.size";
    private const int LongestBody = SignedNote.MaxBytes + 4_096;

    public static Command Command()
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "The witness's folder: its key and its memory. To lose it is to lose the witness.",
            DefaultValueFactory = _ => new DirectoryInfo(".witness"),
        };
        var port = new Option<int>("--port") { Description = "Where it answers.", DefaultValueFactory = _ => 5081 };
        var address = new Option<string>("--address")
        {
            Description = "The address of this machine to answer on; of itself only this machine may ask.",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        var name = new Option<string?>("--name") { Description = "Its name for good, best a URL without scheme." };
        var log = new Option<string[]>("--log")
        {
            Description = "The public key (vkey) of a ledger that it follows; may be given several times.",
        };
        var policy = new Option<FileInfo?>("--policy")
        {
            Description = "A policy file (C2SP tlog-policy) whose log lines name the ledgers.",
        };
        var run = new Command("run", "Cosigns checkpoints until it is stopped.")
        {
            data, port, address, name, log, policy,
        };
        run.SetAction(async (asked, cancellation) =>
        {
            using var cosigner = new Cosigner(asked.GetValue(data)!.FullName, asked.GetValue(name),
                Logs(asked.GetValue(log) ?? [], asked.GetValue(policy)));
            if (!IPAddress.TryParse(asked.GetValue(address), out var at))
                throw new Unusable($"{asked.GetValue(address)} is no address of a machine.");
            await using var app = await StartAsync(cosigner, at, asked.GetValue(port));
            await SmallHost.ServeAsync(app, $"{cosigner.Verifier.Vkey}\nlistening at {app.Urls.First()}", cancellation);
            return 0;
        });
        return new("witness", "Watches that a ledger only grows.") { run };
    }

    /// <param name="port">0 for any that is free.</param>
    public static async Task<WebApplication> StartAsync(Cosigner cosigner, IPAddress address, int port)
    {
        var app = SmallHost.Build(server => server.Listen(address, port), LongestBody);
        app.MapGet("/vkey", (HttpContext http) => SmallHost.AnswerAsync(http, 200, cosigner.Verifier.Vkey + "\n"));
        app.MapPost("/add-checkpoint", (HttpContext http) => AddAsync(http, cosigner));
        app.MapGet("/draw-key", (HttpContext http) =>
            SmallHost.AnswerAsync(http, 200, DrawKeys.Line(cosigner.Verifier.Name, cosigner.DrawKey)));
        app.MapPost("/sign-draw", async (HttpContext http) =>
        {
            var asked = TlogProof.Parse(await SmallHost.BodyAsync(http));
            var answer = await cosigner.SignDrawAsync(asked, http.RequestAborted);
            await SmallHost.AnswerAsync(http, answer.Status, answer.Text + "\n");
        });
        app.MapGet("/{origin}/checkpoint", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            return cosigner.Latest((string)http.Request.RouteValues["origin"]!) is { } note
                ? SmallHost.AnswerAsync(http, 200, note)
                : SmallHost.AnswerAsync(http, 404, "Nothing of this origin was cosigned here.\n");
        });
        await app.StartAsync();
        return app;
    }

    private static async Task AddAsync(HttpContext http, Cosigner cosigner)
    {
        var asked = AddCheckpoint.Parse(await SmallHost.BodyAsync(http));
        var (decision, cosignature) = await cosigner.AddAsync(asked, DateTimeOffset.UtcNow, http.RequestAborted);
        await (decision.Status switch
        {
            WitnessStatus.Accepted => SmallHost.AnswerAsync(http, 200, cosignature!.Line),
            WitnessStatus.Conflict => SmallHost.AnswerAsync(
                http, 409, decision.Head.Size.ToString(CultureInfo.InvariantCulture) + "\n", SizeType),
            _ => SmallHost.AnswerAsync(http, (int)decision.Status, decision.Reason + "\n"),
        });
    }

    private static IEnumerable<NoteVerifier> Logs(string[] vkeys, FileInfo? policy)
    {
        try
        {
            var named = policy is null ? [] : Policy.Parse(File.ReadAllBytes(policy.FullName)).Logs;
            return [.. vkeys.Select(NoteVerifier.Parse), .. named.Select(log => log.Key)];
        }
        catch (FormatException wrong)
        {
            throw new Unusable($"The ledgers to follow: {wrong.Message}");
        }
    }
}
