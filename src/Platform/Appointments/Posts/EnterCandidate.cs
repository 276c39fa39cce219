using EGov.Privacy;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

/// <summary>Somebody stands for a post. Everything about the person is sealed.</summary>
/// <param name="Number">National number, in any script of digits.</param>
/// <param name="Gender">woman or man; counted for the public, and shown to nobody, the panel included.</param>
/// <param name="Level">Code of the level of the post held at present, if any.</param>
/// <param name="Officer">Public code, of who belongs to the staff already.</param>
public record EnterCandidate(
    Guid PostId, string Name, string Number, string Gender, string? Level = null, string? Officer = null);

public static class EnterCandidateHandler
{
    public const int LongestName = 200;

    public const string Woman = "woman";

    public static readonly IReadOnlyList<string> Genders = [Woman, "man"];

    public static async Task<Standing> LoadAsync(
        EnterCandidate command, Post post, PanelTies ties, MasterKey master, IQuerySession session,
        CancellationToken cancellation)
    {
        var mark = CivilNumber.MarkOfPerson(master, CivilNumber.Plain(command.Number));
        return new(mark, await ties.StandsAsync(mark, post.Vacancy?.Candidates ?? [], cancellation),
            await session.LoadAsync<Balance>(Balance.TheOne, cancellation) ?? new());
    }

    /// <summary>Enters a candidate for a post that is vacant.</summary>
    [WolverinePost("/api/posts/{postId}/candidates"), EmptyResponse]
    public static CandidateEntered Handle(
        EnterCandidate command, [WriteModel] Post post, Standing standing, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        var id = Act.CurrentOrNone?.Key is { } key
            ? Identity.Of("candidate", actor.Name, key)
            : Guid.CreateVersion7();
        return Decide(command, post, standing, id, handbook, actor, now);
    }

    public static CandidateEntered Decide(
        EnterCandidate command, Post post, Standing standing, Guid id, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        var vacancy = post.Open();
        if (now.Day() > vacancy.ClosesOn) throw new Refused("candidate.too-late", vacancy.ClosesOn);
        var name = Fold.Text(command.Name);
        if (name.Length is 0 or > LongestName)
            throw new Refused("candidate.name-missing", LongestName) { Status = 422 };
        var number = CivilNumber.Plain(command.Number);
        if (!CivilNumber.IsOfPerson(number)) throw new Refused("candidate.number-wrong") { Status = 422 };
        if (!Genders.Contains(command.Gender)) throw new Refused("candidate.gender-unknown") { Status = 422 };
        if (command.Level is { } level && standing.Balance.Levels.All(known => known.Code != level))
            throw new Refused("candidate.level-unknown", level) { Status = 422 };
        if (command.Officer is { } officer && handbook.Officers.GetValueOrDefault(officer) is not { IsServing: true })
            throw new Refused("candidate.officer-unknown", officer) { Status = 422 };
        if (vacancy.Panel.Any(seat => seat.Officer == command.Officer))
            throw new Refused("candidate.on-the-panel");
        if (standing.IsThere) throw new Refused("candidate.stands-already");
        return new(now, actor.Code, vacancy.Number, id, Kept(name), Kept(number), Kept(standing.Mark),
            Kept(command.Gender), Sealed.OfWords(id, command.Level), Sealed.OfWords(id, command.Officer));

        Sealed Kept(string value) => Sealed.Of(id, value);
    }
}

/// <param name="Mark">Of the person who is to be entered.</param>
/// <param name="IsThere">Whether the same person stands already.</param>
public sealed record Standing(string Mark, bool IsThere, Balance Balance);
