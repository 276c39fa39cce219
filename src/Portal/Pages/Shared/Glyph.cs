namespace EGov.Pages.Shared;

/// <summary>The icons of the sprite; none stands without a word beside it.</summary>
public enum Glyph
{
    Check, Cross, Dash, Warning, Pause, Clock, File, Eye, Bars, Download, Scales, Star, House, Print, Send, Search,
}
