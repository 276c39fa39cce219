using EGov.Audit;
using EGov.Pages.Shared;
using EGov.Privacy;
using EGov.Texts;
using Marten;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Auditor;

/// <summary>What the lists over the audit trail have in common: who, where, from when to when, and page by page.</summary>
public abstract class AuditListPage : Localised
{
    protected const int Rows = 50;

    [Inject] public IDocumentStore Store { get; set; } = default!;

    [Inject] public HandbookShelf Shelf { get; set; } = default!;

    [Inject] public MasterKey Master { get; set; } = default!;

    [SupplyParameterFromQuery] public string? Department { get; set; }

    /// <summary>The first and the last day of writing, as typed.</summary>
    [SupplyParameterFromQuery] public string? From { get; set; }

    [SupplyParameterFromQuery] public string? To { get; set; }

    [SupplyParameterFromQuery] public string? After { get; set; }

    protected FormErrors Errors { get; } = [];

    protected Names Names { get; private set; } = default!;

    internal EventWords Sentences => new(Names);

    protected AuditPage? Page { get; private set; }

    protected DateOnly? FirstDay { get; private set; }

    protected DateOnly? LastDay { get; private set; }

    /// <summary>When the latest entry was written that the trail holds already.</summary>
    protected DateTimeOffset? RecordedUpTo { get; private set; }

    protected sealed override async Task OnInitializedAsync()
    {
        Names = new(Shelf.Current, T);
        (FirstDay, LastDay) = (Read("from", From), Read("to", To));
        if (Errors.Count > 0) return;
        await using var session = Store.QuerySession();
        RecordedUpTo = (await session.Query<AuditRow>().OrderByDescending(row => row.Sequence).FirstOrDefaultAsync())?.Written;
        try
        {
            var query = await QueryAsync(session);
            query.In(session, Shelf.Current);
            var act = EGov.Act.Current;
            await query.RecordAsync(Store, Master, act.Actor, After is { Length: > 0 }, act.Now, default);
            Page = await query.PageAsync(session, Shelf.Current, After, Rows, default);
        }
        catch (Refused refused)
        {
            Errors.Add(FieldOf(refused.Code), Names.Refusal(refused));
        }
    }

    /// <summary>What the page's filters ask for.</summary>
    protected abstract Task<AuditQuery> QueryAsync(IQuerySession session);

    protected IReadOnlyList<Choice> Departments =>
    [
        new("", T["audit.every-department"]),
        .. Names.Handbook.Departments.Values.Select(department => new Choice(department.Code, Names.Of(department.Name)))
            .OrderBy(choice => choice.Text.ToString(), Alphabet.Order),
    ];

    protected static string? Iso(DateOnly? day) =>
        day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private DateOnly? Read(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (Moment.ReadDay(typed) is { } day) return day;
        Errors.Add(field, T["moment.day-unreadable", T.Format.Day(EGov.Act.Current.Now.Day())]);
        return null;
    }

    private static string FieldOf(string code) => code switch
    {
        "audit.period-reversed" => "to",
        "audit.department-unknown" => "department",
        "audit.type-unknown" => "type",
        "audit.purpose-unknown" => "purpose",
        "trace.unknown-request" => "request",
        _ => "",
    };
}
