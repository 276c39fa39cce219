using System.Globalization;
using EGov.Casework;
using EGov.Catalogue;
using EGov.Organisation;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>A request in the members of Open311; what the platform does not know, or does not tell, is null.</summary>
/// <param name="ServiceRequestId">As decisions are published under it.</param>
/// <param name="Description">The public words of the service: those of the applicant are sealed.</param>
/// <param name="ExpectedDatetime">End of the promised day; none before the file is complete.</param>
/// <param name="Address">Where the desk is that serves the county of the matter.</param>
/// <param name="AddressId">The code of that desk; of the department, where the matter lies in no county.</param>
#pragma warning disable CA1720 // The standard calls the longitude so.
public sealed record ServiceRequestLine(
    string ServiceRequestId, string Status, string StatusNotes, string ServiceName, string ServiceCode,
    string Description, string AgencyResponsible, string ServiceNotice, string RequestedDatetime,
    string UpdatedDatetime, string? ExpectedDatetime, string? Address, string AddressId, string? Zipcode, double? Lat,
    double? Long, string? MediaUrl);
#pragma warning restore CA1720

/// <param name="Token">The same as the id: whoever files is told it at once.</param>
public sealed record ServiceRequestToken(string ServiceRequestId, string Token);

public static class ServiceRequestsEndpoint
{
    private const int Most = 1000;
    private const int LongestDays = 90;

    /// <summary>Requests, the latest first: by id, or of at most 90 days by service, status and time.</summary>
    /// <remarks>
    /// Of more than a thousand the header <c>Link</c> names the address of the rest, and <c>Total-Count</c> says how
    /// many there are.
    /// </remarks>
    [WolverineGet("/open311/v2/requests.{format}")]
    public static async Task<Answer<IReadOnlyList<ServiceRequestLine>>> GetAll(
        string format, IQuerySession session, Handbook handbook, DateTimeOffset now, HttpRequest http,
        CancellationToken cancellation)
    {
        GeoReport.DemandJurisdiction(http.Query["jurisdiction_id"], http);
        var asked = Asked(http, now);
        var found = session.Query<ServiceRequest>().Where(request => request.Sequence > 0);
        if (asked.Ids is { } ids) found = found.Where(request => request.Id.IsOneOf(ids));
        else
        {
            found = found.Where(request => request.RequestedAt >= asked.From && request.RequestedAt <= asked.To);
            if (asked.Services is { } services)
                found = found.Where(request => request.Matter.Service.IsOneOf(services));
            if (asked.Status is { } status) found = found.Where(request => request.Status == status);
        }

        var total = await found.CountAsync(cancellation);
        if (asked.After is { } after)
        {
            var at = await PlaceAsync(after, session, cancellation);
            found = found.Where(request => request.RequestedAt <= at
                && (request.RequestedAt < at || request.Sequence < after));
        }

        var page = await found.OrderByDescending(request => request.RequestedAt)
            .ThenByDescending(request => request.Sequence).Take(Most + 1).ToListAsync(cancellation);
        IReadOnlyList<ServiceRequestLine> lines =
            [.. page.Take(Most).Select(request => Show(request, handbook, http.WantsEnglish()))];
        (string, string)[] headers = [("Total-Count", total.ToString(CultureInfo.InvariantCulture))];
        if (page.Count > Most)
            headers = [.. headers, ("Link", $"<{Next(http, page[Most - 1].Sequence, asked)}>; rel=\"next\"")];
        return GeoReport.Answer(lines, "service_requests", format, headers);
    }

    /// <summary>When that was requested behind which a page begins.</summary>
    private static async Task<DateTimeOffset> PlaceAsync(
        long sequence, IQuerySession session, CancellationToken cancellation) =>
        (await session.Query<ServiceRequest>().Where(request => request.Sequence == sequence)
            .FirstOrDefaultAsync(cancellation))?.RequestedAt ?? throw Paging.WrongCursor;

    /// <summary>One request.</summary>
    [WolverineGet("/open311/v2/requests/{id}.{format}")]
    public static async Task<Answer<IReadOnlyList<ServiceRequestLine>>> Get(
        string id, string format, IQuerySession session, Handbook handbook, HttpRequest http,
        CancellationToken cancellation)
    {
        GeoReport.DemandJurisdiction(http.Query["jurisdiction_id"], http);
        var request = Guid.TryParse(id, out var known)
            ? await session.LoadAsync<ServiceRequest>(known, cancellation)
            : null;
        if (request is null) throw NotKnown;
        IReadOnlyList<ServiceRequestLine> line = [Show(request, handbook, http.WantsEnglish())];
        return GeoReport.Answer(line, "service_requests", format);
    }

    /// <summary>The id of the request that a token stands for.</summary>
    [WolverineGet("/open311/v2/tokens/{token}.{format}")]
    public static async Task<Answer<IReadOnlyList<ServiceRequestToken>>> GetToken(
        string token, string format, IQuerySession session, HttpRequest http, CancellationToken cancellation)
    {
        GeoReport.DemandJurisdiction(http.Query["jurisdiction_id"], http);
        // The record knows it before any list does.
        var filed = Guid.TryParse(token, out var id) && id != Guid.Empty
            ? await session.Events.FetchStreamAsync(id, version: 1, token: cancellation)
            : [];
        if (filed is not [{ Data: RequestSubmitted }]) throw NotKnown;
        IReadOnlyList<ServiceRequestToken> line = [new($"{id}", token)];
        return GeoReport.Answer(line, "service_requests", format);
    }

