using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace EGov.Unit.Seed;

/// <summary>What a fresh province starts from: every reference holds, and nothing about a person is public.</summary>
public partial class SeedTests
{
    private const string Hedge = "to be confirmed by the province’s lawyers";
    private const string HedgeFa = "نیازمند تأیید حقوق‌دانان استان";

    private static readonly string Root = FindRoot();
    private static readonly JsonSerializerOptions Exact = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly Department[] Departments = Read<Department[]>("departments");
    private static readonly CountyList Counties = Read<CountyList>("counties");
    private static readonly OfficerList Officers = Read<OfficerList>("officers");
    private static readonly Service[] Services = Read<Service[]>("services");
    private static readonly Rulebook[] Rulebooks = Read<Rulebook[]>("rulebooks");
    private static readonly Right[] Rights = Read<Right[]>("rights");

    private static readonly string[] Operators = ["var", "missing", "==", "===", "!=", "!==", "!", "!!", "or", "and",
        "if", "<", ">", "<=", ">=", "max", "min", "+", "-", "*", "/", "%", "in", "cat", "all", "some", "none"];
    private static readonly string[] Files = ["departments", "counties", "officers", "services", "rulebooks", "rights"];

    [Fact]
    public void The_desks_stand_in_the_twenty_two_counties_of_Mazandaran()
    {
        var official = OfficialCounties("مازندران");

        official.Length.ShouldBe(22);
        Counties.Counties.Select(county => Fold(county.Name.Fa)).ShouldBe(official, ignoreOrder: true);
        Desks.Select(desk => desk.County).ShouldBe(Counties.Counties.Select(county => county.Code), ignoreOrder: true);
        foreach (var desk in Desks)
        {
            desk.Code.ShouldBe($"desk-{desk.County}");
            var county = Counties.Counties.Single(county => county.Code == desk.County);
            desk.Name.Fa.ShouldEndWith($" {county.Name.Fa}");
            desk.Name.En.ShouldStartWith(county.Name.En);
        }
    }

    [Fact]
    public void County_weights_are_round_thousands_of_a_province_of_three_million()
    {
        Counties.Note.ShouldContain("2016");
        Counties.Counties.ShouldAllBe(county => county.Population > 0 && county.Population % 1000 == 0);
        Counties.Counties.Sum(county => county.Population).ShouldBeInRange(3_200_000, 3_400_000);
    }

    [Fact]
    public void Every_department_reports_to_the_governorate()
    {
        Departments.Single(department => department.Parent is null).Code.ShouldBe("governorate");
        foreach (var department in Departments)
        {
            department.Kind.ShouldBeOneOf("governorate", "department", "desk", "municipality");
            (department.Kind == "governorate").ShouldBe(department.Parent is null, department.Code);
            (department.Kind is "desk" or "municipality").ShouldBe(department.County is not null, department.Code);
            (department.Parent ?? "governorate").ShouldBe("governorate", department.Code);
        }
    }

    [Fact]
    public void Codes_are_unique_and_kebab_case()
    {
        Kebab("department", DepartmentCodes);
        Kebab("county", Counties.Counties.Select(county => county.Code));
        Kebab("service", ServiceCodes);
        Kebab("right", RightCodes);
        foreach (var service in Services)
        {
            Kebab($"document of {service.Code}", service.Documents.Select(document => document.Code));
            service.Facts.Select(fact => fact.Name).ShouldBeUnique();
            foreach (var fact in service.Facts)
            {
                CamelCase().IsMatch(fact.Name).ShouldBeTrue(fact.Name);
                Kebab($"choice of {fact.Name}", fact.Choices?.Select(choice => choice.Code) ?? []);
            }
        }

        Rulebooks.Select(book => $"{book.Code} v{book.Version}").ShouldBeUnique();
        foreach (var book in Rulebooks)
        {
            Kebab("rulebook", [book.Code]);
            Kebab($"criterion of {book.Code}", book.Criteria.Select(criterion => criterion.Code));
        }

        Officers.Officers.Select(officer => officer.Code).ShouldBeUnique();
        Officers.Officers.ShouldAllBe(officer => OfficerCode().IsMatch(officer.Code));
    }

