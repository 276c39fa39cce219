using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EGov.Casework;
using EGov.Privacy;
using EGov.Rulebooks;
using JasperFx.Events;
using Marten;
using Marten.Events.Aggregation;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>A decision as everybody may see it, with all that is needed to compute it again; no person is in it.</summary>
/// <param name="Officer">Public code of whoever decided.</param>
/// <param name="Computed">What the criteria give.</param>
/// <param name="Outcome">What was decided; where it differs, <paramref name="Override"/> says on which ground.</param>
/// <param name="Grounds">For a refusal, the required criteria that are not met, or the ground of an override.</param>
/// <param name="ReasonsDigest">Stands for words to the applicant; who discloses them can prove them against it.</param>
/// <param name="Facts">The public facts as they were when it was decided.</param>
/// <param name="SealedFacts">For each fact about a person, the digest that stands for it.</param>
/// <param name="WorkingDays">Working days that counted, from complete to decided.</param>
/// <param name="Earlier">Decisions on the same file that no longer count, because the closure was contested.</param>
public sealed record PublicDecision(
    Guid RequestId, Matter Matter, DateTimeOffset DecidedAt, long Sequence, string Officer, string Rulebook,
    int RulebookVersion, IReadOnlyList<PublicAnswer> Answers, Outcome Computed, Outcome Outcome, Override? Override,
    IReadOnlyList<string> Grounds, string? ReasonsDigest, string? GuidanceDigest, long? ValueRials, int WorkingDays,
    bool OnTime, int Overtook, string? OvertakingGround, IReadOnlyDictionary<string, JsonElement> Facts,
    IReadOnlyDictionary<string, string> SealedFacts, Standing Standing, DateTimeOffset? NotifiedAt, DateOnly? AppealBy,
    DateTimeOffset? ClosedAt, Closure? Closure, DateOnly? ContestBy, PublicAppeal? Appeal,
    IReadOnlyList<EarlierDecision> Earlier)
{
    /// <summary>The clauses of guidance on which it rests besides the criteria.</summary>
    public IReadOnlyList<Cited> Cites { get; init; } = [];

    /// <summary>The deciding event, by which /ledger/proofs proves it.</summary>
    public Guid EventId { get; init; }
}

/// <param name="By">computed, or the public code of the officer who answered.</param>
/// <param name="Evidence">SHA-256 of what the answer rests on.</param>
public sealed record PublicAnswer(string Criterion, Answer Answer, string By, string? Evidence, string? NoteDigest);

/// <param name="Outcome">What holds after the appeal; none while it is open.</param>
public sealed record PublicAppeal(
    DateTimeOffset AppealedAt, DateTimeOffset? DecidedAt, string? Officer, bool? Overturned, Outcome? Outcome,
    IReadOnlyList<PublicAnswer> Answers, string? ReasonsDigest, string? GuidanceDigest = null)
{
    /// <summary>The event that decided the appeal; none while it is open.</summary>
    public Guid? EventId { get; init; }
}

public sealed record EarlierDecision(
    DateTimeOffset DecidedAt, string Officer, Outcome Outcome, int WorkingDays, bool OnTime, DateTimeOffset ContestedAt);

/// <summary>Decided → Notified → Closed; Closed → Contested → Decided (anew); Notified | Closed → Appealed → Decided.</summary>
public enum Standing { Decided, Notified, Closed, Contested, Appealed }

/// <summary>One line in the list of decisions.</summary>
/// <param name="Overturned">What an appeal came to; none without one, or while it is open.</param>
public sealed record DecisionLine(
    Guid RequestId, Matter Matter, DateTimeOffset DecidedAt, string Rulebook, int RulebookVersion, Outcome Computed,
    Outcome Outcome, bool IsOverridden, int WorkingDays, bool OnTime, long? ValueRials, Standing Standing, bool? Overturned);

