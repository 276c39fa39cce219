namespace EGov.Pages.Shared;

/// <summary>How a criterion was answered.</summary>
public enum Verdict { Unanswered, Met, NotMet, NotApplicable }
