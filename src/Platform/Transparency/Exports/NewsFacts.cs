using EGov.Casework;

namespace EGov.Transparency;

// What a piece of news says by itself, one record a kind. Consumers keep it: add members, never rename, remove or
// retype one.

/// <summary>A request was decided.</summary>
/// <param name="Outcome">What was decided.</param>
/// <param name="IsOverridden">Whether that is not what the criteria give.</param>
/// <param name="WorkingDays">Working days that counted, from complete to decided.</param>
public sealed record DecisionNews(
    Guid RequestId, string Service, string? County, Outcome Outcome, bool IsOverridden, string Rulebook,
    int RulebookVersion, int WorkingDays, bool OnTime);

/// <summary>An appeal was decided.</summary>
/// <param name="Outcome">What holds now.</param>
public sealed record AppealNews(Guid RequestId, string Service, string? County, bool Overturned, Outcome Outcome);

/// <summary>The governorate asks something of departments.</summary>
public sealed record DirectiveNews(string Number, Text Line, DateOnly Due);

/// <summary>A second person has seen the effect of a directive in a department.</summary>
/// <param name="WorkingDays">From the issue to the report that was verified.</param>
public sealed record DirectiveEffectNews(string Number, Text Line, string Department, int WorkingDays, bool OnTime);

/// <summary>A directive asks nothing more.</summary>
public sealed record DirectiveEndNews(string Number, Text Line, string Ground);

/// <summary>Something of the province is wrong or missing.</summary>
/// <param name="Source">Who raised it, by the kind of office.</param>
public sealed record IssueNews(string Number, Text Line, string Source, string? County);

/// <summary>Those who raised an issue have seen that it is solved.</summary>
/// <param name="Days">From the day on which it was raised.</param>
public sealed record IssueSolvedNews(string Number, Text Line, int Days);

/// <summary>What was at its end is there again.</summary>
public sealed record IssueReopenedNews(string Number, Text Line);

/// <summary>An issue is followed no longer, and was not solved.</summary>
public sealed record IssueEndNews(string Number, Text Line, string Ground);

/// <summary>An edition of a guidance note holds from a day on.</summary>
/// <param name="Clauses">How many can be cited.</param>
public sealed record GuidanceNews(string Number, int Edition, Text Title, DateOnly From, int Clauses);

/// <summary>Nothing of a guidance note holds from a day on.</summary>
public sealed record GuidanceEndNews(string Number, Text Title, DateOnly From, Text Reason);

/// <summary>A version of a rulebook is published.</summary>
public sealed record RulebookNews(string Code, int Version, Text Title, DateOnly From, Text LegalReference);

/// <summary>A service is offered, or offered on other terms, from a day on.</summary>
public sealed record ServiceNews(string Code, Text Title, DateOnly From, int LegalLimitDays, int PromiseDays);

/// <summary>A service can be asked for no longer from a day on.</summary>
public sealed record ServiceEndNews(string Code, DateOnly From);

/// <summary>Somebody is looked for.</summary>
/// <param name="Vacancy">The first of a post is 1.</param>
/// <param name="ClosesOn">The last day to stand.</param>
public sealed record VacancyNews(string Post, Text Title, string Level, int Vacancy, DateOnly ClosesOn);

/// <summary>A post has a holder.</summary>
/// <param name="Holder">By public code.</param>
public sealed record AppointmentNews(
    string Post, Text Title, string Level, string Holder, DateOnly From, DateOnly Until);

/// <summary>The governorate makes a promise its programme.</summary>
public sealed record ProgrammeNews(string Number, Text Promise, Text Source, DateOnly PromisedOn);

/// <summary>The day of a milestone is over, and it was measured.</summary>
/// <param name="Measure">By what.</param>
/// <param name="AtLeast">Whether at least the target was promised; else at most.</param>
/// <param name="Value">The count, the days, or hundredths of a per cent; none with too few cases.</param>
public sealed record MilestoneNews(
    string Number, int Milestone, Text Measure, DateOnly On, bool AtLeast, int Target, int? Value, int Numerator,
    int? Denominator);

/// <summary>A council resolves that something is to be done.</summary>
public sealed record ResolutionNews(string Number, string Council, Text Line, DateOnly Due);

/// <summary>What was resolved is done, as a second person has seen.</summary>
/// <param name="Directive">By which it was done, if by one.</param>
public sealed record ResolutionDoneNews(string Number, string Council, Text Line, string? Directive);

/// <summary>A later meeting gives a resolution up.</summary>
public sealed record ResolutionEndNews(string Number, string Council, Text Line, string Ground);

/// <summary>What is known of women and men in the posts at the end of a quarter.</summary>
public sealed record BalanceNews(string Quarter, DateOnly Until);
