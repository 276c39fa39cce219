using EGov.Catalogue;
using EGov.Pages.Shared;
using EGov.Portal.Api;
using EGov.Texts;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Citizen;

/// <summary>The filing of a request, one question a page, for oneself or by a clerk for somebody else.</summary>
public abstract class FilingPage : CitizenPage
{
    private const string NoCounty = "none";

    [Parameter] public string Service { get; set; } = "";

    /// <summary>The question; none at the door of the journey.</summary>
    [Parameter] public string? Step { get; set; }

    /// <summary>Whether one answer is being changed from the check, which then follows.</summary>
    [SupplyParameterFromQuery] public string? Change { get; set; }

    /// <summary>Whether the answers were lost on the way here.</summary>
    [SupplyParameterFromQuery] public string? Lost { get; set; }

    [SupplyParameterFromForm(FormName = "answer")] public string? Value { get; set; }

    [SupplyParameterFromForm(FormName = "answer")] public DateEntry? Day { get; set; }

    [SupplyParameterFromForm(FormName = "answer")] public PersonEntry? Person { get; set; }

    [SupplyParameterFromForm(FormName = "answer")] public string[]? Documents { get; set; }

    [SupplyParameterFromForm(FormName = "answer")] public bool Leave { get; set; }

    [SupplyParameterFromForm(FormName = "door")] public bool Afresh { get; set; }

    [Inject] public Commands Commands { get; set; } = default!;

    /// <summary>Whether a clerk files for somebody who came to the desk.</summary>
    protected virtual bool IsDesk => false;

    protected string Root => IsDesk ? "/desk" : "/file";

    protected ServiceTerms Terms { get; private set; } = default!;

    protected Journey Journey { get; private set; } = default!;

    protected Draft Draft => Journey.Draft;

    protected FactTerms? Fact => Journey.FactOf(Step!);

    /// <summary>Whether the page can be drawn: else the reader is on the way to another.</summary>
    protected bool IsHere { get; private set; }

    protected bool IsDoor => Step is null;

    protected bool IsChange => Change == "true";

    protected bool IsLost => Lost == "true";

    protected IReadOnlyList<Shared.Choice> Counties =>
    [
        new("", T["apply.county.choose"]),
        .. Handbook.Departments.Values.Select(department => department.County).OfType<string>().Distinct()
            .Select(county => new Shared.Choice(county, Names.County(county)))
            .OrderBy(choice => choice.Text.ToString(), Alphabet.Order),
        new(NoCounty, T["apply.county.none"]),
    ];

    protected Words Question => Step switch
    {
        null => IsLost ? T["apply.title"] : T["apply.begun.title"],
        Journey.County => T["apply.county.question"],
        Journey.Applicant => T["apply.applicant.question"],
        Journey.Representative => T["apply.representative.question"],
        Journey.Acting => T["apply.acting.question"],
        Journey.Words => T["apply.words.question"],
        Journey.OwnNumber => T["apply.draw.question"],
        Journey.Check => T["apply.check.question"],
        _ => T.Of(Fact!.Title),
    };

    /// <summary>What the answer serves, and who will see it.</summary>
    protected Words? Why => Step switch
    {
        Journey.County => T["apply.county.why"],
        Journey.Applicant => T["apply.applicant.why"],
        Journey.Representative => T["apply.representative.why"],
        Journey.Acting => T["apply.acting.why"],
        Journey.Words => T["apply.words.why"],
        Journey.OwnNumber => T["apply.draw.why"],
        Journey.Check => T["apply.check.lead"],
        _ => T.Of(Fact!.Why) + " " + (Fact.Sealed ? T["apply.fact.sealed"] : T["apply.fact.public"]),
    };

    /// <summary>Where the reader was before; the service's own page before the first question.</summary>
    protected string Back => IsChange ? PathOf(Journey.Check)
        : Journey.Before(Step!) is { } before ? PathOf(before)
        : T.Path($"/services/{Service}");

    private Kept<Draft> Keeper => Draft.Of(Service, Root);

    protected string PathOf(string step) => T.Path($"{Root}/{Service}/{step}");

    protected override void OnInitialized()
    {
        if (Handbook.Services.GetValueOrDefault(Service)?.On(Today) is not { } terms
            || !terms.Channels.Contains(IsDesk ? "desk" : "portal"))
        {
            Address.NotFound();
            return;
        }

        Terms = terms;
        var kept = Keeper.Read(Http);
        if (kept?.IsOf(Act.Current.Actor) is not true || kept.Service != Service) kept = null;
        Journey = JourneyOf(kept ?? Begun());
        if (IsDoor) Enter(kept);
        else if (kept is null) GoTo($"{Root}/{Service}?lost=true");
        else if (!Journey.Has(Step!)) Address.NotFound();
        else if (!Journey.Reaches(Step!)) GoTo($"{Root}/{Service}/{Journey.Next}");
        else IsHere = true;
    }

