using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>A file in an officer's queue; without days left its clock stands still.</summary>
public sealed record QueueItem(string Number, string Href, Words Service, Words State, int? DaysLeft)
{
    public bool IsCurrent { get; init; }

    /// <summary>What is said in place of the days left, where no clock stands still and yet none runs.</summary>
    public Words? Clock { get; init; }
}
