using System.Text;
using System.Text.Json;
using EGov.Transparency;

namespace EGov.Unit.Transparency;

public class GraphTests
{
    private static readonly Text Hostile = new(
        "خطی «تازه»\nو \\ و \"", "a \"quote\", a \\ and\ta line\r\n\u0001</script>");

    [Fact]
    public void A_statement_stands_in_turtle_once_with_all_that_it_says()
    {
        var graph = Sample();
        graph.ToTurtle().ShouldBe(
            """
            @prefix dct: <http://purl.org/dc/terms/> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

            <https://e.org/a#1>
                a <http://e.org/Kind> ;
                dct:title "نام"@fa, "Name"@en ;
                dct:relation <https://e.org/b>, dct:thing ;
                dct:extent "5"^^xsd:integer .

            """.Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Fact]
    public void And_in_json_ld_the_same()
    {
        var thing = JsonElement.Parse(Encoding.UTF8.GetString(Sample().ToJsonLd())).GetProperty("@graph")[0];
        thing.GetProperty("@id").GetString().ShouldBe("https://e.org/a#1");
        thing.GetProperty("@type")[0].GetString().ShouldBe("http://e.org/Kind");
        thing.GetProperty("dct:title").GetArrayLength().ShouldBe(2);
        thing.GetProperty("dct:title")[0].GetProperty("@language").GetString().ShouldBe("fa");
        thing.GetProperty("dct:relation")[0].GetProperty("@id").GetString().ShouldBe("https://e.org/b");
        thing.GetProperty("dct:extent")[0].GetProperty("@type").GetString().ShouldBe("xsd:integer");
    }

    [Fact]
    public void What_a_text_holds_ends_no_statement()
    {
        var graph = new Graph(("dct", "http://purl.org/dc/terms/"));
        graph.Of("https://e.org/x y<>\"").Says("dct:title", Hostile);
        var turtle = graph.ToTurtle();
        turtle.ShouldContain("<https://e.org/x\\u0020y\\u003C\\u003E\\u0022>");
        turtle.ShouldContain("\"a \\\"quote\\\", a \\\\ and\\ta line\\r\\n\\u0001</script>\"@en");
        turtle.Count(letter => letter == '\n').ShouldBe(5);
        var thing = JsonElement.Parse(Encoding.UTF8.GetString(graph.ToJsonLd())).GetProperty("@graph")[0];
        thing.GetProperty("dct:title")[1].GetProperty("@value").GetString().ShouldBe(Hostile.En);
    }

    private static Graph Sample()
    {
        var graph = new Graph(("dct", "http://purl.org/dc/terms/"));
        graph.Of("https://e.org/a#1").Is("http://e.org/Kind").Says("dct:title", new Text("نام", "Name"))
            .Names("dct:relation", "https://e.org/b", "dct:thing", "https://e.org/b")
            .Says("dct:extent", "5", "xsd:integer");
        return graph;
    }
}
