using CsCheck;
using EGov.Oversight;

namespace EGov.Unit.Oversight;

/// <summary>Whatever anybody tries over many meetings of a council: what it resolved is not lost on the way.</summary>
public class CouncilLifeProperties
{
    private static readonly Actor[] Everybody =
    [
        Who.Officer, Who.Manager, Who.Neighbour, GivenDirective.WaterManager, GivenDirective.Head,
        GivenDirective.Governor, GivenDirective.Second, Who.Clerk, Who.Stranger,
    ];

    [Fact]
    public void No_open_resolution_is_missing_from_the_next_agenda_and_none_is_done_without_a_second_person()
    {
        var (carried, done, closed) = (0, 0, 0);
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99]).Array[20, 120].Sample(steps =>
        {
            var life = new Life();
            foreach (var (move, actor, pick) in steps)
            {
                try
                {
                    life.Step(move, Everybody[actor % Everybody.Length], pick);
                }
                catch (Refused)
                {
                    continue;
                }

                life.Holds();
            }

            Interlocked.Add(ref carried, life.Carried);
            Interlocked.Add(ref done, life.Done);
            Interlocked.Add(ref closed, life.Closed);
        }, iter: 1_000);
        carried.ShouldBeGreaterThan(100);
        done.ShouldBeGreaterThan(100);
        closed.ShouldBeGreaterThan(100);
    }

    /// <summary>One council, its meetings one after the other, and everything it resolved.</summary>
    private sealed class Life
    {
        private readonly Dictionary<Guid, (Resolution State, List<object> Facts)> _resolutions = [];
        private readonly Dictionary<Guid, Directive> _directives = [];
        private DateTimeOffset _now = Given.Start;
        private Meeting _meeting = new() { Status = MeetingStatus.Approved };
        private int _number;

        public int Carried { get; private set; }
        public int Done => _resolutions.Values.Count(one => one.State.Status is ResolutionStatus.Done);
        public int Closed { get; private set; }

        public void Step(int move, Actor actor, int pick)
        {
            _now = _now.AddHours(5);
            // Mostly who might sensibly do it.
            var sensible = pick % 4 != 0;
            var one = _resolutions.Count == 0 ? default : _resolutions.Values.ElementAt(pick % _resolutions.Count);
            switch (move % 12)
            {
                case 0 or 1:
                    Hold(sensible, actor);
                    break;
                case 2 or 3:
                    Adopt(sensible ? GivenMeeting.Writer : actor, pick);
                    break;
                case 4 or 5 when one.State is { } state:
                    Then(state, ContinueResolutionHandler.Handle(
                        new(state.Id, _meeting.Id, "The snow."), state, _meeting, Writer(sensible, actor), _now));
                    break;
                case 6 when one.State is { } state:
                    Then(state, DropResolutionHandler.Handle(new(state.Id, _meeting.Id, "superseded", "The law."),
                        state, _meeting, Writer(sensible, actor), _now));
                    break;
                case 7 when one.State is { } state:
                    Then(state, ReportResolutionHandler.Handle(new(state.Id, "Done."), state, DirectiveOf(state),
                        sensible ? Everybody.First(it => it.Code == state.Owner) : actor, _now));
                    break;
                case 8 when one.State is { } state:
                    Then(state, VerifyResolutionHandler.Handle(
                        new(state.Id), state, GivenMeeting.Handbook, sensible ? GivenDirective.Second : actor, _now));
                    break;
                case 9 when one.State is { } state:
                    Then(state, pick % 2 == 0
                        ? ReturnResolutionHandler.Handle(
                            new(state.Id, "Half."), state, GivenMeeting.Handbook, GivenDirective.Second, _now)
                        : Direct(state));
                    break;
                case 10 when one.State is { } state:
                    Advance(state, pick);
                    break;
                default:
                    Close(sensible ? GivenMeeting.Chair : actor);
                    break;
            }
        }

        public void Holds()
        {
            foreach (var (state, facts) in _resolutions.Values.Where(one => one.State.Status is ResolutionStatus.Done))
                (facts[^1] switch
                {
                    ResolutionVerified verified => facts[..^1].Last(fact => fact is not
                            (ResolutionContinued or ResolutionBecameCommitment)) is ResolutionReported
                        && !state.Executors.Contains(verified.Officer),
                    ResolutionSettled => DirectiveOf(state)!.Parts.All(part =>
                        part.Status is DirectiveStatus.Effective && !part.Executors.Contains(part.VerifiedBy!)),
                    _ => false,
                }).ShouldBeTrue("It is done because somebody said so who had to do it.");
        }

        private static Actor Writer(bool sensible, Actor actor) => sensible ? GivenMeeting.Writer : actor;

        private void Hold(bool sensible, Actor actor)
        {
            if (_meeting.Status is not (MeetingStatus.Closed or MeetingStatus.Approved))
                throw new Refused("meeting.another-is-running");
            var called = GivenMeeting.Call();
            var next = GivenMeeting.Fold(called) with { Id = Identity.Of("meeting", $"{_number++}"), Day = _now.Day() };
            var open = CouncilMatters.Ordered(_resolutions.Values.Select(one => one.State).Where(one => one.IsOpen));
            var opened = OpenMeetingHandler.Handle(
                new(next.Id), next, new(open, false), sensible ? GivenMeeting.Chair : actor, _now);
            // By the facts alone, and not by what the state says of itself.
            opened.Resolutions.Order().ShouldBe(_resolutions
                .Where(one => one.Value.Facts[^1] is not (ResolutionVerified or ResolutionSettled or ResolutionDropped))
                .Select(one => one.Key).Order());
            Carried += opened.Resolutions.Count;
            _meeting = next.Evolve(Given.AsEvent(opened)) with { Id = next.Id };
            _meeting = _meeting.Evolve(Given.AsEvent(GivenMeeting.Attended));
        }

        private void Adopt(Actor by, int pick)
        {
            var id = Identity.Of("resolution", $"{_number++}");
            var adopted = AdoptResolutionHandler.Decide(
                new(_meeting.Id, GivenMeeting.Line, pick % 3 == 0 ? "GVN-02" : "ENV-900", _now.Day().AddDays(9)), id,
                _meeting, GivenMeeting.Handbook, by, _now);
            var state = new Resolution().Evolve(Given.AsEvent(adopted)) with { Id = id };
            _resolutions[id] = (state, [adopted]);
        }

        private void Close(Actor by)
        {
            var open = CouncilMatters.Ordered(_resolutions.Values.Select(one => one.State).Where(one => one.IsOpen));
            var minutes = CloseMinutesHandler.Handle(new(_meeting.Id), _meeting, new(open, true), by, _now);
            foreach (var (state, facts) in _meeting.CarriedOver.Select(id => _resolutions[id]))
                (!state.IsOpen || facts.OfType<ResolutionContinued>().Any(it => it.Meeting == _meeting.Id))
                    .ShouldBeTrue("The meeting ended and said nothing of it.");
            Closed++;
            _meeting = _meeting.Evolve(Given.AsEvent(minutes));
        }

        private ResolutionBecameDirective Direct(Resolution state)
        {
            var id = Identity.Of("directive", $"{_number++}");
            var (became, issued) = DirectResolutionHandler.Decide(
                new(state.Id, ["environment"], "Clean.", "A list.", 10), id, state, DirectiveOf(state),
                GivenMeeting.Handbook, GivenMeeting.Writer, _now);
            _directives[id] = GivenDirective.Fold(issued);
            return became;
        }

        /// <summary>The directive goes a step on, and the platform looks.</summary>
        private void Advance(Resolution state, int pick)
        {
            if (DirectiveOf(state) is not { } directive) return;
            object fact = directive.Parts[0].Status switch
            {
                DirectiveStatus.Issued => GivenDirective.Acknowledged,
                DirectiveStatus.Acknowledged => GivenDirective.Assigned,
                DirectiveStatus.Reported => pick % 3 == 0 ? GivenDirective.Returned : GivenDirective.Verified,
                _ => GivenDirective.Reported,
            };
            if (directive.Parts[0].Status is not DirectiveStatus.Effective)
                _directives[state.Directive!.Value] = GivenDirective.Then(directive, fact);
            Then(state, SettleResolutionHandler.Handle(new(state.Id), state, DirectiveOf(state), _now));
        }

        private Directive? DirectiveOf(Resolution state) =>
            state.Directive is { } id ? _directives[id] : null;

        private void Then(Resolution state, object fact)
        {
            var (before, facts) = _resolutions[state.Id];
            before.IsOpen.ShouldBeTrue();
            _resolutions[state.Id] = (before.Evolve(Given.AsEvent(fact)), [.. facts, fact]);
        }
    }
}