/// <summary>A page of decisions, the latest first.</summary>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record DecisionPage(IReadOnlyList<DecisionLine> Items, int Total, string? Next);

/// <summary>What is public of a request from its filing on; until it is decided nobody is shown anything of it.</summary>
public sealed record DecisionFile
{
    public Guid Id { get; init; }
    public Matter Matter { get; init; } = new("", "", null);
    public IReadOnlyDictionary<string, JsonElement> Facts { get; init; } = new Dictionary<string, JsonElement>();
    public IReadOnlyDictionary<string, string> SealedFacts { get; init; } = new Dictionary<string, string>();

    /// <summary>Sequence of the deciding event; what the list is sorted by.</summary>
    public long? DecidedSequence { get; init; }
    public PublicDecision? Decision { get; init; }
    public DateTimeOffset? ContestedAt { get; init; }
}

public sealed partial class DecisionFileProjection : SingleStreamProjection<DecisionFile, Guid>
{
    internal const string View = "PublicDecisions";

    public DecisionFileProjection()
    {
        Name = View;
        IncludeType<RequestSubmitted>();
        IncludeType<InformationSupplied>();
        IncludeType<ApplicantCorrected>();
        IncludeType<RequestDecided>();
        IncludeType<DecisionNotified>();
        IncludeType<RequestClosed>();
        IncludeType<ClosureContested>();
        IncludeType<DecisionAppealed>();
        IncludeType<AppealDecided>();
    }

    public override DecisionFile? Evolve(DecisionFile? snapshot, Guid id, IEvent e)
    {
        var file = snapshot ?? new() { Id = id };
        var decision = file.Decision;
        return e.Data switch
        {
            RequestSubmitted submitted => file with
            {
                Matter = submitted.Matter,
                Facts = submitted.Facts,
                SealedFacts = Digests(submitted.SealedFacts),
            },
            InformationSupplied supplied => file with
            {
                Facts = Merged(file.Facts, supplied.Facts),
                SealedFacts = Merged(file.SealedFacts, Digests(supplied.SealedFacts)),
            },
            ApplicantCorrected corrected => file with
            {
                SealedFacts = Merged(file.SealedFacts, Digests(corrected.SealedFacts)),
            },
            RequestDecided decided => file with
            {
                Matter = decided.Matter,
                DecidedSequence = e.Sequence,
                Decision = Show(file, decided, e.Sequence) with { Cites = decided.Cites ?? [], EventId = e.Id },
                ContestedAt = null,
            },
            DecisionNotified notified when decision is not null => file with
            {
                Decision = decision with
                {
                    Standing = Standing.Notified,
                    NotifiedAt = notified.At,
                    AppealBy = notified.AppealBy,
                },
            },
            RequestClosed closed when decision is not null && file.ContestedAt is null => file with
            {
                Decision = decision with
                {
                    Standing = Standing.Closed,
                    ClosedAt = closed.At,
                    Closure = closed.Closure,
                    ContestBy = closed.ContestBy,
                },
            },
            ClosureContested contested when decision is not null => file with
            {
                ContestedAt = contested.At,
                Decision = decision with { Standing = Standing.Contested },
            },
            DecisionAppealed appealed when decision is not null => file with
            {
                Decision = decision with
                {
                    Standing = Standing.Appealed,
                    Appeal = new(appealed.At, null, null, null, null, [], null),
                },
            },
            AppealDecided appeal when decision is { Appeal: { } open } => file with
            {
                Decision = decision with
                {
                    Standing = Standing.Decided,
                    Appeal = open with
                    {
                        EventId = e.Id,
                        DecidedAt = appeal.At,
                        Officer = appeal.Officer,
                        Overturned = appeal.Overturned,
                        Outcome = appeal.Outcome,
                        Answers = [.. appeal.Answers.Select(Show)],
                        ReasonsDigest = appeal.Reasons.Digest,
                        GuidanceDigest = appeal.Guidance?.Digest,
                    },
                },
            },
            _ => file,
        };
    }

