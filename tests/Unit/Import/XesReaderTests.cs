using System.Globalization;
using System.IO.Compression;
using System.Text;
using EGov.Cli.Import;

namespace EGov.Unit.Import;

public class XesReaderTests
{
    [Theory]
    [InlineData("bpic2015/BPIC15_1.xes.gz", 1_199, 52_217, 398, 23)]
    [InlineData("bpic2015/BPIC15_2.xes.gz", 832, 44_354, 410, 11)]
    [InlineData("bpic2015/BPIC15_3.xes.gz", 1_409, 59_681, 383, 14)]
    [InlineData("coselog_receipt/Receipt.xes.gz", 1_434, 8_577, 27, 48)]
    public void A_real_log_is_read_whole(string file, int cases, int events, int activities, int resources)
    {
        using var reader = XesReader.Open(Shared(file));
        int traces = 0, rows = 0;
        HashSet<string?> seenActivities = [], seenResources = [], seenNames = [];
        foreach (var trace in reader.Traces())
        {
            traces++;
            seenNames.Add(trace.Name);
            trace.Events.Select(e => e.Ordinal).ShouldBe(Enumerable.Range(1, trace.Events.Count));
            foreach (var row in trace.Events)
            {
                rows++;
                seenActivities.Add(row.Activity);
                seenResources.Add(row.Resource);
                row.At.ShouldNotBeNull();
                row.Lifecycle.ShouldBe("complete");
            }
        }
        (traces, rows, seenActivities.Count, seenResources.Count).ShouldBe((cases, events, activities, resources));
        seenNames.Count.ShouldBe(cases);
        reader.BytesRead.ShouldBe(new FileInfo(Shared(file)).Length);
    }

    [Theory]
    [InlineData("bpic2015/BPIC15_1.xes.gz", 619)]
    [InlineData("bpic2015/BPIC15_2.xes.gz", 97)]
    [InlineData("bpic2015/BPIC15_3.xes.gz", 1_161)]
    public void Dates_are_read_exactly_enough_to_find_the_late_rows(string file, int late)
    {
        using var reader = XesReader.Open(Shared(file));
        reader.Traces().SelectMany(trace => trace.Events).Count(IsLate).ShouldBe(late);

        static bool IsLate(XesEvent row) =>
            row["dueDate"]?.Date is { } due
            && DateTime.Parse(row["dateFinished"]!.Text, CultureInfo.InvariantCulture).Date > due.Date;
    }

    [Fact]
    public void A_real_log_tells_its_header_before_its_traces()
    {
        using var reader = XesReader.Open(Shared("bpic2015/BPIC15_1.xes.gz"));
        reader.Log.Extensions.Count.ShouldBe(10);
        reader.Log.Classifiers[0].Keys.ShouldBe(["concept:name", "lifecycle:transition"]);
        var total = reader.Log.Attributes["meta_concept:named_events_total"];
        total.Whole.ShouldBe(52_217);
        total.Nested.Sum(child => child.Value.Whole).ShouldBe(52_217);
        total.Nested.Count.ShouldBe(398);
    }

    [Fact]
    public void An_open_case_is_told_from_one_that_a_default_would_close_in_1970()
    {
        using var reader = XesReader.Open(Shared("coselog_receipt/Receipt.xes.gz"));
        var ends = reader.Traces().Select(trace => trace.Attributes["enddate"]).ToList();
        ends.Count(end => end.IsDefault).ShouldBe(105);
        ends.Where(end => end.IsDefault).ShouldAllBe(end => end.Date!.Value.Year == 1970);
    }

