using System.Globalization;
using System.Text;
using EGov.Casework;
using EGov.Ledger;
using EGov.Privacy;
using EGov.Proofs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

/// <summary>What the page finds is found by the browser itself, from what it is given and nothing else.</summary>
[Collection(OneBrowser.Name)]
public class VerifyPageTests(Browser browser)
{
    [Theory]
    [InlineData("fa", "این رویداد در دفتر است و همان است که رسید قول داد",
        "اینکه آنچه نوشته شده راست باشد")]
    [InlineData("en", "This event is in the ledger, and it is what the receipt promised",
        "That what was written is true")]
    public async Task A_receipt_and_its_proof_are_verified_step_by_step(string language, string found, string not)
    {
        var given = await FileAsync();
        var page = await browser.OpenAsync($"/{language}/verify", hasScript: true);
        await GiveAsync(page, given.Receipt, given.Proof);
        (await page.InnerTextAsync("#verify-result")).ShouldBe(found);
        await ShouldHaveStepsAsync(page, "receipt:ok", "proof:ok", "checkpoint:ok", "witnesses:skip-c", "entry:ok",
            "inclusion:ok", "content:ok");
        var steps = await page.InnerTextAsync("#verify-steps");
        steps.ShouldContain(given.Id.ToString());
        steps.ShouldContain(Log.KeyId.ToString("x8", CultureInfo.InvariantCulture));
        (await page.InnerTextAsync("#verify-not")).ShouldContain(not);
        await browser.ShouldBeUsableByEverybodyAsync(page);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_receipt_alone_is_a_promise_and_a_proof_alone_needs_none()
    {
        var given = await FileAsync();
        var page = await browser.OpenAsync("/en/verify", hasScript: true);
        await GiveAsync(page, given.Receipt);
        (await page.InnerTextAsync("#verify-result")).ShouldStartWith("The receipt is genuine");
        await page.ClickAsync("#verify-fetch");
        await page.Locator("[data-step=inclusion].ok").WaitForAsync();
        (await page.InnerTextAsync("#verify-result")).ShouldContain("what the receipt promised");

        await page.ClickAsync("#verify-given li:first-child button");
        await page.Locator("[data-step=receipt]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await page.InnerTextAsync("#verify-result")).ShouldBe("This event is in the ledger and has not been altered");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Once_loaded_it_asks_nobody_and_works_without_a_network()
    {
        var given = await FileAsync();
        var page = await browser.OpenAsync("/en/verify", hasScript: true);
        await page.Locator("#verify-kept").WaitForAsync();
        await page.Context.SetOfflineAsync(true);
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await GiveAsync(page, given.Receipt, given.Proof);
        await page.Locator("[data-step=content].ok").WaitForAsync();
        (await page.InnerTextAsync("#verify-result")).ShouldContain("what the receipt promised");
        asked.ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("fa", "این رویداد در دفتر است و همان است که رسید قول داد")]
    [InlineData("en", "This event is in the ledger, and it is what the receipt promised")]
    public async Task Once_loaded_it_opens_again_when_the_network_is_gone(string language, string found)
    {
        var given = await FileAsync();
        await using var wire = new Wire(browser.Address);
        var page = await browser.OpenAsync($"{wire.Address}{language}/verify", "officer", hasScript: true);
        await page.Locator("#verify-kept").WaitForAsync();
        (await page.Locator(".mast-act form").CountAsync()).ShouldBe(1);
        wire.Cut();
        await page.ReloadAsync();
        await GiveAsync(page, given.Receipt, given.Proof);
        (await page.InnerTextAsync("#verify-result")).ShouldBe(found);
        (await page.InputValueAsync("#verify-policy")).ShouldContain(Log.Vkey);
        // It looks as it did: sheet, emblem and fonts were kept with it, and whoever was signed in was not.
        (await page.EvaluateAsync<int>("document.styleSheets.length")).ShouldBe(1);
        (await page.EvaluateAsync<bool>("[...document.images].every(one => one.naturalWidth > 0)")).ShouldBeTrue();
        (await page.EvaluateAsync<int>("[...document.fonts].filter(one => one.status === 'error').length")).ShouldBe(0);
        (await page.Locator(".mast-act form").CountAsync()).ShouldBe(0);

        // No other page is, and a proof has to be fetched.
        await page.ClickAsync("#verify-given li:nth-child(2) button");
        await page.ClickAsync("#verify-fetch");
        await page.Locator("#verify-message:not([hidden])").WaitForAsync();
        await Should.ThrowAsync<PlaywrightException>(() => page.GotoAsync($"{wire.Address}{language}/"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task One_byte_changed_in_any_part_fails_and_is_said_where()
    {
        var given = await FileAsync();
        var page = await browser.OpenAsync("/en/verify", hasScript: true);
        var receipt = given.Receipt.Buffer;
        var lines = Encoding.UTF8.GetString(receipt).Split('\n');
        foreach (var line in Enumerable.Range(0, 6))
            await ShouldFailAsync(page, "receipt", With(given.Receipt, Swapped(receipt, lines, line)));
        await ShouldFailAsync(page, "receipt", With(given.Receipt, Swapped(receipt, lines, lines.Length - 2, -9)));

        var proof = given.Proof.Buffer;
        lines = Encoding.UTF8.GetString(proof).Split('\n');
        var blank = Array.IndexOf(lines, "");
        // The header, the entry, the index, the first and the last hash of the path.
        await ShouldFailAsync(page, "proof", With(given.Proof, Swapped(proof, lines, 0)));
        await ShouldFailAsync(page, "entry", With(given.Proof, Swapped(proof, lines, 1)));
        foreach (var line in new[] { 2, 3, blank - 1 }.Where(line => line < blank).Distinct())
        {
            var changed = Swapped(proof, lines, line, line == 2 ? -1 : 9);
            await ShouldFailAsync(page, "inclusion", With(given.Proof, changed));
        }

        // Origin, size, root, and the signature under them.
        foreach (var line in new[] { blank + 1, blank + 2, blank + 3 })
            await ShouldFailAsync(page, "checkpoint", With(given.Proof, Swapped(proof, lines, line)));
        await ShouldFailAsync(page, "checkpoint", With(given.Proof, Swapped(proof, lines, blank + 5, -9)));

        // All of another event: each is sound, and they do not belong together.
        var other = await FileAsync();
        await GiveAsync(page, given.Receipt, other.Proof);
        await ShouldHaveFailedAsync(page, "content");
        (await page.InnerTextAsync("[data-step=content]")).ShouldContain(other.Id.ToString());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Whom_to_trust_is_the_readers_own_choice()
    {
        var given = await FileAsync();
        using var stranger = new NoteSigner(Log.Name, new byte[32]);
        using var witness = new NoteSigner("witness.example/one", [.. Enumerable.Repeat((byte)7, 32)],
            NoteKeyType.Cosignature);
        var page = await browser.OpenAsync("/en/verify", hasScript: true);
        await GiveAsync(page, given.Proof, Text("policy", $"log {stranger.Verifier.Vkey}\nquorum none\n"));
        await ShouldHaveFailedAsync(page, "checkpoint");

        var policy = $"log {Log.Vkey}\nwitness one {witness.Verifier.Vkey}\nquorum one\n";
        await GiveAsync(page, Text("policy", policy));
        await ShouldHaveFailedAsync(page, "witnesses");

        var proof = TlogProof.Parse(given.Proof.Buffer);
        var cosigned = proof.Note.With(Cosignature.Sign(witness, proof.Note.Text, Given.Start));
        var witnessed = new TlogProof(proof.Index, proof.Path, cosigned, proof.Extra);
        await GiveAsync(page, With(given.Proof, witnessed.ToBytes()));
        await page.Locator("[data-step=witnesses].ok").WaitForAsync();
        (await page.InnerTextAsync("#verify-proved")).ShouldContain("one");
        (await page.InnerTextAsync("#verify-not")).ShouldContain("the keys that you gave");

        await page.FillAsync("#verify-policy", "log nonsense\nquorum none\n");
        await ShouldHaveFailedAsync(page, "checkpoint");
        (await page.InnerTextAsync("[data-step=checkpoint]")).ShouldContain("Line 1 of the policy");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_disclosed_value_is_proved_against_its_digest_and_a_changed_one_is_not()
    {
        var given = await FileAsync();
        await using var session = browser.Store.QuerySession();
        var filed = (RequestSubmitted)(await session.Events.LoadAsync(given.Id))!.Data;
        var vault = browser.Services.GetRequiredService<Vault>();
        var disclosure = await vault.DiscloseAsync(filed.Applicant.Name);
        var page = await browser.OpenAsync("/en/verify", hasScript: true);
        await GiveAsync(page, given.Proof, Text("name.disclosure", disclosure + "\n"));
        await page.Locator("[data-step=disclosure].ok").WaitForAsync();
        (await page.InnerTextAsync("[data-step=disclosure]")).ShouldContain("applicant.name is “نمونه”");

        var changed = Disclosure.Encode(new byte[16], "applicant.name", System.Text.Json.JsonElement.Parse("\"x\""));
        await GiveAsync(page, Text("other.disclosure", changed));
        await ShouldHaveFailedAsync(page, "disclosure");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_receipts_own_link_holds_all_of_it_and_fetches_the_proof()
    {
        var given = await FileAsync();
        var note = SignedNote.Parse(given.Receipt.Buffer);
        foreach (var (language, t) in new[] { ("fa", Texts.Language.Fa), ("en", Texts.Language.En) })
        {
            var page = await browser.OpenAsync(EGov.Pages.Shared.ReceiptLink.Of(note, t), hasScript: true);
            page.Url.ShouldContain($"/{language}/verify#");
            await page.Locator("[data-step=content].ok").WaitForAsync();
            await ShouldHaveStepsAsync(page, "receipt:ok", "proof:ok", "checkpoint:ok", "witnesses:skip-c", "entry:ok",
                "inclusion:ok", "content:ok");
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task What_it_does_not_know_it_says_so()
    {
        var page = await browser.OpenAsync("/en/verify", hasScript: true);
        await GiveAsync(page, Text("letter.txt", "Good day\n"));
        (await page.InnerTextAsync("#verify-message"))
            .ShouldStartWith("“letter.txt” is nothing that this page knows");
        await page.FillAsync("#verify-paste", "egov-receipt/v1\r\nnothing");
        await page.ClickAsync("#verify-text");
        await ShouldHaveFailedAsync(page, "receipt");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("fa", "اسکریپت این صفحه اجرا نشد")]
    [InlineData("en", "The script of this page does not run")]
    public async Task Without_script_it_says_how_else_to_verify(string language, string title)
    {
        var page = await browser.OpenAsync($"/{language}/verify");
        (await page.InnerTextAsync("#verify-without h2")).ShouldBe(title);
        (await page.InnerTextAsync("#verify-without")).ShouldContain("ops/verify");
        (await page.InputValueAsync("#verify-policy")).ShouldContain(Log.Vkey);
        (await page.Locator("#verify-tool").IsVisibleAsync()).ShouldBeFalse();
        await page.Context.CloseAsync();
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/verify");
    }

    private NoteVerifier Log => browser.Services.GetRequiredService<ISigner>().Verifier;

    private sealed record Filing(Guid Id, FilePayload Receipt, FilePayload Proof);

    /// <summary>A new filing, its receipt and its proof, once there is one.</summary>
    private async Task<Filing> FileAsync()
    {
        var filed = (await browser.SendAsync(HttpMethod.Post, "/api/requests", Given.Filing)).Should(201);
        var receipt = filed.Json.GetProperty("receipt").GetString()!;
        var id = Receipt.Parse(SignedNote.Parse(receipt).Text).EventId;
        for (var patience = 0; patience < 100; patience++, await Task.Delay(100))
        {
            var answer = await browser.SendAsync(HttpMethod.Get, $"/ledger/proofs/{id}");
            if (answer.Status != 200) continue;
            return new(id, Text($"{id}.receipt", receipt), Text($"{id}.tlog-proof", answer.Body));
        }

        throw new TimeoutException("No proof came.");
    }

    private static FilePayload Text(string name, string text) =>
        new() { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(text) };

    private static FilePayload With(FilePayload file, byte[] bytes) =>
        new() { Name = file.Name, MimeType = file.MimeType, Buffer = bytes };

    /// <summary>One letter of a line replaced by another one.</summary>
    private static byte[] Swapped(byte[] file, string[] lines, int line, int place = 9)
    {
        var at = lines.Take(line).Sum(before => Encoding.UTF8.GetByteCount(before) + 1)
            + (place < 0 ? Encoding.UTF8.GetByteCount(lines[line]) + place : Math.Min(place, lines[line].Length - 1));
        byte[] changed = [.. file];
        changed[at] = changed[at] == (byte)'1' ? (byte)'2' : (byte)'1';
        return changed;
    }

    private static async Task GiveAsync(IPage page, params FilePayload[] files)
    {
        await page.Locator("#verify-tool").WaitForAsync();
        await page.SetInputFilesAsync("#verify-files", files);
        await page.Locator("#verify-given li").First.WaitForAsync();
        await page.Locator("#verify-head section, #verify-message:not([hidden])").First.WaitForAsync();
    }

    private static async Task ShouldFailAsync(IPage page, string step, FilePayload file)
    {
        await page.ReloadAsync();
        await GiveAsync(page, file);
        await ShouldHaveFailedAsync(page, step);
    }

    private static async Task ShouldHaveFailedAsync(IPage page, string step)
    {
        await page.Locator($"[data-step={step}].bad").WaitForAsync(new() { Timeout = 10_000 });
        (await page.Locator(".result-bad").CountAsync()).ShouldBe(1);
        (await page.Locator("#verify-proved-panel").IsVisibleAsync()).ShouldBeFalse("nothing counts as proved");
        (await page.Locator(".checks .bad").First.GetAttributeAsync("data-step"))
            .ShouldBe(step, "the first that failed");
    }

    private static async Task ShouldHaveStepsAsync(IPage page, params string[] expected) =>
        (await page.Locator("#verify-steps > li").EvaluateAllAsync<string[]>(
            "steps => steps.map(step => `${step.dataset.step}:${step.className}`)")).ShouldBe(expected);
}
