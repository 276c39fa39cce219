namespace EGov.Unit.House;

public class FolderDepthTests
{
    [Fact]
    public void No_source_file_lies_more_than_four_folders_under_the_root() =>
        Repository.Sources.Where(file => file.Path.Count(letter => letter == '/') > 4).Select(file => file.Path)
            .ShouldBeEmpty();
}