    [Fact]
    public void Every_text_is_written_in_good_Persian_letters_and_in_English()
    {
        var texts = Files.SelectMany(file => Texts(JsonNode.Parse(File.ReadAllText(PathOf(file)))!)).ToArray();

        texts.Length.ShouldBeGreaterThan(500);
        foreach (var node in texts)
        {
            node.Select(member => member.Key).ShouldBe(["fa", "en"], node.ToJsonString());
            var (fa, en) = ((string?)node["fa"] ?? "", (string?)node["en"] ?? "");
            PersianLetter().IsMatch(fa).ShouldBeTrue($"no Persian letter in “{fa}”");
            ForeignInPersian().Match(fa).Value.ShouldBeEmpty($"not Persian in “{fa}”");
            LatinLetter().IsMatch(en).ShouldBeTrue($"no letter in “{en}”");
            ArabicScript().IsMatch(en).ShouldBeFalse($"Arabic script in “{en}”");
            Untidy().IsMatch(fa).ShouldBeFalse($"untidy spaces in “{fa}”");
            Untidy().IsMatch(en).ShouldBeFalse($"untidy spaces in “{en}”");
        }
    }

    [Fact]
    public void What_a_person_writes_or_is_stays_sealed()
    {
        foreach (var (service, fact) in Facts)
        {
            var place = $"{service.Code}.{fact.Name}";
            if (fact.Type == "text") fact.Sealed.ShouldBeTrue($"{place} is free text");
            var words = $"{fact.Name} {fact.Title.En}";
            if (AboutAPerson().IsMatch(words)) fact.Sealed.ShouldBeTrue($"{place} is about a person");
            if (service.Code == "social-support") fact.Sealed.ShouldBeTrue($"{place} tells who is in need");
        }
    }

    [Fact]
    public void Each_fact_says_what_kind_of_answer_it_takes()
    {
        foreach (var (service, fact) in Facts)
        {
            var place = $"{service.Code}.{fact.Name}";
            var numeric = fact.Type is "integer" or "decimal";
            fact.Type.ShouldBeOneOf("integer", "decimal", "boolean", "date", "choice", "text");
            (fact.Type == "choice").ShouldBe(fact.Choices is { Length: > 1 }, place);
            if (fact.Type != "choice") fact.Choices.ShouldBeNull(place);
            if (!numeric) fact.Unit.ShouldBeNull(place);
            (fact.Min is not null).ShouldBe(numeric, place);
            (fact.Max is not null).ShouldBe(numeric, place);
            if (numeric) (fact.Min < fact.Max).ShouldBeTrue(place);
        }
    }

    [Fact]
    public void The_catalogue_offers_twelve_services_of_a_size_people_can_answer()
    {
        Services.Length.ShouldBe(12);
        foreach (var service in Services)
        {
            service.Facts.Length.ShouldBeInRange(3, 7, service.Code);
            service.Channels.ShouldBe(["portal", "desk"], service.Code);
            service.Queue.ShouldBe("fifo", service.Code);
            service.Assignment.ShouldBeOneOf("officer", "draw");
            service.FeeRials.ShouldBeGreaterThanOrEqualTo(0, service.Code);
            service.Tolerance.ShouldBeInRange(1, 24, service.Code);
        }
    }

    [Fact]
    public void No_promise_is_longer_than_the_law_allows()
    {
        foreach (var service in Services)
        {
            service.PromiseDays.ShouldBeInRange(1, service.LegalLimitDays, service.Code);
            int[] windows = [service.AppealWindowDays, service.ContestWindowDays, service.AnswerWindowDays];
            windows.ShouldAllBe(days => days > 0, service.Code);
            if (service.Extension is not { } extension) continue;
            extension.Times.ShouldBe(1, service.Code);
            extension.Days.ShouldBeInRange(1, service.LegalLimitDays, service.Code);
        }
    }

