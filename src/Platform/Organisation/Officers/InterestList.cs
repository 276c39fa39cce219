using Wolverine.Http;

namespace EGov.Organisation;

/// <summary>That somebody has declared interests, and since when; not what they are.</summary>
public sealed record InterestLine(string Officer, string Department, int Interests, DateTimeOffset LastDeclaredAt);

/// <param name="Without">How many of the staff have declared none.</param>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record InterestPage(IReadOnlyList<InterestLine> Items, int Total, int Without, string? Next);

public static class InterestListEndpoint
{
    /// <summary>Who has declared interests, and how many: of your department, or for integrity of all.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/officers/interests")]
    public static InterestPage Get(string? after, int? limit, Handbook handbook, Actor actor)
    {
        var staff = handbook.Officers.Values.Where(officer => officer.IsServing
            && (actor.Role is "integrity" || officer.Department == actor.Department)).ToList();
        var (items, total, next) = Paging.Cut(staff.Where(officer => officer.Interests.Count > 0),
            officer => officer.Code, Paging.IsCode, after, limit);
        return new(
            [
                .. items.Select(officer => new InterestLine(officer.Code, officer.Department, officer.Interests.Count,
                    officer.Interests.Max(interest => interest.DeclaredAt))),
            ],
            total, staff.Count - total, next);
    }
}