    private static PublicDecision Show(DecisionFile file, RequestDecided decided, long sequence) => new(
        file.Id, decided.Matter, decided.At, sequence, decided.Officer, decided.Rulebook, decided.RulebookVersion,
        [.. decided.Answers.Select(Show)], decided.Computed, decided.Outcome, decided.Override, decided.Grounds,
        decided.Reasons?.Digest, decided.Guidance?.Digest, decided.ValueRials, decided.WorkingDays, decided.OnTime,
        decided.Overtook, decided.OvertakingGround, file.Facts, file.SealedFacts, Standing.Decided, null, null, null,
        null, null, null,
        file is { Decision: { } before, ContestedAt: { } contested }
            ? [.. before.Earlier, new(before.DecidedAt, before.Officer, before.Outcome, before.WorkingDays, before.OnTime, contested)]
            : []);

    private static PublicAnswer Show(CriterionAnswer answer) =>
        new(answer.Criterion, answer.Answer, answer.By, answer.Evidence, answer.Note?.Digest);

    private static Dictionary<string, string> Digests(IReadOnlyDictionary<string, Sealed> values) =>
        values.ToDictionary(value => value.Key, value => value.Value.Digest);

    private static Dictionary<string, T> Merged<T>(
        IReadOnlyDictionary<string, T> before, IReadOnlyDictionary<string, T> supplied)
    {
        var merged = new Dictionary<string, T>(before);
        foreach (var (name, value) in supplied) merged[name] = value;
        return merged;
    }
}

public static class PublicDecisionEndpoint
{
    private const int Most = 500;

    /// <summary>Decisions, the latest first; whoever reads on from the beginning now and then misses none.</summary>
    /// <param name="outcome">granted, refused, or unstated: as it was decided, whatever an appeal came to.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    /// <param name="format">json; or csv, jsonl, xlsx or parquet, all at once. Accept says it as well.</param>
    [WolverineGet("/api/public/decisions")]
    public static async Task<Answer<DecisionPage>> Get(
        string? department, string? service, string? outcome, string? after, string? limit, string? format,
        IQuerySession session, Handbook handbook, LongTables tables, HttpRequest http, CancellationToken cancellation)
    {
        var form = Form.Wanted(http, format, Form.OfTables);
        var page = await ListAsync(department, service, outcome, after, limit, session, handbook, cancellation);
        if (form == Form.Json) return Answers.Json(page);
        var all = AllAsync(department, service, OutcomeOf(outcome), session, cancellation);
        return await tables.WriteAsync(
            http, form, page, TableOf(all.ToBlockingEnumerable(cancellation)), "decisions", cancellation);
    }