    // Law on Publication and Free Access to Information: no motive is asked (art. 7), 10 days at most (art. 8).
    [Fact]
    public void Information_is_given_within_ten_days_and_without_asking_why()
    {
        var service = Services.Single(service => service.Code == "information-request");

        service.LegalLimitDays.ShouldBeLessThanOrEqualTo(10);
        service.Extension.ShouldBeNull();
        service.FeeRials.ShouldBe(0);
        service.Rights.ShouldContain("information-law-7");
        service.Rights.ShouldContain("information-law-8");
        foreach (var fact in service.Facts)
        {
            string[] asked = [fact.Name, fact.Title.En, fact.Title.Fa, fact.Hint?.En ?? "", fact.Hint?.Fa ?? ""];
            asked.ShouldAllBe(words => !Motive().IsMatch(words), fact.Name);
        }
    }

    [Fact]
    public void Every_reference_of_a_service_resolves()
    {
        foreach (var service in Services)
        {
            DepartmentCodes.ShouldContain(service.Department, service.Code);
            service.PlannedSteps.ShouldBeUnique();
            service.PlannedSteps[0].ShouldBe(service.Department, service.Code);
            service.PlannedSteps.ShouldBeSubsetOf(DepartmentCodes, service.Code);
            service.Rights.ShouldBeUnique();
            service.Rights.ShouldBeSubsetOf(RightCodes, service.Code);
            BooksOf(service).ShouldNotBeEmpty(service.Code);
        }

        Services.Select(service => service.Rulebook).ShouldBeUnique();
        Rulebooks.Select(book => book.Code).ShouldBeSubsetOf(Services.Select(service => service.Rulebook));
    }

    [Fact]
    public void What_companies_ask_for_can_be_compared_with_what_officers_declare()
    {
        var asked = Facts.Where(one => one.Fact.Name == EGov.Casework.Conflicts.CompanyFact).ToList();
        asked.Select(one => one.Service.Code).ShouldBe(["environmental-opinion", "gravel-extraction"]);
        asked.ShouldAllBe(one => one.Fact.Type == "text" && one.Fact.Sealed && !one.Fact.Required);
    }

    [Fact]
    public void Any_office_of_the_province_can_be_named_in_a_complaint_or_an_information_request()
    {
        var offices = Departments.Where(department => department.Kind != "desk").ToDictionary(d => d.Code, d => d.Name);
        foreach (var (service, fact) in Facts.Where(asked => asked.Fact.Name is "office" or "holder"))
        {
            // Nobody judges a complaint about himself.
            var judge = fact.Name == "office" ? service.Department : "";
            var choices = fact.Choices!.ToDictionary(choice => choice.Code, choice => choice.Title);
            offices.Where(office => office.Key != judge).ShouldAllBe(office => choices.Contains(office));
            choices.Keys.ShouldNotContain(judge);
        }
    }

    [Fact]
    public void A_criterion_reads_only_required_facts_of_its_own_service()
    {
        foreach (var (service, book, criterion) in Criteria)
        {
            var place = $"{book.Code} v{book.Version} {criterion.Code}";
            foreach (var name in Variables(criterion.Test))
            {
                var fact = service.Facts.SingleOrDefault(fact => fact.Name == name);
                fact.ShouldNotBeNull($"{place} reads {name}, which {service.Code} does not ask");
                // An absent number compares as zero: a limit would be met by silence.
                fact.Required.ShouldBeTrue($"{place} reads {name}, which may be left empty");
                fact.Type.ShouldNotBe("text", $"{place} computes with free text");
            }
        }
    }

    [Fact]
    public void A_computed_test_is_JSON_Logic_that_others_can_evaluate()
    {
        foreach (var (service, book, criterion) in Criteria)
        {
            var place = $"{book.Code} v{book.Version} {criterion.Code}";
            if (criterion.Test is JsonValue)
            {
                ((string?)criterion.Test).ShouldBe("human", place);
                continue;
            }

            Nodes(criterion.Test).OfType<JsonObject>()
                .ShouldAllBe(rule => rule.Count == 1 && Operators.Contains(rule.Single().Key), place);
            Variables(criterion.Test).ShouldNotBeEmpty(place);
            foreach (var (fact, constant) in Compared(service, criterion.Test))
                fact.Choices!.Select(choice => choice.Code).ShouldContain(constant, $"{place} compares {fact.Name}");
        }
    }

