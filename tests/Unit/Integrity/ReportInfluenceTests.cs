using EGov.Casework;
using EGov.Integrity;
using EGov.Privacy;
using EGov.Unit.Appointments;
using EGov.Unit.Oversight;

namespace EGov.Unit.Integrity;

public class ReportInfluenceTests
{
    private static readonly InfluencedMatter File = InfluencedMatter.Of(Given.Request(Past.UntilReady));

    private static readonly ReportInfluence Command = new(
        "request", TrackingNumber.Of(Given.Id), "recommendation", "superior", "telephone", " That it be granted. ",
        "refused", "The head of the office", "He called twice.");

    [Fact]
    public void Public_is_the_day_the_department_the_service_and_the_kind_and_the_rest_is_sealed()
    {
        var reported = Report(Command);
        (reported.On, reported.Department, reported.Service, reported.Kind)
            .ShouldBe(("request", "environment", "environmental-opinion", "recommendation"));
        Then.Words(reported.About).ShouldBe($"{Given.Id}");
        Then.Words(reported.Category).ShouldBe("superior");
        Then.Words(reported.Contact).ShouldBe("The head of the office");
        Then.Words(reported.Channel).ShouldBe("telephone");
        Then.Words(reported.Asked).ShouldBe("That it be granted.");
        Then.Words(reported.Answer).ShouldBe("refused");
        Then.Words(reported.Words).ShouldBe("He called twice.");
        Then.Words(reported.Reporter).ShouldBe("ENV-014");
        SealedMembers.Of(reported).Select(found => found.Value.Subject).Distinct().ShouldBe([Subjects.Integrity]);
    }

    [Fact]
    public void The_hour_is_not_in_it()
    {
        var reported = ReportInfluenceHandler.Decide(Command, File, Who.Officer, Given.Start.AddHours(5).AddSeconds(7));
        reported.At.ShouldBe(Given.Start.Day().Start());
        Report(Command).At.ShouldBe(reported.At);
    }

    [Fact]
    public void It_is_about_a_request_that_there_is()
    {
        Then.Refusal("influence.matter-unknown", () => Report(Command with { On = "tea" }), 422);
        Then.Refusal("influence.request-unknown",
            () => ReportInfluenceHandler.Decide(Command, null, Who.Officer, Given.Start), 422);
    }

    [Fact]
    public void Or_about_a_programme()
    {
        var programme = GivenProgramme.Fold(GivenProgramme.Opened);
        InfluencedMatter.KindOf(programme.Number).ShouldBe("programme");
        ReportInfluenceHandler.Decide(Command with { On = "programme" }, InfluencedMatter.Of(programme), Who.Officer,
            Given.Start).On.ShouldBe("programme");
    }

    [Fact]
    public void Or_about_a_directive_of_one_department_or_of_several()
    {
        var directive = GivenDirective.Fold(GivenDirective.Issued);
        InfluencedMatter.KindOf(directive.Number).ShouldBe("directive");
        InfluencedMatter.KindOf(TrackingNumber.Of(Given.Id)).ShouldBe("request");
        var reported = ReportInfluenceHandler.Decide(Command with { On = "directive" }, InfluencedMatter.Of(directive),
            Who.Manager, Given.Start);
        (reported.On, reported.Department, reported.Service).ShouldBe(("directive", null, null));
        InfluencedMatter.Of(GivenDirective.Fold(GivenDirective.Issue(departments: "environment"))).Department
            .ShouldBe("environment");
    }

    [Fact]
    public void Or_about_who_is_to_hold_a_post()
    {
        var post = GivenPost.Of(GivenPost.Vacant);
        InfluencedMatter.KindOf(post.Code).ShouldBe("appointment");
        var reported = ReportInfluenceHandler.Decide(
            Command with { On = "appointment" }, InfluencedMatter.Of(post), Who.Manager, Given.Start);
        (reported.On, reported.Department, reported.Service).ShouldBe(("appointment", "environment", null));
    }

    [Fact]
    public void Each_choice_is_one_of_its_list()
    {
        Then.Refusal("influence.kind-unknown", () => Report(Command with { Kind = "tea" }), 422);
        Then.Refusal("influence.category-unknown", () => Report(Command with { Category = "tea" }), 422);
        Then.Refusal("influence.channel-unknown", () => Report(Command with { Channel = "tea" }), 422);
        Then.Refusal("influence.answer-unknown", () => Report(Command with { Answer = "tea" }), 422);
    }

    [Fact]
    public void It_says_what_was_asked_for_and_not_at_any_length()
    {
        Then.Refusal("influence.asked-empty", () => Report(Command with { Asked = " " }), 422);
        Then.Refusal("influence.words-too-long", () => Report(Command with { Words = new('w', 4_001) }), 422);
    }

    [Fact]
    public void Its_stream_is_found_by_the_platform_and_by_nobody_else()
    {
        var stream = Influence.Of(Given.Master, "request", Given.Id);
        stream.ShouldBe(Influence.Of(Given.Master, "request", Given.Id));
        stream.ShouldNotBe(Influence.Of(Given.Master, "directive", Given.Id));
        stream.ShouldNotBe(Influence.Of(new(new byte[32]), "request", Given.Id));
        stream.ShouldNotBe(Identity.Of("influence", $"{Given.Id}"));
    }

    [Fact]
    public void What_is_handed_in_on_a_day_is_recorded_when_it_has_ended()
    {
        var end = Given.Start.Day().AddDays(1).Start();
        Letterbox.RoundAfter(Given.Start, Given.Handbook).ShouldBe(end);
        Letterbox.RoundAfter(end.AddTicks(-1), Given.Handbook).ShouldBe(end);
        Letterbox.RoundAfter(end, Given.Handbook).ShouldBe(end.AddDays(1));
    }

    [Fact]
    public void In_an_invented_province_within_a_minute()
    {
        var simulated = Given.Handbook with { Province = new() { IsSimulated = true } };
        Letterbox.RoundAfter(Given.Start.AddSeconds(7), simulated).ShouldBe(Given.Start.AddMinutes(1));
    }

    [Fact]
    public void A_letter_is_one_for_one_key_of_one_sender_and_names_neither()
    {
        var act = new Act { Actor = Who.Officer, Now = Given.Start, Handbook = Given.Handbook, Key = "1" };
        var id = Letter.IdOf(act, Given.Master);
        Letter.IdOf(act, Given.Master).ShouldBe(id);
        Letter.IdOf(act with { Actor = Who.Colleague }, Given.Master).ShouldNotBe(id);
        Letter.IdOf(act with { Key = "2" }, Given.Master).ShouldNotBe(id);
        Letter.IdOf(act, new(new byte[32])).ShouldNotBe(id);
    }

    private static InfluenceReported Report(ReportInfluence command) =>
        ReportInfluenceHandler.Decide(command, File, Who.Officer, Given.Start);
}
