using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F16InfluenceTests
{
    private readonly GivenCases _given = new();
    private readonly List<Guid> _reports = [];

    [Fact]
    public void Where_a_word_put_in_helps_the_department_is_a_reason_to_look_and_nobody_in_it()
    {
        Others(60, refused: 30);
        Contacted(30, refused: 2);
        _given.EndOfDay();
        var signal = _given.One("F16");
        (signal.Request, signal.Officer, signal.Department).ShouldBe((null, null, "environment"));
        (signal.Service, signal.N, signal.Value).ShouldBe((GivenCases.Asked, 30, 14));
        signal.Evidence.ShouldBe(_reports, ignoreOrder: true);
    }

    [Fact]
    public void It_works_against_those_who_were_contacted_as_well()
    {
        Others(60, refused: 10);
        Contacted(30, refused: 20);
        _given.EndOfDay();
        _given.One("F16").Value.ShouldBe(0.1);
    }

    [Fact]
    public void Where_nobody_contacted_is_refused_the_test_alone_speaks()
    {
        Others(60, refused: 30);
        Contacted(30, refused: 0);
        _given.EndOfDay();
        // 30.5 · 30.5 / (0.5 · 30.5)
        _given.One("F16").Value.ShouldBe(61);
    }

    [Fact]
    public void Where_it_changes_nothing_there_is_none()
    {
        Others(60, refused: 30);
        Contacted(30, refused: 13);
        _given.EndOfDay();
        _given.Of("F16").ShouldBeEmpty();
    }

    [Fact]
    public void Of_too_few_nothing_is_said()
    {
        Others(60, refused: 40);
        Contacted(19, refused: 0);
        _given.EndOfDay();
        _given.Of("F16").ShouldBeEmpty();
    }

    [Fact]
    public void Nor_where_there_are_too_few_others()
    {
        Others(19, refused: 19);
        Contacted(60, refused: 1);
        _given.EndOfDay();
        _given.Of("F16").ShouldBeEmpty();
    }

    [Fact]
    public void A_service_that_grants_much_and_is_often_contacted_proves_nothing()
    {
        Others(60, refused: 6);
        Contacted(30, refused: 3);
        Others(60, refused: 54, "land-use-change");
        Contacted(3, refused: 3, "land-use-change");
        _given.EndOfDay();
        _given.Of("F16").ShouldBeEmpty();
    }

    [Fact]
    public void A_contact_about_a_file_that_nobody_knows_is_none()
    {
        _given.Contacted(Guid.NewGuid());
        Others(60, refused: 30);
        _given.EndOfDay();
        _given.Of("F16").ShouldBeEmpty();
    }

    private void Others(int many, int refused, string service = GivenCases.Asked) => Decide(many, refused, service);

    private void Contacted(int many, int refused, string service = GivenCases.Asked)
    {
        foreach (var file in Decide(many, refused, service)) _reports.Add(_given.Contacted(file));
    }

    private List<Guid> Decide(int many, int refused, string service) =>
    [
        .. Enumerable.Range(0, many).Select(i => _given.File(GivenCases.Staff[i % 5], 0.5, service: service,
            outcome: i < refused ? Outcome.Refused : Outcome.Granted)),
    ];
}
