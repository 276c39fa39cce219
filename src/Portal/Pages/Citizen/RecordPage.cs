using EGov.Pages.Shared;
using EGov.Portal.Api;
using EGov.Privacy;
using Marten;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Citizen;

/// <summary>What is kept about who looks: on one file whose secret was shown, or on all filed signed in.</summary>
public abstract class RecordPage : CitizenPage
{
    [Inject] public IQuerySession Session { get; set; } = default!;

    [Inject] public Vault Vault { get; set; } = default!;

    [Inject] public Withheld Withheld { get; set; } = default!;

    [Inject] public Commands Commands { get; set; } = default!;

    /// <summary>Comes with the form, so that sending it twice is one act.</summary>
    [SupplyParameterFromForm(FormName = "erasure")] public string? Key { get; set; }

    [SupplyParameterFromForm(FormName = "erasure")] public string[]? Understood { get; set; }

    [SupplyParameterFromForm(FormName = "erasure")] public string? Words { get; set; }

    /// <summary>What was just done.</summary>
    [SupplyParameterFromQuery(Name = "done")] public string? Used { get; set; }

    /// <summary>None until it is read.</summary>
    public MyRecord? Record { get; private set; }

    /// <summary>The request whose secret was shown.</summary>
    protected virtual Guid? Holds => null;

    /// <summary>The address of the page, without its language.</summary>
    protected abstract string Place { get; }

    /// <summary>Where the archive with everything lies.</summary>
    public abstract string Copy { get; }

    protected async Task ReadAsync()
    {
        if (!HttpMethods.IsPost(Http.Request.Method)) Key = Guid.CreateVersion7().ToString();
        Record = await MyRecordEndpoint.Get(
            Session, Vault, Withheld, EGov.Act.Current.Actor with { Holds = Holds }, Now, Cancellation);
    }

    public async Task AskAsync()
    {
        var words = FactAnswer.ReadText(Words ?? "", T);
        if (words.Error is { } tooLong) Errors.Add("Words", tooLong);
        if (Understood is not { Length: > 0 }) Errors.Add("Understood", T["record.erasure.tick"]);
        if (Errors.Count > 0) return;
        var carried = await Commands.SendAsync(new AskErasure(true, words.Value), Key ?? Guid.NewGuid().ToString(),
            holds: Holds, cancellation: Cancellation);
        if (carried.Refused is { } refused)
        {
            Refuse(refused);
            Key = Guid.CreateVersion7().ToString();
        }
        else
        {
            GoTo(Place + "?done=erasure");
        }
    }

    public FormErrors Wrong => Errors;

    /// <summary>Whether the form was sent: sent twice, it is drawn though it was asked already.</summary>
    public bool IsAsked => HttpMethods.IsPost(Http.Request.Method);
}
