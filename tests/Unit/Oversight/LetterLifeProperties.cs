using System.Collections.Concurrent;
using CsCheck;
using EGov.Oversight;

namespace EGov.Unit.Oversight;

/// <summary>Whatever anybody tries, in any order: no letter is done by who says it is, and no number is lost.</summary>
public class LetterLifeProperties
{
    private static readonly Actor[] Everybody =
    [
        Who.Officer, Who.Colleague, Who.Manager, Who.Neighbour, GivenDirective.WaterManager, GivenDirective.Head,
        GivenDirective.Governor, GivenDirective.Second, Who.Clerk, Who.Custodian, Who.Stranger,
    ];

    private static readonly LetterDraft[] Drafts =
    [
        GivenLetter.Wells, GivenLetter.ToOutside, GivenLetter.Wells with { To = "regional-water", Owner = "WAT-007" },
        GivenLetter.Wells with { Days = null }, GivenLetter.Wells with { To = "governorate", Owner = "GVN-01" },
        new(new("", "The desk is closed"), "environment", IsInformation: true),
    ];

    private static readonly Gen<(int Letter, int Move, int Actor, int Pick, int Hours)[]> Lives =
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 60]).Array[20, 160];

    [Fact]
    public void No_sequence_of_commands_marks_a_letter_done_without_a_second_person_and_no_number_is_lost_or_doubled()
    {
        var seen = new ConcurrentDictionary<string, int>();
        Lives.Sample(steps =>
        {
            foreach (var e in Run(steps)) seen.AddOrUpdate(e.GetType().Name, 1, (_, times) => times + 1);
        }, iter: 2_000);

        // A check that never meets an event says nothing about it.
        House.Repository.Events
            .Where(type => type.Name.StartsWith("Letter", StringComparison.Ordinal)
                && House.Repository.AreaOf(type) == "Oversight" && type != typeof(LettersImported))
            .Select(type => type.Name).Append(nameof(CorrespondentErased)).Except(seen.Keys).ShouldBeEmpty();
    }

    private static IEnumerable<object> Run((int Letter, int Move, int Actor, int Pick, int Hours)[] steps)
    {
        var letters = new OfficialLetter?[2];
        var events = letters.Select(_ => new List<object>()).ToArray();
        var registers = new Dictionary<(string, int, LetterDirection), List<LetterNumbered>>();
        var now = Given.Start;
        foreach (var step in steps)
        {
            now = now.AddHours(step.Hours);
            var (by, act) = Moves[step.Move % Moves.Length];
            // Mostly somebody who might sensibly do it; else anybody.
            if (step.Actor % 4 == 0) by = Everybody;
            var before = letters[step.Letter];
            object e;
            try
            {
                e = act(new(before, NextOf, step.Pick, step.Letter), by[step.Actor / 4 % by.Length], now);
            }
            catch (Refused)
            {
                continue;
            }

            var after = GivenLetter.Then(before ?? new(), e);
            letters[step.Letter] = after;
            events[step.Letter].Add(e);
            var entry = e switch
            {
                LetterSent sent => sent.Entry,
                LetterRegistered registered => registered.Entry,
                LetterReceived received => received.Entry,
                _ => null,
            };
            if (entry is not null) RegisterOf(entry.Office, entry.Year, entry.Direction).Add(new(now, entry, after.Id));
            Holds(before, after, events[step.Letter]);
        }

        // Each register counts from one, and every letter that left or came stands in it.
        foreach (var numbered in registers.Values)
            numbered.Select(one => one.Entry.Running).ShouldBe(Enumerable.Range(1, numbered.Count));
        var given = registers.Values.SelectMany(one => one).Select(one => $"{one.Entry}").ToList();
        given.Distinct().Count().ShouldBe(given.Count);
        letters.OfType<OfficialLetter>().SelectMany(one => new[] { one.Entry, one.Received })
            .OfType<RegisterEntry>().Select(one => $"{one}").Order().ShouldBe(given.Order());
        return events.SelectMany(one => one).Concat(registers.Values.SelectMany(one => one));

        List<LetterNumbered> RegisterOf(string office, int year, LetterDirection direction) =>
            registers.TryGetValue((office, year, direction), out var found)
                ? found
                : registers[(office, year, direction)] = [];

        int NextOf(string office, LetterDirection direction) =>
            RegisterOf(office, LetterRegister.YearOf(now.Day()), direction).Count + 1;
    }

    private static void Holds(OfficialLetter? before, OfficialLetter after, List<object> events)
    {
        if (before is { Status: LetterStatus.Effective or LetterStatus.Withdrawn })
            (after with { IsErased = false, Received = null })
                .ShouldBe(before with { IsErased = false, Received = null });
        if (before?.Entry is { } number) after.Entry.ShouldBe(number);
        if (after.Status is not LetterStatus.Effective) return;
        var his = events.Where(e => e is not (LetterReminded or LetterVerdictReminded or CorrespondentErased
            or LetterReceived)).ToList();
        var verified = his.OfType<LetterEffectVerified>().Single();
        his[^1].ShouldBe(verified);
        his[^2].ShouldBeOfType<LetterEffectReported>();
        foreach (var e in his)
            (e switch
            {
                LetterSent sent => sent.Owner,
                LetterAssigned assigned => assigned.Executor,
                LetterEffectReported reported => reported.Officer,
                LetterFileAttached { IsEvidence: true } attached => attached.Officer,
                _ => null,
            }).ShouldNotBe(verified.Officer, "Who brought it about verified it.");
    }

    /// <summary>What a move is made on: the letter, the registers, and a number to pick by.</summary>
    private sealed record Turn(
        OfficialLetter? Known, Func<string, LetterDirection, int> Next, int Pick, int Index)
    {
        public OfficialLetter Letter => Known ?? throw new Refused("letter.unknown");

        public Guid Id => Identity.Of("letter", $"{Index}");
    }

    /// <summary>With a day off that was declared since.</summary>
    private static readonly Handbook Later = GivenLetter.Handbook with
    {
        Calendar = Given.Calendar.With(new EGov.Organisation.Holiday(Given.On(5).Day(), Given.Any)),
    };

    private static readonly Actor[] Heads =
        [Who.Manager, GivenDirective.WaterManager, GivenDirective.Head, GivenDirective.Governor];

    private static readonly Actor[] Staff = [Who.Officer, Who.Colleague, Who.Neighbour, Who.Manager];
    private static readonly Actor[] Governors = [GivenDirective.Governor, GivenDirective.Second];
    private static readonly Actor[] Watching = [.. Governors, Who.Colleague, Who.Neighbour, GivenDirective.Head];

    private static readonly (Actor[] By, Func<Turn, Actor, DateTimeOffset, object> Do)[] Moves =
    [
        ([.. Staff, .. Governors], (it, by, now) => it.Known is null
            ? DraftLetterHandler.Decide(
                new(Drafts[it.Pick % Drafts.Length]), LetterTies.None, it.Id, GivenLetter.Handbook, by, now)
            : throw new Refused("letter.no-draft")),
        (Staff, (it, by, now) => it.Known is null && by.Department is { } office
            ? RegisterLetterHandler.Decide(
                it.Pick % 3 == 0 ? GivenLetter.News : GivenLetter.FromOutside,
                LetterTies.None, it.Id, office, it.Next(office, LetterDirection.In), GivenLetter.Handbook, by, now)
            : throw new Refused("letter.no-draft")),
        ([.. Staff, .. Governors], (it, by, now) => RedraftLetterHandler.Handle(
            new(it.Id, Drafts[it.Pick % Drafts.Length]), it.Letter, LetterTies.None, GivenLetter.Handbook, by, now)),
        (Heads, (it, by, now) => SendLetterHandler.Decide(DraftOf(it.Letter), it.Letter,
            it.Next(it.Letter.Office, LetterDirection.Out), GivenLetter.Handbook, by, now)),
        (Heads, (it, by, now) => SendLetterHandler.Decide(DraftOf(it.Letter), it.Letter,
            it.Next(it.Letter.Office, LetterDirection.Out), GivenLetter.Handbook, by, now)),
        ([.. Staff, .. Governors], (it, by, now) => ReceiveLetterHandler.Decide(
            it.Letter, it.Next(it.Letter.To ?? "", LetterDirection.In), by, now)),
        ([.. Staff, .. Governors], (it, by, now) => ReceiveLetterHandler.Decide(
            it.Letter, it.Next(it.Letter.To ?? "", LetterDirection.In), by, now)),
        ([.. Staff, .. Governors], (it, by, now) => ReportLetterHandler.Handle(
            new(it.Id, "Done.", ["MZ-1"]), it.Letter, by, now)),
        (Watching, (it, by, now) => ReturnLetterHandler.Handle(
            new(it.Id, "Another is open."), it.Letter, GivenLetter.Handbook, by, now)),
        (Heads, (it, by, now) => AssignLetterHandler.Handle(
            new(it.Id, Everybody[it.Pick % Everybody.Length].Code), it.Letter, GivenLetter.Handbook, by, now)),
        (Staff, (it, by, now) => AttachToLetterHandler.Handle(
            new(it.Id, "a.txt", "text/plain", [0x61]), it.Letter, by, now)),
        ([.. Staff, .. Governors], (it, by, now) => ReportLetterHandler.Handle(
            new(it.Id, "Done.", it.Pick % 4 == 0 ? [] : ["MZ-1"]), it.Letter, by, now)),
        (Watching, (it, by, now) => VerifyLetterHandler.Handle(new(it.Id), it.Letter, GivenLetter.Handbook, by, now)),
        (Watching, (it, by, now) => ReturnLetterHandler.Handle(
            new(it.Id, "One is open."), it.Letter, GivenLetter.Handbook, by, now)),
        (Everybody, (it, _, now) => RemindLetterHandler.Handle(new(it.Id), it.Letter, GivenLetter.Handbook, now)),
        (Everybody, (it, _, now) => RemindLetterVerdictHandler.Handle(
            new(it.Id), it.Letter, GivenLetter.Handbook, now)),
        (Everybody, (it, _, now) => RedateLetterHandler.Handle(
            new(it.Id), it.Letter, it.Pick % 5 == 0 ? Later : GivenLetter.Handbook, now)),
        (Heads, (it, by, now) => it.Pick % 3 > 0 ? throw new Refused("letter.ended") : WithdrawLetterHandler.Handle(
            new(it.Id, it.Pick == 0 ? "tea" : "superseded", "The law changed."), it.Letter, by, now)),
        ([Who.Custodian], (it, by, now) => EraseCorrespondentHandler.Decide(
            new(it.Id, "asked"), it.Letter, by, now)),
    ];

    private static LetterDraft DraftOf(OfficialLetter letter) => letter.Draft is { } draft
        ? LetterDraft.Read(draft.Plain, letter.Correspondent?.Plain ?? default)
        : throw new Refused("letter.no-draft");
}
