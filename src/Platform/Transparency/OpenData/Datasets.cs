using EGov.Catalogue;
using EGov.Organisation;

namespace EGov.Transparency;

/// <summary>A table that everybody may read and use, and in which forms.</summary>
/// <param name="Code">Its name in addresses, for good.</param>
/// <param name="Address">Where it is read; of several forms the first is given where nothing is said.</param>
/// <param name="Page">The page that shows it, without the language; none where it has none.</param>
/// <param name="Lines">The records whose members are its fields; see <see cref="FieldMeanings"/>.</param>
public sealed record Dataset(
    string Code, Text Title, Text Description, string Address, string? Page, IReadOnlyList<DatasetForm> Forms,
    IReadOnlyList<Type> Lines)
{
    /// <summary>How often it changes, by the frequencies of the Publications Office of the European Union.</summary>
    public string Frequency { get; init; } = "UPDATE_CONT";

    public IReadOnlyList<string> Keywords { get; init; } = [];

    public IReadOnlyList<DatasetField> Fields => FieldMeanings.Of(this);
}

/// <param name="Name">json, csv and so on; the format's code in lower case.</param>
public sealed record DatasetForm(string Name, string Address)
{
    public string MediaType => Known[Name].MediaType;

    /// <summary>Its code in the file types of the Publications Office of the European Union.</summary>
    public string FileType => Known[Name].FileType;

    private static readonly Dictionary<string, (string MediaType, string FileType)> Known = new()
    {
        ["json"] = ("application/json", "JSON"),
        ["csv"] = ("text/csv", "CSV"),
        ["jsonl"] = ("application/jsonl", "JSON"),
        ["xlsx"] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
        ["parquet"] = ("application/vnd.apache.parquet", "PARQUET"),
        ["xml"] = ("application/xml", "XML"),
        ["xes"] = ("application/xml", "XML"),
        ["jsonocel"] = ("application/json", "JSON"),
        ["atom"] = ("application/atom+xml", "ATOM"),
        ["ttl"] = ("text/turtle", "RDF_TURTLE"),
        ["jsonld"] = ("application/ld+json", "JSON_LD"),
    };
}

/// <param name="Name">As it stands in the answer.</param>
public sealed record DatasetField(string Name, Text Meaning);

/// <summary>
/// All that is published, one entry a table. A new table that everybody may read gets its entry here, and with it a
/// place in the catalogue and on the page of open data.
/// </summary>
public static class Datasets
{
    /// <summary>Whoever uses it says where it is from, and may do anything with it.</summary>
    public const string Licence = "https://creativecommons.org/licenses/by/4.0/";

    public static readonly Text LicenceName = new(
        "CC BY 4.0: استفاده با ذکر منبع آزاد است", "CC BY 4.0: free to use where the source is named");

    /// <summary>Nothing in the law of the province knows this licence by an article of its own.</summary>
    internal const string LicenceInEurope = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0";

