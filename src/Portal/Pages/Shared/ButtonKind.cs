namespace EGov.Pages.Shared;

/// <summary>Main: the one act a page asks for; Second: any other; Grave: what cannot be taken back.</summary>
public enum ButtonKind { Main, Second, Grave }

internal static class ButtonKinds
{
    public static string Style(this ButtonKind kind) => kind switch
    {
        ButtonKind.Second => "btn btn-2",
        ButtonKind.Grave => "btn btn-bad",
        _ => "btn",
    };
}
