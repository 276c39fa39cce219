using JasperFx.Events;

namespace EGov.Transparency;

/// <summary>One kind of what oversight watches over, and how its figures are counted.</summary>
public sealed class OversightKind
{
    private readonly Func<IReadOnlyList<IEvent>, Handbook, DateTimeOffset, Table> _count;

    private OversightKind(
        string name, IReadOnlyList<Definition> definitions, IReadOnlyList<Type> events,
        Func<IReadOnlyList<IEvent>, Handbook, DateTimeOffset, Table> count)
    {
        (Name, Definitions, Events) = (name, definitions, events);
        _count = count;
    }

    /// <summary>directives, letters, meetings or issues: of its page and of its addresses.</summary>
    public string Name { get; }

    public IReadOnlyList<Definition> Definitions { get; }

    /// <summary>The types of the events that are counted.</summary>
    internal IReadOnlyList<Type> Events { get; }

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

    /// <summary>The figures of what these events tell, at a moment: the province first.</summary>
    internal Table Count(IReadOnlyList<IEvent> events, Handbook handbook, DateTimeOffset at) =>
        _count(events, handbook, at);

    /// <summary>What a figure is called, as the dictionary of fields calls it.</summary>
    public Text NameOf(string figure) => FieldMeanings.Find(Datasets.All.First(one => one.Code == Name), figure)
        ?? throw new ArgumentOutOfRangeException(nameof(figure), figure, $"It is no figure of {Name}.");
}
