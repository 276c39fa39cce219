using System.Text.Json;
using EGov.Casework;
using EGov.Cli;
using EGov.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Pages;

/// <summary>Files of the past, planted through the platform's own rules; each act says when it was written.</summary>
internal sealed class Planted(Browser browser)
{
    private readonly Dictionary<DateTimeOffset, TimeSpan> _late = [];
    private readonly Handbook _handbook = browser.Services.GetRequiredService<HandbookShelf>().Current;
    private readonly MasterKey _master = browser.Services.GetRequiredService<MasterKey>();
    private readonly Guid _run = Guid.NewGuid();
    private int _acts;

    private History History => field ??= new(browser.Store, at => at + _late.GetValueOrDefault(at));

    public static Actor Officer { get; } = new("officer", "ENV-014", "environment");

    public static Actor Second { get; } = new("officer", "ENV-021", "environment");

    /// <summary>A filing that meets both computed criteria, unless the place lies elsewhere.</summary>
    public static SubmitRequest Filing(int distance = 730, string? county = "sari") => new(
        "environmental-opinion", county, new("نمونه"),
        Facts: new Dictionary<string, JsonElement>
        {
            ["distance"] = JsonSerializer.SerializeToElement(distance),
            ["income"] = JsonSerializer.SerializeToElement(500_000_000),
        });

    public Handbook Handbook => _handbook;

    public Request this[Guid id] => History[id];

    /// <summary>Carries out one act; written later than it happened by so much.</summary>
    public Request Do(
        Guid id, Actor actor, DateTimeOffset at, Func<Request, object> decide, TimeSpan writtenLater = default)
    {
        if (writtenLater != default) _late[at] = writtenLater;
        return History.Do(id, ActOf(actor, at), decide);
    }

    public Request File(Guid id, DateTimeOffset at, SubmitRequest command) =>
        Do(id, new("citizen"), at, _ => SubmitRequestHandler.Decide(command, id, _handbook, new("citizen"), _master, at));

    public void Open(Guid id, Actor reader, DateTimeOffset at, string purpose, bool isFirst) =>
        History.Append(Openings.Of(id), typeof(Openings), ActOf(reader, at),
            new FileOpened(at, id, reader.Code, reader.Role, reader.Department, purpose), isFirst);

    public string SecretOf(Guid id) => _master.SecretOf(id);

    /// <summary>Writes what waits, and waits until every view has seen it.</summary>
    public async Task WriteAsync()
    {
        await History.FlushAsync(default);
        await browser.CatchUpAsync();
    }

    private Act ActOf(Actor actor, DateTimeOffset at) => new()
    {
        Actor = actor,
        Now = at,
        Handbook = _handbook,
        Key = $"{_run}-{++_acts}",
        CorrelationId = $"planted-{_acts}",
    };
}
