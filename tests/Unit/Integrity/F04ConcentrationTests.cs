namespace EGov.Unit.Integrity;

public class F04ConcentrationTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void Files_of_one_applicant_that_all_come_to_one_officer_are_a_reason_to_look()
    {
        _given.Files(60);
        for (var i = 0; i < 6; i++) _given.File("ENV-021", applicant: "somebody");
        _given.EndOfDay();

        var signal = _given.One("F04");
        // Said with the sixth: P(X ≥ 6) of 66 with 6 and 18 is 0.0002; with the fifth it was 0.00075.
        (signal.Officer, signal.N, signal.EvidenceTotal).ShouldBe(("ENV-021", 66, 6));
        signal.Value.ShouldBe(66 * 6 / (6.0 * 18), 1e-4);
        _given.Log.Where(e => signal.Evidence.Contains(e.Id)).ShouldAllBe(e => e.Data is EGov.Casework.RequestDecided);
    }

    [Fact]
    public void So_are_those_of_one_representative()
    {
        _given.Files(60);
        for (var i = 0; i < 6; i++) _given.File("ENV-021", applicant: $"client {i}", representative: "broker");
        _given.EndOfDay();
        _given.One("F04").Officer.ShouldBe("ENV-021");
    }

    [Fact]
    public void Files_of_one_applicant_that_come_to_all_are_not()
    {
        for (var i = 0; i < 60; i++)
            _given.File(GivenCases.Staff[i % 5], applicant: i % 6 == 0 ? "somebody" : null);
        _given.EndOfDay();
        _given.Of("F04").ShouldBeEmpty();
    }

    [Fact]
    public void Where_one_officer_decides_all_every_file_must_come_to_him()
    {
        for (var i = 0; i < 40; i++) _given.File("ENV-014", applicant: i < 8 ? "somebody" : null);
        _given.EndOfDay();
        _given.Of("F04").ShouldBeEmpty();
    }

    [Fact]
    public void Of_too_few_nothing_is_said()
    {
        _given.Files(10);
        for (var i = 0; i < 6; i++) _given.File("ENV-021", applicant: "somebody");
        _given.EndOfDay();
        _given.Of("F04").ShouldBeEmpty();
    }

    [Fact]
    public void What_lies_before_the_window_is_not_counted()
    {
        _given.Files(60);
        for (var i = 0; i < 3; i++) _given.File("ENV-021", applicant: "somebody");
        _given.Now = _given.Now.AddDays(181);
        _given.Files(60);
        for (var i = 0; i < 3; i++) _given.File("ENV-021", applicant: "somebody");
        _given.EndOfDay();
        _given.Of("F04").ShouldBeEmpty();
    }
}
