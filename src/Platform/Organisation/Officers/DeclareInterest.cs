using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Organisation;

/// <summary>You are tied to somebody, or to a company, so that none of their files may come before you.</summary>
/// <param name="Relation">One of the list; it says whether the tie is to a person or to a company.</param>
/// <param name="Number">National number of the person, or of the company; any script of digits.</param>
public record DeclareInterest(string Relation, string Name, string Number);

public static class DeclareInterestHandler
{
    private const int LongestName = 200;

    public static readonly IReadOnlyList<string> ToPersons =
        ["spouse", "parent-or-child", "sibling", "other-kin", "close-friend", "debt", "dispute"];

    public static readonly IReadOnlyList<string> ToCompanies =
        ["shares", "seat", "employment", "former-employment", "kins-company"];

    public static readonly IReadOnlyList<string> Relations = [.. ToPersons, .. ToCompanies];

    /// <summary>You declare an interest: sealed, compared with files by the platform, and read by nobody.</summary>
    [WolverinePost("/api/officers/mine/interests"), EmptyResponse]
    public static async Task Handle(
        DeclareInterest command, IDocumentSession session, MasterKey master, Handbook handbook, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var id = Act.Current.Key is { } key ? Identity.Of("interest", actor.Name, key) : Guid.CreateVersion7();
        var declared = Decide(command, id, master, handbook, actor, now);
        var own = await session.Events.FetchForWriting<Officer>(Identity.Of("officer", actor.Code), cancellation);
        own.AppendOne(declared);
    }

    public static InterestDeclared Decide(
        DeclareInterest command, Guid id, MasterKey master, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        if (handbook.Officers.GetValueOrDefault(actor.Code) is not { IsServing: true })
            throw new Refused("interest.declarer-not-serving") { Status = 403 };
        if (!Relations.Contains(command.Relation))
            throw new Refused("interest.relation-unknown") { Status = 422 };
        var name = Fold.Text(command.Name);
        if (name.Length is 0 or > LongestName) throw new Refused("interest.name-missing") { Status = 422 };
        var number = CivilNumber.Plain(command.Number);
        var isToPerson = ToPersons.Contains(command.Relation);
        if (isToPerson && !CivilNumber.IsOfPerson(number))
            throw new Refused("interest.national-number-wrong") { Status = 422 };
        if (!isToPerson && !CivilNumber.IsOfCompany(number))
            throw new Refused("interest.company-number-wrong") { Status = 422 };
        var mark = isToPerson
            ? CivilNumber.MarkOfPerson(master, number)
            : CivilNumber.MarkOfCompany(master, number);
        return new(now, actor.Code, id, Kept(command.Relation), Kept(name), Kept(number), Kept(mark));

        static Sealed Kept(string value) => Sealed.Of(Subjects.Integrity, value);
    }
}
