using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EGov.Casework;
using EGov.Ledger;
using EGov.Privacy;

namespace EGov.Unit.Privacy;

public class SubjectKeyTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(100, 32).Select(i => (byte)i)];
    private static readonly Guid Event = new("0198f3c2-7a41-7b09-9d1e-000000000001");
    private static readonly Guid Other = new("0198f3c2-7a41-7b09-9d1e-000000000002");
    private static readonly byte[] Plain = Encoding.UTF8.GetBytes("\"متن\"");
    private readonly OpenKey _key = new(Key);

    [Fact]
    public void What_a_key_closes_it_opens() =>
        _key.Decrypt(_key.Encrypt(Plain, Event, "words"), Event, "words").ShouldBe(Plain);

    [Fact]
    public void The_same_value_never_looks_the_same_twice() =>
        _key.Encrypt(Plain, Event, "words").ShouldNotBe(_key.Encrypt(Plain, Event, "words"));

    [Fact]
    public void A_box_moved_to_another_place_does_not_open()
    {
        var box = _key.Encrypt(Plain, Event, "words");
        Should.Throw<AuthenticationTagMismatchException>(() => _key.Decrypt(box, Other, "words"));
        Should.Throw<AuthenticationTagMismatchException>(() => _key.Decrypt(box, Event, "grounds"));
    }

    [Fact]
    public void Nor_with_another_key_nor_with_any_bit_changed()
    {
        var box = _key.Encrypt(Plain, Event, "words");
        Should.Throw<AuthenticationTagMismatchException>(() => new OpenKey(new byte[32]).Decrypt(box, Event, "words"));
        for (var bit = 0; bit < box.Length * 8; bit++)
        {
            var changed = box.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Should.Throw<AuthenticationTagMismatchException>(() => _key.Decrypt(changed, Event, "words"));
        }
    }

    [Fact]
    public void The_salt_depends_on_key_event_and_path_and_on_nothing_else()
    {
        _key.Salt(Event, "words").ShouldBe(new OpenKey(Key).Salt(Event, "words"));
        _key.Salt(Event, "words").Length.ShouldBe(Disclosure.MinSaltBytes);
        byte[][] salts =
        [
            _key.Salt(Event, "words"), _key.Salt(Other, "words"), _key.Salt(Event, "word"),
            new OpenKey(new byte[32]).Salt(Event, "words"),
        ];
        salts.Select(Convert.ToHexString).ShouldBeUnique();
    }

    [Fact]
    public void What_the_subject_discloses_agrees_with_the_public_digest()
    {
        var value = JsonElement.Parse(Plain);
        var published = Disclosure.Digest(Disclosure.Encode(_key.Salt(Event, "words"), "words", value));
        var handedOn = Disclosure.Encode(new OpenKey(Key).Salt(Event, "words"), "words", value);
        Disclosure.Digest(handedOn).ShouldBe(published);
        Disclosure.Parse(handedOn).Value.GetString().ShouldBe("متن");

        var guessed = Disclosure.Encode(new byte[16], "words", value);
        Disclosure.Digest(guessed).ShouldNotBe(published);
    }

    [Fact]
    public void A_wrapped_key_opens_for_its_own_subject_under_its_own_master()
    {
        var wrapped = Given.Master.Wrap(Given.Id, Key);
        Given.Master.Unwrap(wrapped).ShouldBe(Key);
        SubjectKey Moved(Guid to, string? kek) => new() { Id = to, Wrapped = wrapped.Wrapped, Kek = kek };
        Should.Throw<AuthenticationTagMismatchException>(() => Given.Master.Unwrap(Moved(Other, wrapped.Kek)));
        Should.Throw<MasterKeyRefused>(() => Given.Master.Unwrap(Moved(Other, null)));
        Should.Throw<MasterKeyRefused>(() => new MasterKey(new byte[32]).Unwrap(wrapped));
        Given.Master.Unwrap(Moved(Given.Id, null)).ShouldBe(Key);
    }

    [Theory, InlineData(0), InlineData(16), InlineData(33)]
    public void The_master_key_has_256_bits(int bytes) =>
        Should.Throw<ArgumentException>(() => new MasterKey(new byte[bytes]));

    [Fact]
    public void It_is_made_once_in_its_file_for_its_owner_alone()
    {
        var folder = Directory.CreateTempSubdirectory("egov-key");
        try
        {
            var path = Path.Combine(folder.FullName, "keys", "master.key");
            var made = MasterKey.FromFile(path);
            MasterKey.FromFile(path).SecretOf(Event).ShouldBe(made.SecretOf(Event));
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_mark_is_equal_for_equal_values_of_one_kind_and_tells_nothing_without_the_key()
    {
        var mark = Given.Master.Mark("phone", "09111234567");
        mark.ShouldBe(Given.Master.Mark("phone", "09111234567"));
        mark.Length.ShouldBe(22);
        mark.ShouldNotBe(Given.Master.Mark("phone", "09111234568"));
        mark.ShouldNotBe(Given.Master.Mark("account", "09111234567"));
        mark.ShouldNotBe(new MasterKey(new byte[32]).Mark("phone", "09111234567"));
    }

    [Fact]
    public void The_secret_of_a_receipt_opens_its_own_request_however_it_is_typed()
    {
        var secret = Given.Master.SecretOf(Given.Id);
        secret.ShouldMatch("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$");
        Given.Master.Opens(Given.Id, secret).ShouldBeTrue();
        Given.Master.Opens(Given.Id, " " + secret.ToLowerInvariant().Replace('-', ' ')).ShouldBeTrue();
        Given.Master.Opens(Other, secret).ShouldBeFalse();
        Given.Master.Opens(Given.Id, secret[..^1]).ShouldBeFalse();
        Given.Master.Opens(Given.Id, "").ShouldBeFalse();
        Given.Master.Opens(Given.Id, null).ShouldBeFalse();
        new MasterKey(new byte[32]).Opens(Given.Id, secret).ShouldBeFalse();
        TrackingNumber.Plain(secret).Length.ShouldBe(12);
    }
}
