namespace EGov;

/// <summary>A public text in both languages of the province.</summary>
public record Text(string Fa, string En);
