using System.Collections.Concurrent;
using System.Text.Json;
using CsCheck;
using EGov.Casework;
using EGov.Ledger;
using EGov.Organisation;
using EGov.Privacy;

namespace EGov.Unit.Casework;

/// <summary>
/// Whatever anybody tries, in any order, on any day: what a request has become is never in contradiction with itself.
/// </summary>
public class RequestLifeProperties
{
    private static readonly Actor[] Everybody =
    [
        Who.Officer, Who.Colleague, Who.Senior, Who.Manager, Who.Neighbour, Who.Clerk, Who.Applicant, Who.Stranger,
        Actor.Platform,
    ];

    private static readonly string[] Departments = ["environment", "regional-water", "desk-sari", "moon"];
    private static readonly AnswerGiven[] PlanAnswers =
        [.. Enum.GetValues<Answer>().Select(answer => new AnswerGiven("plan-acceptable", answer))];

    /// <summary>The arrows of <see cref="RequestStatus"/>.</summary>
    private static readonly HashSet<(RequestStatus, RequestStatus)> Arrows =
    [
        (RequestStatus.None, RequestStatus.Submitted),
        (RequestStatus.Submitted, RequestStatus.Ready), (RequestStatus.Submitted, RequestStatus.Waiting),
        (RequestStatus.Ready, RequestStatus.Waiting),
        (RequestStatus.Waiting, RequestStatus.Submitted), (RequestStatus.Waiting, RequestStatus.Ready),
        (RequestStatus.Ready, RequestStatus.Decided), (RequestStatus.Decided, RequestStatus.Notified),
        (RequestStatus.Notified, RequestStatus.Closed),
        (RequestStatus.Submitted, RequestStatus.Closed), (RequestStatus.Ready, RequestStatus.Closed),
        (RequestStatus.Waiting, RequestStatus.Closed),
        (RequestStatus.Closed, RequestStatus.Submitted), (RequestStatus.Closed, RequestStatus.Ready),
        (RequestStatus.Notified, RequestStatus.Appealed), (RequestStatus.Closed, RequestStatus.Appealed),
        (RequestStatus.Appealed, RequestStatus.Decided),
    ];

    private static readonly Gen<Life> Lives =
        from fourEyes in Gen.Bool
        from isDrawn in Gen.Bool
        from steps in Gen.Select(Gen.Int[0, 9_999], Gen.Int[0, 9_999],
            Gen.Frequency((4, Gen.Int[0, 60]), (4, Gen.Int[60, 3 * 1_440]), (1, Gen.Int[1_440, 40 * 1_440])),
            Gen.Int[0, 9_999]).Array[5, 60]
        select new Life(fourEyes, isDrawn,
            [.. steps.Select(step => new Step(step.Item1, step.Item2, step.Item3, step.Item4))]);

