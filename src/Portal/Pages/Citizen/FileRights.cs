using EGov.Casework;
using EGov.Catalogue;
using EGov.Texts;

namespace EGov.Pages.Citizen;

/// <summary>What an applicant can do with a file, each right with its button or with when it opens or closed.</summary>
internal static class FileRights
{
    public static IReadOnlyList<Shared.Right> Of(
        MyRequest file, Request request, ServiceTerms terms, Language language, string path)
    {
        var rights = file.Rights.ToDictionary(right => right.Name);
        return
        [
            Show("supply", "track.supply", "track.supply-button", Supply(rights["supply"])),
            Show("contest", "track.contest", "track.contest-button", Contest(rights["contest"])),
            Show("appeal", "track.appeal", "track.appeal-button", Appeal(rights["appeal"])),
            Show("attach", "track.attach", "track.attach-button",
                language[rights["attach"].IsOpen ? "track.attach-open" : "track.attach-over"]),
            Show("withdraw", "track.withdraw", "track.withdraw-button",
                language[rights["withdraw"].IsOpen ? "track.withdraw-open" : "track.withdraw-over"]),
            Show("rate", "track.rate", "track.rate-button", language[
                rights["rate"].IsOpen ? "track.rate-open" : request.IsRated ? "track.rate-used" : "track.rate-later"]),
            new(language["track.know"], language["track.know-open"])
            {
                Button = language["track.know-button"],
                Href = path + "/answers",
            },
        ];

        Shared.Right Show(string name, string title, string button, Words explanation) =>
            rights[name].IsOpen
                ? new(language[title], explanation) { Button = language[button], Href = $"{path}/{name}" }
                : new(language[title], explanation);

        Words Supply(Right right) =>
            right is { IsOpen: true, Until: { } until }
                ? language["track.supply-open", until]
                : language["track.supply-later"];

        Words Contest(Right right) => right switch
        {
            { IsOpen: true, Until: { } until } => language["track.contest-open", until],
            _ when request.Closure is Closure.Withdrawn => language["track.contest-withdrawn"],
            { Until: { } until } => language["track.contest-over", until],
            _ => language["track.contest-later", language.CalendarDays(terms.ContestWindowDays)],
        };

        Words Appeal(Right right) => right switch
        {
            { IsOpen: true, Until: { } until } => language["track.appeal-open", until],
            _ when request.WasAppealed => language["track.appeal-used"],
            { Until: { } until } => language["track.appeal-over", until],
            _ when request.Status is RequestStatus.Closed => language["track.appeal-none"],
            _ => language["track.appeal-later", language.CalendarDays(terms.AppealWindowDays)],
        };
    }
}
