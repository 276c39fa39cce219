using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>A decision as its entry tells it.</summary>
/// <param name="Day">On the province's wall calendar.</param>
/// <param name="Computed">What the platform says to have computed; in small letters, as all codes here.</param>
internal sealed record Decision(
    ProvedEntry Entry, DateOnly Day, string Rulebook, long Version, string Officer, IReadOnlyList<Answer> Answers,
    string Computed, string Outcome, string? OverrideGround, string? SecondOfficer, IReadOnlyList<string> Grounds)
{
    private const string Type = "request_decided";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Tehran", out var zone)
        ? zone
        : TimeZoneInfo.CreateCustomTimeZone("Asia/Tehran", new(3, 30, 0), "Asia/Tehran", "Asia/Tehran");

    public static Decision Of(ProvedEntry entry)
    {
        if (entry.Entry.Type != Type) throw new NotProved($"This is {entry.Name}, and no decision on a request.");
        try
        {
            var data = entry.Entry.Data;
            var departs = data.TryGetProperty("override", out var ground) && ground.ValueKind == JsonValueKind.Object;
            var at = TimeZoneInfo.ConvertTime(data.GetProperty("at").GetDateTimeOffset(), Zone);
            return new(entry, DateOnly.FromDateTime(at.DateTime),
                Text(data, "rulebook"), data.GetProperty("rulebookVersion").GetInt64(), Text(data, "officer"),
                [.. data.GetProperty("answers").EnumerateArray().Select(Answer.Of)],
                Code(data, "computed"), Code(data, "outcome"),
                departs ? Text(ground, "ground") : null, departs ? Text(ground, "secondOfficer") : null,
                [.. data.GetProperty("grounds").EnumerateArray().Select(one => one.GetString()!)]);
        }
        catch (Exception other) when (other is KeyNotFoundException or InvalidOperationException)
        {
            throw new NotProved("The entry is not shaped as a decision is: " + other.Message);
        }
    }

    public static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;

    public static string Code(JsonElement value, string name) => Text(value, name).ToLowerInvariant();
}

/// <summary>The answer to one criterion.</summary>
/// <param name="Given">met, notmet or notapplicable.</param>
/// <param name="By">computed, or the officer's code.</param>
/// <param name="Evidence">SHA-256 of the facts that a test read, or of a document.</param>
internal sealed record Answer(string Criterion, string Given, string By, string? Evidence)
{
    public static Answer Of(JsonElement answer) => new(
        Decision.Text(answer, "criterion"), Decision.Code(answer, "answer"), Decision.Text(answer, "by"),
        answer.TryGetProperty("evidence", out var evidence) ? evidence.GetString() : null);
}

/// <summary>A version of a rulebook as its entry tells it.</summary>
internal sealed record Rulebook(
    ProvedEntry Entry, string Code, long Version, DateOnly From, IReadOnlyList<Criterion> Criteria)
{
    private const string Type = "rulebook_published";

    public long Index => Entry.Proved.Index;

    public static Rulebook Of(ProvedEntry entry)
    {
        if (entry.Entry.Type != Type) throw new NotProved($"This is {entry.Name}, and no rulebook that was published.");
        try
        {
            var version = entry.Entry.Data.GetProperty("version");
            var from = Decision.Text(version, "effectiveFrom");
            return new(entry, Decision.Text(version, "code"), version.GetProperty("version").GetInt64(),
                DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                [.. version.GetProperty("criteria").EnumerateArray().Select(Criterion.Of)]);
        }
        catch (Exception other) when (other is KeyNotFoundException or InvalidOperationException)
        {
            throw new NotProved("The entry is not shaped as a rulebook is: " + other.Message);
        }
    }

    /// <summary>The version by which a decision of that day was to be taken, among all that came before it.</summary>
    public static Rulebook InForce(Mirror mirror, Policy policy, Decision decision)
    {
        var published = mirror.Find(
            Math.Min(mirror.Open(policy).Checkpoint.Size, decision.Entry.Proved.Index),
            view => view.Type.SequenceEqual("rulebook_published"u8));
        return published.Select(index => Of(mirror.Prove(index, policy).Demanded()))
            .Where(version => version.Code == decision.Rulebook && version.From <= decision.Day)
            .MaxBy(version => version.From)
            ?? throw new NotProved($"The log holds no version of {decision.Rulebook} in force on {decision.Day}, the "
                + "day of the decision, that was published before it.");
    }

    public void MustBeOf(Decision decision)
    {
        if (Code != decision.Rulebook || Version != decision.Version)
            throw new NotProved($"The decision names version {decision.Version} of {decision.Rulebook}; the rulebook "
                + $"is version {Version} of {Code}.");
        if (Entry.Proved.Witnessed.Checkpoint.Origin != decision.Entry.Proved.Witnessed.Checkpoint.Origin)
            throw new NotProved("Rulebook and decision stand in two different logs.");
        if (Index > decision.Entry.Proved.Index)
            throw new NotProved("The rulebook came into the log after the decision that is said to follow it.");
        if (From > decision.Day)
            throw new NotProved($"The rulebook is in force from {From}, after the decision of {decision.Day}.");
    }
}

