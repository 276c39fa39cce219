using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>One thing that happened to a file: what, and what there is to know about it.</summary>
public sealed record TimelineEntry(EntryKind Kind, DateTimeOffset At, Words What, Words? Detail = null);
