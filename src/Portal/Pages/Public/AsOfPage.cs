using System.Globalization;
using EGov.Pages.Shared;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Public;

/// <summary>What pages have in common that show figures as they were known at the moment in their address.</summary>
public abstract class AsOfPage : Localised
{
    /// <summary>The past moment as it was typed, in either language.</summary>
    [SupplyParameterFromQuery] public string? AsOf { get; set; }

    [CascadingParameter] public HttpContext Http { get; set; } = default!;

    protected FormErrors Errors { get; } = [];

    /// <summary>None: what is known now.</summary>
    protected DateTimeOffset? Known { get; private set; }

    protected Names Names => new(EGov.Act.Current.Handbook, T);

    protected override async Task OnInitializedAsync()
    {
        if (AsOf is { Length: > 0 } typed)
        {
            Known = Moment.Read(typed);
            if (Known is null)
            {
                Errors.Add("asOf", T["moment.unreadable", Moment.Write(EGov.Act.Current.Now, T)]);
                Http.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }
        }

        await AskAsync();
    }

    /// <summary>Asks for what is shown; not called where the moment was not understood.</summary>
    protected abstract Task AskAsync();

    /// <summary>The same figures as files, as of the same moment.</summary>
    protected IReadOnlyList<Link> Files(string api, string? table = null) =>
        [new("CSV", At(api, table, "csv")), new("JSON", At(api, null, null))];

    /// <summary>Where figures are told as of the end of a day.</summary>
    protected DateOnly? KnownDay => Known?.Day();

    protected IReadOnlyList<Link> FilesOfDay(string api)
    {
        var day = KnownDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return
        [
            new("CSV", Address.Of(api, ("asOf", day), ("format", "csv"))),
            new("JSON", Address.Of(api, ("asOf", day))),
        ];
    }

    protected string At(string api, string? table, string? format) => Address.Of(
        api, ("asOf", Known is { } moment ? Moment.Iso(moment) : null), ("table", table), ("format", format));
}