    [Fact]
    public void A_criterion_says_in_both_languages_the_numbers_it_tests()
    {
        foreach (var (_, book, criterion) in Criteria)
        {
            var place = $"{book.Code} v{book.Version} {criterion.Code}";
            var said = Numbers(criterion.Text.En);
            Numbers(criterion.Text.Fa).ShouldBe(said, place);
            Thresholds(criterion.Test).ShouldBeSubsetOf(said, place);
        }
    }

    [Fact]
    public void Each_rulebook_mixes_computed_criteria_with_human_ones()
    {
        foreach (var book in Rulebooks)
        {
            var computed = book.Criteria.Where(criterion => criterion.Test is not JsonValue).ToArray();
            book.Criteria.Length.ShouldBeInRange(3, 6, book.Code);
            computed.Length.ShouldBeInRange(1, book.Criteria.Length - 1, book.Code);
            computed.SelectMany(criterion => Variables(criterion.Test)).Distinct().Count()
                .ShouldBeGreaterThanOrEqualTo(2, book.Code);
            book.Criteria.Select(criterion => criterion.Kind).ShouldBeSubsetOf(["required", "weighs"], book.Code);
            book.Criteria.ShouldContain(criterion => criterion.Kind == "required", book.Code);
        }
    }

    [Fact]
    public void The_siting_rulebook_has_its_six_criteria()
    {
        var book = Rulebooks.Single(book => book.Code == "env-siting");

        book.Version.ShouldBe(7);
        book.Criteria.Select(criterion => (criterion.Code, criterion.Test is not JsonValue)).ShouldBe(
        [
            ("settlement-distance", true), ("river-distance", false), ("effluent-plan", false),
            ("boundary-noise", false), ("trade-group", true), ("neighbours-told", false),
        ]);
    }

    [Fact]
    public void Versions_of_a_rulebook_follow_one_another_and_one_is_always_in_force()
    {
        foreach (var versions in Rulebooks.GroupBy(book => book.Code))
        {
            var inOrder = versions.OrderBy(book => book.Version).ToArray();
            inOrder[0].EffectiveFrom.ShouldBe(new(2025, 3, 21), $"{versions.Key} starts with Farvardin 1404");
            inOrder.Zip(inOrder.Skip(1)).ShouldAllBe(
                pair => pair.Second.Version == pair.First.Version + 1
                    && pair.Second.EffectiveFrom > pair.First.EffectiveFrom
                    && pair.Second.EffectiveFrom.Year <= 2026, versions.Key);
        }
    }

    [Fact]
    public void At_least_two_rulebooks_changed_a_threshold_in_the_past_year()
    {
        var changed =
            from earlier in Rulebooks
            join later in Rulebooks on (earlier.Code, earlier.Version + 1) equals (later.Code, later.Version)
            where later.EffectiveFrom >= new DateOnly(2025, 11, 24)
            where earlier.Criteria.Any(before => later.Criteria.Any(after => after.Code == before.Code
                && !Thresholds(after.Test).SequenceEqual(Thresholds(before.Test))))
            select later;

        changed.Select(book => book.Code).Distinct().Count().ShouldBeGreaterThanOrEqualTo(2);
        changed.Select(book => book.EffectiveFrom).ShouldBeUnique();
    }

    [Fact]
    public void A_legal_reference_is_known_or_says_that_it_is_to_be_confirmed()
    {
        var references = Services.Select(service => service.LegalBasis)
            .Concat(Rulebooks.Select(book => book.LegalReference))
            .Concat(Criteria.Select(item => item.Criterion.LegalReference));

        foreach (var reference in references)
        {
            var hedged = reference.En.Contains(Hedge, StringComparison.Ordinal);
            reference.Fa.Contains(HedgeFa, StringComparison.Ordinal).ShouldBe(hedged, reference.En);
            if (!hedged) KnownReference().IsMatch(reference.En).ShouldBeTrue(reference.En);
        }
    }

    [Fact]
    public void The_rights_are_those_of_the_Charter_and_of_the_information_law()
    {
        int[] charter = [11, 19, 20, 21, 22, 23, 24, 30, 31, 34, 36, 37, 38, 39];

        RightCodes.ShouldBe(charter.Select(article => $"charter-{article}")
            .Concat(["information-law-7", "information-law-8"]), ignoreOrder: true);
        Rights.Where(right => right.Inferred).Select(right => right.Code)
            .ShouldBe(["charter-30", "charter-31", "charter-34"], ignoreOrder: true);
        foreach (var right in Rights)
            right.Title.En.ShouldContain($"article {right.Code.Split('-')[^1]}:");
    }

