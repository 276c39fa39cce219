using System.Text.Json.Serialization;
using EGov.Catalogue;

namespace EGov.Integrity;

// What can happen to the indicators. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <summary>An indicator's thresholds from here on; what was found before keeps those that it was found by.</summary>
/// <param name="By">Who set them.</param>
/// <param name="Version">One more than the version before; 1 is what the platform begins with.</param>
/// <param name="Thresholds">All of them, those that stay too.</param>
public record IndicatorSet(
    DateTimeOffset At, string By, string Indicator, int Version, IReadOnlyList<Threshold> Thresholds) : IHappened;

/// <param name="Name">
/// Its name in the indicator's rule; with <c>:service</c> behind it for one service, and <c>:step</c> for one step.
/// </param>
public record Threshold(
    string Name, [property: JsonConverter(typeof(ExactDecimal))] decimal? Value);