    private static Refused NotKnown => new("georeport.request-unknown") { Status = 404 };

    internal static ServiceRequestLine Show(ServiceRequest request, Handbook handbook, bool isEnglish)
    {
        var matter = request.Matter;
        // A node may see a request a moment before it has heard of a service that is new.
        var terms = handbook.Services.ContainsKey(matter.Service)
            ? handbook.Terms(matter.Service, request.RequestedAt.Day())
            : null;
        var desk = DeskOf(matter.County, handbook);
        return new(
            $"{request.Id}", request.Status, Of(StatusNotes.Of(request.Stage)),
            terms is null ? matter.Service : Of(terms.Title), matter.Service, terms is null ? "" : Of(terms.Summary),
            handbook.Departments.TryGetValue(matter.Department, out var office) ? Of(office.Name) : matter.Department,
            terms is null ? "" : Notice(terms), GeoReport.Moment(request.RequestedAt),
            GeoReport.Moment(request.ChangedAt),
            request.PromisedOn is { } day ? GeoReport.Moment(day.AddDays(1).Start().AddSeconds(-1)) : null,
            desk?.Address is { } address ? Of(address) : null, desk?.Code ?? matter.Department, null, null, null, null);

        string Of(Text text) => isEnglish ? text.En : text.Fa;

        string Notice(ServiceTerms terms)
        {
            var (promise, limit) = (terms.PromiseDays, terms.LegalLimitDays);
            return isEnglish
                ? $"Promised within {promise} working days of the complete file; the law gives {limit}."
                : Fold.PersianDigits(
                    $"وعدهٔ دستگاه {promise} روز کاری پس از تکمیل پرونده است و مهلت قانونی {limit} روز کاری.");
        }
    }

    private static Department? DeskOf(string? county, Handbook handbook) => county is null ? null
        : handbook.Departments.Values.Where(office => office.Kind == "desk" && office.County == county)
            .MinBy(office => office.Code, StringComparer.Ordinal);

    /// <param name="Ids">Where given, nothing else is asked.</param>
    private sealed record Question(
        Guid[]? Ids, DateTimeOffset From, DateTimeOffset To, string[]? Services, string? Status, long? After);

    private static Question Asked(HttpRequest http, DateTimeOffset now)
    {
        var after = http.Query["after"].ToString() is { Length: > 0 } cursor
            ? long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                ? place
                : throw Paging.WrongCursor
            : (long?)null;
        if (List("service_request_id") is { } ids)
            return new([.. ids.Select(IdOf)], default, default, null, null, after);
        var (start, end) = (Moment("start_date"), Moment("end_date"));
        var to = end ?? (start is { } begun ? Earlier(begun.AddDays(LongestDays), now) : now);
        var from = start ?? to.AddDays(-LongestDays);
        if (to < from) throw new Refused("georeport.dates-turned-round") { Status = 400 };
        if (to - from > TimeSpan.FromDays(LongestDays))
            throw new Refused("georeport.dates-too-far-apart", LongestDays) { Status = 400 };
        return new(null, from, to, List("service_code")?.Where(Paging.IsCode).ToArray(), Status(List("status")), after);

        string[]? List(string name) => http.Query[name].ToString() is { Length: > 0 } said
            ? said.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : null;

        DateTimeOffset? Moment(string name) => http.Query[name].ToString() is { Length: > 0 } said
            ? DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                && at.Year is > 1900 and < 9000
                ? at.ToUniversalTime()
                : throw new Refused("georeport.date-malformed", name) { Status = 400 }
            : null;
    }

    private static Guid IdOf(string id) =>
        Guid.TryParse(id, out var known) ? known : throw new Refused("georeport.id-malformed") { Status = 400 };

    private static string? Status(string[]? said) => said switch
    {
        null => null,
        _ when said.Except([ServiceRequest.Open, ServiceRequest.Closed]).Any() =>
            throw new Refused("georeport.status-unknown") { Status = 400 },
        _ => said.Distinct().ToArray() is [var only] ? only : null,
    };

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    // The moments are named, so that what is filed meanwhile moves nothing.
    private static string Next(HttpRequest http, long place, Question asked)
    {
        var query = http.Query.Where(said => said.Key is not ("after" or "api_key" or "start_date" or "end_date"))
            .SelectMany(said => said.Value.Select(value => KeyValuePair.Create(said.Key, value)));
        if (asked.Ids is null)
            query = query.Append(new("start_date", GeoReport.Moment(asked.From)))
                .Append(new("end_date", GeoReport.Moment(asked.To)));
        query = query.Append(new("after", place.ToString(CultureInfo.InvariantCulture)));
        return $"{http.Scheme}://{http.Host}{http.Path}{QueryString.Create(query)}";
    }
}