    /// <summary>The same page for the portal.</summary>
    public static async Task<DecisionPage> ListAsync(
        string? department, string? service, string? outcome, string? after, string? limit, IQuerySession session,
        Handbook handbook, CancellationToken cancellation)
    {
        var size = SizeOf(limit);
        var from = CursorOf(after);
        if (department is { Length: > 0 } && !handbook.Departments.ContainsKey(department))
            throw new Refused("decisions.department-unknown", department) { Status = 400 };
        if (service is { Length: > 0 } && !handbook.Services.ContainsKey(service))
            throw new Refused("decisions.service-unknown", service) { Status = 400 };
        var decisions = Asked(department, service, OutcomeOf(outcome), session);
        var total = await decisions.CountAsync(cancellation);
        if (from is { } sequence) decisions = decisions.Where(file => file.DecidedSequence < sequence);
        var page = await decisions.OrderByDescending(file => file.DecidedSequence).Take(size + 1).ToListAsync(cancellation);
        return new(
            [.. page.Take(size).Select(file => Line(file.Decision!))], total,
            page.Count > size ? page[size - 1].DecidedSequence!.Value.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static IQueryable<DecisionFile> Asked(
        string? department, string? service, Outcome? outcome, IQuerySession session)
    {
        var decisions = session.Query<DecisionFile>().Where(file => file.DecidedSequence != null);
        if (department is { Length: > 0 }) decisions = decisions.Where(file => file.Matter.Department == department);
        if (service is { Length: > 0 }) decisions = decisions.Where(file => file.Matter.Service == service);
        return outcome is { } given ? decisions.Where(file => file.Decision!.Outcome == given) : decisions;
    }

    /// <summary>Every decision, the latest first, some at a time.</summary>
    internal static async IAsyncEnumerable<DecisionLine> AllAsync(
        string? department, string? service, Outcome? outcome, IQuerySession session,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        const int atOnce = 500;
        for (var before = long.MaxValue; ;)
        {
            var page = await Asked(department, service, outcome, session)
                .Where(file => file.DecidedSequence < before)
                .OrderByDescending(file => file.DecidedSequence).Take(atOnce).ToListAsync(cancellation);
            foreach (var file in page) yield return Line(file.Decision!);
            if (page.Count < atOnce) yield break;
            before = page[^1].DecidedSequence!.Value;
        }
    }

    internal static Table TableOf(IEnumerable<DecisionLine> decisions) => Table.Of<DecisionLine>(
        [
            new("requestId", one => one.RequestId.ToString()),
            new("service", one => one.Matter.Service),
            new("department", one => one.Matter.Department),
            new("county", one => one.Matter.County),
            new("decidedAt", one => one.DecidedAt),
            new("rulebook", one => one.Rulebook),
            new("rulebookVersion", one => one.RulebookVersion),
            new("computed", one => one.Computed),
            new("outcome", one => one.Outcome),
            new("isOverridden", one => one.IsOverridden),
            new("workingDays", one => one.WorkingDays),
            new("onTime", one => one.OnTime),
            new("valueRials", one => one.ValueRials),
            new("standing", one => one.Standing),
            new("overturned", one => one.Overturned),
        ],
        decisions);

    /// <summary>One decision: rules, answers, evidence, facts, and what became of it.</summary>
    [WolverineGet("/api/public/decisions/{requestId}")]
    public static async Task<Answer<PublicDecision>> GetOne(
        Guid requestId, IQuerySession session, CancellationToken cancellation) =>
        Answers.Json(await FindAsync(requestId, session, cancellation));

    public static async Task<PublicDecision> FindAsync(Guid request, IQuerySession session, CancellationToken cancellation) =>
        (await session.LoadAsync<DecisionFile>(request, cancellation))?.Decision
            ?? throw new Refused("decision.none-known") { Status = 404 };

    private static DecisionLine Line(PublicDecision decision) => new(
        decision.RequestId, decision.Matter, decision.DecidedAt, decision.Rulebook, decision.RulebookVersion,
        decision.Computed, decision.Outcome, decision.Override is not null, decision.WorkingDays, decision.OnTime,
        decision.ValueRials, decision.Standing, decision.Appeal?.Overturned);

    private static int SizeOf(string? limit) =>
        string.IsNullOrEmpty(limit) ? 100
        : int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= Most ? size
        : throw new Refused("decisions.limit-out-of-range", Most) { Status = 400 };

    private static Outcome? OutcomeOf(string? outcome) =>
        string.IsNullOrEmpty(outcome) ? null
        : Enum.GetValues<Outcome>().Cast<Outcome?>().FirstOrDefault(known => Code(known!.Value) == outcome) is { } known
            ? known
            : throw new Refused("decisions.outcome-unknown", outcome) { Status = 400 };

    /// <summary>As the answers write it.</summary>
    public static string Code(Outcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());

    private static long? CursorOf(string? after) =>
        string.IsNullOrEmpty(after) ? null
        : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence
        : throw new Refused("decisions.cursor-wrong") { Status = 400 };
}
