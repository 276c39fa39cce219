using EGov.Casework;
using EGov.Catalogue;
using EGov.Pages.Shared;
using EGov.Privacy;
using EGov.Texts;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Components;
using OfficeFile = EGov.Casework.RequestFile;

namespace EGov.Pages.Officer;

/// <summary>A page about one file: what it says, what its reader may do with it, and how an act is sent.</summary>
public abstract class FilePage : OfficePage
{
    [Parameter] public Guid RequestId { get; set; }

    [Inject] public Vault Vault { get; set; } = default!;

    [Inject] public Withheld Withheld { get; set; } = default!;

    /// <summary>The key of the form: sent twice, it is one act.</summary>
    [SupplyParameterFromForm] public string? Key { get; set; }

    /// <summary>The version of the file that the form was drawn from.</summary>
    [SupplyParameterFromForm] public long? Version { get; set; }

    public FormErrors Errors { get; } = [];

    /// <summary>The file's state; none where there is no such file, or not for this reader.</summary>
    public Request? Request { get; private set; }

    /// <summary>What the file holds; none until its reader has opened it for a purpose.</summary>
    public OfficeFile? File { get; private set; }

    public OpenFacts Facts { get; private set; } = new([]);

    public ServiceTerms Terms { get; private set; } = default!;

    /// <summary>What happened to the file, oldest first; empty until it is opened.</summary>
    public IReadOnlyList<IEvent> Happened { get; private set; } = [];

    public IReadOnlyList<OfferedAct> Acts { get; private set; } = [];

    /// <summary>Its place in the queue, and how many wait there.</summary>
    public (int? Position, int? Length) Place { get; private set; }

    protected Refused? Denied { get; private set; }

    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    /// <summary>What others did between the drawing of the form and its sending.</summary>
    public IReadOnlyList<IEvent> Meanwhile =>
        IsPost && Version is { } drawn ? [.. Happened.Where(e => e.Version > drawn)] : [];

    public bool IsAllowed(string act) => Acts.Any(offered => offered.Name == act && offered.IsAllowed);

    public Words TitleOf(Request request) => Names.Of(Handbook.TermsOf(request).Title);

    /// <summary>An opening stands until the day ends; a form that was drawn before midnight may still come in after it.</summary>
    private DateTimeOffset OpenedSince => IsPost ? Now.AddDays(-1) : Today.Start();

    protected override async Task OnInitializedAsync()
    {
        await using var session = Store.QuerySession();
        if (await session.LoadAsync<Request>(RequestId, Cancellation) is not { } request)
        {
            Navigator.NotFound();
            return;
        }

        (OfficeFile File, OpenFacts Facts)? opened;
        try
        {
            opened = await OfficeFile.ReopenAsync(
                RequestId, OpenedSince, Store, Vault, Withheld, Handbook, Actor, Now, Cancellation);
        }
        catch (Refused refused)
        {
            Denied = refused;
            Http.Response.StatusCode = refused.Status;
            return;
        }

        var place = await Overtaken.PlaceAsync(session, request, Cancellation);
        var (file, facts) = (opened?.File, opened?.Facts ?? Facts);
        var happened = file is null ? Happened : await session.Events.FetchStreamAsync(RequestId, token: Cancellation);

        // A page may be drawn at any await: all of the file appears at once, or none of it.
        (Request, Terms, File, Place, Facts, Happened) =
            (request, Handbook.TermsOf(request), file, place, facts, happened);
        Acts = AllowedActs.Of(request, facts, Handbook, Actor, Now);
        await PrepareAsync(session);
    }

    /// <summary>What else a page reads before it is shown.</summary>
    protected virtual Task PrepareAsync(IQuerySession session) => Task.CompletedTask;

    /// <summary>Carries out an act and shows its result, or says at the form why not.</summary>
    public async Task SendAsync(string act, object command, Func<Refused, string> fieldOf, string? next = null)
    {
        var carried = await Commands.SendAsync(
            command, Key ?? Guid.NewGuid().ToString(), Version, cancellation: Cancellation);
        if (carried.Refused is { } refused) Refuse(refused, fieldOf(refused));
        else Navigator.NavigateTo(next is null ? $"{FileHref(RequestId)}?done={act}#file" : $"{next}?done={act}");
    }

    public void Refuse(Refused refused, string field = "") => Errors.Add(field, Names.Refusal(refused));

    /// <summary>For a part of the page that has changed what the whole page says.</summary>
    public void ShowAgain() => StateHasChanged();
}
