using EGov.Appointments;
using EGov.Casework;
using EGov.Catalogue;
using EGov.Oversight;
using EGov.Rulebooks;
using JasperFx.Events;

namespace EGov.Transparency;

/// <summary>A kind of news that everybody may be told of: which event it is, and what is said of that.</summary>
public sealed class NewsKind
{
    internal NewsKind(
        string type, Text meaning, Type happened, Type fact, string? shownBy, Func<NewsStory, NewsSaid> say,
        NewsSaid example) =>
        (Type, Meaning, Event, Fact, ShownBy, Say, Example) = (type, meaning, happened, fact, shownBy, say, example);

    /// <summary>Its name for good: egov, what it is about, and what happened to it.</summary>
    public string Type { get; }

    public Text Meaning { get; }
    public Type Event { get; }

    /// <summary>The record of what it says by itself.</summary>
    public Type Fact { get; }

    /// <summary>The shape of <c>data</c>.</summary>
    public Type Data => typeof(NewsBody<>).MakeGenericType(Fact);

    /// <summary>The view that must have read the event before its page shows it; none: it shows at once.</summary>
    internal string? ShownBy { get; }

    internal Func<NewsStory, NewsSaid> Say { get; }

    /// <summary>As it may come, for who builds a receiver.</summary>
    internal NewsSaid Example { get; }
}

/// <summary>An event with what had happened to the same thing before.</summary>
/// <param name="Events">Of its stream, up to itself.</param>
/// <param name="DecidingBy">By rulebook, the departments that decide by it.</param>
internal sealed record NewsStory(IEvent Event, IReadOnlyList<IEvent> Events, ILookup<string, string> DecidingBy)
{
    public T First<T>() => Events.Select(e => e.Data).OfType<T>().First();
}

/// <summary>What is said of one event.</summary>
/// <param name="Subject">The public number of what it is about, or its code or id.</param>
/// <param name="Departments">Whom it concerns; null: every department; empty: none in particular.</param>
/// <param name="Page">Where people read more, without the language.</param>
/// <param name="Record">Where programs do.</param>
internal sealed record NewsSaid(
    string Subject, IReadOnlyList<string>? Departments, string Page, string? Record, INewsFact Fact);

/// <summary>A fact as the value that it is sent in, whatever its type.</summary>
internal interface INewsFact
{
    object In(NewsSaid said, string site, NewsProof proof);
}

/// <summary>One line a kind. A new event that the public reads is told of once it has its line here.</summary>
public static class NewsKinds
{
    private static readonly Text Sample = new("نمونه", "Sample");
    private static readonly DateOnly Day = new(2026, 11, 30);
    private static readonly Guid Request = new("0198f3a2-7c51-7d06-9b1e-3c5a8e6f2d40");

    private static readonly Place
        Directives = new("/directives", "/api/public/directives"), Issues = new("/issues", "/api/public/issues"),
        Posts = new("/appointments#posts", "/api/public/posts"), Meetings = new("/meetings", "/api/public/meetings");

