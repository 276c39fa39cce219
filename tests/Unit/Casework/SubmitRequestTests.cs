using System.Text.Json;
using EGov.Casework;
using EGov.Catalogue;

namespace EGov.Unit.Casework;

public class SubmitRequestTests
{
    private static readonly Person Person = new(" نمونه ", "۰۰۱۲۳۴۵۶۷۹", "۰۹۱۱ ۱۲۳ ۴۵۶۷");

    [Fact]
    public void A_request_goes_to_the_department_of_its_service_by_the_channel_of_who_files()
    {
        var filed = Submit();
        filed.Matter.ShouldBe(Past.Matter);
        filed.TrackingNumber.ShouldBe(TrackingNumber.Of(Given.Id));
        (filed.Channel, filed.Clerk).ShouldBe(("portal", null));
        (Submit(by: Who.Clerk).Channel, Submit(by: Who.Clerk).Clerk).ShouldBe(("desk", "DSK-SAR-1"));
        Given.Request(filed).Status.ShouldBe(RequestStatus.Submitted);
    }

    [Fact]
    public void Whatever_concerns_the_person_is_sealed_in_one_spelling()
    {
        var filed = Submit();
        Then.Words(filed.Applicant.Name).ShouldBe("نمونه");
        Then.Words(filed.Applicant.NationalNumber).ShouldBe("0012345679");
        Then.Words(filed.Applicant.Phone).ShouldBe("0911 123 4567");
        filed.Facts.Keys.ShouldBe(["distance"]);
        Then.Words(filed.SealedFacts["income"]).ShouldBe("500000000");
    }

    [Fact]
    public void Where_lots_are_drawn_the_applicant_may_commit_to_a_nonce()
    {
        var digest = new string('A', 64);
        RequestSubmitted File(string? nonce, Handbook handbook) => SubmitRequestHandler.Decide(
            new(Given.Terms.Code, "sari", Person, Facts: new Dictionary<string, JsonElement>
            {
                ["distance"] = JsonElement.Parse("730"),
                ["income"] = JsonElement.Parse("1"),
            }, NonceDigest: nonce), Given.Id, handbook, new("citizen"), Given.Master, Given.Start);
        File(digest, Lots.Handbook).NonceDigest.ShouldBe(new('a', 64));
        File(null, Lots.Handbook).NonceDigest.ShouldBeNull();
        File("", Given.Handbook).NonceDigest.ShouldBeNull();
        Then.Refusal("nonce.nothing-is-drawn", () => File(digest, Given.Handbook), 422);
        Then.Refusal("nonce.digest-malformed", () => File("aa", Lots.Handbook), 422);
        Then.Refusal("nonce.digest-malformed", () => File(new('x', 64), Lots.Handbook), 422);
    }

    [Fact]
    public void Under_a_key_of_the_request_or_of_the_signed_in_citizen()
    {
        Submit().Applicant.Name.Subject.ShouldBe(Given.Id);
        Submit(by: Who.Stranger).Applicant.Name.Subject.ShouldBe(Who.Stranger.Subject!.Value);
    }

    [Fact]
    public void The_same_person_has_the_same_mark_and_it_is_sealed_as_his_number_is()
    {
        var (first, second) = (Submit(), Submit(by: Who.Stranger));
        first.ApplicantMark.ShouldNotBeNull().Subject.ShouldBe(Given.Id);
        second.ApplicantMark.ShouldNotBeNull().Subject.ShouldBe(Who.Stranger.Subject!.Value);
        Then.Words(first.ApplicantMark).ShouldBe(Then.Words(second.ApplicantMark));
        Then.Words(first.ApplicantMark).ShouldBe(Given.Master.Mark("person", "0012345679"));
        Submit(person: new("نمونه")).ApplicantMark.ShouldBeNull();
    }

    [Fact]
    public void A_representative_is_declared_and_known_again_by_the_phone_alone()
    {
        var first = Submit(representative: new("One", Phone: "0911 123 4567"));
        var second = Submit(representative: new("Another", Phone: "۰۹۱۱-۱۲۳-۴۵۶۷"));
        first.RepresentativeMark.ShouldNotBeNull().ShouldBe(second.RepresentativeMark);
        Submit(representative: new("One", Phone: "0911 123 4568")).RepresentativeMark
            .ShouldNotBe(first.RepresentativeMark);
        Submit().RepresentativeMark.ShouldBeNull();
    }

