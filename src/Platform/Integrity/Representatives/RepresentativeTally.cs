namespace EGov.Integrity;

/// <summary>
/// What one contact brought in the window of F17: how many applicants, with what success, and how quickly.
/// </summary>
/// <remarks>
/// Written by the projection of signals and by nothing else, at the end of each day and after an erasure. Neither the
/// contact nor the mark by which it is known stands here, and no file.
/// </remarks>
public sealed class RepresentativeTally
{
    /// <summary>By the mark, under a key: from the one nobody finds the other.</summary>
    public Guid Id { get; set; }

    /// <summary>Place in the record of the event at which it was counted.</summary>
    public long Sequence { get; set; }
    public DateOnly From { get; set; }
    public DateOnly Until { get; set; }
    public int Applicants { get; set; }

    /// <summary>Files that were decided.</summary>
    public int Files { get; set; }

    /// <summary>Files that wait for their decision.</summary>
    public int Waiting { get; set; }

    /// <summary>Decided files whose record says how they were decided.</summary>
    public int Stated { get; set; }
    public int Granted { get; set; }

    /// <summary>How many of them would be granted, were each as likely as the files of its service.</summary>
    public double Expected { get; set; }

    /// <summary>Decided files of queues that are large enough to compare with.</summary>
    public int Timed { get; set; }

    /// <summary>Median of t / median t of the queue over these; below 1: sooner than others.</summary>
    public double? TimeRatio { get; set; }
    public IReadOnlyList<RepresentedCount> Departments { get; set; } = [];
    public IReadOnlyList<RepresentedCount> Services { get; set; } = [];

    /// <summary>The first and the last day on which something was filed.</summary>
    public DateOnly First { get; set; }
    public DateOnly Last { get; set; }

    /// <summary>Signals of the window that are about it.</summary>
    public IReadOnlyList<Guid> Signals { get; set; } = [];
}

/// <param name="Code">Of a department or a service.</param>
/// <param name="Files">Decided or waiting.</param>
public sealed record RepresentedCount(string Code, int Files);

/// <summary>
/// How much of what a department decided came through others by the end of a day, or after an erasure; the public
/// counts are made of this. Each is kept, as the public was told it.
/// </summary>
public sealed class RepresentationDay
{
    /// <summary>The department's code, and the place of the event.</summary>
    public string Id { get; set; } = "";

    /// <summary>The department's code; that of the province is <see cref="Province"/>.</summary>
    public string Office { get; set; } = "";

    /// <summary>Place in the record of the event at which it was counted; the same for all departments.</summary>
    public long Sequence { get; set; }
    public DateOnly From { get; set; }
    public DateOnly Until { get; set; }

    /// <summary>From how many applicants on a contact counts among those who file for many.</summary>
    public int Least { get; set; }

    /// <summary>Files that were decided, for the first time.</summary>
    public int Decided { get; set; }

    /// <summary>Of these, how many somebody filed for the applicant.</summary>
    public int Represented { get; set; }

    /// <summary>Of these, how many came through those who file for many.</summary>
    public int Brought { get; set; }

    /// <summary>How many there are who file for many.</summary>
    public int Contacts { get; set; }

    public const string Province = "*";
}