/// <summary>One condition of a rulebook.</summary>
/// <param name="Test">JSON Logic, or the text <c>human</c> where an officer answers.</param>
internal sealed record Criterion(string Code, JsonElement Test, bool IsRequired)
{
    public bool IsHuman => Test.ValueKind == JsonValueKind.String && Test.GetString() == "human";

    public static Criterion Of(JsonElement criterion) => new(
        Decision.Text(criterion, "code"), criterion.GetProperty("test"),
        Decision.Text(criterion, "kind") == "required");
}

/// <summary>The facts of a request as its entries tell them, up to its decision.</summary>
/// <param name="Open">The public ones, and the sealed ones that were disclosed.</param>
/// <param name="Sealed">The digests of the sealed ones, disclosed or not.</param>
internal sealed record Facts(JsonObject Open, IReadOnlyDictionary<string, string> Sealed, bool AreTold)
{
    private const string SealedLead = "sealedFacts.";

    public static bool IsTold(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("request_submitted"u8) || type.SequenceEqual("information_supplied"u8);

    public static Facts Of(Decision decision, IReadOnlyList<ProvedEntry> told, IEnumerable<Disclosed> disclosed)
    {
        var (open, closed) = (new JsonObject(), new Dictionary<string, string>());
        foreach (var entry in told.OrderBy(one => one.Entry.Ver))
        {
            if (entry.Entry.Stream != decision.Entry.Entry.Stream
                || entry.Proved.Witnessed.Checkpoint.Origin != decision.Entry.Proved.Witnessed.Checkpoint.Origin)
                throw new NotProved($"The facts of {entry.Name} are of another request.");
            if (entry.Entry.Ver > decision.Entry.Entry.Ver)
                throw new NotProved($"The facts of {entry.Name} came after the decision.");
            if (!IsTold(System.Text.Encoding.UTF8.GetBytes(entry.Entry.Type)))
                throw new NotProved($"There are no facts in {entry.Name}.");
            try
            {
                foreach (var fact in entry.Entry.Data.GetProperty("facts").EnumerateObject())
                    open[fact.Name] = JsonSerializer.SerializeToNode(fact.Value);
                foreach (var fact in entry.Entry.Data.GetProperty("sealedFacts").EnumerateObject())
                    closed[fact.Name] = Decision.Text(fact.Value, "sealed");
            }
            catch (Exception other) when (other is KeyNotFoundException or InvalidOperationException)
            {
                throw new NotProved($"The facts of {entry.Name} are not shaped as facts are: {other.Message}");
            }
        }

        var members = closed.Select(fact => (SealedLead + fact.Key, fact.Value)).ToList();
        foreach (var one in disclosed)
        {
            one.Of(members);
            open[one.Path[SealedLead.Length..]] = JsonSerializer.SerializeToNode(one.Value);
        }

        return new(open, closed, told.Count > 0);
    }

    /// <summary>The sealed facts that a test may look at and nobody has disclosed.</summary>
    public IReadOnlyList<string> Lacking(JsonElement test) =>
        [.. Sealed.Keys.Where(name => !Open.ContainsKey(name) && JsonLogic.MayRead(test, name)).Order()];

    /// <summary>SHA-256 over the canonical JSON of the facts a test reads; a sealed one stands as its digest.</summary>
    public string Evidence(JsonElement test)
    {
        var read = new JsonObject();
        foreach (var name in JsonLogic.FactsRead(test))
            read[name] = Sealed.TryGetValue(name, out var digest) ? digest : Open[name]?.DeepClone();
        var bytes = CanonicalJson.Serialize(JsonSerializer.SerializeToElement(read));
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
