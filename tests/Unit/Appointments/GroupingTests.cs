using System.Numerics;
using CsCheck;
using EGov.Appointments;

namespace EGov.Unit.Appointments;

/// <summary>
/// Whoever has every number that was ever published, knows who held which post on which day and how the groups are
/// formed, still knows of no person, and of no group smaller than the least, how many women are in it.
/// </summary>
public class GroupingTests
{
    private const string Nowhere = "";

    /// <summary>Where each person stands at the end of each quarter, and who is a woman.</summary>
    private sealed record Life(int Least, string[][] Places, int Women)
    {
        public int Persons => Places[0].Length;

        public override string ToString() =>
            $"least {Least}, women {Women:b}: {string.Join(" | ", Places.Select(at => string.Join(' ', at)))}";
    }

    private static readonly string[] Stations =
        ["a/x", "a/x", "a/x", "a/x", "a/x", "a/x", "a/y", "b/x", "b/x", Nowhere, Nowhere];

    [Theory]
    [InlineData(3, 10, 60)]
    [InlineData(5, 12, 12)]
    public void No_smaller_group_is_told_of_by_all_that_was_published(int least, int persons, int lives) =>
        Lives(least, persons).Sample(life =>
        {
            var told = Told(life, life.Women);
            // The worlds in which exactly this would have been published.
            var worlds = Enumerable.Range(0, 1 << life.Persons).Where(women => Same(Told(life, women), told)).ToList();
            worlds.ShouldContain(life.Women);
            foreach (var hidden in Masks(life.Persons).Where(mask => BitOperations.PopCount(mask) < least))
            {
                var first = BitOperations.PopCount((uint)worlds[0] & hidden);
                worlds.Any(women => BitOperations.PopCount((uint)women & hidden) != first)
                    .ShouldBeTrue($"{hidden:b} is told by {string.Join("; ", told)}");
            }
        }, iter: lives, threads: 1);

    [Fact]
    public void No_sum_or_difference_of_published_numbers_is_about_fewer() =>
        Lives(3, 11).Sample(life =>
        {
            var rows = Told(life, life.Women)
                .Select(group => Columns(life).Select(id => group.Members.Contains(id) ? 1L : 0).ToArray()).ToList();
            var whole = Rank(rows);
            foreach (var mask in Masks(life.Persons).Where(mask => BitOperations.PopCount(mask) < life.Least))
            {
                // A combination of the rows that is nought but on these persons is lost when their columns are.
                var rest = rows.Select(row => row.Where((_, i) => (mask >> i & 1) == 0).ToArray()).ToList();
                Rank(rest).ShouldBe(whole, $"{mask:b}");
            }
        }, iter: 300, threads: 1);

    [Fact]
    public void Which_groups_there_are_does_not_depend_on_who_is_a_woman() =>
        Lives(3, 11).Sample(life =>
            Told(life, life.Women).Select(group => string.Join(',', group.Members))
                .ShouldBe(Told(life, ~life.Women & ((1 << life.Persons) - 1))
                    .Select(group => string.Join(',', group.Members))), iter: 200, threads: 1);

    [Fact]
    public void Nobody_is_in_two_groups_and_parts_make_up_their_whole() =>
        Lives(3, 11).Sample(life =>
        {
            var told = Told(life, life.Women);
            told.ShouldAllBe(group => group.Members.Count >= life.Least);
            var roots = told.Where(group => group.Within is null).SelectMany(group => group.Members).ToList();
            roots.ShouldBeUnique();
            foreach (var parts in told.Where(group => group.Within is not null).GroupBy(group => group.Within))
                parts.SelectMany(part => part.Members).Order(StringComparer.Ordinal)
                    .ShouldBe(told.Single(group => group.Number == parts.Key).Members.Order(StringComparer.Ordinal));
        }, iter: 300, threads: 1);