    [Fact]
    public void Every_reference_of_an_officer_resolves()
    {
        Officers.Note.ShouldBe("simulated");
        foreach (var officer in Officers.Officers)
        {
            var department = Departments.SingleOrDefault(department => department.Code == officer.Department);
            department.ShouldNotBeNull(officer.Code);
            officer.Grade.ShouldBeOneOf("expert", "senior", "head");
            officer.Roles.ShouldNotBeEmpty(officer.Code);
            officer.Roles.ShouldBeSubsetOf(
                ["officer", "appeal", "clerk", "manager", "governor", "auditor", "integrity", "custodian",
                    "admin"], officer.Code);
            officer.Roles.Contains("clerk").ShouldBe(department.Kind == "desk", officer.Code);
            officer.Services.ShouldBeUnique();
            foreach (var code in officer.Services)
            {
                var service = Services.Single(service => service.Code == code);
                service.PlannedSteps.ShouldContain(officer.Department, officer.Code);
            }
        }
    }

    [Fact]
    public void The_line_of_supervision_ends_at_the_head_of_the_governorate()
    {
        foreach (var officer in Officers.Officers.Where(officer => !IsWatchdog(officer)))
        {
            var line = new List<string>();
            for (var code = officer.Code; code is not null; code = OfficerOf(code).Supervisor)
            {
                line.ShouldNotContain(code, $"{officer.Code} stands above itself");
                line.Add(code);
            }

            line[^1].ShouldBe("GOV-900");
            line.Skip(1).ShouldAllBe(code => OfficerOf(code).Roles.Contains("manager"), officer.Code);
        }

        Officers.Officers.Where(IsWatchdog).ShouldAllBe(officer => officer.Supervisor == null);
    }

    [Fact]
    public void A_department_with_services_has_officers_an_appeal_officer_and_a_manager()
    {
        foreach (var owned in Services.GroupBy(service => service.Department))
        {
            var staff = Officers.Officers.Where(officer => officer.Department == owned.Key).ToArray();
            var appeal = staff.Single(officer => officer.Roles.Contains("appeal"));
            var first = staff.Except([appeal]).Where(officer => officer.Roles.Contains("officer")).ToArray();

            first.Length.ShouldBeInRange(4, 10, owned.Key);
            appeal.Grade.ShouldBe("senior", owned.Key);
            appeal.Roles.ShouldContain("officer", owned.Key);
            staff.Single(officer => officer.Roles.Contains("manager")).Code.ShouldEndWith("-900");
            foreach (var service in owned)
            {
                appeal.Services.ShouldContain(service.Code);
                var able = first.Count(officer => officer.Services.Contains(service.Code));
                able.ShouldBeGreaterThanOrEqualTo(3, service.Code);
            }
        }

        foreach (var service in Services)
            service.PlannedSteps.ShouldAllBe(step => Officers.Officers.Any(
                officer => officer.Department == step && officer.Services.Contains(service.Code)), service.Code);
    }

    [Fact]
    public void Every_department_and_desk_is_staffed()
    {
        foreach (var department in Departments)
        {
            var staff = Officers.Officers.Where(officer => officer.Department == department.Code).ToArray();
            if (department.Kind == "desk") staff.Length.ShouldBeInRange(1, 2, department.Code);
            else staff.ShouldContain(officer => officer.Roles.Contains("manager"), department.Code);
        }
    }

    [Fact]
    public void The_officers_that_the_pages_name_are_there()
    {
        (string Code, string Role)[] named = [("ENV-014", "officer"), ("ENV-021", "officer"), ("ENV-031", "appeal"),
            ("ENV-900", "manager"), ("WAT-007", "officer"),
            ("GVN-01", "governor"), ("GVN-02", "governor"), ("AUD-01", "auditor"), ("AUD-02", "auditor"),
            ("AUD-03", "auditor"), ("ADM-01", "admin")];

        foreach (var (code, role) in named) OfficerOf(code).Roles.ShouldContain(role, code);
        OfficerOf("ENV-014").Services.ShouldContain("environmental-opinion");
    }