    /// <summary>At the door of the journey: go on with what was begun, or begin afresh.</summary>
    protected void Begin()
    {
        var draft = Afresh ? Begun() : Draft;
        Keep(draft);
        GoTo($"{Root}/{Service}/{JourneyOf(draft).Next}");
    }

    protected async Task AnswerAsync()
    {
        if (Leave)
        {
            Keeper.Forget(Http);
            GoTo(IsDesk ? "/desk" : $"/services/{Service}");
            return;
        }

        if (Step == Journey.Check)
        {
            await SendAsync();
            return;
        }

        var answered = Answer();
        if (Errors.Count > 0) return;
        if (!Keep(answered.With(Step!)))
        {
            Errors.Add(Step is Journey.Applicant or Journey.Acting ? "Person.Name" : "Value", T["apply.too-much"]);
            return;
        }

        var journey = JourneyOf(answered.With(Step!));
        var after = journey.Steps.SkipWhile(step => step != Step).Skip(1).First();
        var isDone = IsChange && journey.IsComplete;
        var next = isDone || !journey.Reaches(after) ? journey.Next : after;
        // A changed answer can bring a new question, and after that one the check follows too.
        GoTo($"{Root}/{Service}/{next}{(IsChange && !isDone ? "?change=true" : "")}");
    }

    private void Enter(Draft? kept)
    {
        IsHere = IsLost || kept is { Answered.Count: > 0 };
        if (IsHere) return;
        Keep(Draft);
        GoTo($"{Root}/{Service}/{Journey.Next}");
    }

    private Draft Answer()
    {
        switch (Step)
        {
            case Journey.County:
                if (Counties.All(choice => choice.Value.Length == 0 || choice.Value != Value))
                    Errors.Add("Value", T["apply.county.missing"]);
                return Draft with { County = Value == NoCounty ? null : Value };
            case Journey.Applicant:
                return Draft with { Applicant = (Person ?? new()).Read(Errors, isActing: false, T) };
            case Journey.Representative:
                if (Value is not ("yes" or "no")) Errors.Add("Value", T["apply.representative.missing"]);
                return Draft with { IsRepresented = Value == "yes" };
            case Journey.Acting:
                return Draft with { Representative = (Person ?? new()).Read(Errors, isActing: true, T) };
            case Journey.Words:
                var words = FactAnswer.ReadText(Value ?? "", T);
                if (words.Error is { } tooLong) Errors.Add("Value", tooLong);
                var known = Terms.Documents.Select(document => document.Code).Intersect(Documents ?? []);
                return Draft with { Words = words.Value is { Length: > 0 } text ? text : null, Documents = [.. known] };
            case Journey.OwnNumber:
                var digest = Fold.Code(Value).ToLowerInvariant();
                if (digest.Length > 0 && !DrawNumber.IsDigest(digest)) Errors.Add("Value", T["apply.draw.malformed"]);
                return Draft with { NonceDigest = digest.Length > 0 ? digest : null };
            default:
                var answer = FactAnswer.Read(Fact!, Value, Day, T);
                if (answer.Error is { } error) Errors.Add(Fact!.Type == "date" ? "Day" : "Value", error);
                var others = Draft.Facts.Where(other => other.Key != Fact!.Name);
                return Draft with
                {
                    Facts = answer.Value is { } value
                        ? others.Append(new(Fact!.Name, value)).ToDictionary()
                        : others.ToDictionary(),
                };
        }
    }

    private async Task SendAsync()
    {
        var carried = await Commands.SendAsync(Draft.Ask(Terms), Draft.Key, cancellation: Cancellation);
        if (carried.Refused is { } refused)
        {
            Refuse(refused);
            return;
        }

        var receipt = carried.Receipt!;
        Keeper.Forget(Http);
        Filed.Keeper.Write(Http, Filed.Of(Draft, receipt, IsDesk));
        if (!IsDesk) Holding.Add(Http, receipt.TrackingNumber, receipt.Secret);
        GoTo(IsDesk ? "/desk/receipt" : "/receipt");
    }

    private Draft Begun() => new()
    {
        Service = Service,
        Owner = Draft.OwnerOf(Act.Current.Actor),
        Key = Guid.CreateVersion7().ToString(),
    };

    private Journey JourneyOf(Draft draft) =>
        // At the desk the number would be made on the clerk's machine, and be no secret of the applicant's.
        new(Terms, draft, Handbook.Departments.Values.Any(department => department.County is not null),
            Terms.IsDrawn && !IsDesk);

    private bool Keep(Draft draft) => Keeper.Write(Http, draft);
}