    public static IReadOnlyList<NewsKind> All { get; } =
    [
        Of<RequestDecided, DecisionNews>("egov.decision.published",
            new("تصمیمی دربارهٔ یک درخواست منتشر شد", "A decision on a request is published"),
            (e, of) => new(e.Matter.Department, $"{of.Event.StreamId}", Decision(of),
                new(of.Event.StreamId, e.Matter.Service, e.Matter.County, e.Outcome, e.Override is not null, e.Rulebook,
                    e.RulebookVersion, e.WorkingDays, e.OnTime)),
            new(Request, "environmental-opinion", "sari", Outcome.Granted, false, "env-siting", 7, 9, true),
            DecisionFileProjection.View),
        Of<AppealDecided, AppealNews>("egov.appeal.decided",
            new("تجدیدنظر از یک تصمیم به نتیجه رسید", "An appeal against a decision is decided"),
            (e, of) => new(e.Matter.Department, $"{of.Event.StreamId}", Decision(of),
                new(of.Event.StreamId, e.Matter.Service, e.Matter.County, e.Overturned, e.Outcome)),
            new(Request, "environmental-opinion", "sari", true, Outcome.Granted), DecisionFileProjection.View),
        Of<DirectiveIssued, DirectiveNews>("egov.directive.issued",
            new("استانداری دستوری به دستگاه‌ها داد", "The governorate issues a directive to departments"),
            (e, _) => new(e.Departments, e.Number, Directives, new(e.Number, e.Line, e.Due)),
            new("D-7K3M-92QF", Sample, Day)),
        Of<DirectiveVerified, DirectiveEffectNews>("egov.directive.verified",
            new("نفر دومی اثر یک دستور را در دستگاهی دید",
                "A second person has seen the effect of a directive in a department"),
            (e, of) => new(e.Department, Issued(of).Number, Directives,
                new(Issued(of).Number, Issued(of).Line, e.Department, e.WorkingDays, e.OnTime)),
            new("D-7K3M-92QF", Sample, "environment", 8, true)),
        Of<DirectiveWithdrawn, DirectiveEndNews>("egov.directive.withdrawn",
            new("دستوری پس گرفته شد", "A directive is withdrawn"),
            (e, of) => new(Issued(of).Departments, Issued(of).Number, Directives,
                new(Issued(of).Number, Issued(of).Line, e.Ground)),
            new("D-7K3M-92QF", Sample, "superseded")),
        Of<IssueRaised, IssueNews>("egov.issue.raised",
            new("مسئله‌ای از استان در فهرست آمد", "An issue of the province is raised"),
            (e, _) => new(e.Departments, e.Number, Issues, new(e.Number, e.Line, e.From, e.County)),
            new("Q-7K3M-92QF", Sample, "county", "sari")),
        Of<IssueVerified, IssueSolvedNews>("egov.issue.solved",
            new("طرح‌کنندگان یک مسئله دیدند که حل شده است", "Those who raised an issue have seen that it is solved"),
            (e, of) => new(Raised(of).Departments, Raised(of).Number, Issues,
                new(Raised(of).Number, Raised(of).Line, e.Days)),
            new("Q-7K3M-92QF", Sample, 41)),
        Of<IssueReopened, IssueReopenedNews>("egov.issue.reopened",
            new("مسئله‌ای که پایان یافته بود بازگشت", "An issue that was at its end is there again"),
            (_, of) => new(Raised(of).Departments, Raised(of).Number, Issues,
                new(Raised(of).Number, Raised(of).Line)),
            new("Q-7K3M-92QF", Sample)),
        Of<IssueDropped, IssueEndNews>("egov.issue.dropped",
            new("مسئله‌ای بی آن‌که حل شود دیگر پیگیری نمی‌شود", "An issue is followed no longer, and was not solved"),
            (e, of) => new(Raised(of).Departments, Raised(of).Number, Issues,
                new(Raised(of).Number, Raised(of).Line, e.Ground)),
            new("Q-7K3M-92QF", Sample, "duplicate")),
        Of<GuidanceIssued, GuidanceNews>("egov.guidance.issued",
            new("راهنمایی، یا ویرایش تازه‌ای از آن، لازم‌الاجرا شد",
                "A guidance note, or a new edition of one, is issued"),
            (e, of) => Note(of, edition => new GuidanceNews(
                Noted(of).Number, e.Edition, edition.Text.Title, e.From, edition.Text.Clauses.Count)),
            new("G-7K3M-92QF", 1, Sample, Day, 3)),
        Of<GuidanceRepealed, GuidanceEndNews>("egov.guidance.repealed",
            new("راهنمایی لغو شد", "A guidance note is repealed"),
            (e, of) => Note(of, edition => new GuidanceEndNews(
                Noted(of).Number, edition.Text.Title, e.From, e.Reason)),
            new("G-7K3M-92QF", Sample, Day, Sample)),
        Of<RulebookPublished, RulebookNews>("egov.rulebook.published",
            new("نسخه‌ای از یک آیین‌نامه منتشر شد", "A version of a rulebook is published"),
            (e, of) => new([.. of.DecidingBy[e.Version.Code]], e.Version.Code, new("/definitions",
                $"/api/rulebooks/{e.Version.Code}/versions/{e.Version.Version}"),
                new(e.Version.Code, e.Version.Version, e.Version.Title, e.Version.EffectiveFrom,
                    e.Version.LegalReference)),
            new("env-siting", 8, Sample, Day, Sample)),
        Of<ServiceOffered, ServiceNews>("egov.service.offered",
            new("خدمتی ارائه می‌شود، یا شرایط آن عوض شد", "A service is offered, or offered on other terms"),
            (e, _) => new(e.Terms.Department, e.Terms.Code, Service(e.Terms.Code),
                new(e.Terms.Code, e.Terms.Title, e.From, e.Terms.LegalLimitDays, e.Terms.PromiseDays)),
            new("environmental-opinion", Sample, Day, 20, 12)),
        Of<ServiceWithdrawn, ServiceEndNews>("egov.service.withdrawn",
            new("خدمتی دیگر ارائه نمی‌شود", "A service is offered no longer"),
            (e, of) => new(of.First<ServiceOffered>().Terms.Department, e.Service, Service(e.Service),
                new(e.Service, e.From)),
            new("environmental-opinion", Day)),
        Of<VacancyOpened, VacancyNews>("egov.vacancy.opened",
            new("برای سمتی کسی را می‌جویند", "Somebody is looked for to hold a post"),
            (e, of) => new(Established(of).Department, Established(of).Post, Posts,
                new(Established(of).Post, Established(of).Title, Established(of).Level, e.Vacancy, e.ClosesOn)),
            new("ENV-DEP-1", Sample, "deputy", 1, Day)),
        Of<HolderAppointed, AppointmentNews>("egov.holder.appointed",
            new("کسی به سمتی گمارده شد", "Somebody is appointed to a post"),
            (e, of) => new(Established(of).Department, Established(of).Post, Posts,
                new(Established(of).Post, Established(of).Title, Established(of).Level, e.Officer, e.From, e.Until)),
            new("ENV-DEP-1", Sample, "deputy", "ENV-031", Day, Day.AddYears(4))),
        Of<ProgrammeOpened, ProgrammeNews>("egov.programme.opened",
            new("وعده‌ای برنامهٔ استانداری شد", "The governorate makes a promise its programme"),
            (e, _) => new([], e.Number, Programme(e.Number), new(e.Number, e.Promise, e.Source, e.PromisedOn)),
            new("P-7K3M-92QF", Sample, Sample, Day)),
        Of<MilestoneMet, MilestoneNews>("egov.milestone.met",
            new("روز یک گام برنامه رسید و به آن رسیده بودند", "The day of a milestone is over, and it was met"),
            (e, of) => Judged(of, e.Milestone, e.Measured), Milestone),
        Of<MilestoneMissed, MilestoneNews>("egov.milestone.missed",
            new("روز یک گام برنامه رسید و به آن نرسیده بودند", "The day of a milestone is over, and it was missed"),
            (e, of) => Judged(of, e.Milestone, e.Measured), Milestone),
        Of<ResolutionAdopted, ResolutionNews>("egov.resolution.adopted",
            new("شورایی مصوبه‌ای داد", "A council adopts a resolution"),
            (e, _) => new([], e.Number, Meetings, new(e.Number, e.Council, e.Line, e.Due)),
            new("R-7K3M-92QF", "planning", Sample, Day)),
        Of<ResolutionVerified, ResolutionDoneNews>("egov.resolution.verified",
            new("نفر دومی دید که مصوبه‌ای انجام شده است", "A second person has seen that a resolution is done"),
            (_, of) => new([], Adopted(of).Number, Meetings,
                new(Adopted(of).Number, Adopted(of).Council, Adopted(of).Line, null)),
            new("R-7K3M-92QF", "planning", Sample, null)),
        Of<ResolutionSettled, ResolutionDoneNews>("egov.resolution.settled",
            new("دستوری که از مصوبه‌ای برآمد همه‌جا اثر کرد", "The directive that a resolution became is effective"),
            (e, of) => new([], Adopted(of).Number, Meetings,
                new(Adopted(of).Number, Adopted(of).Council, Adopted(of).Line, e.Number)),
            new("R-7K3M-92QF", "planning", Sample, "D-7K3M-92QF")),
        Of<ResolutionDropped, ResolutionEndNews>("egov.resolution.dropped",
            new("شورایی از مصوبه‌ای دست کشید", "A council gives a resolution up"),
            (e, of) => new([], Adopted(of).Number, Meetings,
                new(Adopted(of).Number, Adopted(of).Council, Adopted(of).Line, e.Ground)),
            new("R-7K3M-92QF", "planning", Sample, "superseded")),
        Of<BalancePublished, BalanceNews>("egov.balance.published",
            new("نسبت زنان و مردان در سمت‌ها برای یک فصل منتشر شد",
                "The balance of women and men in the posts is published for a quarter"),
            (e, _) => new([], e.Quarter, new("/appointments", "/api/public/appointments"), new(e.Quarter, e.Until)),
            new("1405-3", Day)),
    ];

