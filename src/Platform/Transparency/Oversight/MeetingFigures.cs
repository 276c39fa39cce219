namespace EGov.Transparency;

/// <summary>What became of what was said and resolved in a council.</summary>
/// <param name="Council">Its code; none for the province.</param>
/// <param name="Meetings">Held: begun, and not cancelled.</param>
/// <param name="Unnamed">Viewpoints of those who wished not to be named.</param>
/// <param name="ViewpointsTakenUp">Wholly or in part.</param>
/// <param name="ViewpointsAnswered">The share of viewpoints with an answer, whatever it is.</param>
/// <param name="ResolutionsLate">Open past their day.</param>
public sealed record MeetingFigures(
    string? Council, Text? Name, int Meetings, int Viewpoints, int Unnamed, int Dissents, int ViewpointsTakenUp,
    int Answered, Share? ViewpointsAnswered, int Resolutions, int ResolutionsOpen, int ResolutionsLate,
    int ResolutionsDone, int ResolutionsDropped)
{
    public static MeetingCounts Count(
        IReadOnlyList<PublicMeeting> meetings, IReadOnlyDictionary<string, Text> councils, DateTimeOffset? asOf,
        long sequence, DateOnly today) =>
        new(asOf, sequence, Statistics.Minimum, Of(null, null, meetings, today),
            [
                .. meetings.GroupBy(one => one.Council).OrderBy(own => own.Key, StringComparer.Ordinal)
                    .Select(own => Of(own.Key, councils.GetValueOrDefault(own.Key), [.. own], today)),
            ],
            MeetingDefinitions.All);

    public static Table TableOf(MeetingCounts counts) => Table.Of<MeetingFigures>(
        [
            new("group", line => line.Council is null ? "province" : "council"),
            new("code", line => line.Council),
            new("nameFa", line => line.Name?.Fa),
            new("nameEn", line => line.Name?.En),
            new("meetings", line => line.Meetings),
            new("viewpoints", line => line.Viewpoints),
            new("unnamed", line => line.Unnamed),
            new("dissents", line => line.Dissents),
            new("viewpointsTakenUp", line => line.ViewpointsTakenUp),
            new("answered", line => line.Answered),
            new("viewpointsAnswered", line => line.ViewpointsAnswered?.Value),
            new("viewpointsAnsweredLow", line => line.ViewpointsAnswered?.Low),
            new("viewpointsAnsweredHigh", line => line.ViewpointsAnswered?.High),
            new("resolutions", line => line.Resolutions),
            new("resolutionsOpen", line => line.ResolutionsOpen),
            new("resolutionsLate", line => line.ResolutionsLate),
            new("resolutionsDone", line => line.ResolutionsDone),
            new("resolutionsDropped", line => line.ResolutionsDropped),
        ],
        counts.Councils.Prepend(counts.Province));

    private static MeetingFigures Of(
        string? council, Text? name, IReadOnlyList<PublicMeeting> meetings, DateOnly today)
    {
        var resolutions = meetings.SelectMany(one => one.Resolutions).ToList();
        var (viewpoints, answered) = (meetings.Sum(one => one.Viewpoints), meetings.Sum(one => one.Answered));
        return new(council, name, meetings.Count(one => one.State is not ("called" or "cancelled")), viewpoints,
            meetings.Sum(one => one.Unnamed), meetings.Sum(one => one.Dissents), meetings.Sum(one => one.TakenUp),
            answered, Statistics.WilsonOrNone(answered, viewpoints), resolutions.Count,
            resolutions.Count(one => one.IsOpen), resolutions.Count(one => one.IsOpen && one.Due < today),
            resolutions.Count(one => one.State is "done"), resolutions.Count(one => one.State is "dropped"));
    }
}
