using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Integrity;

/// <summary>An officer was recommended, pressed, offered or told what to decide.</summary>
/// <param name="On">What kind of thing it is about: one of <see cref="InfluencedMatter.Kinds"/>.</param>
/// <param name="About">Its number or id; of an appointment the code of the post.</param>
/// <param name="Kind">recommendation, pressure, gift-or-favour, intermediary, or interference.</param>
/// <param name="Category">Who made contact.</param>
/// <param name="Asked">What was asked for.</param>
/// <param name="Answer">What the officer answered.</param>
/// <param name="Contact">By name or description, where you know it.</param>
/// <param name="Words">In which words, or anything to add.</param>
public record ReportInfluence(
    string On, string About, string Kind, string Category, string Channel, string Asked, string Answer,
    string? Contact = null, string? Words = null);

public static class ReportInfluenceHandler
{
    public const int Longest = 4_000;

    public static readonly IReadOnlyList<string> Kinds =
        ["recommendation", "pressure", "gift-or-favour", "intermediary", "interference"];

    public static readonly IReadOnlyList<string> Categories =
    [
        "superior", "colleague", "other-office", "elected-official", "judge-or-law-enforcement", "business", "broker",
        "kin-or-friend", "applicant", "unknown",
    ];

    public static readonly IReadOnlyList<string> Channels =
        ["in-person", "telephone", "message", "letter", "third-person"];

    public static readonly IReadOnlyList<string> Answers =
        ["refused", "referred-to-the-rules", "promised-nothing", "promised", "did-as-asked"];

    /// <summary>You report a contact. From tomorrow on the file shows that there was one, not from whom.</summary>
    [WolverinePost("/api/influence"), EmptyResponse]
    public static async Task Handle(
        ReportInfluence command, IDocumentSession session, Vault vault, Handbook handbook, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var matter = await InfluencedMatter.FindAsync(command.On, command.About, session, cancellation);
        var letter = new Letter
        {
            Influence = Decide(command, matter, actor, now),
            Id = Letter.IdOf(Act.Current, vault.Master),
            Stream = Influence.Of(vault.Master, command.On, matter!.Id),
        };
        await letter.PostAsync(session, vault, handbook, now, cancellation);
    }

    public static InfluenceReported Decide(
        ReportInfluence command, InfluencedMatter? matter, Actor actor, DateTimeOffset now)
    {
        if (!InfluencedMatter.Kinds.Contains(command.On))
            throw new Refused("influence.matter-unknown") { Status = 422 };
        if (matter is null) throw new Refused("influence.request-unknown") { Status = 422 };
        if (!Kinds.Contains(command.Kind)) throw new Refused("influence.kind-unknown") { Status = 422 };
        if (!Categories.Contains(command.Category)) throw new Refused("influence.category-unknown") { Status = 422 };
        if (!Channels.Contains(command.Channel)) throw new Refused("influence.channel-unknown") { Status = 422 };
        if (!Answers.Contains(command.Answer)) throw new Refused("influence.answer-unknown") { Status = 422 };
        if (string.IsNullOrWhiteSpace(command.Asked)) throw new Refused("influence.asked-empty") { Status = 422 };
        if (new[] { command.Asked, command.Contact, command.Words }.Any(words => words?.Length > Longest))
            throw new Refused("influence.words-too-long", Longest) { Status = 422 };
        return new(now.Day().Start(), command.On, matter.Department, matter.Service, command.Kind,
            Kept($"{matter.Id}"), Kept(command.Category), Sealed.OfWords(Subjects.Integrity, command.Contact),
            Kept(command.Channel), Kept(command.Asked.Trim()), Kept(command.Answer),
            Sealed.OfWords(Subjects.Integrity, command.Words), Kept(actor.Code));

        static Sealed Kept(string value) => Sealed.Of(Subjects.Integrity, value);
    }
}
