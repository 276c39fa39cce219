namespace EGov.Pages.Shared;

/// <summary>Days on which the clock stood still: from the first to the day it ran again, or still open.</summary>
public sealed record ClockStop(DateOnly From, DateOnly? Until);
