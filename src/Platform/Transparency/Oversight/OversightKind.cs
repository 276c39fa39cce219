using JasperFx.Events;

namespace EGov.Transparency;

/// <summary>One kind of what oversight watches over, and how its figures are counted.</summary>
/// <param name="Name">directives, letters, meetings or issues: of its page and of its addresses.</param>
/// <param name="Events">The types of the events that are counted.</param>
/// <param name="Count">The figures of what is told by these events, at a moment: the province first.</param>
public sealed record OversightKind(
    string Name, IReadOnlyList<Definition> Definitions, IReadOnlyList<Type> Events,
    Func<IReadOnlyList<IEvent>, Handbook, DateTimeOffset, Table> Count)
{
    public static IReadOnlyList<OversightKind> All { get; } =
    [
        new("directives", DirectiveDefinitions.All, PublicDirectivesEndpoint.Types, (events, handbook, at) =>
            DirectiveFigures.TableOf(PublicDirectivesEndpoint.Count(events, handbook, at, at))),
        new("letters", LetterDefinitions.All, PublicLettersEndpoint.Types, (events, handbook, at) =>
            LetterFigures.TableOf(PublicLettersEndpoint.Count(events, handbook, at, at))),
        new("meetings", MeetingDefinitions.All, PublicMeetingsEndpoint.Types, (events, _, at) =>
            MeetingFigures.TableOf(PublicMeetingsEndpoint.Count(events, at, at))),
        new("issues", IssueDefinitions.All, PublicIssuesEndpoint.Types, (events, handbook, at) =>
            IssueFigures.TableOf(PublicIssuesEndpoint.Count(events, handbook, at, at))),
    ];

    /// <summary>The kind whose figures a definition is of; none where it is of casework.</summary>
    public static OversightKind? Of(Definition definition) =>
        All.FirstOrDefault(kind => kind.Definitions.Contains(definition));

    /// <summary>What a figure is called, as the dictionary of fields calls it.</summary>
    public Text NameOf(string figure) => FieldMeanings.Find(Datasets.All.First(one => one.Code == Name), figure)
        ?? throw new ArgumentOutOfRangeException(nameof(figure), figure, $"It is no figure of {Name}.");
}
