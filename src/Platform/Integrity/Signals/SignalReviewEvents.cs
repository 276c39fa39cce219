using EGov.Privacy;

namespace EGov.Integrity;

// What people say of a signal. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.
//
// The stream has the signal's id, which tells nobody whom it is about; neither does anything here.

/// <summary>The officer concerned said what there is to say. Recorded at the end of his day, by the platform.</summary>
/// <param name="By">His public code, sealed: whom a signal concerns is nobody's business.</param>
public record SignalAnswered(DateTimeOffset At, Sealed By, Sealed Words) : IHappened;

/// <summary>An integrity officer says what came of it. A later one stands beside it, and counts from then on.</summary>
/// <param name="Officer">Who says so, not whom it concerns.</param>
/// <param name="Disposition">From <see cref="DisposeSignalHandler.Grounds"/>.</param>
/// <param name="Ground">One of those listed under the disposition.</param>
public record SignalDisposed(
    DateTimeOffset At, string Officer, string Indicator, int IndicatorVersion, string? Department, DateOnly Found,
    string Disposition, string Ground, Sealed Words) : IHappened;
