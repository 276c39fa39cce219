using EGov.Organisation;

namespace EGov.Transparency;

/// <summary>When a file's turn comes at the pace of the last weeks: an expectation, and no promise.</summary>
public static class QueuePace
{
    /// <summary>The last four weeks are looked at: each day of the week as often as the others.</summary>
    public const int Days = 28;

    /// <summary>Of fewer decisions no pace is told.</summary>
    public const int Fewest = 5;

    /// <param name="position">From 1.</param>
    /// <returns>A working day; none where too little was decided to tell.</returns>
    public static async Task<DateOnly?> ExpectAsync(
        int position, string department, string service, CubeShelf cubes, WorkingCalendar calendar, DateOnly today,
        CancellationToken cancellation)
    {
        var (cube, _) = await cubes.GetAsync(null, cancellation);
        return Expect(position, Decided(cube, department, service, today), calendar, today);
    }

    /// <summary>As many working days as the files up to this one take, a part of a day counted as one.</summary>
    internal static DateOnly? Expect(int position, int decided, WorkingCalendar calendar, DateOnly today)
    {
        if (decided < Fewest) return null;
        var worked = calendar.WorkingDaysBetween(today.AddDays(-Days), today);
        return calendar.AddWorkingDays(today, (int)((((long)position * worked) + decided - 1) / decided));
    }

    internal static int Decided(Cube cube, string department, string service, DateOnly today)
    {
        var sums = new long[Cube.Measures];
        foreach (var (spot, figures) in cube.Spots)
        {
            if (spot.Department != department || spot.Service != service) continue;
            figures.Days.AddUpTo(today.DayNumber, sums);
            figures.Days.AddUpTo(today.DayNumber - Days, sums, -1);
        }

        return (int)Math.Max(0, sums[(int)Measure.Decided]);
    }
}
