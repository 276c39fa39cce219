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

    /// <summary>On what kinds of things contacts are reported.</summary>
    public static readonly IReadOnlyList<string> Kinds = [OnRequest, OnDirective, OnLetter];

    public static InfluencedMatter Of(Request request) =>
        new(request.Id, request.Matter.Department, request.Matter.Service);

    public static InfluencedMatter Of(Directive directive) =>
        new(directive.Id, directive.Parts is [var only] ? only.Department : null, null);

    /// <summary>It lies with whoever has to bring its effect about.</summary>
    public static InfluencedMatter Of(OfficialLetter letter) => new(letter.Id, letter.Doer, null);

    /// <summary>The kind of thing whose numbers look like this one.</summary>
    public static string KindOf(string? number) =>
        ReferenceNumber.Read(ReferenceNumber.Directive, number) is not null ? OnDirective
        : ReferenceNumber.Read(ReferenceNumber.Letter, number) is not null ? OnLetter
        : OnRequest;

    public static string NumberOf(string kind, Guid id) => kind switch
    {
        OnDirective => ReferenceNumber.Of(ReferenceNumber.Directive, id),
        OnLetter => ReferenceNumber.Of(ReferenceNumber.Letter, id),
        _ => TrackingNumber.Of(id),
    };

    /// <param name="about">Its number, or its id.</param>
    /// <returns>Null where there is none of this kind.</returns>
    public static async Task<InfluencedMatter?> FindAsync(
        string kind, string about, IQuerySession session, CancellationToken cancellation) => kind switch
        {
            OnRequest => await RequestAsync(about, session, cancellation) is { } request ? Of(request) : null,
            OnDirective => await DirectiveAsync(about, session, cancellation) is { } directive ? Of(directive) : null,
            OnLetter => await LetterAsync(about, session, cancellation) is { IsSent: true } letter ? Of(letter) : null,
            _ => null,
        };

    private static async Task<Request?> RequestAsync(
        string about, IQuerySession session, CancellationToken cancellation)
    {
        if (Guid.TryParse(about, out var id)) return await session.LoadAsync<Request>(id, cancellation);
        return TrackingNumber.Read(about) is { } number
            ? await session.Query<Request>().Where(found => found.TrackingNumber == number)
                .SingleOrDefaultAsync(cancellation)
            : null;
    }

    private static async Task<Directive?> DirectiveAsync(
        string about, IQuerySession session, CancellationToken cancellation)
    {
        if (Guid.TryParse(about, out var id)) return await session.LoadAsync<Directive>(id, cancellation);
        return ReferenceNumber.Read(ReferenceNumber.Directive, about) is { } number
            ? await session.Query<Directive>().Where(found => found.Number == number).SingleOrDefaultAsync(cancellation)
            : null;
    }

    private static async Task<OfficialLetter?> LetterAsync(
        string about, IQuerySession session, CancellationToken cancellation)
    {
        if (Guid.TryParse(about, out var id)) return await session.LoadAsync<OfficialLetter>(id, cancellation);
        return ReferenceNumber.Read(ReferenceNumber.Letter, about) is { } number
            ? await session.Query<OfficialLetter>().Where(found => found.Number == number)
                .SingleOrDefaultAsync(cancellation)
            : null;
    }
}
