using System.Linq.Expressions;
using EGov.Appointments;
using EGov.Casework;
using EGov.Oversight;
using Marten;

namespace EGov.Integrity;

/// <summary>What a contact is about, as far as everybody may know it.</summary>
/// <param name="Department">With which it lies; none where it lies with several.</param>
/// <param name="Service">Of a request.</param>
public sealed record InfluencedMatter(Guid Id, string? Department, string? Service)
{
    public const string OnRequest = "request";
    public const string OnDirective = "directive";
    public const string OnLetter = "letter";
    public const string OnProgramme = "programme";
    public const string OnMeeting = "meeting";
    public const string OnIssue = "issue";
    public const string OnGuidance = "guidance";
    public const string OnAppointment = "appointment";

    // In this order a number is tried: the code of a post is whatever can be no other number.
    private static readonly IReadOnlyList<Kind> All =
    [
        Kind.Of<Request>(OnRequest, TrackingNumber.Read, number => found => found.TrackingNumber == number,
            found => found.TrackingNumber, Of),
        Kind.Of<Directive>(OnDirective, typed => ReferenceNumber.Read(ReferenceNumber.Directive, typed),
            number => found => found.Number == number, found => found.Number, Of),
        Kind.Of<OfficialLetter>(OnLetter, typed => ReferenceNumber.Read(ReferenceNumber.Letter, typed),
            number => found => found.Number == number, found => found.Number, found => found.IsSent ? Of(found) : null),
        Kind.Of<Programme>(OnProgramme, typed => ReferenceNumber.Read(ReferenceNumber.Programme, typed),
            number => found => found.Number == number, found => found.Number, Of),
        Kind.Of<Meeting>(OnMeeting, typed => ReferenceNumber.Read(ReferenceNumber.Meeting, typed),
            number => found => found.Number == number, found => found.Number, found => new(found.Id, null, null)),
        Kind.Of<GuidanceNote>(OnGuidance, typed => ReferenceNumber.Read(ReferenceNumber.Guidance, typed),
            number => found => found.Number == number, found => found.Number,
            found => new(found.Id, found.Question?.Department, null)),
        Kind.Of<Issue>(OnIssue, typed => ReferenceNumber.Read(ReferenceNumber.Issue, typed),
            number => found => found.Number == number, found => found.Number, Of),
        Kind.Of<Post>(OnAppointment, Fold.Text, code => found => found.Code == code, found => found.Code, Of),
    ];

    /// <summary>On what kinds of things contacts are reported.</summary>
    public static readonly IReadOnlyList<string> Kinds = [.. All.Select(kind => kind.Name)];

    public static InfluencedMatter Of(Request request) =>
        new(request.Id, request.Matter.Department, request.Matter.Service);

    public static InfluencedMatter Of(Directive directive) =>
        new(directive.Id, directive.Parts is [var only] ? only.Department : null, null);

    /// <summary>It lies with whoever has to bring its effect about.</summary>
    public static InfluencedMatter Of(OfficialLetter letter) => new(letter.Id, letter.Doer, null);

    public static InfluencedMatter Of(Programme programme) => new(programme.Id, null, null);

    public static InfluencedMatter Of(Issue issue) =>
        new(issue.Id, issue.Departments is [var only] ? only : null, null);

    public static InfluencedMatter Of(Post post) => new(post.Id, post.Department, null);

    /// <summary>The kind of thing whose numbers look like this one.</summary>
    public static string KindOf(string? typed) => All.First(kind => kind.Read(typed ?? "") is not null).Name;

    /// <param name="about">Its number, or its id.</param>
    /// <returns>Null where there is none of this kind.</returns>
    public static async Task<InfluencedMatter?> FindAsync(
        string name, string about, IQuerySession session, CancellationToken cancellation) =>
        All.FirstOrDefault(kind => kind.Name == name) is { } kind
            ? await kind.Find(about, session, cancellation) : null;

    /// <returns>Null where there is none of this kind.</returns>
    public static async Task<string?> NumberOfAsync(
        string name, Guid id, IQuerySession session, CancellationToken cancellation) =>
        All.FirstOrDefault(kind => kind.Name == name) is { } kind
            ? await kind.Number(id, session, cancellation) : null;

    /// <param name="Read">The number that was typed; none where it is no number of this kind.</param>
    private sealed record Kind(
        string Name, Func<string, string?> Read,
        Func<string, IQuerySession, CancellationToken, Task<InfluencedMatter?>> Find,
        Func<Guid, IQuerySession, CancellationToken, Task<string?>> Number)
    {
        public static Kind Of<T>(
            string name, Func<string, string?> read, Func<string, Expression<Func<T, bool>>> named,
            Func<T, string> number, Func<T, InfluencedMatter?> matter) where T : class =>
            new(name, read, async (about, session, cancellation) =>
            {
                var found = Guid.TryParse(about, out var id) ? await session.LoadAsync<T>(id, cancellation)
                    : read(about) is { } typed
                        ? await session.Query<T>().Where(named(typed)).SingleOrDefaultAsync(cancellation) : null;
                return found is null ? null : matter(found);
            }, async (id, session, cancellation) =>
                await session.LoadAsync<T>(id, cancellation) is { } found ? number(found) : null);
    }
}
