namespace EGov.Integrity;

/// <summary>
/// A reason to open a file, and never a verdict: what an indicator found, by which thresholds, in which events.
/// </summary>
/// <remarks>Written by the projection and by nothing else. What people say of it stands in its review.</remarks>
public sealed class Signal
{
    /// <summary>
    /// By indicator, version, subject and window, under a key: from the id nobody finds out whom it is about.
    /// </summary>
    public Guid Id { get; set; }
    /// <summary>It is the n-th that was found since the record began.</summary>
    public long Number { get; set; }
    public string Indicator { get; set; } = "";
    public int Version { get; set; }

    /// <summary>The thresholds that were in force.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; set; } = [];

    /// <summary>First day of the window; none where one file or act gave the reason.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The business day on which it was found.</summary>
    public DateOnly Found { get; set; }

    /// <summary>Place in the record of the event at which it was found.</summary>
    public long Sequence { get; set; }
    public int N { get; set; }
    public double Value { get; set; }

    /// <summary>The events it rests on, the first <see cref="MostEvidence"/> of <see cref="EvidenceTotal"/>.</summary>
    public IReadOnlyList<Guid> Evidence { get; set; } = [];
    public int EvidenceTotal { get; set; }
    public Guid? Request { get; set; }
    public string? TrackingNumber { get; set; }
    public string? Service { get; set; }
    public string? Department { get; set; }

    /// <summary>The officer concerned, who may answer.</summary>
    public string? Officer { get; set; }

    public const int MostEvidence = 500;
}

/// <summary>
/// How often an indicator had fired by the end of a day: a rule that fires on too many warns of itself. Each day is
/// kept, as the public was told it.
/// </summary>
public sealed class IndicatorDay
{
    /// <summary>The indicator's code, and the place of the event.</summary>
    public string Id { get; set; } = "";
    public string Indicator { get; set; } = "";

    /// <summary>Place in the record of the event at which it was counted; the same for all indicators.</summary>
    public long Sequence { get; set; }
    public int Version { get; set; }

    /// <summary>The last day counted; the window ends with it.</summary>
    public DateOnly Until { get; set; }
    public int Cases { get; set; }
    public int CasesSignalled { get; set; }
    public int Officers { get; set; }
    public int OfficersSignalled { get; set; }
    public bool IsOverFiring { get; set; }
}
