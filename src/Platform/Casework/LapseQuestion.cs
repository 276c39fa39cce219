using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>The platform's own: the day to answer by has passed, so the clock runs again.</summary>
public record LapseQuestion(Guid RequestId);

public static class LapseQuestionHandler
{
    public static QuestionLapsed Handle(
        LapseQuestion command, [WriteModel] Request request, Handbook handbook, DateTimeOffset now)
    {
        if (request.Status is not RequestStatus.Waiting) throw new Refused("lapse.nothing-asked");
        if (now.Day() <= request.AnswerBy) throw new Refused("lapse.still-time");
        var (limit, promise) = request.DatesIfResumed(handbook.Calendar, request.AnswerBy!.Value);
        return new(now, request.Matter, limit, promise);
    }
}
