using EGov.Casework;
using JasperFx.Events;
using Marten.Events.Aggregation;

namespace EGov.Transparency;

/// <summary>A request as Open311 tells of it: what was asked for, when, and how far it is. Nobody is in it.</summary>
public sealed record ServiceRequest
{
    public const string Open = "open";
    public const string Closed = "closed";

    public Guid Id { get; init; }

    /// <summary>Place of the filing in the record; what the list is sorted by.</summary>
    public long Sequence { get; init; }
    public Matter Matter { get; init; } = new("", "", null);
    public DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The day that is promised; none before the file is complete, and while the clock stands.</summary>
    public DateOnly? PromisedOn { get; init; }
    public string Status { get; init; } = Open;

    /// <summary>How far it is, by a code of <see cref="StatusNotes"/>.</summary>
    public string Stage { get; init; } = "received";
}

public sealed partial class ServiceRequestProjection : SingleStreamProjection<ServiceRequest, Guid>
{
    public ServiceRequestProjection()
    {
        Name = "ServiceRequests";
        IncludeType<RequestSubmitted>();
        IncludeType<RequestReady>();
        IncludeType<InformationRequested>();
        IncludeType<InformationSupplied>();
        IncludeType<QuestionLapsed>();
        IncludeType<RequestTransferred>();
        IncludeType<RequestExtended>();
        IncludeType<DeadlineRedated>();
        IncludeType<RequestDecided>();
        IncludeType<RequestClosed>();
        IncludeType<RequestReopened>();
        IncludeType<DecisionAppealed>();
        IncludeType<AppealDecided>();
    }

    public override ServiceRequest? Evolve(ServiceRequest? snapshot, Guid id, IEvent e)
    {
        var request = snapshot ?? new() { Id = id };
        return e.Data switch
        {
            RequestSubmitted submitted => request with
            {
                Sequence = e.Sequence,
                Matter = submitted.Matter,
                RequestedAt = submitted.At.ToUniversalTime(),
                ChangedAt = submitted.At.ToUniversalTime(),
            },
            RequestReady ready => At(request, ready, "in-work") with { PromisedOn = ready.Promise },
            InformationRequested asked => At(request, asked, "waits-for-applicant") with { PromisedOn = asked.Promise },
            InformationSupplied supplied => Again(request, supplied) with { PromisedOn = supplied.Promise },
            QuestionLapsed lapsed => Again(request, lapsed) with { PromisedOn = lapsed.Promise },
            RequestTransferred moved => At(request, moved, "transferred") with { Matter = moved.Matter },
            RequestExtended extended => At(request, extended, request.Stage) with { PromisedOn = extended.Promise },
            DeadlineRedated redated => At(request, redated, request.Stage) with { PromisedOn = redated.Promise },
            RequestDecided decided => At(request, decided, Decided(decided.Outcome)),
            RequestClosed closed => At(request, closed, Stage(closed, request)) with { Status = ServiceRequest.Closed },
            RequestReopened reopened => At(request, reopened, "reopened") with
            {
                Status = ServiceRequest.Open,
                PromisedOn = reopened.Promise,
            },
            DecisionAppealed appealed => At(request, appealed, "appealed") with { Status = ServiceRequest.Open },
            AppealDecided decided => At(request, decided, Decided(decided.Outcome)),
            _ => request,
        };
    }

    private static ServiceRequest At(ServiceRequest request, IHappened e, string stage) =>
        request with { ChangedAt = e.At.ToUniversalTime(), Stage = stage };

    private static ServiceRequest Again(ServiceRequest request, IOnRequest e) =>
        At(request, e, request.PromisedOn is null && Promise(e) is null ? "received" : "in-work");

    private static DateOnly? Promise(IOnRequest e) => e switch
    {
        InformationSupplied supplied => supplied.Promise,
        QuestionLapsed lapsed => lapsed.Promise,
        _ => null,
    };

    private static string Decided(Outcome outcome) => outcome switch
    {
        Outcome.Granted => "granted",
        Outcome.Refused => "refused",
        _ => "decided",
    };

    // A decision says more than that the file was closed upon it.
    private static string Stage(RequestClosed closed, ServiceRequest request) => closed.Closure switch
    {
        Closure.Withdrawn => "withdrawn",
        _ => request.Stage,
    };
}

/// <summary>What the public is told of how far a request is, in the platform's own words.</summary>
internal static class StatusNotes
{
    private static readonly Dictionary<string, Text> All = new()
    {
        ["received"] = new("دریافت شده است.", "It was received."),
        ["in-work"] = new(
            "کامل است و به آن رسیدگی می‌شود.", "It is complete, and is being worked on."),
        ["waits-for-applicant"] = new("منتظر پاسخ متقاضی است.", "It waits for an answer of the applicant."),
        ["transferred"] = new(
            "خود اداره آن را به دستگاه مسئول فرستاده است.",
            "The office itself has moved it to the department that is competent."),
        ["granted"] = new("با آن موافقت شده است.", "It was granted."),
        ["refused"] = new(
            "رد شده است؛ دلیل و راه بعدی به متقاضی گفته می‌شود.",
            "It was refused; the applicant is told why, and what can be done next."),
        ["decided"] = new("دربارهٔ آن تصمیم گرفته شده است.", "It was decided."),
        ["withdrawn"] = new("متقاضی آن را پس گرفته است.", "The applicant has withdrawn it."),
        ["reopened"] = new(
            "متقاضی به بسته‌شدنش اعتراض کرده و پرونده دوباره باز است.",
            "The applicant contested that it was closed, and it is open again."),
        ["appealed"] = new("متقاضی تجدیدنظر خواسته است.", "The applicant has appealed."),
    };

    public static Text Of(string stage) => All[stage];
}
