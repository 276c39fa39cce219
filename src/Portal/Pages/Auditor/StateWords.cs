using System.Globalization;
using EGov.Audit;
using EGov.Pages.Shared;
using EGov.Texts;

namespace EGov.Pages.Auditor;

/// <summary>The fields of a file's state, as the trace compares them, in the page's language.</summary>
internal sealed record StateWords(Names Names)
{
    private Language T => Names.T;

    public Words Field(string field) => Names.Said("state.", field);

    public Words? Value(StateField state) => Value(state.Field, state.Value);

    public Words? Value(string field, string? value) => value is null ? null : (Words?)Known(field, value);

    private Words Known(string field, string value) => field switch
    {
        "status" => Names.Said("state.status.", value),
        "department" => Names.Department(value),
        "open-referrals" => Names.List(value.Split(", ").Select(Names.Department)),
        "clock" => Names.Said("state.clock.", value),
        "outcome" => Names.Said("trace.outcome.", value),
        "closure" => Names.Said("trace.closure.", value),
        "officer" or "prepared-by" or "decided-by" => T.Ref(value),
        _ when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
            T.Day(day),
        _ when decimal.TryParse(value, CultureInfo.InvariantCulture, out var number) => T.Num(number),
        _ => T.Ref(value),
    };

    public IReadOnlyList<Difference> Of(RequestDifference difference) =>
    [
        .. difference.Fields.Select(field =>
            new Difference(Field(field.Field), Value(field.Field, field.Before), Value(field.Field, field.After))),
    ];
}
