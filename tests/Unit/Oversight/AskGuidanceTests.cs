using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class AskGuidanceTests
{
    [Fact]
    public void A_department_asks_and_the_governorate_has_ten_working_days()
    {
        var asked = GivenGuidance.Ask("From which edge?", "environmental-opinion", "environmental-opinion");
        (asked.Department, asked.Officer).ShouldBe(("environment", "ENV-900"));
        asked.Services.ShouldBe(["environmental-opinion"]);
        asked.Due.ShouldBe(GivenGuidance.Handbook.Calendar.AddWorkingDays(Given.Start.Day(), 10));
        var note = GivenGuidance.Fold(asked);
        (note.Status, note.Number).ShouldBe((GuidanceStatus.Asked, asked.Number));
        note.Number.ShouldStartWith("G-");
    }

    [Fact]
    public void In_words_about_services_that_there_are()
    {
        Then.Refusal("guidance.question-empty", () => GivenGuidance.Ask(" "), 422);
        Then.Refusal("guidance.service-unknown", () => GivenGuidance.Ask("?", "tea"), 422);
    }
}
