using EGov.Appointments;
using EGov.Casework;
using EGov.Oversight;
using EGov.Privacy;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Integrity;

/// <summary>That somebody tried to influence the office about this file, and on which days it was reported.</summary>
public sealed record FileContacts(IReadOnlyList<DateOnly> Days);

public static class FileContactsEndpoint
{
    /// <summary>The days on which contacts about a file were reported; for its office and its applicant.</summary>
    [WolverineGet("/api/requests/{requestId}/contacts")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden)]
    public static async Task<FileContacts> Get(
        Guid requestId, IQuerySession session, MasterKey master, Actor actor, CancellationToken cancellation)
    {
        var request = await session.LoadAsync<Request>(requestId, cancellation)
            ?? throw new Refused("contacts.request-unknown") { Status = 404 };
        if (!request.IsReadableBy(actor)) request.OnlyForItsApplicant(actor);
        request.OnlyForWhoStayed(actor);
        return await OfAsync(requestId, session, master, cancellation);
    }

    /// <summary>The days on which contacts about a directive were reported; for those who may read it.</summary>
    [WolverineGet("/api/directives/{directiveId}/contacts")]
    public static Task<FileContacts> GetOfDirective(
        Guid directiveId, IQuerySession session, MasterKey master, Actor actor, CancellationToken cancellation) =>
        OfAsync<Directive>(directiveId, InfluencedMatter.OnDirective, one => one.IsReadableBy(actor),
            new Refused("contacts.directive-unknown") { Status = 404 },
            new Refused("contacts.directive-not-for-you") { Status = 403 }, session, master, cancellation);

    /// <summary>The days on which contacts about who is to hold a post were reported; for its readers.</summary>
    [WolverineGet("/api/posts/{postId}/contacts")]
    public static Task<FileContacts> GetOfPost(
        Guid postId, IQuerySession session, MasterKey master, Actor actor, CancellationToken cancellation) =>
        OfAsync<Post>(postId, InfluencedMatter.OnAppointment, one => PostFileEndpoint.IsReadableBy(one, actor),
            new Refused("contacts.post-unknown") { Status = 404 },
            new Refused("contacts.post-not-for-you") { Status = 403 }, session, master, cancellation);

    /// <summary>The days on which contacts about a letter were reported; for those who may read it.</summary>
    [WolverineGet("/api/letters/{letterId}/contacts")]
    public static Task<FileContacts> GetOfLetter(
        Guid letterId, IQuerySession session, MasterKey master, Actor actor, CancellationToken cancellation) =>
        OfAsync<OfficialLetter>(letterId, InfluencedMatter.OnLetter, one => one.IsReadableBy(actor),
            new Refused("contacts.letter-unknown") { Status = 404 },
            new Refused("contacts.letter-not-for-you") { Status = 403 }, session, master, cancellation);

    /// <summary>The days on which contacts about a programme were reported; for those who work with it.</summary>
    [WolverineGet("/api/programmes/{programmeId}/contacts")]
    public static async Task<FileContacts> GetOfProgramme(
        Guid programmeId, IQuerySession session, MasterKey master, CancellationToken cancellation) =>
        await session.LoadAsync<Programme>(programmeId, cancellation) is null
            ? throw new Refused("contacts.programme-unknown") { Status = 404 }
            : await OfAsync(programmeId, session, master, cancellation, InfluencedMatter.OnProgramme);

    /// <summary>The days on which contacts about a meeting were reported; for those who may read it.</summary>
    [WolverineGet("/api/meetings/{meetingId}/contacts")]
    public static Task<FileContacts> GetOfMeeting(
        Guid meetingId, IQuerySession session, MasterKey master, Actor actor, CancellationToken cancellation) =>
        OfAsync<Meeting>(meetingId, InfluencedMatter.OnMeeting, one => one.IsReadableBy(actor),
            new Refused("contacts.meeting-unknown") { Status = 404 },
            new Refused("contacts.meeting-not-for-you") { Status = 403 }, session, master, cancellation);

    /// <summary>The days on which contacts about an issue were reported; for those who may read it.</summary>
    [WolverineGet("/api/issues/{issueId}/contacts")]
    public static Task<FileContacts> GetOfIssue(
        Guid issueId, IQuerySession session, MasterKey master, Handbook handbook, Actor actor,
        CancellationToken cancellation) =>
        OfAsync<Issue>(issueId, InfluencedMatter.OnIssue, one => one.IsReadableBy(actor, handbook),
            new Refused("contacts.issue-unknown") { Status = 404 },
            new Refused("contacts.issue-not-for-you") { Status = 403 }, session, master, cancellation);

    /// <summary>The days on which contacts about guidance were reported; for those who may read the note.</summary>
    [WolverineGet("/api/guidance/{guidanceId}/contacts")]
    public static Task<FileContacts> GetOfGuidance(
        Guid guidanceId, IQuerySession session, MasterKey master, Actor actor, CancellationToken cancellation) =>
        OfAsync<GuidanceNote>(guidanceId, InfluencedMatter.OnGuidance, one => one.IsReadableBy(actor),
            new Refused("contacts.guidance-unknown") { Status = 404 },
            new Refused("contacts.guidance-not-for-you") { Status = 403 }, session, master, cancellation);

    private static async Task<FileContacts> OfAsync<T>(
        Guid id, string on, Func<T, bool> isReadable, Refused unknown, Refused notForYou, IQuerySession session,
        MasterKey master, CancellationToken cancellation) where T : class
    {
        var about = await session.LoadAsync<T>(id, cancellation) ?? throw unknown;
        return isReadable(about) ? await OfAsync(id, session, master, cancellation, on) : throw notForYou;
    }

    /// <summary>For whoever is shown the file itself.</summary>
    public static async Task<FileContacts> OfAsync(
        Guid about, IQuerySession session, MasterKey master, CancellationToken cancellation,
        string on = InfluencedMatter.OnRequest)
    {
        var stream = Influence.Of(master, on, about);
        var contacts = await session.Events.FetchStreamAsync(stream, token: cancellation);
        return new([.. contacts.Select(e => e.Data).OfType<InfluenceReported>().Select(e => e.At.Day())]);
    }
}
