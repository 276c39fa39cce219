using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>A criterion of a decision: what it asks, how it was answered, and the law it rests on.</summary>
public sealed record AnsweredCriterion(Words Criterion, Verdict Verdict, Words Basis, Words? Evidence = null);
