using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Commitment">What it measures, by its number in the programme.</param>
/// <param name="Name">What it is called, for everybody.</param>
/// <param name="Kind">count, share, or median.</param>
/// <param name="Indicator">The id of a published definition, such as PERF-ONTIME or DIR-EFFECTIVE.</param>
/// <param name="Window">
/// since-start (of the programme), months (as many, up to the day), quarter (of the calendar), or day (how things stand
/// at its end).
/// </param>
/// <param name="Months">1 to 24, with the window months alone.</param>
/// <param name="Directives">Whose effects count, by number; at most 100.</param>
/// <param name="Serving">Whether directives that name the commitment count too.</param>
public record DefineMeasure(
    Guid ProgrammeId, int Commitment, Text Name, string Kind, string Indicator, string Window, int? Months = null,
    string? Department = null, string? Service = null, string? County = null,
    IReadOnlyList<string>? Directives = null, bool Serving = false);

public static class DefineMeasureHandler
{
    private const int MostMonths = 24, MostDirectives = 100;

    /// <summary>You say by which published figure it is measured. The number comes from events alone.</summary>
    [WolverinePost("/api/programmes/{programmeId}/measures"), EmptyResponse]
    public static async Task<MeasureDefined> Handle(
        DefineMeasure command, [WriteModel] Programme programme, IQuerySession session, Handbook handbook, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var named = Named(command);
        var known = named.Count is 0 or > MostDirectives
            ? []
            : await session.Query<Directive>().Where(found => found.Number.IsOneOf(named.ToArray()))
                .Select(found => found.Number).ToListAsync(cancellation);
        return Decide(command, programme, known, handbook, actor, now);
    }

    /// <param name="known">Of the directives that are named, those that there are.</param>
    public static MeasureDefined Decide(
        DefineMeasure command, Programme programme, IReadOnlyCollection<string> known, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        programme.OnlyWhileOpen();
        var commitment = programme.CommitmentOf(command.Commitment);
        var indicator = MeasureLanguage.Find(command.Indicator)
            ?? throw new Refused("measure.indicator-unknown", command.Indicator) { Status = 422 };
        if (!indicator.Kinds.Contains(command.Kind))
            throw new Refused("measure.kind-not-of-indicator", command.Kind, indicator.Id) { Status = 422 };
        var (department, service, county) = (Said(command.Department), Said(command.Service), Said(command.County));
        if (department is not null && !handbook.Departments.ContainsKey(department))
            throw new Refused("measure.department-unknown", department) { Status = 422 };
        if (service is not null && !handbook.Services.ContainsKey(service))
            throw new Refused("measure.service-unknown", service) { Status = 422 };
        if (county is not null && handbook.Departments.Values.All(office => office.County != county))
            throw new Refused("measure.county-unknown", county) { Status = 422 };
        var directives = Directives(command, indicator, known);
        if (indicator.IsOfDirectives && (service ?? county) is not null)
            throw new Refused("measure.filter-of-requests") { Status = 422 };
        return new(now, Programme.Next(programme.Measures), commitment.Number, OfficialWords.Line(command.Name),
            new(command.Kind, indicator.Id, indicator.Version, department, service, county, directives,
                command.Serving, Window(command, indicator), command.Months ?? 0), actor.Code);
    }

    private static string Window(DefineMeasure command, MeasureIndicator indicator)
    {
        if (!MeasureLanguage.Windows.Contains(command.Window)
            || indicator.IsStock != (command.Window == MeasureLanguage.AtTheDay))
            throw new Refused("measure.window-not-of-indicator", command.Window, indicator.Id) { Status = 422 };
        var isRight = command.Window == MeasureLanguage.InMonths
            ? command.Months is >= 1 and <= MostMonths
            : command.Months is null or 0;
        return isRight ? command.Window : throw new Refused("measure.months-wrong", MostMonths) { Status = 422 };
    }

    private static IReadOnlyList<string> Directives(
        DefineMeasure command, MeasureIndicator indicator, IReadOnlyCollection<string> known)
    {
        var named = Named(command);
        if (indicator.IsOfDirectives != (named.Count > 0 || command.Serving))
            throw new Refused("measure.directives-not-of-indicator", indicator.Id) { Status = 422 };
        if (named.Count > MostDirectives) throw new Refused("measure.too-many", MostDirectives) { Status = 422 };
        return named.FirstOrDefault(number => !known.Contains(number)) is { } stranger
            ? throw new Refused("measure.directive-unknown", stranger) { Status = 422 }
            : named;
    }

    private static IReadOnlyList<string> Named(DefineMeasure command) =>
    [
        .. (command.Directives ?? []).Select(typed => ReferenceNumber.Read(ReferenceNumber.Directive, typed) ?? typed)
            .Distinct(),
    ];

    private static string? Said(string? code) => string.IsNullOrWhiteSpace(code) ? null : code.Trim();
}
