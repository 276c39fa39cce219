using EGov.Casework;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>F14: a file is closed, and it was not at its end.</summary>
/// <remarks>
/// Of one file: closed as belonging elsewhere, and never transferred. Of an officer: the closures that an applicant
/// contested, or an appeal overturned, within w days, against those of the others of the service, binomial: what
/// service desks count as their reopening rate (ITIL, incident management).
/// </remarks>
public sealed class F14FalseClosure : Indicator
{
    public override Text Title => new("بستن نابجا", "False closure");

    public override Text Rule => new(
        "پرونده‌ای به عنوان مربوط به جای دیگر بسته شده و منتقل نشده است؛ یا به بستن‌های یک کارمند بسیار بیش از همکاران "
            + "اعتراض می‌شود یا در تجدیدنظر برمی‌گردد.",
        "A file was closed as belonging elsewhere and not transferred; or one officer's closures are contested, or "
            + "overturned on appeal, far more often than the colleagues'.");

    public override string Formula =>
        "closed elsewhere without transfer;  contested or overturned within w days: P(X ≥ x | n, p_others) ≤ α";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 20),
        (IndicatorTerms.Most, 0.05m), (IndicatorTerms.Hits, 6),
        (IndicatorTerms.Alpha, 0.000001m), (IndicatorTerms.FalseRate, 0.05m), ("days", 30),
    ];

    public override IEnumerable<Finding> OnEvent(IEvent e, CaseLine line, CaseBook book, IndicatorTerms terms)
    {
        if (e.Data is RequestClosed { Closure: Closure.OutOfCompetence or Closure.Transferred }
            && line.Closure is { WasTransferred: false } closure)
            yield return Finding.OfCase(line, closure.Officer, 1, 1, e.Id);
    }

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms)
    {
        bool IsUndone(CaseClosure one) =>
            one.Undone is { } undone && (undone.At - one.When.At).TotalDays <= terms["days"];
        return book.Closures.Since(book.Since(terms.Days)).Where(one => one.Officer is not null)
            .ByOffice(one => (one.Service, one.Department))
            .SelectMany(office => Colleagues.Beyond(office.GroupBy(one => one.Officer!).Select(his => new OfficerCount(
                    his.Key, his.Count(IsUndone), his.Count(),
                    [.. his.Where(IsUndone).SelectMany(one => new[] { one.When.Event, one.Undone!.Value.Event })])),
                    terms)
                .Select(one => Colleagues.Of(office.Key, one)));
    }
}