    [Fact]
    public void And_every_number_is_true() =>
        Lives(3, 11).Sample(life =>
        {
            foreach (var group in Told(life, life.Women))
                group.Members.Count(id => IsWoman(id, life.Women)).ShouldBeInRange(group.AtLeast, group.AtMost);
        }, iter: 300, threads: 1);

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(8, 8, 8)]
    [InlineData(9, 9, 10)]
    [InlineData(10, 9, 10)]
    public void That_a_group_is_of_one_gender_is_never_told(int women, int atLeast, int atMost) =>
        Grouping.Told(women, 0, 10).ShouldBe((atLeast, atMost));

    [Fact]
    public void When_one_leaves_a_group_stays_as_it_was_and_when_five_leave_it_is_counted_anew()
    {
        Counted[] all = [.. Enumerable.Range(0, 20).Select(i => new Counted($"p{i:00}", "head", $"d{i}"))];
        var women = all.ToDictionary(one => one.Id, one => one.Id[^1] == '3' || one.Id[^1] == '7');
        var first = Grouping.Next([], all, women);
        first.ShouldHaveSingleItem().Members.Count.ShouldBe(20);
        Grouping.Next(first, all[1..], women).ShouldBeEmpty();
        var second = Grouping.Next(first, all[5..], women);
        second.Select(group => (group.Members.Count, group.Within, group.Band))
            .ShouldBe([(5, 1, null), (15, 1, "head")]);
    }

    private static Gen<Life> Lives(int least, int persons) =>
        from places in Gen.Select(Gen.Int[0, Stations.Length - 1], Gen.Int[0, 9], Gen.Int[0, Stations.Length - 1])
            .Array[persons].Array[1, 4]
        from women in Gen.Int[0, (1 << persons) - 1]
        select new Life(least, Walk(places), women);

    // Most stay where they are; else every quarter would be another province.
    private static string[][] Walk((int First, int Moves, int Then)[][] drawn)
    {
        var places = new List<string[]> { drawn[0].Select(one => Stations[one.First]).ToArray() };
        foreach (var quarter in drawn.Skip(1))
            places.Add([.. quarter.Select((one, i) => one.Moves < 6 ? Stations[one.Then] : places[^1][i])]);
        return [.. places];
    }

    private static List<Group> Told(Life life, int women)
    {
        var genders = Columns(life).ToDictionary(id => id, id => IsWoman(id, women));
        var told = new List<Group>();
        foreach (var at in life.Places)
            told.AddRange(Grouping.Next(told,
                [
                    .. at.Index().Where(one => one.Item != Nowhere).Select(one =>
                        new Counted($"p{one.Index:00}", one.Item.Split('/')[0], one.Item.Split('/')[1])),
                ],
                genders, life.Least));
        return told;
    }

    private static bool Same(List<Group> one, List<Group> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => pair.First.AtLeast == pair.Second.AtLeast
            && pair.First.AtMost == pair.Second.AtMost && pair.First.Members.SequenceEqual(pair.Second.Members));

    private static IEnumerable<string> Columns(Life life) =>
        Enumerable.Range(0, life.Persons).Select(i => $"p{i:00}");

    private static bool IsWoman(string id, int women) =>
        (women >> int.Parse(id[1..], System.Globalization.CultureInfo.InvariantCulture) & 1) == 1;

    private static IEnumerable<uint> Masks(int persons) =>
        Enumerable.Range(1, (1 << persons) - 1).Select(mask => (uint)mask);

    /// <summary>By elimination modulo a prime that no determinant of so few rows of noughts and ones reaches.</summary>
    private static int Rank(List<long[]> rows)
    {
        const long Prime = 2_147_483_647;
        var left = rows.Select(row => row.ToArray()).ToList();
        var rank = 0;
        for (var column = 0; rows.Count > 0 && column < rows[0].Length; column++)
        {
            if (left.FindIndex(rank, row => row[column] != 0) is var pivot && pivot < 0) continue;
            (left[rank], left[pivot]) = (left[pivot], left[rank]);
            var inverse = (long)BigInteger.ModPow(left[rank][column], Prime - 2, Prime);
            for (var i = rank + 1; i < left.Count; i++)
            {
                var factor = left[i][column] * inverse % Prime;
                for (var j = column; j < left[i].Length; j++)
                    left[i][j] = (left[i][j] + ((Prime - factor) * left[rank][j])) % Prime;
            }

            rank++;
        }

        return rank;
    }
}