    public static NewsKind? Find(string type) => All.FirstOrDefault(kind => kind.Type == type);

    private static MilestoneNews Milestone => new("P-7K3M-92QF", 2, Sample, Day, true, 80, 8_125, 65, 80);

    /// <summary>Where more is read: by people, and by programs.</summary>
    private sealed record Place(string Page, string? Record);

    private sealed record Said<T>(IReadOnlyList<string>? Departments, string Subject, Place Place, T Fact)
    {
        public Said(string department, string subject, Place place, T fact)
            : this([department], subject, place, fact) { }
    }

    private sealed record FactOf<T>(T Fact) : INewsFact
    {
        public object In(NewsSaid said, string site, NewsProof proof) => new NewsBody<T>(
            Fact, said.Departments, new($"{site}/fa{said.Page}", $"{site}/en{said.Page}"),
            said.Record is { } record ? site + record : null, proof);
    }

    private static NewsKind Of<TEvent, TFact>(
        string type, Text meaning, Func<TEvent, NewsStory, Said<TFact>> say, TFact example, string? shownBy = null)
        where TEvent : IHappened => new(
            type, meaning, typeof(TEvent), typeof(TFact), shownBy, of => Told(say((TEvent)of.Event.Data, of)),
            Told(new Said<TFact>("environment", Named(example), new("/open-data", null), example)));