    [Theory, InlineData("+98 911 123 4567"), InlineData("0098-911-1234567"), InlineData("9111234567")]
    public void However_its_country_is_written(string phone) =>
        Submit(representative: new("Another", Phone: phone)).RepresentativeMark
            .ShouldBe(Submit(representative: new("One", Phone: "09111234567")).RepresentativeMark);

    [Fact]
    public void And_has_a_phone() =>
        Then.Refusal("representative.phone-missing", () => Submit(representative: new("One")), 422);

    [Fact]
    public void The_same_key_of_the_same_actor_is_the_same_request()
    {
        Guid IdOf(string? key, Actor actor)
        {
            using var act = Act.Begin(new() { Actor = actor, Now = Given.Start, Handbook = Given.Handbook, Key = key });
            return SubmitRequestHandler.NewId();
        }

        IdOf("one", Who.Clerk).ShouldBe(IdOf("one", Who.Clerk));
        IdOf("two", Who.Clerk).ShouldNotBe(IdOf("one", Who.Clerk));
        IdOf("one", Who.Stranger).ShouldNotBe(IdOf("one", Who.Clerk));
        IdOf(null, Who.Clerk).ShouldNotBe(IdOf(null, Who.Clerk));
    }

    [Fact]
    public void The_receipt_opens_the_file()
    {
        using var act = Act.Begin(
            new() { Actor = Who.Clerk, Now = Given.Start, Handbook = Given.Handbook, Key = "one" });
        var (receipt, start) = SubmitRequestHandler.Handle(
            Command(), Given.Handbook, Who.Clerk, Given.Master, Given.Start);
        start.StreamId.ShouldBe(receipt.RequestId);
        receipt.TrackingNumber.ShouldBe(TrackingNumber.Of(receipt.RequestId));
        Given.Master.Opens(receipt.RequestId, receipt.Secret).ShouldBeTrue();
    }

    [Theory, InlineData("unheard-of", 0), InlineData("environmental-opinion", -200)]
    public void A_service_is_offered_that_day(string service, int day) =>
        Then.Refusal("service.not-offered", () => Submit(service: service, day: day), 422);

    [Fact]
    public void By_that_channel() =>
        Then.Refusal("request.channel-not-offered",
            () => Submit(handbook: Given.By(Given.Terms with { Channels = ["desk"] })));

    [Fact]
    public void For_a_county_of_the_province() =>
        Then.Refusal("request.county-unknown", () => Submit(county: "tehran"), 422);

    [Fact]
    public void Where_no_county_is_named_none_is_recorded() => Submit(county: null).Matter.County.ShouldBeNull();

    [Fact]
    public void Documents_are_those_of_the_service()
    {
        Submit(documents: ["plan"]).Documents.ShouldBe(["plan"]);
        Then.Refusal("document.unknown", () => Submit(documents: ["passport"]), 422);
    }

    [Theory, InlineData(""), InlineData("  ")]
    public void Somebody_asks_by_name(string name) =>
        Then.Refusal("person.name-missing", () => Submit(person: new(name)), 422);

    [Fact]
    public void Which_fits_a_line() =>
        Then.Refusal("person.name-missing", () => Submit(person: new(new string('ن', 201))), 422);

    [Theory]
    [InlineData("0012345678"), InlineData("001234567"), InlineData("1111111111"), InlineData("00123456789")]
    [InlineData("00123x5679")]
    public void A_national_number_agrees_with_its_check_digit(string number) =>
        Then.Refusal("person.national-number-wrong", () => Submit(person: new("نمونه", number)), 422);

    [Theory, InlineData("001-234567-9"), InlineData("٠٠١٢٣٤٥٦٧٩"), InlineData(null), InlineData("")]
    public void In_any_script_with_hyphens_or_not_at_all(string? number) =>
        Submit(person: new("نمونه", number)).Applicant.Name.ShouldNotBeNull();

    [Fact]
    public void Every_required_fact_is_there() =>
        Then.Refusal("fact.missing", () => Submit(facts: """{"distance":730}"""), 422);

