using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Citizen;

/// <summary>The form by which an applicant uses one right; closed rights lead back to the file.</summary>
public abstract class FileActPage : FilePage
{
    /// <summary>Comes with the form, so that sending it twice is one act.</summary>
    [SupplyParameterFromForm(FormName = "act")] public string? Key { get; set; }

    /// <summary>The version of the file that the form was drawn from.</summary>
    [SupplyParameterFromForm(FormName = "act")] public long? Version { get; set; }

    [SupplyParameterFromForm(FormName = "act")] public string? Words { get; set; }

    /// <summary>The right's name among those of the file.</summary>
    protected abstract string Right { get; }

    /// <summary>Until when the right can be used, where there is such a day.</summary>
    protected DateOnly? Until => File.Rights.Single(right => right.Name == Right).Until;

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        var isPost = HttpMethods.IsPost(Http.Request.Method);
        if (IsHere && !isPost && !File.Rights.Single(right => right.Name == Right).IsOpen) GoTo(Path);
        if (!isPost) Redraw();
    }

    /// <summary>Carries the command out and shows the file, or says why not and leaves the form as it was.</summary>
    protected async Task SendAsync(object command)
    {
        var key = Key ?? Guid.NewGuid().ToString();
        var carried = await Commands.SendAsync(command, key, Version, Request.Id, Cancellation);
        if (carried.Refused is not { } refused)
        {
            GoTo($"{Path}?done={Right}");
            return;
        }

        Refuse(refused);
        Redraw();
    }

    // What is sent next is another act, on the file as it stands now.
    private void Redraw() => (Key, Version) = (Guid.CreateVersion7().ToString(), IsHere ? File.Version : null);
}