    public static IReadOnlyList<Dataset> All { get; } =
    [
        new("performance", new("عملکرد دستگاه‌ها", "Performance of departments"),
            new(
                "چند درخواست رسید، در چند روز کاری تصمیم گرفته شد و چند تا به‌موقع، به تفکیک دستگاه، خدمت و ماه.",
                "How many requests came, in how many working days they were decided, and how many in time: by "
                    + "department, service, county and month, as of any past day."),
            "/api/public/performance", "/performance", Table("/api/public/performance"),
            [typeof(PerformanceGroup), typeof(Figures)])
        {
            Keywords = ["performance", "deadlines"],
        },
        new("decisions", new("تصمیم‌ها", "Decisions"),
            new("هر تصمیم با قاعده و معیارهایش و آنچه پس از آن شد؛ هر کس می‌تواند آن را از نو حساب کند.",
                "Every decision with its rules and criteria, and what became of it; anybody can compute it again."),
            "/api/public/decisions", "/decisions",
            [.. Table("/api/public/decisions"), new("atom", "/api/public/decisions/feed")], [typeof(DecisionLine)])
        {
            Keywords = ["decisions", "appeals"],
        },
        new("events", new("همهٔ رویدادها", "Every event"),
            new("هر رویداد منتشرشده به ترتیب، با اندازه و ریشهٔ دفتر؛ هر کس می‌تواند بیازماید که چیزی حذف نشده است.",
                "Every published event in its order, with size and root of the ledger; anybody can prove that none is "
                    + "missing."),
            "/api/public/events", null,
            [.. Json("/api/public/events"), new("jsonl", "/api/public/events?format=jsonl")],
            [typeof(PublicEvents), typeof(PublicEvent)])
        {
            Keywords = ["ledger", "events", "proofs"],
        },
        new("event-log", new("سابقهٔ رویدادها برای فرایندکاوی", "Event log for process mining"),
            new("هر درخواست یک پرونده و هر کار یک رویداد، با نام‌های ساختگی به جای کارکنان.",
                "Each request a case and each act an event, with pseudonyms in the place of staff."),
            "/open-data/event-log.xes", null,
            [new("xes", "/open-data/event-log.xes"), new("jsonocel", "/open-data/event-log.jsonocel")], [])
        {
            Keywords = ["process mining", "event log"],
        },
        new("files", new("همه‌چیز در فایل", "Everything as files"),
            new("همهٔ جدول‌ها و رویدادها روزی یک بار در فایل، با فهرستی امضاشده از چکیدهٔ هر یک.",
                "All tables and events as files, made once a day, with a signed list of their digests."),
            "/api/public/files", null, Json("/api/public/files"), [typeof(PublicFiles)])
        {
            Keywords = ["bulk", "files"],
            Frequency = "DAILY",
        },
        new("requests", new("درخواست‌ها به استاندارد Open311", "Requests by Open311"),
            new("چه خواسته شد، نزد کدام دستگاه، از کدام شهرستان، چه زمانی، و تا کجا رسیده است؛ بی‌نام و بی سخن متقاضی.",
                "What was asked for, at which department, from which county, when, and how far it is; without a "
                    + "name or an applicant’s words."),
            "/open311/v2/requests.json", null,
            [new("json", "/open311/v2/requests.json"), new("xml", "/open311/v2/requests.xml")],
            [typeof(ServiceRequestLine)])
        {
            Keywords = ["open311", "requests"],
        },
        new("draws", new("قرعه‌ها", "Draws"),
            new("چند بار قرعه کشیده شد که چه کسی پرونده را رسیدگی کند، و چند بار از آن گذشتند.",
                "How often lots were drawn for who handles a file, and how often that was passed over."),
            "/api/public/draws", "/draws", Table("/api/public/draws"), [typeof(DrawCount)])
        {
            Keywords = ["assignment", "draw"],
        },
        new("directives", new("دستورها", "Directives"),
            new("استانداری چه خواسته، تا چه روزی، و چه کس دیگری اثر آن را دیده است.",
                "What the governorate has asked for, by which day, and whether somebody else has seen the effect."),
            "/api/public/directives", "/directives", Table("/api/public/directives"),
            [typeof(PublicDirective), typeof(DirectiveFigures)])
        {
            Keywords = ["oversight", "directives"],
        },
        new("letters", new("نامه‌ها و اثرشان", "Letters and their effect"),
            new("چند نامه اثری خواست، چند تا به آن رسید و چند تا بی‌اثر ماند.",
                "How many letters wanted an effect, how many came to it, and how many stayed without."),
            "/api/public/letters", "/letters", Table("/api/public/letters"),
            [typeof(PublicLetter), typeof(LetterFigures)])
        {
            Keywords = ["oversight", "correspondence"],
        },
        new("programmes", new("برنامه‌ها", "Programmes"),
            new("هر وعده با تعهدها و نقطه‌هایش؛ پیشرفت از رویدادها حساب می‌شود و کسی آن را وارد نمی‌کند.",
                "Each promise with its commitments and milestones; progress is computed from the events, and nobody "
                    + "types it in."),
            "/api/public/programmes", "/programmes", Table("/api/public/programmes"), [typeof(PublicProgrammeLine)])
        {
            Keywords = ["programmes", "milestones"],
        },
        new("meetings", new("جلسه‌ها و مصوبه‌ها", "Meetings and resolutions"),
            new("در شوراها چه گفته و چه مصوب شد، و مصوبه‌ها به کجا رسید.",
                "What was said and resolved in the councils, and what became of it."),
            "/api/public/meetings", "/meetings", Table("/api/public/meetings"),
            [typeof(PublicMeeting), typeof(MeetingFigures)])
        {
            Keywords = ["oversight", "meetings"],
        },
        new("issues", new("مسائل استان", "Issues of the province"),
            new("چه مسئله‌ای مطرح است، نزد چه دستگاهی، و چند روز است که کسی از آن خبری نداده.",
                "Which issues there are, with which department, and for how long nobody has been heard."),
            "/api/public/issues", "/issues", Table("/api/public/issues"), [typeof(PublicIssue), typeof(IssueFigures)])
        {
            Keywords = ["oversight", "issues"],
        },
        new("guidance", new("راهنماها", "Guidance notes"),
            new("استانداری دستگاه‌ها را چگونه راهنمایی کرده و کدام تصمیم‌ها و دستورها بر هر بند تکیه دارند.",
                "How the governorate guides the departments, and which decisions and directives rest on each clause."),
            "/api/public/guidance", "/guidance", Table("/api/public/guidance"), [typeof(PublicGuidance)])
        {
            Keywords = ["oversight", "guidance"],
        },
        new("influence", new("توصیه و اعمال نفوذ", "Influence contacts"),
            new("کارکنان چند بار گزارش کردند که خواسته‌اند بر کارشان اثر بگذارند، و آیا اثر داشته است.",
                "How often staff reported that they were to be influenced, and whether it helped."),
            "/api/public/influence", "/influence", Table("/api/public/influence"),
            [typeof(ContactCount), typeof(InfluenceEffect)])
        {
            Keywords = ["integrity", "influence"],
        },
        new("representatives", new("نمایندگان پرکار", "Who files for many"),
            new("چند نفر برای چند نفر دیگر درخواست می‌دهند و چه سهمی از پرونده‌ها از راه آن‌هاست؛ تنها شمار.",
                "How many file for many others, and what share of files comes through them; counts alone."),
            "/api/public/representatives", "/representatives", Table("/api/public/representatives"),
            [typeof(RepresentedFiles)])
        {
            Keywords = ["integrity", "representatives"],
        },
        new("signals", new("نشانه‌ها", "Signals"),
            new("سابقه با چه قاعده‌هایی وارسی می‌شود، چه یافت شد و پس از رسیدگی چه شد؛ نشانه حکم نیست.",
                "By which rules the record is looked through, what was found, and what came of it; a signal is no "
                    + "verdict."),
            "/api/public/signals", "/signals", Table("/api/public/signals"),
            [typeof(SignalCount), typeof(IndicatorDefinition)])
        {
            Keywords = ["integrity", "signals"],
        },
        new("tips", new("گزارش‌های تخلف", "Tips of misconduct"),
            new("چند گزارش تخلف رسید و به کجا رسید.", "How many tips of misconduct came, and what they came to."),
            "/api/public/tips", "/misconduct", Table("/api/public/tips"), [typeof(TipCount)])
        {
            Keywords = ["integrity", "tips"],
        },
        new("appointments", new("زنان در مدیریت", "Women in management"),
            new("سهم زنان در هر سطح و دستگاه در پایان هر فصل، در کنار هدف؛ هیچ شماره‌ای از کمتر از پنج نفر نمی‌گوید.",
                "Women’s share by level and department at the end of each quarter, against the target; no number "
                    + "tells of fewer than five."),
            "/api/public/appointments", "/appointments", Table("/api/public/appointments"),
            [typeof(BalanceRow), typeof(BalanceShare)])
        {
            Keywords = ["appointments", "gender balance"],
            Frequency = "QUARTERLY",
        },
        new("posts", new("سمت‌ها", "Posts"),
            new("هر سمت چه می‌خواهد، چه کسی آن را دارد و برای کدام داوطلب می‌پذیرند.",
                "What each post demands, who holds it, and which are vacant."),
            "/api/public/posts", "/appointments", Table("/api/public/posts"),
            [typeof(PublicPost), typeof(PublicVacancy)])
        {
            Keywords = ["appointments", "posts"],
        },
        new("erasures", new("پاک‌کردن دادهٔ شخصی", "Erasures of personal data"),
            new("هر ماه چند بار دادهٔ شخصی پاک شد، رد شد یا به حکم قانون ماند.",
                "How often personal data was erased, refused to be, or held by law, month by month."),
            "/api/public/erasures", "/erasures", Table("/api/public/erasures"), [typeof(ErasureCount)])
        {
            Keywords = ["privacy", "erasure"],
        },
        new("withheld-openings", new("بازکردن‌های پنهان‌مانده", "Withheld openings"),
            new("چند بار خواندن پرونده فعلاً از متقاضی پنهان است و بر پایهٔ کدام قانون.",
                "How many openings of files are kept from their applicants for now, and by which law."),
            "/api/public/withheld-openings", null, Table("/api/public/withheld-openings"), [typeof(WithheldOpenings)])
        {
            Keywords = ["privacy", "openings"],
        },
        new("definitions", new("تعریف شاخص‌ها", "Definitions of figures"),
            new("هر شاخص چه معنایی دارد، چگونه حساب می‌شود و چه نمی‌گوید.",
                "What each figure means, how it is computed, and what it does not say."),
            "/api/public/definitions", "/definitions", Json("/api/public/definitions"),
            [typeof(Definition), typeof(DefinitionVersion)])
        {
            Keywords = ["definitions", "indicators"],
            Frequency = "IRREG",
        },
        new("news", new("گونه‌های خبر", "Kinds of news"),
            new("از چه چیز می‌توان با وب‌هوک باخبر شد، هر یک با نمونه و طرح داده‌اش.",
                "Of what a webhook can be told, each with an example and the schema of its data."),
            "/api/public/news", null, Json("/api/public/news"), [typeof(PublicNewsKind)])
        {
            Keywords = ["webhooks", "news"],
            Frequency = "IRREG",
        },
        new("services", new("خدمت‌ها", "Services"),
            new("از دستگاه‌ها چه می‌توان خواست، با چه شرط، در چه مهلت و به چه بها.",
                "What people may ask for, on which terms, in what time, and at what fee."),
            "/api/services", "/services",
            [
                .. Json("/api/services"), new("jsonld", "/open-data/services.jsonld"),
                new("ttl", "/open-data/services.ttl"),
            ],
            [typeof(ServiceTerms), typeof(FactTerms)])
        {
            Keywords = ["services", "catalogue"],
            Frequency = "IRREG",
        },
        new("calendar", new("تقویم کاری", "Working calendar"),
            new("کدام روزها روز کاری است؛ مهلت هر درخواست با آن شمرده می‌شود.",
                "Which days are worked; the days of every request are counted by it."),
            "/api/calendar", null, Json("/api/calendar"), [typeof(WorkingCalendar)])
        {
            Keywords = ["calendar", "holidays"],
            Frequency = "IRREG",
        },
        new("departments", new("دستگاه‌ها و میزهای خدمت", "Departments and service desks"),
            new("دستگاه‌ها، میزهای خدمت شهرستان‌ها و نشانی آن‌ها.",
                "The departments, the service desk of each county, and where they are."),
            "/api/departments", "/desks", Json("/api/departments"), [typeof(DepartmentLine)])
        {
            Keywords = ["departments", "desks"],
            Frequency = "IRREG",
        },
    ];

    private static IReadOnlyList<DatasetForm> Json(string address) => [new("json", address)];

    private static IReadOnlyList<DatasetForm> Table(string address) =>
    [
        .. Form.OfTables.Select(form =>
            new DatasetForm(form.Name, form == Form.Json ? address : $"{address}?format={form.Name}")),
    ];
}
