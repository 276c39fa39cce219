using EGov.Appointments;
using EGov.Pages.Shared;
using EGov.Texts;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Officer;

/// <summary>What the pages about posts have in common: their place, the levels, and how an act is sent.</summary>
public abstract class PostPages : OfficePage
{
    protected const string Place = "/staff/posts";

    /// <summary>The key of the form: sent twice, it is one act.</summary>
    [SupplyParameterFromForm] public string? Key { get; set; }

    protected FormErrors Errors { get; } = [];

    /// <summary>Levels and target as they stand.</summary>
    protected Balance Balance { get; private set; } = new();

    /// <summary>Whoever fills posts.</summary>
    protected static bool FillsPosts => Actor.Role is Roles.Governor;

    protected IReadOnlyList<Choice> LevelChoices =>
        [new("", T["posts.choose"]), .. Balance.Levels.Select(level => new Choice(level.Code, T.Of(level.Name)))];

    protected Words Level(string code) =>
        Balance.Levels.FirstOrDefault(level => level.Code == code) is { } known ? T.Of(known.Name) : T.Ref(code);

    protected IReadOnlyList<Choice> Of(string prefix, IEnumerable<string> codes) =>
        [new("", T["posts.choose"]), .. Listed(prefix, codes)];

    protected async Task LookUpLevelsAsync()
    {
        await using var session = Store.QuerySession();
        Balance = await session.LoadAsync<Balance>(Balance.TheOne, Cancellation) ?? new();
    }

    protected async Task SendAsync(object command, string field, string next)
    {
        var carried = await Commands.SendAsync(
            command, Key ?? Guid.NewGuid().ToString(), cancellation: Cancellation);
        if (carried.Refused is { } refused) Errors.Add(field, Names.Refusal(refused));
        else Navigator.NavigateTo(T.Path(next));
    }

    /// <summary>The day that was typed; an error where there is no such day.</summary>
    protected DateOnly? Day(DateEntry? entry, string field)
    {
        var day = entry?.Read(T);
        if (day is null) Errors.Add(field, T["posts.no-such-day"]);
        return day;
    }
}
