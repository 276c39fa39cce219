using System.Globalization;
using System.Text.Json;

namespace EGov.Cli.Import;

/// <summary>
/// The requests of another EGov, as its open data tells them: each event is decided again by the rules that are told
/// with them. What is sealed there is not in the log, and stands here as that.
/// </summary>
internal sealed class OwnLog(XesLog log) : LogMapping
{
    /// <summary>By what such a log is known.</summary>
    public const string Source = "EGov";

    private const string Foundations = "foundations";

    public override string Log => Source;

    public override IReadOnlyList<string> Assumptions =>
    [
        "What is sealed is not in the log: applicants, words and sealed facts are given as not in the log.",
        "A decision that rests on a sealed fact cannot be computed again; it is refused, and stands as a step.",
        "Lots are not drawn again, files handed in are not in the log, and what an applicant corrected is sealed.",
        "A request keeps its id, and so its tracking number; its events get ids of their own.",
    ];

    public override IReadOnlySet<string> Carried { get; } = new HashSet<string>();

    public override Office Office { get; } =
        new(new("", new("", ""), "department"), "", [], [], _ => []);

    /// <summary>The ids and leaves of the other ledger mean nothing in this one.</summary>
    public override bool Carries(string key) => key is not ("identity:id" or "leaf" or "recorded");

    public override Guid IdOf(string name) => Guid.TryParse(name, out var id) ? id : base.IdOf(name);

    public override Founding FoundingOf(Store store) => new OwnFounding(
        store, Office, Log, Given(log.Attributes, Foundations)?.Items ?? []);

    public override string? ResponsibleOf(XesTrace trace) => null;

    public override void Carry(XesTrace trace, CaseFile file) =>
        new OwnCase(trace, [.. trace.Events.Select(e => Read(e, file)).OfType<OwnRow>()], file).Carry();

    private static OwnRow? Read(XesEvent e, CaseFile file)
    {
        var step = Given(e.Attributes, "step")?.Text ?? "";
        DateOnly? dueOn = Given(e.Attributes, "dueOn") is { } due
            ? DateOnly.ParseExact(due.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        var row = new Row(e.Ordinal, e.Activity ?? "", "", step, Given(e.Attributes, "officer")?.Text ?? "",
            default, default, dueOn, Given(e.Attributes, "late")?.Truth is true);
        return Timed(e, row, file) is { } timed ? new(timed, e.Attributes) : null;
    }
}

/// <summary>A row with all that is public of its event.</summary>
internal sealed record OwnRow(Row Row, IReadOnlyDictionary<string, XesValue> Values)
{
    public string? this[string key] => Values.TryGetValue(key, out var value) && !value.IsDefault ? value.Text : null;

    public int Number(string key) => (int?)Values.GetValueOrDefault(key)?.Whole ?? 0;

    public T Word<T>(string key)
        where T : struct, Enum => Enum.Parse<T>(this[key] ?? "", ignoreCase: true);

    public DateOnly Day(string key) => DateOnly.ParseExact(
        this[key] ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A list, which stands in the log as JSON; none where there is none.</summary>
    public JsonElement? List(string key) => this[key] is { } json ? JsonElement.Parse(json) : null;

    /// <summary>Values whose names begin so, by what follows.</summary>
    public Dictionary<string, JsonElement> Under(string prefix) => Values
        .Where(value => value.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(value => value.Key[prefix.Length..], value => value.Value switch
        {
            { Type: XesType.Whole } => JsonSerializer.SerializeToElement(value.Value.Whole),
            { Type: XesType.Truth } => JsonSerializer.SerializeToElement(value.Value.Truth),
            _ => JsonSerializer.SerializeToElement(value.Value.Text),
        });
}