    /// <summary>By its number, code or id, which every fact begins with.</summary>
    private static string Named<T>(T example) => $"{typeof(T).GetProperties()[0].GetValue(example)}";

    private static NewsSaid Told<T>(Said<T> said) =>
        new(said.Subject, said.Departments, said.Place.Page, said.Place.Record, new FactOf<T>(said.Fact));

    private static Place Decision(NewsStory of) =>
        new($"/decisions/{of.Event.StreamId}", $"/api/public/decisions/{of.Event.StreamId}");

    private static Place Service(string code) => new($"/services/{code}", $"/api/services/{code}");

    private static Place Programme(string number) =>
        new($"/programmes/{number}", $"/api/public/programmes/{number}");

    private static DirectiveIssued Issued(NewsStory of) => of.First<DirectiveIssued>();

    private static IssueRaised Raised(NewsStory of) => of.First<IssueRaised>();

    private static PostEstablished Established(NewsStory of) => of.First<PostEstablished>();

    private static ResolutionAdopted Adopted(NewsStory of) => of.First<ResolutionAdopted>();

    private static PublicGuidance Noted(NewsStory of) => PublicGuidance.Fold(of.Events)[0];

    /// <summary>A note that names no department binds all of them.</summary>
    private static Said<T> Note<T>(NewsStory of, Func<IssuedGuidance, T> fact)
    {
        var note = Noted(of);
        var edition = note.Editions[^1];
        return new(edition.Text.Departments is { Count: > 0 } bound ? bound : null, note.Number,
            new($"/guidance/{note.Number}", $"/api/public/guidance/{note.Number}"), fact(edition));
    }

    private static Said<MilestoneNews> Judged(NewsStory of, int number, MeasuredValue measured)
    {
        var programme = PublicProgramme.Fold(of.Events)[0];
        var milestone = programme.Milestones.Single(one => one.Milestone == number);
        var measure = programme.Measures.Single(one => one.Measure == milestone.Measure);
        var commitment = programme.Commitments.Single(one => one.Commitment == measure.Commitment);
        return new(commitment.Departments, programme.Number, Programme(programme.Number),
            new(programme.Number, number, measure.Name, milestone.On, milestone.AtLeast, milestone.Target,
                measured.Value, measured.Numerator, measured.Denominator));
    }
}
