using EGov.Integrity;
using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>Says of a contact what it is called, how its files went, and where they were.</summary>
internal sealed record RepresentativeWords(Names Names)
{
    private Language T => Names.T;

    /// <summary>The first eight digits of its id.</summary>
    public Words Handle(Guid id) => T.Ref(id.ToString("N")[..8].ToUpperInvariant());

    public Words Granted(RepresentativeLine line) => line.Stated == 0
        ? T["dash"]
        : T["representatives.granted-of", line.Granted, line.Stated, T.Num((decimal)line.Expected, 1)];

    public Words Time(RepresentativeLine line) =>
        line.TimeRatio is { } ratio ? T.Num((decimal)ratio, 2) : T["dash"];

    public Words Offices(RepresentativeLine line) => Names.List(line.Departments.Select(one =>
        T["representatives.of", Names.Department(one.Code), one.Files]));

    public Words Services(RepresentativeLine line) => Names.List(line.Services.Select(one =>
        T["representatives.of", Names.Service(one.Code), one.Files]));
}
