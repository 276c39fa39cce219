using EGov.Casework;
using EGov.Catalogue;
using EGov.Pages.Shared;
using EGov.Portal.Api;
using EGov.Privacy;
using Marten;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Citizen;

/// <summary>A page of one file, for who has shown its secret in this browser or filed it signed in.</summary>
public abstract class FilePage : CitizenPage
{
    [Parameter] public string Number { get; set; } = "";

    [Inject] public IQuerySession Session { get; set; } = default!;

    [Inject] public Vault Vault { get; set; } = default!;

    [Inject] public Withheld Withheld { get; set; } = default!;

    [Inject] public Commands Commands { get; set; } = default!;

    /// <summary>Whether the file was found and is theirs: else the reader is on the way to the form.</summary>
    protected bool IsHere { get; private set; }

    protected Request Request { get; private set; } = default!;

    protected MyRequest File { get; private set; } = default!;

    protected ServiceTerms Terms => Handbook.TermsOf(Request);

    /// <summary>The way to a page under the file's own.</summary>
    protected IReadOnlyList<Link> Crumbs =>
        [new(T["track.title"], T.Path("/track")), new(T["track.eyebrow", T.Ref(Request.TrackingNumber)], T.Path(Path))];

    protected string Path => $"/track/{Request.TrackingNumber}";

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var secret = Holding.SecretOf(Http, TrackingNumber.Read(Number) ?? "");
            Request = await MyRequestsEndpoint.FindAsync(
                Number, secret, Session, Vault.Master, EGov.Act.Current.Actor, Cancellation);
        }
        catch (Refused)
        {
            GoTo($"/track?number={Uri.EscapeDataString(Number)}");
            return;
        }

        try
        {
            File = await MyRequestsEndpoint.ShowAsync(
                Request, Session, Vault, Withheld, Handbook, Now, Cancellation);
        }
        catch (Refused)
        {
            GoTo(Path + "/data");
            return;
        }

        IsHere = true;
    }
}
