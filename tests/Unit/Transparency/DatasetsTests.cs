using EGov.Transparency;

namespace EGov.Unit.Transparency;

public class DatasetsTests
{
    [Fact]
    public void Every_field_of_every_table_has_a_meaning_in_both_languages()
    {
        Datasets.All.SelectMany(dataset => dataset.Lines.SelectMany(FieldMeanings.NamesOf)
                .Where(name => FieldMeanings.Find(dataset, name) is null).Select(name => $"{dataset.Code}.{name}"))
            .ShouldBeEmpty();
        Datasets.All.SelectMany(dataset => dataset.Fields)
            .Where(field => field.Meaning.Fa.Length == 0
                || field.Meaning.En.Any(letter => letter is >= '\u0600' and <= '\u06ff'))
            .ShouldBeEmpty();
    }

    [Fact]
    public void And_no_meaning_is_left_over()
    {
        var told = Datasets.All.SelectMany(dataset => dataset.Lines.SelectMany(FieldMeanings.NamesOf)
            .SelectMany(name => new[] { name, $"{dataset.Code}.{name}" })).ToHashSet();
        FieldMeanings.Names.Where(name => !told.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Each_has_a_name_of_its_own_and_an_address_that_everybody_may_read()
    {
        Datasets.All.Select(dataset => dataset.Code).ShouldBeUnique();
        foreach (var dataset in Datasets.All)
        {
            dataset.Title.Fa.ShouldNotBe(dataset.Title.En);
            dataset.Forms.Select(form => form.MediaType).ShouldAllBe(type => type.Contains('/'));
            foreach (var form in dataset.Forms)
                Access.Lines.Any(line => line is { Method: "GET", IsForEverybody: true }
                    && line.Route.Replace("{format}", form.Name, StringComparison.Ordinal)
                        == form.Address.Split('?')[0])
                    .ShouldBeTrue(form.Address);
            if (dataset.Page is { } page) Access.Of("PAGE", page)!.IsForEverybody.ShouldBeTrue(page);
        }
    }

    [Fact]
    public void No_table_that_everybody_may_read_is_left_out()
    {
        var listed = Datasets.All.SelectMany(dataset => dataset.Forms).Select(form => form.Address.Split('?')[0])
            .ToHashSet();
        Access.Lines.Where(line => line.IsOpenRead && !line.Route.Contains('{')
                && line.Route.StartsWith("/api/", StringComparison.Ordinal)
                && !line.Route.EndsWith("/figures", StringComparison.Ordinal))
            .Select(line => line.Route).Except(listed).ShouldBeEmpty();
    }

    [Fact]
    public void A_program_that_looks_for_pages_finds_those_that_everybody_reads()
    {
        var pages = Sitemap.Of(Given.Handbook, new(2026, 5, 2)).Pages;
        pages.ShouldContain("/");
        pages.ShouldContain("/performance");
        pages.ShouldContain("/services/environmental-opinion");
        foreach (var one in Definitions.Every) pages.ShouldContain($"/definitions/{one.Id}");
        pages.ShouldBeUnique();
        pages.ShouldAllBe(page => !page.Contains('{'));
        foreach (var closed in new[] { "/officer", "/track", "/my", "/file", "/styleguide", "/receipt" })
            pages.ShouldAllBe(page => !page.StartsWith(closed, StringComparison.Ordinal), closed);
    }
}
