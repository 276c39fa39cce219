using EGov.Oversight;
using EGov.Privacy;

namespace EGov.Unit.Oversight;

/// <summary>A letter of the governorate to the environment department, and what happened to it before.</summary>
internal static class GivenLetter
{
    public static readonly Handbook Handbook = GivenDirective.Handbook;
    public static readonly Actor Governor = GivenDirective.Governor;
    public static readonly Actor Second = GivenDirective.Second;

    public static readonly LetterDraft Wells = new(
        new("چاه‌های بی‌پروانهٔ فیروزآباد", "Wells without a permit"), "environment", Words: "Three wells are open.",
        Effect: "No well works without a permit.", Evidence: "A list of seals.", Days: 10, Owner: "ENV-014",
        LegalReference: "Law on fair distribution of water, art. 45");

    public static readonly LetterDraft ToOutside = Wells with
    {
        To = null,
        Owner = null,
        Correspondent = "شرکت آب‌یاران",
        Contact = "مدیر عامل",
    };

    public static readonly RegisterLetter FromOutside = new(
        Given.Start.Day(), new("نامهٔ اهالی دربارهٔ چاه‌ها", "Villagers write about wells"),
        Correspondent: "زهرا رضایی", Contact: "ساری", TheirNumber: "۱۲/۳۴", Words: "The wells are open again.",
        Effect: "The wells are closed.", Days: 10);

    public static readonly RegisterLetter News = FromOutside with { Effect = null, Days = null };
    public static readonly LetterDrafted Drafted = Draft(Wells);
    public static readonly LetterSent Sent = Send(Wells, Drafted);
    public static readonly LetterReceived Received = new(
        Given.On(1), new("environment", 1405, LetterDirection.In, 7), "ENV-021");

    public static readonly LetterFileAttached Evidence = new(Given.On(3), "ENV-014", GivenDirective.Words("a.pdf"),
        SealedFile.Of(Subjects.Oversight, "%PDF-"u8.ToArray()), true);

    public static readonly LetterEffectReported Reported = new(
        Given.On(4), "ENV-014", GivenDirective.Words("Closed."), [GivenDirective.Words("MZ-1")], 0, true);

    public static readonly LetterEffectVerified Verified = new(Given.On(5), "GVN-02", null, 3, true);
    public static readonly LetterReturned Returned = new(Given.On(5), "GVN-02", GivenDirective.Words("One is open."));
    public static readonly object[] UntilSent = [Drafted, Sent];
    public static readonly object[] UntilReceived = [.. UntilSent, Received];
    public static readonly object[] UntilReported = [.. UntilReceived, Reported];
    public static readonly object[] UntilRegistered = [Register(FromOutside)];

    public static LetterDrafted Draft(LetterDraft letter, Actor? by = null, LetterTies? ties = null) =>
        DraftLetterHandler.Decide(
            new(letter), ties ?? LetterTies.None, Given.Id, Handbook, by ?? Governor, Given.Start);

    public static LetterSent Send(LetterDraft letter, LetterDrafted drafted, Actor? by = null, int running = 1) =>
        SendLetterHandler.Decide(letter.Folded(), Fold(drafted), running, Handbook, by ?? Governor, Given.Start);

    public static LetterRegistered Register(RegisterLetter command, Actor? by = null, LetterTies? ties = null) =>
        RegisterLetterHandler.Decide(command, ties ?? LetterTies.None, Given.Id, (by ?? Who.Manager).Department!, 1,
            Handbook, by ?? Who.Manager, Given.On(1));

    public static OfficialLetter Fold(params object[] past) =>
        past.Aggregate(new OfficialLetter(), Then);

    public static OfficialLetter Then(OfficialLetter letter, object data) => letter.Evolve(Given.AsEvent(data));
}