    [Fact]
    public void No_sequence_of_commands_breaks_what_always_holds()
    {
        var seen = new ConcurrentDictionary<string, int>();
        Lives.Sample(life =>
        {
            foreach (var e in Run(life).Events) seen.AddOrUpdate(e.GetType().Name, 1, (_, times) => times + 1);
        }, iter: 1_000);

        // A check that never meets an event says nothing about it.
        House.Repository.Events.Where(type => type.Namespace == "EGov.Casework").Select(type => type.Name)
            .Except(seen.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_sequence_gives_the_same_events() =>
        Lives.Sample(life => Print(Run(life).Events).ShouldBe(Print(Run(life).Events)), iter: 100);

    private static World Run(Life life)
    {
        var filed = life.IsDrawn ? Past.Submitted with { NonceDigest = DrawSeed.Commit(Lots.Nonce) } : Past.Submitted;
        var world = new World(
            Given.Request(filed),
            Given.Fold(
                new Calendar(), new CalendarOpened(Given.Start, [DayOfWeek.Friday], new(7, 30), new(14, 30), [])),
            [filed], Given.Start, Given.Calendar, life.FourEyes, life.IsDrawn);
        foreach (var step in life.Steps)
        {
            var now = world.Now.AddMinutes(step.Minutes);
            world = Try(world with { Now = now }, step);
            if (world.File.IsMovedBy(world.Calendar.Working))
                world = Take(world, RedateRequestHandler.Handle(new(Given.Id), world.File, world.Handbook, now));
            Holds(world);
        }

        Print(Given.Request([.. world.Events])).ShouldBe(Print(world.File), "The events do not give the state.");
        return world;
    }

    private static World Try(World world, Step step)
    {
        // Mostly what somebody would sensibly do now; else anything, by anybody.
        var sensible = Moves.Where(move => move.When.Contains(world.File.Status)).ToArray();
        var isSensible = step.Choice % 10 < 8;
        var move = isSensible ? sensible[step.Move % sensible.Length] : Moves[step.Move % Moves.Length];
        var actor = isSensible ? move.By(world) : Everybody[step.Actor % Everybody.Length];
        var before = Print(world.File);
        try
        {
            var result = move.Do(world, actor, step.Actor);
            return result switch
            {
                HolidayDeclared or HolidayWithdrawn => world with { Calendar = Given.Fold(world.Calendar, result) },
                IEnumerable<object> several => several.Aggregate(world, Take),
                _ => Take(world, result),
            };
        }
        catch (Refused)
        {
            Print(world.File).ShouldBe(before, $"{move.Name} was refused and changed something.");
            return world;
        }
    }

    /// <summary>One event taken in, and what must be true of it and of the step that it makes.</summary>
    private static World Take(World world, object e)
    {
        var (before, after) = (world.File, Given.Fold(world.File, e));
        if (before.Status != after.Status)
            Arrows.ShouldContain((before.Status, after.Status), $"{e.GetType().Name} goes where no arrow leads.");

        switch (e)
        {
            case RequestDecided decided:
                before.Status.ShouldBe(RequestStatus.Ready);
                before.OpenReferrals.ShouldBeEmpty();
                world.Events.Reverse<object>().TakeWhile(earlier => earlier is not RequestReopened)
                    .OfType<RequestDecided>().ShouldBeEmpty("It was decided twice.");
                before.Recused.ShouldNotContain(decided.Officer);
                decided.Matter.ShouldBe(before.Matter);
                Given.Rules.Criteria.Where(criterion => criterion.IsRequired).Select(criterion => criterion.Code)
                    .Except(decided.Answers.Select(answer => answer.Criterion))
                    .ShouldBeEmpty("A criterion has no answer.");
                if (world.FourEyes) before.Prepared!.Officer.ShouldNotBe(decided.Officer);
                if (decided.Outcome == decided.Computed) decided.Override.ShouldBeNull();
                else decided.Override!.SecondOfficer.ShouldNotBe(decided.Officer);
                if (decided.Outcome is Outcome.Refused) decided.Grounds.ShouldNotBeEmpty();
                if (decided.Outcome is Outcome.Refused) decided.Guidance.ShouldNotBeNull();
                // A limit ends with a working day: on a day of rest after it no further day is counted, and it is late.
                var left = before.LegalLimitDays + before.ExtensionDays - decided.WorkingDays;
                decided.OnTime.ShouldBe(left > 0
                    || (left == 0 && world.Calendar.Working.IsWorkingDay(world.Now.Day())));
                break;
            case AppealDecided appeal:
                appeal.Officer.ShouldNotBe(before.Decision!.Officer);
                appeal.Officer.ShouldNotBe(before.Prepared?.Officer);
                before.Recused.ShouldNotContain(appeal.Officer);
                appeal.Overturned.ShouldBe(appeal.Outcome != before.Decision.Outcome);
                break;
            case RequestAssigned assigned:
                before.Recused.ShouldNotContain(assigned.Officer);
                if (world.IsDrawn) (assigned.Draw is not null ^ assigned.PastDraw is not null).ShouldBeTrue();
                break;
            case DrawRequested requested:
                before.Draw.ShouldBeNull();
                before.Officer.ShouldBeNull();
                requested.Pool.ShouldNotBeEmpty();
                requested.Pool.Intersect(before.Recused).ShouldBeEmpty();
                world.Events.OfType<DrawRequested>().ShouldAllBe(earlier => earlier.Draw != requested.Draw);
                break;
            case DrawExecuted executed:
                before.Draw!.Requested.Draw.ShouldBe(executed.Draw);
                before.Draw.Requested.Pool[executed.Result].ShouldBe(executed.Officer);
                before.Recused.ShouldNotContain(executed.Officer);
                break;
            case RequestReferred referred:
                referred.Referral.ShouldBe(before.Referrals + 1);
                break;
            case DecisionAppealed:
                world.Events.AsEnumerable().Reverse().TakeWhile(earlier => earlier is not RequestReopened)
                    .OfType<DecisionAppealed>().ShouldBeEmpty("It was appealed twice.");
                break;
            case LimitBreached breached:
                world.Now.Day().ShouldBeGreaterThan(breached.LegalLimit);
                break;
        }

        // The calendar by which this event reckoned the dates; the others leave them alone.
        var datesAreNew = e is RequestReady or InformationRequested or InformationSupplied or QuestionLapsed
            or RequestExtended or DeadlineRedated or RequestReopened;
        return world with
        {
            File = after,
            Events = [.. world.Events, e],
            DatedBy = datesAreNew ? world.Calendar.Working : world.DatedBy,
        };
    }

    /// <summary>What is true of a file on every day of its life.</summary>
    private static void Holds(World world)
    {
        var (file, today) = (world.File, world.Now.Day());
        if (file.IsRunning)
        {
            file.DatesBy(world.DatedBy).ShouldBe((file.LegalLimit, file.Promise), "The clock gives other dates.");
            if (file.ReadyAt is null) file.LegalLimit.ShouldBeNull();
            if (file.Status is RequestStatus.Ready) file.LegalLimit.ShouldNotBeNull();
            file.IsMovedBy(world.Calendar.Working).ShouldBeFalse();
            (file.AnswerBy is not null).ShouldBe(file.Status is RequestStatus.Waiting);
            file.Stops.Count(stop => stop.Until is null)
                .ShouldBe(file.IsClockStopped ? 1 : 0, "A stop is open too long.");
        }

        file.Stops.Zip(file.Stops.Skip(1)).ShouldAllBe(pair => pair.First.Until <= pair.Second.From, "Stops overlap.");
        file.Stops.ShouldAllBe(stop => !(stop.Until < stop.From));
        file.Extensions.ShouldBeLessThanOrEqualTo(1);
        if (file.Officer is not null) file.Recused.ShouldNotContain(file.Officer);
        if (file.Draw is not null)
            (file.Officer is null && file.Queue is not null).ShouldBeTrue(
                "Lots are drawn for what waits for nobody: "
                + string.Join(' ', world.Events.Select(e => e.GetType().Name)));
        (file.Decision is not null).ShouldBe(
            file.Status is RequestStatus.Decided or RequestStatus.Notified or RequestStatus.Appealed
            || file.Closure is Closure.Resolved or Closure.Refused);
        (file.Closure is not null).ShouldBe(file.Status is RequestStatus.Closed);

        var waitsForUs = file.Status is RequestStatus.Submitted or RequestStatus.Ready && file.OpenReferrals.Count == 0;
        file.Queue.ShouldBe(waitsForUs ? $"{file.Matter.Department}/{file.Matter.Service}/{file.Priority}" : null);

        // On the day the file is watched for there is something to do, and before it there is not.
        Func<object>[] duties =
        [
            () => RecordBreachHandler.Handle(new(Given.Id), file, world.Handbook, world.Now),
            () => LapseQuestionHandler.Handle(new(Given.Id), file, world.Handbook, world.Now),
            () => ConfirmClosureHandler.Handle(new(Given.Id), file, world.Now),
        ];
        duties.Any(Goes).ShouldBe(file.WatchFrom <= today, $"Watched from {file.WatchFrom}; today is {today}.");
    }

    private static bool Goes(Func<object> duty)
    {
        try
        {
            return duty() is not null;
        }
        catch (Refused)
        {
            return false;
        }
    }

    private static readonly RequestStatus[] Undecided =
        [RequestStatus.Submitted, RequestStatus.Ready, RequestStatus.Waiting];

    private static readonly Move[] Moves =
    [
        new("assign", [RequestStatus.Submitted, RequestStatus.Ready], world => Taker(world), (world, by, pick) =>
            AssignRequestHandler.Handle(new(Given.Id, null, pick % 3 == 0 ? "court-order" : null), world.File,
                new(pick % 5 == 0 ? 2 : 0), world.Handbook, by, world.Now)),
        new("give", [.. Undecided, RequestStatus.Decided], _ => Who.Manager, (world, by, pick) =>
            AssignRequestHandler.Handle(new(Given.Id, Everybody[pick % 5].Code), world.File, Overtaken.None,
                world.Handbook, by, world.Now)),
        new("give past a draw", [.. Undecided], _ => Who.Manager, (world, by, pick) =>
            AssignRequestHandler.Handle(new(Given.Id, Everybody[pick % 5].Code, PastDraw: "court-order"), world.File,
                Overtaken.None, world.Handbook, by, world.Now)),
        new("request a draw", [.. Undecided], _ => Actor.Platform, (world, _, pick) => RequestDrawHandler.Handle(
            new(Given.Id, pick % 3 == 0 ? Lots.Both : Lots.Alone, TimeSpan.FromHours(1), TimeSpan.FromDays(1)),
            world.File, new(new Dictionary<string, int>()), world.Handbook, world.Now)),
        new("reveal", [.. Undecided], _ => Who.Applicant, (world, by, pick) => RevealNonceHandler.Handle(
            new(Given.Id, pick % 9 == 0 ? "ab" : Lots.NonceText), world.File, by, world.Now)),
        new("draw", [.. Undecided], _ => Actor.Platform, (world, _, pick) => ExecuteDrawHandler.Handle(
            Lots.Execute(world.File.Draw?.Requested.Draw ?? Guid.Empty, pick % 2 == 0 ? ["platform", "ombudsman"]
                : ["platform"]), world.File, world.Handbook, world.Now)),
        new("abort", [.. Undecided], _ => Actor.Platform, (world, _, pick) => AbortDrawHandler.Handle(
            new(Given.Id, AbortDrawHandler.Reasons[pick % 3]), world.File, world.Handbook, world.Now)),
        new("ready", [RequestStatus.Submitted], Holder, (world, by, _) =>
            MarkReadyHandler.Handle(new(Given.Id), world.File, world.Handbook, by, world.Now)),
        new("ask", [RequestStatus.Submitted, RequestStatus.Ready], Holder, (world, by, _) =>
            AskApplicantHandler.Handle(new(Given.Id, "Noise map?"), world.File, world.Handbook, by, world.Now)),
        new("supply", [RequestStatus.Waiting], _ => Who.Applicant, (world, by, pick) =>
            SupplyInformationHandler.Handle(
                new(Given.Id, FactsBy(pick), "Here."), world.File, world.Handbook, by, world.Now)),
        new("correct", [RequestStatus.Waiting, RequestStatus.Notified], _ => Who.Applicant, (world, by, pick) =>
            CorrectApplicantHandler.Decide(new(Given.Id, pick % 2 == 0 ? "علی رضایی" : null, Facts: pick % 3 == 0
                ? new Dictionary<string, JsonElement> { ["income"] = JsonElement.Parse("1000") }
                : null), world.File, world.Handbook, by, Given.Master, world.Now)),
        new("lapse", [RequestStatus.Waiting], _ => Actor.Platform, (world, _, _) =>
            LapseQuestionHandler.Handle(new(Given.Id), world.File, world.Handbook, world.Now)),
        new("refer", [RequestStatus.Ready], Holder, (world, by, pick) =>
            ReferRequestHandler.Handle(
                new(Given.Id, Departments[pick % 4], "River?"), world.File, world.Handbook, by, world.Now)),
        new("answer", [RequestStatus.Ready, RequestStatus.Waiting], Asked, (world, by, pick) =>
            AnswerReferralHandler.Handle(
                new(Given.Id, Math.Max(1, world.File.Referrals - pick % 2), (Opinion)(pick % 3), "No objection."),
                world.File, by, world.Now)),
        new("transfer", [RequestStatus.Submitted, RequestStatus.Ready], Holder, (world, by, pick) =>
            TransferRequestHandler.Handle(
                new(Given.Id, Departments[pick % 4], "reorganisation"), world.File, world.Handbook, by, world.Now)),
        new("extend", [RequestStatus.Ready], Holder, (world, by, _) =>
            ExtendRequestHandler.Handle(new(Given.Id, "complexity"), world.File, world.Handbook, by, world.Now)),
        new("prioritise", Undecided, _ => Who.Manager, (world, by, pick) =>
            PrioritiseRequestHandler.Handle(new(Given.Id, pick % 3, "emergency"), world.File, by, world.Now)),
        new("step", Undecided, Holder, (world, by, _) =>
            RecordStepHandler.Handle(new(Given.Id, "site-visit"), world.File, by, world.Now)),
        new("recuse", [RequestStatus.Ready], world => Holder(world), (world, by, pick) =>
            RecuseOfficerHandler.Handle(
                new(Given.Id, pick % 4 == 0 ? "kinship" : "no-ground"), world.File, by, world.Now)),
        new("prepare", [RequestStatus.Ready], Holder, (world, by, pick) =>
            PrepareDecisionHandler.Handle(
                new(Given.Id, OutcomeBy(pick), [PlanAnswers[pick % 3]], pick % 4 == 0 ? "court-order" : null),
                world.File, FactsOf(world.File), world.Handbook, by, world.Now)),
        new("decide", [RequestStatus.Ready], Holder, Decide),
        new("decide what is prepared", [RequestStatus.Ready], _ => Who.Colleague, Decide),
        new("agree", [RequestStatus.Ready], _ => Who.Colleague, (world, by, _) =>
            DecideRequestHandler.Handle(
                new(Given.Id, world.File.Prepared?.Proposed ?? Outcome.Granted, Guidance: "Move the plan."), world.File,
                FactsOf(world.File), Overtaken.None, world.Handbook, by, world.Now)),
        new("notify", [RequestStatus.Decided], Decider, (world, by, _) =>
            NotifyDecisionHandler.Handle(new(Given.Id), world.File, world.Handbook, by, world.Now)),
        new("close", [RequestStatus.Notified], Decider, (world, by, pick) =>
            CloseRequestHandler.Handle(
                new(Given.Id, pick % 4 == 0 ? (Closure)(pick % 5)
                    : world.File.Decision?.Outcome is Outcome.Refused ? Closure.Refused : Closure.Resolved),
                world.File, world.Handbook, by, world.Now)),
        new("contest", [RequestStatus.Closed], _ => Who.Applicant, (world, by, _) =>
            ContestClosureHandler.Handle(
                new(Given.Id, "Nothing was done."), world.File, world.Handbook, by, world.Now)),
        new("confirm", [RequestStatus.Closed], _ => Actor.Platform, (world, _, _) =>
            ConfirmClosureHandler.Handle(new(Given.Id), world.File, world.Now)),
        new("attach", [], _ => Who.Applicant, (world, by, _) =>
            AttachFileHandler.Handle(
                new(Given.Id, "a.txt", "text/plain", [0x61]), world.File, world.Handbook, by, world.Now)),
        new("withdraw", [], _ => Who.Applicant, (world, by, _) =>
            WithdrawRequestHandler.Handle(new(Given.Id), world.File, by, world.Now)),
        new("appeal", [RequestStatus.Notified, RequestStatus.Closed], _ => Who.Applicant, (world, by, _) =>
            AppealDecisionHandler.Handle(new(Given.Id, "The plan was not read."), world.File, by, world.Now)),
        new("decide the appeal", [RequestStatus.Appealed], _ => Who.Senior, (world, by, pick) =>
            DecideAppealHandler.Handle(new(Given.Id, OutcomeBy(pick), "As the plan says.", [PlanAnswers[pick % 3]],
                    "The court is open."),
                world.File, FactsOf(world.File), world.Handbook, by, world.Now)),
        new("breach", [RequestStatus.Ready, RequestStatus.Waiting], _ => Actor.Platform, (world, _, _) =>
            RecordBreachHandler.Handle(new(Given.Id), world.File, world.Handbook, world.Now)),
        new("remedy", [RequestStatus.Ready, RequestStatus.Decided, RequestStatus.Closed], Holder, (world, by, _) =>
            GiveRemedyHandler.Handle(new(Given.Id, "apology", "We missed the limit."), world.File, by, world.Now)),
        new("rate", [RequestStatus.Closed], _ => Who.Applicant, (world, by, pick) =>
            RateRequestHandler.Handle(new(Given.Id, pick % 7), world.File, by, world.Now)),
        new("declare a holiday", [RequestStatus.Ready, RequestStatus.Waiting], _ => Actor.Platform, (world, _, pick) =>
            DeclareHolidayHandler.Handle(
                new(world.Now.Day().AddDays(pick % 30 - 3), Given.Any), world.Calendar, world.Now)),
        new("withdraw a holiday", [RequestStatus.Ready], _ => Actor.Platform, (world, _, pick) =>
            WithdrawHolidayHandler.Handle(
                new(world.Calendar.Working.Holidays is { Count: > 0 } days ? days[pick % days.Count].Day : default),
                world.Calendar, world.Now)),
    ];

    private static RequestDecided Decide(World world, Actor by, int pick) => DecideRequestHandler.Handle(
        new(Given.Id, OutcomeBy(pick), [PlanAnswers[pick % 3]], pick % 4 == 0 ? "court-order" : null,
            Guidance: pick % 7 == 0 ? null : "Move the plan."),
        world.File, FactsOf(world.File), Overtaken.None, world.Handbook, by, world.Now);

    private static Outcome OutcomeBy(int pick) => pick % 11 == 0 ? Outcome.Unstated
        : pick % 3 == 1 ^ pick % 4 == 0 ? Outcome.Refused : Outcome.Granted;

    private static Dictionary<string, JsonElement>? FactsBy(int pick) => (pick % 3) switch
    {
        0 => null,
        1 => new() { ["distance"] = JsonSerializer.SerializeToElement(pick % 1_000) },
        _ => new() { ["income"] = JsonSerializer.SerializeToElement(pick * 100_000L) },
    };

    private static OpenFacts FactsOf(Request file)
    {
        var facts = new OpenFacts([]);
        foreach (var (name, value) in file.Facts) facts.Values[name] = JsonSerializer.SerializeToNode(value);
        foreach (var (name, value) in file.SealedFacts)
            facts.Values[name] = JsonSerializer.SerializeToNode(value.Plain);
        return facts;
    }

    private static Actor Holder(World world) =>
        Everybody.FirstOrDefault(actor => actor.Code.Length > 0 && actor.Code == world.File.Officer) ?? Taker(world);

    private static Actor Taker(World world) =>
        Everybody.FirstOrDefault(actor => actor.Role == "officer" && actor.Department == world.File.Matter.Department
            && !world.File.Recused.Contains(actor.Code)) ?? Who.Officer;

    private static Actor Asked(World world) =>
        Everybody.FirstOrDefault(actor => world.File.OpenReferrals.Values.Contains(actor.Department)) ?? Who.Neighbour;

    private static Actor Decider(World world) =>
        Everybody.FirstOrDefault(actor => actor.Code == world.File.Decision?.Officer) ?? Who.Officer;

    private static string Print<T>(T value) => JsonSerializer.Serialize<object?>(value, Options);

    private static readonly JsonSerializerOptions Options = new() { Converters = { new Opened(), new OpenedFile() } };

    /// <summary>Shows what the tests must compare and nothing else may: an open value's words.</summary>
    private sealed class Opened : System.Text.Json.Serialization.JsonConverter<Sealed>
    {
        public override Sealed Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Sealed value, JsonSerializerOptions options) =>
            writer.WriteStringValue($"{value.Subject} {value.Plain.GetRawText()}");
    }

    private sealed class OpenedFile : System.Text.Json.Serialization.JsonConverter<SealedFile>
    {
        public override SealedFile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, SealedFile value, JsonSerializerOptions options) =>
            writer.WriteBase64StringValue(value.Plain.Span);
    }

    private sealed record Life(bool FourEyes, bool IsDrawn, IReadOnlyList<Step> Steps)
    {
        public override string ToString() => $"four eyes: {FourEyes}, drawn: {IsDrawn}\n{string.Join('\n', Steps)}";
    }

    private sealed record Step(int Move, int Actor, int Minutes, int Choice);

    private sealed record Move(
        string Name, RequestStatus[] When, Func<World, Actor> By, Func<World, Actor, int, object> Do);

    private sealed record World(
        Request File, Calendar Calendar, IReadOnlyList<object> Events, DateTimeOffset Now, WorkingCalendar DatedBy,
        bool FourEyes, bool IsDrawn)
    {
        private static readonly Handbook WithFourEyes = Given.By(Given.Terms with { FourEyes = true });
        private static readonly Handbook WithBoth = Given.By(Lots.Terms with { FourEyes = true });

        public Handbook Handbook => Terms with { Calendar = Calendar.Working };

        private Handbook Terms => (FourEyes, IsDrawn) switch
        {
            (true, true) => WithBoth,
            (true, false) => WithFourEyes,
            (false, true) => Lots.Handbook,
            _ => Given.Handbook,
        };
    }
}