    private static IEnumerable<string> DepartmentCodes => Departments.Select(department => department.Code);
    private static IEnumerable<string> ServiceCodes => Services.Select(service => service.Code);
    private static IEnumerable<string> RightCodes => Rights.Select(right => right.Code);
    private static Department[] Desks => [.. Departments.Where(department => department.Kind == "desk")];
    private static Rulebook[] BooksOf(Service service) => [.. Rulebooks.Where(book => book.Code == service.Rulebook)];
    private static Officer OfficerOf(string code) => Officers.Officers.Single(officer => officer.Code == code);

    private static IEnumerable<(Service Service, Fact Fact)> Facts =>
        Services.SelectMany(service => service.Facts.Select(fact => (service, fact)));

    private static IEnumerable<(Service Service, Rulebook Book, Criterion Criterion)> Criteria =>
        from service in Services
        from book in BooksOf(service)
        from criterion in book.Criteria
        select (service, book, criterion);

    // Those who watch the offices answer to none of them.
    private static bool IsWatchdog(Officer officer) =>
        officer.Roles.Any(role => role is "auditor" or "integrity" or "custodian");

    private static void Kebab(string what, IEnumerable<string> codes)
    {
        codes.ShouldBeUnique();
        codes.ShouldAllBe(code => KebabCase().IsMatch(code), what);
    }

