using EGov.Pages.Shared;
using EGov.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EGov.Unit.Portal;

/// <summary>A component as the server writes it, in one language.</summary>
internal static class Rendered
{
    public static Task<string> Of<TComponent>(Language language, params (string Name, object? Value)[] parameters)
        where TComponent : IComponent => Of<TComponent>(VisitOf(language), parameters);

    public static async Task<string> Of<TComponent>(Visit visit, params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddCascadingValue(_ => visit);
        services.AddCascadingValue(_ => visit.Language);
        services.AddSingleton<IHostEnvironment>(new Development());
        services.AddSingleton<NavigationManager>(new Nowhere());
        services.AddSingleton<AntiforgeryStateProvider>(new Token());
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, provider.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var given = ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value));
            return (await renderer.RenderComponentAsync<TComponent>(given)).ToHtmlString();
        });
    }

    public static Visit VisitOf(Language language) => new()
    {
        Language = language,
        Path = "/styleguide",
        Query = "?asOf=1",
        Institution = new Institution { NameFa = "نمونه", NameEn = "Sample" },
        Simulated = language["shell.simulated"],
    };

    private sealed class Development : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Development";
        public string ApplicationName { get; set; } = "Portal";
        public string ContentRootPath { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }

    private sealed class Nowhere : NavigationManager
    {
        public Nowhere() => Initialize("http://localhost/", "http://localhost/fa/styleguide");
    }

    private sealed class Token : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken GetAntiforgeryToken() => new("token", "__RequestVerificationToken");
    }
}