    [Fact]
    public void Rows_that_share_an_instant_keep_the_order_of_the_file()
    {
        using var reader = Read("<trace>" + string.Concat(Enumerable.Range(1, 50).Select(i =>
            $"<event><string key='concept:name' value='{i}'/>"
            + "<date key='time:timestamp' value='2014-04-14T00:00:00+02:00'/></event>")) + "</trace>");
        reader.Traces().Single().Events.Select(e => e.Activity)
            .ShouldBe(Enumerable.Range(1, 50).Select(i => i.ToString(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Gzip_and_a_byte_order_mark_are_seen_through(bool zipped, bool marked)
    {
        var text = "<?xml version='1.0' encoding='UTF-8'?>"
            + Log("<trace><string key='concept:name' value='پرونده'/></trace>");
        var bytes = new UTF8Encoding(marked) is var utf8 ? (byte[])[.. utf8.GetPreamble(), .. utf8.GetBytes(text)] : [];
        using XesReader reader = new(new MemoryStream(zipped ? Zip(bytes) : bytes));
        reader.Traces().Single().Name.ShouldBe("پرونده");
    }

    [Fact]
    public void Gzip_members_in_a_row_are_one_log()
    {
        var text = Log("<trace/><trace/>");
        byte[] members = [.. Zip(Encoding.UTF8.GetBytes(text[..20])), .. Zip(Encoding.UTF8.GetBytes(text[20..]))];
        using XesReader reader = new(new MemoryStream(members));
        reader.Traces().Count().ShouldBe(2);
    }

    [Fact]
    public void A_global_default_stands_in_for_what_a_row_lacks_and_says_so()
    {
        using var reader = Read("""
            <global scope='trace'><string key='channel' value='UNKNOWN'/></global>
            <global scope='event'>
              <string key='org:resource' value='UNKNOWN'/>
              <date key='time:timestamp' value='1970-01-01T00:00:00+01:00'/>
            </global>
            <trace><event><string key='org:resource' value='560872'/></event></trace>
            """);
        var trace = reader.Traces().Single();
        trace.Attributes["channel"].ShouldBe(new(XesType.Text, "UNKNOWN", null) { IsDefault = true });
        var row = trace.Events.Single();
        row["org:resource"].ShouldBe(new(XesType.Text, "560872", null));
        row.At.ShouldBe(new(1970, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)));
        row["time:timestamp"]!.IsDefault.ShouldBeTrue();
    }

    [Fact]
    public void Every_type_keeps_its_text_and_has_a_typed_reading()
    {
        using var reader = Read("""
            <trace>
              <string key='s' value=''/>
              <date key='d' value='2011-10-11T13:45:40.1234567891+02:00'/>
              <date key='z' value='2011-10-11T13:45:40Z'/>
              <date key='bare' value='2011-10-11T13:45:40'/>
              <int key='i' value='-9223372036854775808'/>
              <float key='f' value='157.09305'/>
              <float key='big' value='INF'/>
              <boolean key='b' value='true'/>
              <id key='id' value='0f8fad5b-d9cb-469f-a165-70867728950e'/>
            </trace>
            """);
        var attributes = reader.Traces().Single().Attributes;
        attributes["s"].Text.ShouldBe("");
        var second = new DateTimeOffset(2011, 10, 11, 13, 45, 40, TimeSpan.FromHours(2));
        attributes["d"].Date.ShouldBe(second.AddTicks(1_234_567));
        attributes["d"].Date!.Value.Offset.ShouldBe(TimeSpan.FromHours(2));
        attributes["z"].Date.ShouldBe(attributes["bare"].Date);
        attributes["i"].Whole.ShouldBe(long.MinValue);
        attributes["f"].Number.ShouldBe(157.09305);
        attributes["f"].Text.ShouldBe("157.09305");
        attributes["big"].Number.ShouldBe(double.PositiveInfinity);
        attributes["b"].Truth.ShouldBe(true);
        attributes["id"].Type.ShouldBe(XesType.Id);
    }

    [Fact]
    public void Nested_attributes_lists_and_containers_are_kept()
    {
        using var reader = Read("""
            <trace><event>
              <string key='question' value='True'>
                <string key='asked by' value='560872'><int key='year' value='2014'/></string>
              </string>
              <list key='parts'>
                <string key='meta' value='m'/>
                <values><string key='part' value='Bouw'/><string key='part' value='Kap'/></values>
              </list>
              <container key='place'><string key='street' value='A'/><int key='number' value='7'/></container>
            </event></trace>
            """);
        var row = reader.Traces().Single().Events.Single();
        var asked = row["question"]!.Nested.Single();
        (asked.Key, asked.Value.Text, asked.Value.Nested.Single().Value.Whole).ShouldBe(("asked by", "560872", 2014L));
        row["parts"]!.Items.Select(item => item.Value.Text).ShouldBe(["Bouw", "Kap"]);
        row["parts"]!.Nested.Single().Key.ShouldBe("meta");
        row["place"]!.Nested.Select(member => member.Key).ShouldBe(["street", "number"]);
    }

    [Fact]
    public void A_classifier_joins_the_values_of_its_keys()
    {
        using var reader = Read("""
            <classifier name='Activity' keys="concept:name 'last phase'"/>
            <trace>
              <event><string key='last phase' value='closed'/><string key='concept:name' value='T02'/></event>
            </trace>
            """);
        reader.Log.Classifiers.Single().Classify(reader.Traces().Single().Events.Single().Attributes)
            .ShouldBe("T02+closed");
    }

    [Fact]
    public void Attributes_of_a_trace_or_log_may_stand_behind_its_rows()
    {
        using var reader = Read("""
            <trace><event/><string key='concept:name' value='late'/></trace>
            <int key='n' value='1'/>
            """);
        reader.Traces().Single().Name.ShouldBe("late");
        reader.Log.Attributes["n"].Whole.ShouldBe(1);
    }

    [Fact]
    public void Other_vocabularies_are_passed_over_and_the_standard_one_may_be_named()
    {
        using XesReader reader = new(new MemoryStream(Encoding.UTF8.GetBytes("""
            <log xmlns='http://www.xes-standard.org/' xmlns:o='urn:other'>
              <o:note><o:string key='x' value='y'/>free text</o:note>
              <trace><string key='concept:name' value='1'/><o:mark/><event/></trace>
            </log>
            """)));
        var trace = reader.Traces().Single();
        (trace.Attributes.Count, trace.Events.Count).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData("<trace>\n<event>\n</trace>", 5)]
    [InlineData("<trace>\n<string key='a'/></trace>", 4)]
    [InlineData("<trace>\n<string value='a'/></trace>", 4)]
    [InlineData("<trace><int key='a' value='seven'/></trace>", 3)]
    [InlineData("<trace><int key='a' value='9223372036854775808'/></trace>", 3)]
    [InlineData("<trace>\n\n<date key='a' value='yesterday'/></trace>", 5)]
    [InlineData("<trace><boolean key='a' value='perhaps'/></trace>", 3)]
    [InlineData("<trace><string key='a' value='1'/>\n<string key='a' value='2'/></trace>", 4)]
    [InlineData("<trace><trace/></trace>", 3)]
    [InlineData("<trace><event><event/></event></trace>", 3)]
    [InlineData("<trace>text</trace>", 3)]
    [InlineData("<trace><banana key='a' value='1'/></trace>", 3)]
    [InlineData("<event/>", 3)]
    [InlineData("<trace/>\n<global scope='event'/>", 4)]
    [InlineData("<trace><string key='a' value='&#0;'/></trace>", 3)]
    public void What_is_malformed_is_told_with_its_line_after_the_traces_before_it(string rest, int line)
    {
        using var reader = Read("<trace><string key='concept:name' value='sound'/></trace>\n" + rest);
        List<string> given = [];
        var error = Should.Throw<XesError>(() => { foreach (var trace in reader.Traces()) given.Add(trace.Name); });
        error.Line.ShouldBe(line);
        given[0].ShouldBe("sound");
        Should.Throw<XesError>(() => reader.Traces().Any()).ShouldBeSameAs(error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a log")]
    [InlineData("<html/>")]
    [InlineData("<log")]
    [InlineData("<!DOCTYPE log [<!ENTITY a 'aaaa'>]><log/>")]
    [InlineData("<!DOCTYPE log SYSTEM 'file:///etc/hostname'><log/>")]
    [InlineData("<log><global scope='case'/></log>")]
    public void What_is_no_log_is_refused_at_once(string text) =>
        Should.Throw<XesError>(() => new XesReader(new MemoryStream(Encoding.UTF8.GetBytes(text)))).Line.ShouldBe(1);

    [Fact]
    public void A_log_without_traces_is_read_to_its_end()
    {
        using XesReader reader = new(new MemoryStream("<log/>"u8.ToArray()));
        reader.Traces().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void A_file_cut_off_in_the_middle_gives_what_it_has_and_then_says_so(double share)
    {
        var whole = File.ReadAllBytes(Shared("coselog_receipt/Receipt.xes.gz"));
        using XesReader reader = new(new MemoryStream(whole[..(int)(whole.Length * share)]));
        List<XesTrace> given = [];
        var error = Should.Throw<XesError>(() => { foreach (var trace in reader.Traces()) given.Add(trace); });
        given.Count.ShouldBeInRange((int)(1_434 * share) - 200, 1_433);
        error.Line.ShouldBeGreaterThan(1_000);

        using var intact = XesReader.Open(Shared("coselog_receipt/Receipt.xes.gz"));
        given.Select(trace => trace.Name).ShouldBe(intact.Traces().Take(given.Count).Select(trace => trace.Name));
    }

    [Fact]
    public void A_damaged_gzip_is_told_as_such()
    {
        var whole = Zip(Encoding.UTF8.GetBytes(Log(string.Concat(Enumerable.Repeat("<trace/>", 1_000)))));
        whole[^6] ^= 0xff;
        using XesReader reader = new(new MemoryStream(whole));
        Should.Throw<XesError>(() => reader.Traces().Count());
    }

    [Fact]
    public void The_longest_value_is_read_and_a_longer_one_refused()
    {
        using var reader = Read(ValueOf(XesReader.LongestValue) + ValueOf(XesReader.LongestValue + 1));
        using var traces = reader.Traces().GetEnumerator();
        traces.MoveNext().ShouldBeTrue();
        traces.Current.Attributes["a"].Text.Length.ShouldBe(XesReader.LongestValue);
        Should.Throw<XesError>(() => traces.MoveNext());

        static string ValueOf(int length) => $"<trace><string key='a' value='{new string('x', length)}'/></trace>";
    }

    [Theory]
    [InlineData("<trace><string key='a' value='", "x")]
    [InlineData("<trace><!--", "x")]
    [InlineData("<trace>", "<string key='a' value='1'>")]
    [InlineData("<trace>", "<o:x xmlns:o='urn:o'>")]
    [InlineData("<trace><list key='a'><values>", "<int key='' value='1'/>")]
    [InlineData("", "<extension name='a' prefix='a' uri='a'/>")]
    public void A_bomb_is_refused_before_it_is_held_in_memory(string start, string repeated)
    {
        RepeatingStream stream = new(Encoding.UTF8.GetBytes("<log>" + start), _ => repeated, 2_000_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<XesError>(() => { using XesReader reader = new(stream); return reader.Traces().Count(); });
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(300_000_000);
        stream.Given.ShouldBeLessThan(100_000_000);
    }

    [Fact]
    public void A_trace_may_not_have_more_rows_than_the_bound()
    {
        RepeatingStream stream = new("<log><trace>"u8.ToArray(), _ => "<event/>", 100_000_000);
        using XesReader reader = new(stream);
        Should.Throw<XesError>(() => reader.Traces().Any()).Message.ShouldContain("1000000 events");
    }

    [Fact]
    public void Reading_may_be_broken_off_and_taken_up_again()
    {
        using var reader = Read("""
            <trace><string key='concept:name' value='1'/></trace>
            <trace><string key='concept:name' value='2'/></trace>
            """);
        reader.Traces().First().Name.ShouldBe("1");
        reader.Traces().Single().Name.ShouldBe("2");
        reader.Traces().ShouldBeEmpty();
    }

    private static XesReader Read(string content) => new(new MemoryStream(Encoding.UTF8.GetBytes(Log(content))));

    private static string Log(string content) => $"<log xes.version='1.0'>\n{content}\n</log>";

    private static byte[] Zip(byte[] plain)
    {
        using MemoryStream zipped = new();
        using (GZipStream zip = new(zipped, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(plain);
        return zipped.ToArray();
    }

    private static string Shared(string file)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "EGov.Cqrs.sln"))) root = root.Parent;
        root.ShouldNotBeNull("the tests run outside the repository");
        var path = Path.Combine(root.FullName, "..", "shared", "data", file);
        File.Exists(path).ShouldBeTrue($"{file} is missing beside the repository, in shared/data");
        return path;
    }
}
