using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>One thing that a reader can choose: the value sent, what it is called, and what it means.</summary>
public sealed record Choice(string Value, Words Text, Words? Hint = null);
