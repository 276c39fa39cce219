using System.Security.Cryptography;
using System.Text;
using EGov.Ledger;
using EGov.Unit.Ledger;

namespace EGov.Unit.Verifier;

public sealed class CheckFilesTests : IDisposable
{
    private static readonly string Key = GivenLog.Receipts.Vkey;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-files");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Files_that_were_signed_are_so_and_it_says_which_are_not_there()
    {
        Sign(("a.csv", "one"), ("b.csv", "two"), ("c.csv", "three"));
        Write("a.csv", "one");
        Write("c.csv", "three");
        var said = await CheckAsync(0);
        said.ShouldContain($"PROVED: 2 files are those that {Trees.Origin} signed as of 7 entries");
        said.ShouldContain("1 of the list are not there");
    }

    [Fact]
    public async Task One_that_was_altered_is_not()
    {
        Sign(("a.csv", "one"));
        Write("a.csv", "One");
        (await CheckAsync(1)).ShouldContain("a.csv is not the file that was signed");
    }

    [Fact]
    public async Task Nor_is_a_list_that_another_key_has_signed()
    {
        Sign(("a.csv", "one"));
        Write("a.csv", "one");
        (await GivenLog.ShouldAsync(1, "files", _folder.FullName, "--vkey", Trees.Log.Vkey))
            .ShouldContain("no signature of a known key");
    }

    [Fact]
    public async Task Without_a_file_there_is_nothing_to_check_and_no_name_leads_elsewhere()
    {
        Sign(("a.csv", "one"));
        await CheckAsync(2);
        Sign(("../a.csv", "one"));
        await CheckAsync(2);
    }

    private Task<string> CheckAsync(int code) => GivenLog.ShouldAsync(code, "files", _folder.FullName, "--vkey", Key);

    private void Sign(params (string Name, string Text)[] files)
    {
        var text = $"egov-files/v1\n{Trees.Origin}\n7\n{Convert.ToBase64String(new byte[32])}\n1777701600\n"
            + string.Concat(files.Select(file =>
                $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Text)))}  {file.Name}\n"));
        Write("files.note", new SignedNote(text, GivenLog.Receipts.Sign(text)).ToString());
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
