using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Words">What is to be done for the promise, for everybody to read.</param>
/// <param name="Departments">Who is to do it; 1 to 60.</param>
/// <param name="Due">By when; after today.</param>
public record MakeCommitment(Guid ProgrammeId, Text Words, IReadOnlyList<string> Departments, DateOnly Due);

public static class MakeCommitmentHandler
{
    private const int MostDepartments = 60;

    /// <summary>You say what is to be done for the promise, by whom and by when.</summary>
    [WolverinePost("/api/programmes/{programmeId}/commitments"), EmptyResponse]
    public static CommitmentMade Handle(
        MakeCommitment command, [WriteModel] Programme programme, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        programme.OnlyWhileOpen();
        return new(now, Programme.Next(programme.Commitments),
            OfficialWords.Line(command.Words, Programme.LongestWords), Known(command.Departments, handbook),
            Later(command.Due, now), actor.Code);
    }

    internal static IReadOnlyList<string> Known(IReadOnlyList<string> departments, Handbook handbook)
    {
        var named = departments.Distinct().ToList();
        if (named.Count is 0 or > MostDepartments)
            throw new Refused("commitment.by-nobody", MostDepartments) { Status = 422 };
        return named.FirstOrDefault(code => !handbook.Departments.ContainsKey(code)) is { } stranger
            ? throw new Refused("commitment.department-unknown", stranger) { Status = 422 }
            : named;
    }

    internal static DateOnly Later(DateOnly due, DateTimeOffset now) => due > now.Day()
        ? due
        : throw new Refused("commitment.due-past") { Status = 422 };
}
