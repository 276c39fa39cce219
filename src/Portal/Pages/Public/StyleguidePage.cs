using EGov.Pages.Shared;
using EGov.Texts;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Public;

/// <summary>What the design kit's pages have in common: invented content, shown in development only.</summary>
public abstract class StyleguidePage : Localised
{
    protected static readonly DateOnly Today = new(2026, 11, 23);
    protected static readonly DateTimeOffset Morning = new(2026, 11, 23, 7, 10, 0, TimeSpan.Zero);

    [Inject] public IHostEnvironment Host { get; set; } = default!;

    [Inject] public NavigationManager Address { get; set; } = default!;

    protected IReadOnlyList<Link> Menu =>
    [
        new(T["styleguide.title"], T.Path("/styleguide")),
        new(Sample("فرم", "Form"), T.Path("/styleguide/form")),
        new(Sample("رسید", "Receipt"), T.Path("/styleguide/receipt")),
        new(Sample("میز کار", "Workbench"), T.Path("/styleguide/work")),
    ];

    protected IReadOnlyList<Link> Foot => [new(T["foot.accessibility"], "#main"), new(T["foot.privacy"], "#main")];

    protected override void OnInitialized()
    {
        if (!Host.IsDevelopment()) Address.NotFound();
    }

    /// <summary>Invented content, which has no place among the portal's texts.</summary>
    protected Words Sample(string fa, string en) => T.IsRightToLeft ? fa : en;

    protected Words Sample(string fa, string en, params ReadOnlySpan<Words> values) =>
        Words.Fill(T.IsRightToLeft ? fa : en, values);

    protected static DateTimeOffset At(int month, int day, int hour, int minute, int second = 0) =>
        new(2026, month, day, hour, minute, second, TimeSpan.FromHours(3.5));
}
