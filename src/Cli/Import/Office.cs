using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EGov.Catalogue;
using EGov.Organisation;
using EGov.Rulebooks;

namespace EGov.Cli.Import;

/// <summary>The office whose past a log tells: its department, whom it asks, its services and their rules.</summary>
/// <param name="Prefix">What its officers' public codes begin with.</param>
/// <param name="Others">The departments that its files are referred or transferred to.</param>
/// <param name="Services">The terms, once it is known how many days of a week are worked.</param>
internal sealed record Office(
    EstablishDepartment Department, string Prefix, IReadOnlyList<EstablishDepartment> Others,
    IReadOnlyList<RulebookVersion> Rulebooks, Func<int, IReadOnlyList<ServiceTerms>> Services)
{
    /// <summary>The day from which all of it holds: before the first case of any log that is read here.</summary>
    public static readonly DateOnly Since = new(2000, 1, 1);

    public string Code => Department.Department;

    /// <summary>To which office belongs whom the log names, where it tells of several; none: all to this one.</summary>
    public Func<string, string>? DepartmentOf { get; init; }

    private const int CenturyInHours = 876_600;

    /// <summary>What every imported service has in common: filed by import, taken in no promised order.</summary>
    public static ServiceTerms Imported { get; } = new()
    {
        Code = "",
        Title = new("", ""),
        Summary = new("", ""),
        LegalBasis = new("", ""),
        Department = "",
        Rulebook = "",
        LegalLimitDays = 0,
        PromiseDays = 0,
        AppealWindowDays = 42,
        ContestWindowDays = 0,
        AnswerWindowDays = 0,
        Channels = ["import"],
        Queue = "open",
        // The log was written elsewhere, long before it came here: that gap is no sign of backdating.
        Tolerance = CenturyInHours,
    };

    /// <summary>The public code of whoever the log names so.</summary>
    /// <remarks>Without a prefix it is one already.</remarks>
    public string CodeOf(string resource)
    {
        if (Prefix.Length == 0) return resource;
        var plain = string.Concat(resource.Select(letter =>
            char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
        // Two names that only differ in letters that a code cannot hold stay two officers.
        return plain == resource
            ? $"{Prefix}-{plain}"
            : $"{Prefix}-{plain}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(resource)))[..6]}";
    }

    public static Criterion Human(string code, Text law, Text text) =>
        new(code, text, law, JsonSerializer.SerializeToElement("human"), "required", NoGuidance);

    private static readonly Text NoGuidance = new(
        "این پرونده از سابقهٔ سامانه‌ای دیگر آمده است و راهنمایی در آن ثبت نشده.",
        "This file was taken over from another system’s log, which records no guidance.");
}

/// <summary>Sets an office up through the platform's own rules; what is there already is left as it is.</summary>
internal class Founding(Store store, Office office, string log)
{
    private static readonly DateTimeOffset Then = Office.Since.Start();
    protected static readonly Actor Importer = new("importer", "import");

    protected Handbook Now => store.Shelf.Current;

    public virtual async Task FoundAsync(CancellationToken cancellation)
    {
        var history = new History(store.Documents);
        if (Now.Calendar.Version == 0)
        {
            var unopened = new WorkingCalendar();
            Append<Calendar>(history, Calendar.TheOne, "calendar", () => OpenCalendarHandler.Decide(
                new(unopened.Weekend, unopened.OpensAt, unopened.ClosesAt, []), Then));
        }

        Establish(history, [office.Department]);
        await SettleAsync(history, cancellation);

        // Each may name what the step before it has founded.
        Establish(history, office.Others.Where(other => other.Parent == office.Code));
        await SettleAsync(history, cancellation);
        Establish(history, office.Others);
        foreach (var rules in office.Rulebooks.Where(rules => !Now.Rulebooks.ContainsKey(rules.Code)))
            Append<Rulebook>(history, Identity.Of("rulebook", rules.Code), rules.Code, () =>
                PublishRulebookHandler.Handle(new(rules), null, Now, Then));
        await SettleAsync(history, cancellation);

        foreach (var terms in office.Services(7 - Now.Calendar.Weekend.Count)
            .Where(terms => !Now.Services.ContainsKey(terms.Code)))
            Append<Service>(history, Identity.Of("service", terms.Code), terms.Code, () =>
                OfferServiceHandler.Handle(new(Office.Since, terms), null, Now, Then));
        await SettleAsync(history, cancellation);
    }

    /// <summary>Appoints whom the log names. No grade is told, so it is the one that stands in no rule's way.</summary>
    public virtual async Task AppointAsync(IEnumerable<string> resources, CancellationToken cancellation)
    {
        var history = new History(store.Documents);
        foreach (var (code, department) in resources
            .Select(resource => (Code: office.CodeOf(resource), Department: office.DepartmentOf?.Invoke(resource)))
            .DistinctBy(officer => officer.Code).Where(officer => !Now.Officers.ContainsKey(officer.Code)))
            Append<Officer>(history, Identity.Of("officer", code), code, () => AppointOfficerHandler.Decide(
                new(code, department ?? office.Code, ["officer"], "senior"), Now, Then));
        await SettleAsync(history, cancellation);
    }

    /// <summary>What was founded counts at once: the shelf is read again when it is committed, not before.</summary>
    protected async Task SettleAsync(History history, CancellationToken cancellation)
    {
        await history.FlushAsync(cancellation);
        await store.Shelf.LoadAsync(cancellation);
    }

    private void Establish(History history, IEnumerable<EstablishDepartment> departments)
    {
        foreach (var department in departments.Where(one => !Now.Departments.ContainsKey(one.Department)))
            Append<Department>(history, Identity.Of("department", department.Department), department.Department, () =>
                EstablishDepartmentHandler.Decide(department, Now, Then));
    }

    private void Append<TAggregate>(History history, Guid stream, string what, Func<object> decide)
    {
        var act = ActOf($"{typeof(TAggregate).Name}/{what}", Then);
        using (Act.Begin(act)) history.Append(stream, typeof(TAggregate), act, decide(), isNew: true);
    }

    protected Act ActOf(string what, DateTimeOffset at) => new()
    {
        Actor = Importer,
        Now = at,
        Handbook = Now,
        Key = $"{log}/{what}",
        CorrelationId = "import:" + log,
    };
}
