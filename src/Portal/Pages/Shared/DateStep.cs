using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>One step of a date's computation.</summary>
public sealed record DateStep(Words What, DateOnly Day);
