namespace EGov.Appointments;

// What can happen to the balance of women and men in the posts. These records are stored and hashed into the ledger for
// good: add members and new records freely; never rename, remove or retype one.

/// <summary>The levels that posts stand at. A later list takes the place of the one before.</summary>
public record LevelsSet(DateTimeOffset At, string By, int Version, IReadOnlyList<PostLevel> Levels) : IHappened;

/// <param name="Rank">From the lowest, 1, upwards.</param>
/// <param name="CountedWith">Code of the level that it is counted with in public, where it has too few posts.</param>
/// <param name="AreReasonsPublic">Whether the reasons for an appointment are published, or sealed.</param>
public record PostLevel(string Code, Text Name, int Rank, string? CountedWith, bool AreReasonsPublic);

/// <summary>Which share of the posts women shall hold, and by when.</summary>
/// <param name="Percent">1 to 99.</param>
/// <param name="Day">By which it is to be reached.</param>
public record TargetSet(DateTimeOffset At, string By, int Percent, DateOnly Day) : IHappened;

/// <summary>
/// What is known in public of women and men in the posts, at the end of a quarter. Nothing else is ever told of it.
/// </summary>
/// <param name="Quarter">Year and quarter of the province's calendar, such as 1405-1.</param>
/// <param name="Until">Its last day.</param>
/// <param name="Least">No group is smaller.</param>
/// <param name="Holders">Who held a post at the end of that day.</param>
/// <param name="Groups">Those that were counted for the first time.</param>
public record BalancePublished(
    DateTimeOffset At, string Quarter, DateOnly Until, int Least, IReadOnlyList<CountedHolder> Holders,
    IReadOnlyList<CountedGroup> Groups) : IHappened;

/// <param name="Level">As the post has it.</param>
/// <param name="Band">The level that it is counted with.</param>
public record CountedHolder(string Officer, string Department, string Level, string Band);

/// <summary>
/// A group of persons with the number of women in it, for good. Two groups share nobody, or one holds the other.
/// </summary>
/// <param name="Number">From 1, through all quarters.</param>
/// <param name="Within">The earlier group that it is a part of.</param>
/// <param name="Band">Of candidates, the level they stood for; of holders, that of all when counted.</param>
/// <param name="Department">Likewise; none where they belong to several.</param>
/// <param name="Officers">Who is in it, of holders.</param>
/// <param name="Candidates">Who is in it, of those who stood and were not appointed.</param>
/// <param name="AtLeast">
/// Women in it; less than <paramref name="AtMost"/> where the number would tell of a person.
/// </param>
public record CountedGroup(
    int Number, int? Within, string? Band, string? Department, IReadOnlyList<string> Officers,
    IReadOnlyList<Guid> Candidates, int AtLeast, int AtMost);
