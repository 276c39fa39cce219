using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using EGov.Cli;
using EGov.Ledger;

namespace EGov.Acceptance.Proofs;

/// <summary>The witness by its addresses alone, in a process of its own (C2SP tlog-witness).</summary>
public sealed class WitnessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-witness");
    // A server that refuses a body for its size says so before it is sent.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        Expect100ContinueTimeout = TimeSpan.FromSeconds(20),
    })
    {
        DefaultRequestHeaders = { ExpectContinue = true },
    };
    private readonly NoteSigner _key = GrownLog.Key("ledger.example.org/one");
    private readonly NoteSigner _other = GrownLog.Key("ledger.example.org/two");
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_request_is_answered_as_the_specification_says()
    {
        using var witness = await StartAsync();
        var (log, fork) = (new GrownLog(_key), new GrownLog(_key, "fork"));

        // Nothing that is not a request, not of a ledger it follows, or not signed by that.
        byte[][] malformed =
        [
            [], "old 0\n"u8.ToArray(), "old 00\n\n"u8.ToArray(), "old -1\n\n"u8.ToArray(), [0xff, 0xfe],
            Encoding.UTF8.GetBytes("old 0\n" + log.Note(5)),
            Encoding.UTF8.GetBytes("old 0\nno hash\n\n" + log.Note(5)),
            Encoding.UTF8.GetBytes($"old 0\n\n{log.At(5).Text}"),
            Encoding.UTF8.GetBytes("old 0\n" + string.Concat(Enumerable.Repeat(MerkleTree.EmptyRoot + "\n", 64))
                + "\n" + log.Note(5)),
            new AddCheckpoint(9, [], log.Note(5)).ToBytes(),
        ];
        foreach (var body in malformed)
            (await PostAsync(witness, body)).Status.ShouldBe(400, Encoding.UTF8.GetString(body));
        (await PostAsync(witness, new byte[2_000_000])).Status.ShouldBe(413);
        (await PostAsync(witness, new GrownLog(GrownLog.Key("stranger")).Request(0, 5))).Status.ShouldBe(404);
        (await PostAsync(witness, new GrownLog(GrownLog.Key(_key.Name)).Request(0, 5))).Status.ShouldBe(403);
        var forged = new SignedNote(log.At(5).Text, fork.Note(5).Signatures);
        (await PostAsync(witness, new AddCheckpoint(0, [], forged))).Status.ShouldBe(403);
        (await GetAsync(witness, $"/{Cosigner.NameOf(_key.Name)}/checkpoint")).Status.ShouldBe(404);

        // The first, the same again, a greater one.
        (await PostAsync(witness, new AddCheckpoint(3, [], log.Note(5)))).ShouldBe((409, "0\n", "text/x.tlog.size"));
        (await PostAsync(witness, new AddCheckpoint(0, log.Proof(3, 5), log.Note(5)))).Status.ShouldBe(422);
        Cosigned(witness, log.Note(5), await PostAsync(witness, log.Request(0, 5)));
        Cosigned(witness, log.Note(5), await PostAsync(witness, log.Request(5, 5)));
        (await PostAsync(witness, log.Request(0, 5))).ShouldBe((409, "5\n", "text/x.tlog.size"));
        (await PostAsync(witness, new AddCheckpoint(5, [], log.Note(300)))).Status.ShouldBe(422);
        (await PostAsync(witness, new AddCheckpoint(5, log.Proof(4, 300), log.Note(300)))).Status.ShouldBe(422);
        Cosigned(witness, log.Note(300), await PostAsync(witness, log.Request(5, 300)));

        // Never back, and never another history.
        (await PostAsync(witness, new AddCheckpoint(300, [], log.Note(5)))).Status.ShouldBe(400);
        (await PostAsync(witness, log.Request(5, 5))).ShouldBe((409, "300\n", "text/x.tlog.size"));
        (await PostAsync(witness, new AddCheckpoint(300, [], fork.Note(300)))).Status.ShouldBe(422);
        (await PostAsync(witness, fork.Request(300, 301))).Status.ShouldBe(422);

        // An empty tree has one root.
        var second = new GrownLog(_other);
        var empty = $"{_other.Name}\n0\n{second.At(1).Root}\n";
        var wrong = new AddCheckpoint(0, [], new SignedNote(empty, _other.Sign(empty)));
        (await PostAsync(witness, wrong)).Status.ShouldBe(422);
        Cosigned(witness, second.Note(0), await PostAsync(witness, second.Request(0, 0)));

        var kept = await GetAsync(witness, $"/{Cosigner.NameOf(_key.Name)}/checkpoint");
        var note = SignedNote.Parse(kept.Body);
        Checkpoint.Open(note, _key.Verifier).Size.ShouldBe(300);
        note.Verify(witness.Verifier).Single().Time.ShouldNotBeNull();
        (await GetAsync(witness, $"/{new string('0', 64)}/checkpoint")).Status.ShouldBe(404);
        (await GetAsync(witness, "/..%2Fwitness/checkpoint")).Status.ShouldBe(404);
        (await GetAsync(witness, "/vkey")).ShouldBe((200, witness.Verifier.Vkey + "\n", "text/plain"));
    }

    [Fact]
    public async Task Killed_and_started_again_it_knows_its_key_and_what_it_cosigned()
    {
        var log = new GrownLog(_key);
        NoteVerifier known;
        using (var first = await StartAsync())
        {
            known = first.Verifier;
            Cosigned(first, log.Note(7), await PostAsync(first, log.Request(0, 7)));
            first.Kill();
        }

        using var again = await StartAsync();
        again.Verifier.ShouldBe(known);
        (await PostAsync(again, log.Request(0, 3))).ShouldBe((409, "7\n", "text/x.tlog.size"));
        Cosigned(again, log.Note(9), await PostAsync(again, log.Request(7, 9)));
        (await Tool.FailAsync(Args("--name", "another"))).Code.ShouldBe(2);
    }

    [Fact]
    public async Task However_two_histories_race_through_two_processes_one_alone_is_cosigned()
    {
        using var one = await StartAsync();
        using var two = await StartAsync();
        GrownLog[] histories = [new(_key, "a", shared: 10), new(_key, "b", shared: 10)];
        Cosigned(one, histories[0].Note(10), await PostAsync(one, histories[0].Request(0, 10)));
        var cosigned = new ConcurrentBag<(int History, int Size)>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async racer =>
        {
            var (history, witness, size, step) = (racer % 2, racer < 4 ? one : two, 10, 1 + (racer % 3));
            for (var i = 0; i < 25; i++)
            {
                var (status, body, _) = await PostAsync(witness, histories[history].Request(size, size + step));
                if (status == 200) cosigned.Add((history, size += step));
                if (status == 409) size = int.Parse(body, CultureInfo.InvariantCulture);
                status.ShouldBeOneOf(200, 409, 422);
            }
        }));

        cosigned.Select(one => one.History).Distinct().Count().ShouldBe(1);
        cosigned.Select(one => one.Size).ShouldBeUnique();
        var kept = SignedNote.Parse((await GetAsync(two, $"/{Cosigner.NameOf(_key.Name)}/checkpoint")).Body);
        Checkpoint.Parse(kept.Text).Size.ShouldBe(cosigned.Max(one => one.Size));
    }

    [Fact]
    public async Task Its_clock_never_runs_backwards_and_a_damaged_memory_cosigns_nothing()
    {
        var log = new GrownLog(_key);
        using var cosigner = new Cosigner(_folder.FullName, null, [_key.Verifier]);
        var noon = new DateTimeOffset(2026, 5, 2, 12, 0, 0, TimeSpan.Zero);
        (await TimeAsync(0, 4, noon)).ShouldBe(noon);
        (await TimeAsync(4, 6, noon.AddHours(-1))).ShouldBe(noon);
        (await TimeAsync(6, 8, noon.AddHours(1))).ShouldBe(noon.AddHours(1));

        var memory = Path.Combine(_folder.FullName, Cosigner.NameOf(_key.Name) + ".checkpoint");
        await File.WriteAllTextAsync(memory, log.Note(2).ToString(), _cancellation);
        await Should.ThrowAsync<InvalidDataException>(() => TimeAsync(2, 9, noon));

        async Task<DateTimeOffset> TimeAsync(int from, int to, DateTimeOffset now)
        {
            var (_, cosignature) = await cosigner.AddAsync(log.Request(from, to), now, _cancellation);
            Cosignature.TryVerify(cosigner.Verifier, log.Note(to).Text, cosignature!, out var time).ShouldBeTrue();
            return time;
        }
    }

    private Task<Tool> StartAsync() => Tool.StartAsync(Args());

    private string[] Args(params string[] more) =>
    [
        "witness", "run", "--data", _folder.FullName, "--port", "0", "--log", _key.Vkey, "--log", _other.Vkey, .. more,
    ];

    private static void Cosigned(Tool witness, SignedNote note, (int Status, string Body, string Type) answer)
    {
        answer.Status.ShouldBe(200, answer.Body);
        var cosignature = NoteSignature.Parse(answer.Body);
        Cosignature.TryVerify(witness.Verifier, note.Text, cosignature, out var time).ShouldBeTrue();
        time.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(2));
    }

    private Task<(int Status, string Body, string Type)> PostAsync(Tool witness, AddCheckpoint request) =>
        PostAsync(witness, request.ToBytes());

    private async Task<(int Status, string Body, string Type)> PostAsync(Tool witness, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await _http.PostAsync($"{witness.Address}/add-checkpoint", content, _cancellation);
        return await ReadAsync(answer);
    }

    private async Task<(int Status, string Body, string Type)> GetAsync(Tool witness, string path)
    {
        using var answer = await _http.GetAsync(witness.Address + path, _cancellation);
        return await ReadAsync(answer);
    }

    private async Task<(int Status, string Body, string Type)> ReadAsync(HttpResponseMessage answer) =>
        ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(_cancellation),
            answer.Content.Headers.ContentType?.MediaType ?? "");
}
