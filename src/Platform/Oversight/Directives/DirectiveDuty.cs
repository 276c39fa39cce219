using EGov.Organisation;

namespace EGov.Oversight;

/// <summary>A command that a day brings with it for one department of a directive.</summary>
public sealed record DirectiveDuty(object Command, string Department)
{
    /// <summary>Working days before the due date, on which a department is reminded.</summary>
    public const int RemindAt = 3;

    /// <summary>Working days past the due date, after which it goes to the head of the governorate.</summary>
    public const int HeadAfter = 10;

    /// <summary>Working days that a report may wait before its verifier is reminded.</summary>
    public const int VerifyWithin = 5;

    public static IEnumerable<DirectiveDuty> Of(Directive directive, WorkingCalendar calendar, DateOnly today)
    {
        foreach (var part in directive.Parts)
            if (CommandFor(directive.Id, part, calendar, today) is { } command)
                yield return new(command, part.Department);
    }

    /// <summary>Whether a fact set the day that has come.</summary>
    public bool IsSetBy(object fact) => Command is RemindVerifier
        ? fact is DirectiveReported reported && reported.Department == Department
        : fact is DirectiveIssued || (fact is DirectiveExtended or DirectiveRedated
            && ((IOnDirective)fact).Department == Department);

    private static object? CommandFor(Guid id, DirectivePart part, WorkingCalendar calendar, DateOnly today) =>
        part.IsMovedBy(calendar) ? new RedateDirective(id, part.Department)
        : part.EscalatesTo(calendar, today) is not null ? new EscalateDirective(id, part.Department)
        : part.IsToBeReminded(calendar, today) ? new RemindDirective(id, part.Department)
        : part.IsVerdictOverdue(calendar, today) ? new RemindVerifier(id, part.Department)
        : null;
}
