namespace EGov.Unit.House;

/// <summary>Which area may see which. What every area shares stands in no area and may be seen by all.</summary>
public class BorderTests
{
    // Casework decides by what others hold, and they know nothing of it. Transparency and Audit look at everything, and
    // nobody looks at them, but that Audit hands out its tables in the forms in which Transparency does.
    private static readonly Dictionary<string, string[]> MaySee = new()
    {
        ["Organisation"] = ["Privacy"],
        ["Rulebooks"] = [],
        ["Catalogue"] = ["Organisation", "Rulebooks"],
        ["Privacy"] = ["Casework", "Proofs"],
        ["Proofs"] = ["Privacy"],
        ["Webhooks"] = ["Integrity", "Organisation", "Privacy", "Proofs", "Transparency"],
        // Lots are drawn by what the ledger's keepers sign.
        ["Casework"] = ["Catalogue", "Organisation", "Privacy", "Proofs", "Rulebooks"],
        ["Appointments"] = ["Organisation", "Privacy"],
        ["Transparency"] =
        [
            "Appointments", "Casework", "Catalogue", "Integrity", "Organisation", "Oversight", "Privacy", "Proofs",
            "Rulebooks",
        ],
        // A directive has a number in the letters of tracking numbers; a measure may count one service alone; registers
        // of letters are handed out as tables.
        ["Oversight"] = ["Casework", "Catalogue", "Organisation", "Privacy", "Rulebooks", "Transparency"],
        ["Integrity"] =
        [
            "Appointments", "Casework", "Catalogue", "Organisation", "Oversight", "Privacy", "Rulebooks",
            "Transparency",
        ],
        ["Audit"] = ["Casework", "Catalogue", "Organisation", "Privacy", "Proofs", "Rulebooks", "Transparency"],
    };

    // What others may name of Casework besides its events and the values in them.
    private static readonly Dictionary<string, string[]> OfCasework = new()
    {
        // The secret on a receipt is written and read with the letters of a tracking number. Whose data somebody acts
        // on is known by his files, and nothing of a person may be erased before these are at their end.
        ["Privacy"] = ["Request", "TrackingNumber"],
        // A file at a past moment is its state folded from its events.
        ["Audit"] = ["Request", "RequestStatus", "TrackingNumber"],
        // A contact is reported on a file that is found by its number, and shown to whoever may read the file.
        ["Integrity"] = ["MyRequestsEndpoint", "Request", "TrackingNumber"],
        // What comes by Open311 is filed by the same command as everything else.
        ["Transparency"] = ["Person", "RequestReceipt", "SubmitRequest", "TrackingNumber"],
        ["Oversight"] = ["TrackingNumber"],
        // The handbook gives the terms by which a request runs; the platform starts the watch, and what it asks.
        [""] = ["Request", "Casework", "Conflicts", "KeepDrawing", "Watch"],
    };

    [Fact]
    public void Every_area_has_a_row() =>
        Repository.Types(Repository.Platform).Select(Repository.AreaOf).Distinct().Where(area => area.Length > 0)
            .Except(MaySee.Keys).ShouldBeEmpty("This area stands in no row of the table.");

    [Fact]
    public void An_area_sees_only_those_of_its_row() =>
        Crossings().Where(crossing => !MaySee[crossing.From].Contains(crossing.To))
            .Select(crossing => $"{crossing.By.Name} ({crossing.From}) names {crossing.Named.Name} ({crossing.To})")
            .ShouldBeEmpty();

    [Fact]
    public void Of_casework_others_see_what_happened_and_not_how_it_is_decided()
    {
        var values = Contract.Parts(Repository.Events.Where(type => Repository.AreaOf(type) == "Casework"))
            .Select(type => type.Name).Append("IOnRequest").ToHashSet();
        Types().Where(type => Repository.AreaOf(type) != "Casework")
            .SelectMany(type => Uses.Of(type)
                .Where(used => Repository.AreaOf(used) == "Casework" && !values.Contains(used.Name)
                    && !OfCasework[Repository.AreaOf(type)].Contains(used.Name))
                .Select(used => $"{type.Name} ({Repository.AreaOf(type)}) names {used.Name}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_table_allows_nothing_that_is_not_needed()
    {
        var needed = Crossings().Select(crossing => $"{crossing.From} → {crossing.To}").ToHashSet();
        MaySee.SelectMany(row => row.Value.Select(other => $"{row.Key} → {other}")).Except(needed).ShouldBeEmpty();
        var named = Types()
            .SelectMany(type => Uses.Of(type).Select(used => (Repository.AreaOf(type), used.Name))).ToHashSet();
        OfCasework.SelectMany(row => row.Value.Select(name => (row.Key, name))).Except(named).ShouldBeEmpty();
    }

    private static IEnumerable<Type> Types() =>
        Repository.Types(Repository.Platform).Where(type => type.DeclaringType is null);

    private static IEnumerable<(Type By, string From, Type Named, string To)> Crossings() =>
        from type in Types()
        let area = Repository.AreaOf(type)
        where area.Length > 0
        from used in Uses.Of(type)
        let other = Repository.AreaOf(used)
        where other.Length > 0 && other != area
        select (type, area, used, other);
}
