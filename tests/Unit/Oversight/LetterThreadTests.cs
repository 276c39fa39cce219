using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class LetterThreadTests
{
    [Theory]
    [InlineData("A>B", "")]
    [InlineData("A>B B>C", "")]
    [InlineData("A>B B>A", "AB")]
    [InlineData("A>B B>C C>A", "ABC")]
    // Whoever is not on the way is not on the loop.
    [InlineData("A>B B>D A>C C>A", "AC")]
    // A second round is a second loop, and the first is not counted again.
    [InlineData("A>B B>A A>B B>A", "AB AB")]
    [InlineData("A>B B>A A>C", "AB")]
    // It comes back to the middle: the first office is not on the loop.
    [InlineData("A>B B>C C>B", "BC")]
    // Sent twice to the same office is no loop.
    [InlineData("A>B A>B", "")]
    // Two offices write to each other about a matter of which one effect was seen in between.
    [InlineData("A>B ! B>A", "")]
    [InlineData("A>B B>C ! C>A A>C", "CA")]
    public void A_loop_closes_where_a_matter_comes_back_to_who_passed_it_on(string course, string loops) =>
        string.Join(' ', LetterThread.Loops(course.Split(' ').Select(step =>
                step == "!" ? null : new Passing($"{step[0]}", $"{step[2]}")))
            .Select(loop => string.Concat(loop))).ShouldBe(loops);
}
