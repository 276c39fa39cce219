using EGov.Appointments;
using EGov.Privacy;

namespace EGov.Unit.Appointments;

/// <summary>A post and what happened to it before.</summary>
internal static class GivenPost
{
    public static readonly Actor Governor = new("governor", "GOV-900", "governorate");
    public static readonly DateOnly ClosesOn = Given.On(10).Day();
    public static readonly Guid First = new("0198f3c2-0000-7000-8000-00000000000a");
    public static readonly Guid Second = new("0198f3c2-0000-7000-8000-00000000000b");
    public static readonly string[] Panel = ["ENV-014", "ENV-021", "WAT-007"];

    public static readonly PostCriterion Experience =
        new("experience", new("ده سال سابقه", "Ten years of experience"), new("حکم‌ها", "Letters of service"), true);

    public static readonly PostCriterion Degree =
        new("degree", new("کارشناسی ارشد", "A master's degree"), new("دانشنامه", "The certificate"), false);

    public static readonly PostLevel[] Levels =
    [
        new("head", Given.Any, 1, null, false), new("deputy-governor", Given.Any, 2, null, true),
        new("governor-general", Given.Any, 3, "deputy-governor", true),
    ];

    public static readonly Balance Balance = Fold(new Balance(), new LevelsSet(Given.Start, "GOV-900", 1, Levels));

    public static readonly PostEstablished Established =
        new(Given.Start, "GOV-900", "env-head", Given.Any, "environment", "head");

    public static readonly PostCriteriaSet CriteriaSet = new(Given.Start, "GOV-900", 1, [Experience, Degree]);

    public static readonly VacancyOpened Opened = new(Given.On(1), "GOV-900", 1, 1, ClosesOn, Panel, false);

    public static readonly CandidateEntered FirstEntered = Entered(First);

    public static readonly object[] Vacant = [Established, CriteriaSet, Opened, FirstEntered, Entered(Second)];

    public static readonly object[] Assessed =
    [
        .. Vacant, .. Panel.Select(by => (object)By(by, First, 80)), .. Panel.Select(by => (object)By(by, Second, 60)),
    ];

    public static readonly HolderAppointed Appointed = new(Given.On(12), "GOV-900", 1, First, "ENV-031",
        Given.On(12).Day(), Given.On(400).Day(), 1, 3, null, null, Sealed.Of(First, "Best."));

    public static Post Of(params object[] past) => Fold(new Post(), past);

    public static Post Fold(Post post, params object[] past) =>
        past.Aggregate(post, (state, data) => state.Evolve(Given.AsEvent(data)));

    public static Balance Fold(Balance balance, params object[] past) =>
        past.Aggregate(balance, (state, data) => state.Evolve(Given.AsEvent(data)));

    public static CandidateEntered Entered(Guid candidate, string gender = "woman") => new(
        Given.On(2), "GOV-900", 1, candidate, Sealed.Of(candidate, "نمونه"), Sealed.Of(candidate, "0012345679"),
        Sealed.Of(candidate, "mark"), Sealed.Of(candidate, gender), null, null);

    public static CandidateAssessed By(string officer, Guid candidate, int score, bool meetsAll = true) => new(
        Given.On(11), officer, 1, candidate, 1, meetsAll, score, []);
}
