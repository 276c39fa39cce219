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
    public static async Task<FileContacts> GetOfDirective(
        Guid directiveId, IQuerySession session, MasterKey master, Actor actor, CancellationToken cancellation)
    {
        var directive = await session.LoadAsync<Directive>(directiveId, cancellation)
            ?? throw new Refused("contacts.directive-unknown") { Status = 404 };
        if (!directive.IsReadableBy(actor)) throw new Refused("contacts.directive-not-for-you") { Status = 403 };
        return await OfAsync(directiveId, session, master, cancellation, InfluencedMatter.OnDirective);
    }

    /// <summary>The days on which contacts about who is to hold a post were reported; for its readers.</summary>
    [WolverineGet("/api/posts/{postId}/contacts")]
    public static async Task<FileContacts> GetOfPost(
        Guid postId, IQuerySession session, MasterKey master, Actor actor, CancellationToken cancellation)
    {
        var post = await session.LoadAsync<Post>(postId, cancellation)
            ?? throw new Refused("contacts.post-unknown") { Status = 404 };
        if (!PostFileEndpoint.IsReadableBy(post, actor))
            throw new Refused("contacts.post-not-for-you") { Status = 403 };
        return await OfAsync(postId, session, master, cancellation, InfluencedMatter.OnAppointment);
    }

    /// <summary>The days on which contacts about a letter were reported; for those who may read it.</summary>
    [WolverineGet("/api/letters/{letterId}/contacts")]
    public static async Task<FileContacts> GetOfLetter(
        Guid letterId, IQuerySession session, MasterKey master, Actor actor, CancellationToken cancellation)
    {
        var letter = await session.LoadAsync<OfficialLetter>(letterId, cancellation)
            ?? throw new Refused("contacts.letter-unknown") { Status = 404 };
        if (!letter.IsReadableBy(actor)) throw new Refused("contacts.letter-not-for-you") { Status = 403 };
        return await OfAsync(letterId, session, master, cancellation, InfluencedMatter.OnLetter);
    }

    /// <summary>The days on which contacts about a programme were reported; for those who work with it.</summary>
    [WolverineGet("/api/programmes/{programmeId}/contacts")]
    public static async Task<FileContacts> GetOfProgramme(
        Guid programmeId, IQuerySession session, MasterKey master, CancellationToken cancellation) =>
        await session.LoadAsync<Programme>(programmeId, cancellation) is null
            ? throw new Refused("contacts.programme-unknown") { Status = 404 }
            : await OfAsync(programmeId, session, master, cancellation, InfluencedMatter.OnProgramme);

    /// <summary>The days on which contacts about a meeting were reported; for those who may read it.</summary>
    [WolverineGet("/api/meetings/{meetingId}/contacts")]
    public static async Task<FileContacts> GetOfMeeting(
        Guid meetingId, IQuerySession session, MasterKey master, Actor actor, CancellationToken cancellation)
    {
        var meeting = await session.LoadAsync<Meeting>(meetingId, cancellation)
            ?? throw new Refused("contacts.meeting-unknown") { Status = 404 };
        if (!meeting.IsReadableBy(actor)) throw new Refused("contacts.meeting-not-for-you") { Status = 403 };
        return await OfAsync(meetingId, session, master, cancellation, InfluencedMatter.OnMeeting);
    }

    /// <summary>The days on which contacts about an issue were reported; for those who may read it.</summary>
    [WolverineGet("/api/issues/{issueId}/contacts")]
    public static async Task<FileContacts> GetOfIssue(
        Guid issueId, IQuerySession session, MasterKey master, Handbook handbook, Actor actor,
        CancellationToken cancellation)
    {
        var issue = await session.LoadAsync<Issue>(issueId, cancellation)
            ?? throw new Refused("contacts.issue-unknown") { Status = 404 };
        if (!issue.IsReadableBy(actor, handbook)) throw new Refused("contacts.issue-not-for-you") { Status = 403 };
        return await OfAsync(issueId, session, master, cancellation, InfluencedMatter.OnIssue);
    }

    /// <summary>The days on which contacts about guidance were reported; for those who may read the note.</summary>
    [WolverineGet("/api/guidance/{guidanceId}/contacts")]
    public static async Task<FileContacts> GetOfGuidance(
        Guid guidanceId, IQuerySession session, MasterKey master, Actor actor, CancellationToken cancellation)
    {
        var note = await session.LoadAsync<GuidanceNote>(guidanceId, cancellation)
            ?? throw new Refused("contacts.guidance-unknown") { Status = 404 };
        if (!note.IsReadableBy(actor)) throw new Refused("contacts.guidance-not-for-you") { Status = 403 };
        return await OfAsync(guidanceId, session, master, cancellation, InfluencedMatter.OnGuidance);
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
