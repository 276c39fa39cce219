namespace EGov.Unit.Integrity;

public class F17BrokersTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void A_contact_with_many_applicants_whose_files_go_faster_is_a_reason_to_look()
    {
        Contacts(24);
        for (var i = 0; i < 8; i++)
            _given.File(GivenCases.Staff[i % 5], 1, applicant: $"client {i}", representative: "broker");
        _given.EndOfDay();
        var signal = _given.One("F17");
        (signal.Officer, signal.N, signal.Value, signal.EvidenceTotal).ShouldBe((null, 25, 8, 8));
        signal.Service.ShouldBe(GivenCases.Asked);
    }

    [Fact]
    public void Where_one_officer_decides_them_all_he_is_concerned()
    {
        Contacts(24);
        for (var i = 0; i < 8; i++) _given.File("ENV-009", 1, applicant: $"client {i}", representative: "broker");
        _given.EndOfDay();
        _given.One("F17").Officer.ShouldBe("ENV-009");
    }

    [Fact]
    public void An_advocate_whose_clients_wait_as_long_as_others_is_not()
    {
        Contacts(24);
        for (var i = 0; i < 8; i++)
            _given.File(GivenCases.Staff[i % 5], 30 + i, applicant: $"client {i}", representative: "advocate");
        _given.EndOfDay();
        _given.Of("F17").ShouldBeEmpty();
    }

    [Fact]
    public void Nor_is_one_applicant_with_many_files()
    {
        Contacts(24);
        for (var i = 0; i < 8; i++) _given.File("ENV-014", 1, applicant: "one", representative: "his advocate");
        _given.EndOfDay();
        _given.Of("F17").ShouldBeEmpty();
    }

    [Fact]
    public void Among_too_few_contacts_nothing_is_said()
    {
        Contacts(18);
        for (var i = 0; i < 8; i++) _given.File("ENV-014", 1, applicant: $"client {i}", representative: "broker");
        _given.EndOfDay();
        _given.Of("F17").ShouldBeEmpty();
    }

    private void Contacts(int many)
    {
        for (var i = 0; i < many; i++)
            _given.File(
                GivenCases.Staff[i % 5], 30 + (i % 5), applicant: $"applicant {i}", representative: $"contact {i}");
    }
}
