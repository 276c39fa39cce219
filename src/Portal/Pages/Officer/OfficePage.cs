using EGov.Casework;
using EGov.Pages.Auditor;
using EGov.Pages.Shared;
using EGov.Portal.Api;
using EGov.Texts;
using Marten;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Officer;

/// <summary>What the pages of an office have in common: who looks, at which hour, by which handbook.</summary>
public abstract class OfficePage : Localised
{
    [CascadingParameter] public HttpContext Http { get; set; } = default!;

    [Inject] public IDocumentStore Store { get; set; } = default!;

    [Inject] public Commands Commands { get; set; } = default!;

    [Inject] public NavigationManager Navigator { get; set; } = default!;

    /// <summary>What was just done, to be confirmed on the page that comes after it.</summary>
    [SupplyParameterFromQuery] public string? Done { get; set; }

    protected static Actor Actor => EGov.Act.Current.Actor;

    protected static Handbook Handbook => EGov.Act.Current.Handbook;

    protected static DateTimeOffset Now => EGov.Act.Current.Now;

    protected static DateOnly Today => Now.Day();

    protected CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>Whether this is the answer to that form: sent twice, it is drawn though its act is done.</summary>
    protected bool IsSent(string form) =>
        Http.Request.HasFormContentType && Http.Request.Form["_handler"] == form;

    protected Names Names => new(Handbook, T);

    internal EventWords Events => new(Names);

    /// <summary>Where this member of staff works: a manager's pages lie beside an officer's.</summary>
    protected static string Desk => Actor.Role is "manager" ? "/manager" : "/officer";

    /// <summary>The place in the menu that a file belongs to.</summary>
    protected static string DeskPlace => Actor.Role is "manager" ? "/manager" : "/officer/queue";

    protected string FileHref(Guid request) => T.Path($"{Desk}/files/{request}");

    protected Words? DoneText =>
        Actor.Role is "manager" && T.Keys.Contains("manager.done." + Done) ? Names.Said("manager.done.", Done!)
        : T.Keys.Contains("officer.done." + Done) ? Names.Said("officer.done.", Done!)
        : (Words?)null;

    /// <summary>An act as this member of staff calls it: who takes a file, and who gives it to somebody.</summary>
    protected Words ActName(string act) =>
        Actor.Role is "manager" && T.Keys.Contains("manager.act." + act) ? Names.Said("manager.act.", act)
        : Names.Said("officer.act.", act);

    /// <summary>What has to happen next with a file.</summary>
    protected Words StateOf(WorkItem item) => item switch
    {
        { Status: RequestStatus.Ready, PreparedBy: not null } => T["officer.state.Prepared"],
        { Status: RequestStatus.Ready, IsReferred: true } => T["officer.state.Referred"],
        _ => Names.Said("officer.state.", item.Status.ToString()),
    };

    /// <summary>How a clock stands that shows no days left.</summary>
    protected Words? ClockOf(WorkItem item) => item switch
    {
        { DaysLeft: not null } => (Words?)null,
        { ReadyAt: null } => T["officer.clock.not-started"],
        { Status: RequestStatus.Waiting } => T["queue.stopped"],
        { Status: RequestStatus.Ready } => null,
        _ => T["officer.clock.ended"],
    };

    protected Words DaysLeft(WorkItem item) => item.DaysLeft switch
    {
        null => ClockOf(item) ?? T["queue.stopped"],
        < 0 => T["queue.late", -item.DaysLeft.Value],
        _ => T["queue.left", item.DaysLeft.Value],
    };

    /// <summary>The value that a form names; null where it names none of them.</summary>
    protected static TEnum? Chosen<TEnum>(string? name) where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(name, out var value) && Enum.IsDefined(value) ? value : null;

    protected IReadOnlyList<Choice> Listed(string prefix, IEnumerable<string> codes) =>
        [.. codes.Select(code => new Choice(code, Names.Said(prefix, code)))];

    protected IReadOnlyList<Choice> Grounds(IEnumerable<string> codes) =>
        [new("", T["officer.choose"]), .. Listed("trace.ground.", codes)];
}
