using EGov.Integrity;
using EGov.Privacy;

namespace EGov.Unit.Integrity;

public class DisposeSignalTests
{
    private static readonly Actor Integrity = new("integrity", "INT-01");

    private static readonly Signal Found = new()
    {
        Id = new("0198f3c2-7a41-7b09-9d1e-5f0c2ab1e7aa"),
        Indicator = "F01",
        Version = 3,
        Department = "environment",
        Officer = "ENV-014",
        Found = new(2026, 5, 9),
    };

    [Fact]
    public void What_came_of_it_stands_on_record_and_whom_it_concerns_does_not()
    {
        var disposed = Dispose(new(Found.Id, "explained", "chance", " The queue stood still. "));
        (disposed.Officer, disposed.Indicator, disposed.IndicatorVersion, disposed.Department, disposed.Found)
            .ShouldBe(("INT-01", "F01", 3, "environment", Found.Found));
        (disposed.Disposition, disposed.Ground).ShouldBe(("explained", "chance"));
        Then.Words(disposed.Words).ShouldBe("The queue stood still.");
        disposed.Words.Subject.ShouldBe(Subjects.Integrity);
        disposed.ToString().ShouldNotContain("ENV-014");
    }

    [Fact]
    public void Every_disposition_has_its_own_grounds()
    {
        foreach (var (disposition, grounds) in DisposeSignalHandler.Grounds)
            foreach (var ground in grounds)
                Dispose(new(Found.Id, disposition, ground, "So it was.")).Ground.ShouldBe(ground);
        Then.Refusal("disposition.not-listed", () => Dispose(new(Found.Id, "guilty", "chance", "No.")), 422);
        Then.Refusal("disposition.ground-not-listed", () => Dispose(new(Found.Id, "confirmed", "chance", "No.")), 422);
    }

    [Fact]
    public void It_needs_words()
    {
        Then.Refusal("disposition.words-missing", () => Dispose(new(Found.Id, "explained", "chance", "  ")), 422);
        Then.Refusal("disposition.words-missing",
            () => Dispose(new(Found.Id, "explained", "chance", new('x', 4_001))), 422);
    }

    [Fact]
    public void A_second_one_is_said_to_be_one_and_the_first_stays()
    {
        var first = Dispose(new(Found.Id, "referred", "to-inspection", "Sent on."));
        var review = new SignalReview().Evolve(Given.AsEvent(first));
        Then.Refusal("disposition.already", () => Dispose(new(Found.Id, "confirmed", "admitted", "He did."), review));
        var second = Dispose(new(Found.Id, "confirmed", "admitted", "He did.", Again: true), review);
        var after = review.Evolve(Given.AsEvent(second));
        after.Dispositions.ShouldBe([first, second]);
        after.Latest.ShouldBe(second);
    }

    [Fact]
    public void Nobody_disposes_of_what_concerns_himself() =>
        Then.Refusal("disposition.own-case", () => DisposeSignalHandler.Handle(
            new(Found.Id, "explained", "chance", "Not me."), null, Found, Integrity with { Code = "ENV-014" },
            Given.Start), 403);

    [Fact]
    public void Of_nothing_nothing_is_said() =>
        Then.Refusal("signal.unknown", () => DisposeSignalHandler.Handle(
            new(Guid.NewGuid(), "explained", "chance", "What?"), null, null, Integrity, Given.Start), 404);

    private static SignalDisposed Dispose(DisposeSignal command, SignalReview? review = null) =>
        DisposeSignalHandler.Handle(command, review, Found, Integrity, Given.On(3));
}
