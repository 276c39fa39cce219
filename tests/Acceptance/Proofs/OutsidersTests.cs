using EGov.Ledger;

namespace EGov.Acceptance.Proofs;

/// <summary>Go's x/mod, node and openssl accept the ledger, and refuse it with a byte changed.</summary>
public class OutsidersTests(SealedStore store) : IClassFixture<SealedStore>
{
    private string Checkpoint => Path.Combine(store.Folder, "checkpoint");

    [Fact]
    public async Task Go_accepts_the_log_to_its_last_leaf_and_its_growth_and_the_witness() =>
        (await GoAsync(0, "log", store.Folder, store.Log, "-witness", store.Witness, "-old", store.Earlier, "-each"))
            .ShouldContain("verified 3");

    [Fact]
    public async Task Go_accepts_a_proof_and_refuses_it_with_a_byte_changed()
    {
        var proof = store.Proof(store.Decision);
        await GoAsync(0, "proof", proof, store.Log, "-witness", store.Witness);
        var whole = await File.ReadAllBytesAsync(proof);
        for (var at = 0; at < whole.Length; at += 29)
        {
            var changed = await ChangedAsync(whole, at);
            await GoAsync(1, "proof", changed, store.Log, "-witness", store.Witness);
            await OursAsync(1, "proof", changed, "--policy", store.Policy);
        }
    }

    [Fact]
    public async Task A_byte_changed_anywhere_in_the_log_is_refused_by_Go_as_by_us()
    {
        await OursAsync(0, "mirror", store.Folder, "--policy", store.Policy);
        var size = Ledger.Checkpoint.Parse(SignedNote.Parse(await File.ReadAllBytesAsync(Checkpoint)).Text).Size;
        string[] names =
        [
            .. Tile.At(size).Select(tile => tile.Path), "checkpoint",
            .. Tile.At(size).Where(tile => tile.Level == 0).Select(tile => tile.BundlePath),
        ];
        foreach (var file in names.Select(name => Path.Combine(store.Folder, name)))
        {
            var whole = await File.ReadAllBytesAsync(file);
            foreach (var at in new[] { 0, 1, 5, whole.Length / 3, whole.Length / 2, whole.Length - 1 })
            {
                File.Copy(await ChangedAsync(whole, at), file, overwrite: true);
                await GoAsync(1, "log", store.Folder, store.Log, "-witness", store.Witness);
                await OursAsync(1, "mirror", store.Folder, "--policy", store.Policy);
            }

            await File.WriteAllBytesAsync(file, whole);
        }
    }

    [Fact]
    public async Task Openssl_accepts_the_signature_of_the_checkpoint_and_of_the_receipt()
    {
        foreach (var (file, vkey) in new[] { (Checkpoint, store.Log), (store.Receipt, store.ReceiptsKey) })
        {
            var note = SignedNote.Parse(await File.ReadAllBytesAsync(file));
            var key = NoteVerifier.Parse(vkey);
            byte[] lead = Convert.FromHexString("302a300506032b6570032100");
            await File.WriteAllBytesAsync(store.In("key.der"), [.. lead, .. key.PublicKey.Span]);
            await File.WriteAllBytesAsync(store.In("sig"), note.Signatures.First(key.Claims).Bytes.ToArray());
            await File.WriteAllTextAsync(store.In("text"), note.Text);
            (await OpensslAsync()).ShouldBe(0);
            await File.WriteAllTextAsync(store.In("text"), note.Text + "\n");
            (await OpensslAsync()).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Node_accepts_signatures_canonical_form_and_root()
    {
        await NodeAsync(0, "note", Checkpoint, store.Log);
        await NodeAsync(0, "note", store.Receipt, store.ReceiptsKey);
        await NodeAsync(1, "note", store.Receipt, store.Log);
        (await NodeAsync(0, "log", store.Folder, store.Log)).ShouldContain("verified 3");
        var whole = await File.ReadAllBytesAsync(store.Receipt);
        for (var at = 0; at < whole.Length; at += 41)
            await NodeAsync(1, "note", await ChangedAsync(whole, at), store.ReceiptsKey);
    }

    [Fact]
    public async Task Our_own_program_proves_receipt_growth_and_decision_of_a_real_store()
    {
        (await OursAsync(0, "receipt", store.Receipt, "--vkey", store.ReceiptsKey,
            "--proof", store.Proof(store.Filing), "--policy", store.Policy)).ShouldContain("the promise was kept");
        (await OursAsync(0, "compare", store.Earlier, Checkpoint, "--policy", store.Policy, "--tiles", store.Folder))
            .ShouldContain("begin with");
        await OursAsync(0, "mirror", store.Folder, "--policy", store.Policy, "--since", store.Earlier);
        await OursAsync(0, "disclosure", store.Income, "--proof", store.Proof(store.Filing), "--policy", store.Policy);
        var said = await OursAsync(0, "replay", store.Proof(store.Decision), "--policy", store.Policy,
            "--mirror", store.Folder, "--disclosure", store.Income);
        said.ShouldContain("settlement-distance (required): met; computed again: met.");
        said.ShouldContain("income-low (required): met; computed again: met.");
        said.ShouldContain("these answers give: refused, because of plan-acceptable");
    }

    private async Task<string> ChangedAsync(byte[] whole, int at)
    {
        var changed = whole.ToArray();
        // Another letter or none: some bits at the end of base64 mean nothing, and not everybody minds them.
        changed[at] ^= 0x20;
        await File.WriteAllBytesAsync(store.In("changed"), changed);
        return store.In("changed");
    }

    private static Task<string> GoAsync(int code, params string[] args) => ShouldAsync(code, Outsiders.GoAsync(args));

    private static Task<string> NodeAsync(int code, params string[] args) =>
        ShouldAsync(code, Outsiders.NodeAsync(args));

    private static async Task<string> OursAsync(int code, params string[] args)
    {
        using var said = new StringWriter();
        (await EGov.Verifier.Program.RunAsync(args, said, said)).ShouldBe(code, said.ToString());
        return said.ToString();
    }

    private async Task<int> OpensslAsync() => (await Outsiders.OpensslAsync(
        "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", store.In("key.der"), "-rawin",
        "-in", store.In("text"), "-sigfile", store.In("sig"))).Code;

    private static async Task<string> ShouldAsync(int code, Task<(int Code, string Said)> run)
    {
        var (answered, said) = await run;
        answered.ShouldBe(code, said);
        return said;
    }
}
