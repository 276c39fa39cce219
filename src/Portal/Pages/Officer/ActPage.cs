using EGov.Casework;
using EGov.Pages.Shared;
using EGov.Texts;

namespace EGov.Pages.Officer;

/// <summary>The page of one act on a file: its form where the act is allowed, else the rule that says no.</summary>
public abstract class ActPage : FilePage
{
    /// <summary>The name every act's form goes by; a page has one of them.</summary>
    public const string FormName = "act";

    /// <summary>The act as the last part of its address names it.</summary>
    public abstract string Name { get; }

    public Words Title => ActName(Name);

    /// <summary>Whether it can be done unread: taking and giving files, for instance.</summary>
    public virtual bool IsBlind => false;

    /// <summary>Why the act is not allowed now; none when it is.</summary>
    public Refused? Missing => Acts.FirstOrDefault(act => act.Name == Name)?.Missing;

    public new Refused? Denied => base.Denied;

    /// <summary>The file as its queue shows it.</summary>
    public WorkItem Item => WorkQueueEndpoint.Show(Request!, Handbook, Today);

    public IReadOnlyList<Link> Crumbs =>
    [
        new(Actor.Role is "manager" ? T["nav.overview"] : T["nav.queue"], T.Path(DeskPlace)),
        .. Request is null ? Array.Empty<Link>() : [new(T.Ref(Request.TrackingNumber), FileHref(RequestId))],
    ];

    public string MenuPlace => DeskPlace;

    public string Back => FileHref(RequestId);

    public string NewVersion => (File?.Version ?? Request?.Version ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The form is shown where the act is allowed, and again to whoever has just sent it.</summary>
    public bool ShowsForm => Missing is null || IsPost;

    public Words Said(object happened) => Events.Of(happened);

    protected Task SendAsync(object command, string? next = null) => SendAsync(Name, command, FieldOf, next);

    /// <summary>The field that a refusal is about; empty for the file as a whole.</summary>
    protected virtual string FieldOf(Refused refused) => "";

    /// <summary>The other departments that could be asked or sent to.</summary>
    protected IReadOnlyList<Choice> OtherDepartments(bool withDesks) =>
    [
        new("", T["officer.choose"]),
        .. Handbook.Departments.Values
            .Where(department => department.Code != Request!.Matter.Department && (withDesks || department.Kind != "desk"))
            .Select(department => new Choice(department.Code, Names.Of(department.Name)))
            .OrderBy(choice => choice.Text.ToString(), Alphabet.Order),
    ];
}
