using System.Text.Json;
using EGov.Ledger;
using EGov.Proofs;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Pages;

/// <summary>Wherever an event is shown, it is said how far it has come into the ledger and how it is proved.</summary>
[Collection(OneBrowser.Name)]
public class ProofPageTests(Browser browser)
{
    private NoteVerifier Log => browser.Services.GetRequiredService<ISigner>().Verifier;

    private NoteVerifier Receipts => browser.Services.GetRequiredService<EGov.Proofs.Receipts>().Verifier;

    [Theory]
    [InlineData("fa", "منتشر شد")]
    [InlineData("en", "published")]
    public async Task An_applicant_sees_every_event_its_proof_and_the_receipts(string language, string published)
    {
        var (file, events) = await RefusedAsync();
        var number = file.GetProperty("trackingNumber").GetString();
        var page = await browser.OpenAsync($"/{language}/track/{number}", hasScript: true);
        await page.FillAsync("#secret", file.GetProperty("secret").GetString()!);
        await page.Locator("main form button.btn").First.ClickAsync();
        var panel = page.Locator("section[aria-labelledby=ledger]");
        await panel.WaitForAsync();
        (await panel.Locator(".tag").AllInnerTextsAsync()).ShouldBe([published, published, published]);
        (await panel.Locator("a[href^='/ledger/receipts/']").CountAsync()).ShouldBe(3);
        await browser.ShouldBeUsableByEverybodyAsync(page);

        await panel.Locator("a[href$='/proofs']").ClickAsync();
        var rows = page.Locator("section[aria-labelledby=events] tbody tr");
        await rows.First.WaitForAsync();
        (await rows.CountAsync()).ShouldBe(events.Count);
        foreach (var (row, e) in (await rows.AllAsync()).Zip(events))
        {
            (await row.InnerTextAsync()).ShouldContain(published);
            (await row.Locator($"a[href='/ledger/proofs/{e}']").CountAsync()).ShouldBe(1);
        }

        var receipts = await page.Locator("pre.note").AllTextContentsAsync();
        receipts.Count.ShouldBe(3, "of the filing, the decision and its notice");
        (await page.Locator("svg.qr").CountAsync()).ShouldBe(3);
        foreach (var text in receipts)
        {
            var receipt = Receipt.Open(SignedNote.Parse(text), Receipts);
            events.ShouldContain(receipt.EventId);
            (await browser.SendAsync(HttpMethod.Get, $"/ledger/receipts/{receipt.EventId}")).Should(200)
                .Body.ShouldBe(text);
            receipt.IsOf(await EntryAsync(receipt.EventId)).ShouldBeTrue();
        }

        Receipt.Parse(SignedNote.Parse(receipts[0]).Text).ShouldBe(
            Receipt.Parse(SignedNote.Parse(file.GetProperty("receipt").GetString()!).Text));
        await browser.ShouldBeUsableByEverybodyAsync(page);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_auditor_reads_the_leaf_and_the_state_of_every_event()
    {
        var (file, events) = await RefusedAsync();
        var traced = (await browser.SendAsync(
            HttpMethod.Get, $"/api/audit/requests/{file.GetProperty("requestId").GetGuid()}", persona: "auditor"))
            .Should(200).Json.GetProperty("events").EnumerateArray().ToList();
        traced.Select(e => e.GetProperty("id").GetGuid()).ShouldBe(events);
        traced.ShouldAllBe(e => e.GetProperty("proof").GetString() == "published");
        var leaves = traced.Select(e => e.GetProperty("leafIndex").GetInt64()).ToList();
        leaves.ShouldBe(leaves.Order().Distinct());

        var page = await browser.OpenAsync(
            $"/en/auditor/trace?id={file.GetProperty("trackingNumber").GetString()}", "auditor");
        foreach (var (e, leaf) in events.Zip(leaves))
            (await page.InnerTextAsync($"a[href='/ledger/proofs/{e}']")).ShouldBe($"{leaf}");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("fa")]
    [InlineData("en")]
    public async Task A_public_decision_names_its_event_and_leads_to_its_proof(string language)
    {
        var (file, _) = await RefusedAsync();
        await browser.CatchUpAsync();
        var request = file.GetProperty("requestId").GetGuid();
        var decided = (await browser.SendAsync(HttpMethod.Get, $"/api/public/decisions/{request}")).Should(200)
            .Json.GetProperty("eventId").GetGuid();
        (await EntryAsync(decided)).Type.ShouldBe("request_decided");

        var page = await browser.OpenAsync($"/{language}/decisions/{request}", hasScript: true);
        await browser.ShouldBeUsableByEverybodyAsync(page);
        await page.ClickAsync($"a[href='/{language}/verify#id={decided}']");
        await page.Locator("[data-step=inclusion].ok").WaitForAsync();
        (await page.InnerTextAsync("#verify-steps")).ShouldContain("request_decided");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Of_an_unknown_event_there_is_no_receipt() =>
        (await browser.SendAsync(HttpMethod.Get, $"/ledger/receipts/{Guid.NewGuid()}"))
            .Should(404, "receipt.no-such-event");

    /// <summary>A file that was filed, refused and notified, once all of it is published.</summary>
    private async Task<(JsonElement File, IReadOnlyList<Guid> Events)> RefusedAsync()
    {
        var file = (await browser.SendAsync(HttpMethod.Post, "/api/requests", Given.Filing)).Should(201).Json;
        var request = file.GetProperty("requestId").GetGuid();
        await ActAsync("officer", "assign", new { ground = "emergency" });
        await ActAsync("officer", "ready", new { });
        await Given.RefuseAsync(ActAsync);
        await using var session = browser.Store.QuerySession();
        var events = await session.Events.FetchStreamAsync(request);
        foreach (var e in events) await EntryAsync(e.Id);
        return (file, [.. events.Select(e => e.Id)]);

        async Task ActAsync(string persona, string act, object body) =>
            (await browser.SendAsync(HttpMethod.Post, $"/api/requests/{request}/{act}", body, persona)).Should(204);
    }

    /// <summary>The entry of an event, verified by its proof once there is one.</summary>
    private async Task<Entry> EntryAsync(Guid id)
    {
        for (var patience = 0; patience < 100; patience++, await Task.Delay(100))
        {
            var answer = await browser.SendAsync(HttpMethod.Get, $"/ledger/proofs/{id}");
            if (answer.Status != 200) continue;
            var proof = TlogProof.Parse(answer.Body);
            proof.Verify(proof.Extra!.Value.Span, Policy.Parse($"log {Log.Vkey}\nquorum none\n"));
            return Entry.Parse(proof.Extra.Value.Span);
        }

        throw new TimeoutException("No proof came.");
    }
}