    private static IEnumerable<JsonNode?> Nodes(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Nodes(member.Value)).Prepend(node),
        JsonArray items => items.SelectMany(Nodes).Prepend(node),
        _ => [node],
    };

    private static IEnumerable<JsonObject> Texts(JsonNode root) =>
        Nodes(root).OfType<JsonObject>().Where(node => node.ContainsKey("fa") || node.ContainsKey("en"));

    private static string? Variable(JsonNode? node) => (string?)(node as JsonObject)?["var"];

    private static string[] Variables(JsonNode? test) =>
        [.. Nodes(test).Select(Variable).OfType<string>().Distinct()];

    private static IEnumerable<(Fact Fact, string Constant)> Compared(Service service, JsonNode test) =>
        from rule in Nodes(test).OfType<JsonObject>()
        let operands = rule.Single().Value as JsonArray
        where operands?.Count == 2
        let fact = service.Facts.SingleOrDefault(fact => fact.Name == Variable(operands[0]))
        where fact?.Type == "choice"
        from constant in Nodes(operands[1]).OfType<JsonValue>()
        select (fact, (string)constant!);

    // 100 only turns a share into per cent, and 0 says "none".
    private static decimal[] Thresholds(JsonNode test) =>
        [.. Nodes(test).OfType<JsonValue>().Where(value => value.GetValueKind() == JsonValueKind.Number)
            .Select(value => value.GetValue<decimal>())
            .Where(number => number is not 0 and not 100).Distinct().Order()];

    private static decimal[] Numbers(string text)
    {
        var plain = text.Replace(",", "", StringComparison.Ordinal).Replace("٬", "", StringComparison.Ordinal);
        var latin = string.Concat(plain.Select(c => c is >= '۰' and <= '۹' ? (char)(c - '۰' + '0') : c));
        return [.. WrittenNumber().Matches(latin)
            .Select(match => decimal.Parse(match.Value, CultureInfo.InvariantCulture)).Distinct().Order()];
    }

    private static string[] OfficialCounties(string province)
    {
        var folder = Path.Combine(Root, "..", "shared", "data", "iran_divisions");
        Directory.Exists(folder).ShouldBeTrue($"the official divisions are read in place from {folder}");
        var code = Rows(folder, "provinces.csv").Single(row => Fold(row[1]) == Fold(province))[0];
        return [.. Rows(folder, "counties.csv").Where(row => row[3] == code).Select(row => Fold(row[1]))];
    }

    private static IEnumerable<string[]> Rows(string folder, string file) =>
        File.ReadLines(Path.Combine(folder, file)).Skip(1)
            .Where(line => line.Length > 0).Select(line => line.Split(','));

    // The list writes «قایم شهر» where people write «قائم‌شهر»: spaces, joiners and the seat of a hamza tell no two
    // counties apart.
    private static string Fold(string name) => string.Concat(name.Where(char.IsLetter))
        .Replace('ئ', 'ی').Replace('ي', 'ی').Replace('ك', 'ک');

    private static string PathOf(string file) => Path.Combine(Root, "src", "Cli", "Seed", $"{file}.json");

    private static T Read<T>(string file) => JsonSerializer.Deserialize<T>(File.ReadAllText(PathOf(file)), Exact)!;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "EGov.Cqrs.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("no folder above the tests holds EGov.Cqrs.sln");
    }

    [GeneratedRegex("^[a-z]+[a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();

    [GeneratedRegex("^[a-z]+([A-Z][a-z]+)*$")]
    private static partial Regex CamelCase();

    [GeneratedRegex("^([A-Z]{3}-[0-9]{2,3}|DSK-[A-Z]{3}-[12])$")]
    private static partial Regex OfficerCode();

    [GeneratedRegex("[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی]{2}")]
    private static partial Regex PersianLetter();

    // Arabic kaf, yeh, alef maksura, heh with yeh, teh marbuta and digits; Latin letters, digits and marks.
    [GeneratedRegex(@"[كيىۀة٠-٩A-Za-z0-9,;?%]")]
    private static partial Regex ForeignInPersian();

    [GeneratedRegex("[A-Za-z]|m²")]
    private static partial Regex LatinLetter();

    [GeneratedRegex(@"[\u0600-\u06FF\u200C]")]
    private static partial Regex ArabicScript();

    [GeneratedRegex(@"^\s|\s$|\s\s|\s[.,;:،؛؟]|\u200C[\s\u200C]|\s\u200C|\u200C$|[\t\n]")]
    private static partial Regex Untidy();

    [GeneratedRegex("income|household|disab|national(Number|Code| number)|address|postcode|birth|\\bage\\b|phone|" +
        "email|married|gender|health|religion|training|receive|support|account|\\bname\\b", RegexOptions.IgnoreCase)]
    private static partial Regex AboutAPerson();

    [GeneratedRegex("purpose|reason|motive|why|intend|هدف|انگیزه|دلیل|چرا|علت|منظور", RegexOptions.IgnoreCase)]
    private static partial Regex Motive();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex WrittenNumber();

    [GeneratedRegex("^(Charter on Citizens’ Rights, article (19|2[0-4])" +
        "|Law on Publication and Free Access to Information, article [78]" +
        "|Law on Preserving the Use of Farm Lands and Orchards, article 1, note 1)$")]
    private static partial Regex KnownReference();

    private sealed record Text(string Fa, string En);
    private sealed record Department(
        string Code, Text Name, string Kind, string? County, string? Parent, Text? Address = null);
    private sealed record CountyList(string Note, County[] Counties);
    private sealed record County(string Code, Text Name, int Population);
    private sealed record OfficerList(string Note, Officer[] Officers);
    private sealed record Officer(
        string Code, string Department, string[] Roles, string Grade, string? Supervisor, string[] Services);
    private sealed record Document(string Code, Text Title, bool Required);
    private sealed record Extension(int Times, int Days);
    private sealed record Choice(string Code, Text Title);
    private sealed record Fact(string Name, Text Title, Text? Hint, Text Why, string Type, Text? Unit,
        Choice[]? Choices, bool Sealed, bool Required, decimal? Min, decimal? Max);
    private sealed record Service(string Code, Text Title, Text Summary, string Department, Document[] Documents,
        long FeeRials, Text LegalBasis, string[] Rights, int LegalLimitDays, int PromiseDays, int AppealWindowDays,
        int ContestWindowDays, int AnswerWindowDays, Extension? Extension, string[] Channels, Fact[] Facts,
        string[] PlannedSteps, bool HasValue, bool FourEyes, string Queue, string Assignment, string Rulebook,
        int Tolerance);
    private sealed record Criterion(
        string Code, Text Text, Text LegalReference, JsonNode Test, string Kind, Text Guidance);
    private sealed record Rulebook(
        string Code, int Version, DateOnly EffectiveFrom, Text Title, Text LegalReference, Criterion[] Criteria);
    private sealed record Right(string Code, Text Title, Text Obligation, bool Inferred);
}
