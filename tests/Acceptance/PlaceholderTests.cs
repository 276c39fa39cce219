namespace EGov.Acceptance;
public class PlaceholderTests { [Fact] public void Sums() => (1 + 1).ShouldBe(2); }