    [Theory]
    [InlineData("""{"distance":730}""", "/facts/income")]
    [InlineData("""{"distance":-1,"income":1}""", "/facts/distance")]
    [InlineData("""{"distance":730,"income":1,"a/b~c":1}""", "/facts/a~1b~0c")]
    public void A_refusal_points_at_the_fact_it_is_about(string facts, string member) =>
        Should.Throw<Refused>(() => Submit(facts: facts)).Member.ShouldBe(member);

    [Fact]
    public void And_nothing_that_is_not_asked() =>
        Then.Refusal("fact.unknown", () => Submit(facts: """{"distance":730,"income":1,"taste":1}"""), 422);

    [Theory]
    [InlineData("integer", "730", "730"), InlineData("integer", "\"۷۳۰\"", "730")]
    [InlineData("integer", "\"-1\"", null)]
    [InlineData("integer", "1001", null), InlineData("integer", "7.5", null), InlineData("integer", "true", null)]
    [InlineData("decimal", "\"7.5\"", "\"7.5\""), InlineData("decimal", "7.50", "\"7.50\"")]
    [InlineData("decimal", "\"1e2\"", null), InlineData("decimal", "1000.1", null)]
    [InlineData("boolean", "true", "true"), InlineData("boolean", "\"false\"", "false")]
    [InlineData("boolean", "1", null)]
    [InlineData("date", "\"2026-05-02\"", "\"2026-05-02\""), InlineData("date", "\"2026-13-02\"", null)]
    [InlineData("date", "\"۲۰۲۶-۰۵-۰۲\"", "\"2026-05-02\"")]
    [InlineData("choice", "\"soft\"", "\"soft\""), InlineData("choice", "\"loud\"", null)]
    [InlineData("text", "\" words \"", "\"words\""), InlineData("text", "\"  \"", null)]
    [InlineData("text", "7", null)]
    [InlineData("colour", "\"red\"", null)]
    public void A_fact_is_stored_in_the_form_of_its_type_or_refused(string type, string given, string? stored)
    {
        var fact = new FactTerms("it", Given.Any, null, Given.Any, type, null, [new("soft", Given.Any)], Sealed: false,
            Required: true, Min: 0, Max: 1_000);
        var handbook = Given.By(Given.Terms with { Facts = [fact] });
        var facts = $$"""{"it":{{given}}}""";
        if (stored is null) Then.Refusal("fact.wrong", () => Submit(facts: facts, handbook: handbook), 422);
        else Submit(facts: facts, handbook: handbook).Facts["it"].GetRawText().ShouldBe(stored);
    }

    [Fact]
    public void A_null_is_a_fact_not_given() =>
        Then.Refusal("fact.missing", () => Submit(facts: """{"distance":null,"income":1}"""), 422);

    [Fact]
    public void Nobody_is_asked_to_judge_a_complaint_about_himself()
    {
        var terms = Given.Terms with
        {
            Facts = [new("office", Given.Any, null, Given.Any, "choice", null,
                [new("environment", Given.Any), new("regional-water", Given.Any)], Sealed: false, Required: true)],
        };
        Submit(facts: """{"office":"regional-water"}""", handbook: Given.By(terms)).Matter.Department.ShouldBe("environment");
        Then.Refusal("complaint.about-its-own-judge",
            () => Submit(facts: """{"office":"environment"}""", handbook: Given.By(terms)));
    }

    private static SubmitRequest Command(
        string service = "environmental-opinion", string? county = "sari", Person? person = null,
        Person? representative = null, string facts = """{"distance":730,"income":500000000}""",
        IReadOnlyList<string>? documents = null) =>
        new(service, county, person ?? Person, representative,
            JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(facts), " Soon, please. ", documents);

    private static RequestSubmitted Submit(
        string service = "environmental-opinion", string? county = "sari", Person? person = null,
        Person? representative = null, string facts = """{"distance":730,"income":500000000}""",
        IReadOnlyList<string>? documents = null, Actor? by = null, Handbook? handbook = null, int day = 0) =>
        SubmitRequestHandler.Decide(Command(service, county, person, representative, facts, documents), Given.Id,
            handbook ?? Given.Handbook, by ?? new("citizen"), Given.Master, Given.On(day));
}
