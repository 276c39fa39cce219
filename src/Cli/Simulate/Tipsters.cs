using EGov.Casework;
using EGov.Integrity;

namespace EGov.Cli.Simulate;

/// <summary>Those who report misconduct, half of them rightly, and what the office of integrity makes of it.</summary>
internal sealed class Tipsters(World world)
{
    private static readonly string[] Office = ["INT-01", "INT-02"];

    public void Open()
    {
        for (var number = 0; number < world.Wrongs.Honest.Tips; number++)
        {
            var (tip, dice) = (number, world.Dice("tip", number));
            var day = world.Scenario.From.AddDays(dice.Whole(10, Math.Max(10, world.Scenario.Days - 3)));
            world.Schedule(day.At(dice.Between(7, 23)), () => Submit(tip, dice));
        }
    }

    private void Submit(int number, Dice dice)
    {
        if (world.Files.Count == 0) return;
        var deed = world.Wrongs.Done.Count > 0 && dice.Chance(0.5) ? dice.Pick(world.Wrongs.Done) : null;
        var file = deed?.Request ?? (dice.Chance(0.75) ? dice.Pick(world.Files).Id : null as Guid?);
        var topic = deed is null ? dice.Pick(SubmitTipHandler.Topics) : TopicOf(deed.Kind);
        var person = dice.Chance(0.35) ? People.Applicant(world.Scenario.Seed, 970_000 + number) : null;
        var command = new SubmitTip(topic, dice.Pick(Words.Tip(topic)),
            file is { } about ? TrackingNumber.Of(about) : null, person?.Name, person?.Phone);
        var letter = Identity.Of("simulated-tip", world.Scenario.Key, $"{number}");
        var stream = Tip.Of(world.Master, TipReceipt.Read(TipReceipt.For(letter, world.Master).Receipt)!);
        world.Letters.HandIn($"tip/{number}", stream, typeof(Tip), SubmitTipHandler.Decide(command, world.Now),
            () => LookInto(number, new() { Id = stream }, file, deed is not null, dice));
    }

    private void LookInto(int number, Tip tip, Guid? file, bool isTrue, Dice dice)
    {
        var officer = new Actor("integrity", dice.Pick(Office), "governorate");
        var (calendar, step) = (world.Handbook.Calendar, 0);
        var first = calendar.AddWorkingDays(world.Today, dice.Whole(1, 3)).At(dice.Between(8.5, 13));
        world.Schedule(first, () =>
        {
            if (file is { } about)
                Do(now => LinkTipHandler.Handle(new(tip.Id, $"{about}"), tip, new(about), officer, now));
            Do(now => AnswerTipHandler.Handle(new(tip.Id, dice.Pick(Words.TipAnswer)), tip, officer, now));
            if (dice.Chance(0.4))
                world.Schedule(first.AddDays(dice.Between(1, 6)), () => world.Letters.HandIn(
                    $"tip/{number}/more", tip.Id, typeof(Tip),
                    AddTipMessageHandler.Decide(new("", dice.Pick(Words.TipMessage)), world.Now)));
            if (!dice.Chance(0.85)) return;
            var outcome = dice.Weighted<string>(isTrue
                ? [("substantiated", 0.7), ("referred", 0.2), ("unsubstantiated", 0.1)]
                : [("unsubstantiated", 0.7), ("not-competent", 0.2), ("duplicate", 0.1)]);
            world.Schedule(calendar.AddWorkingDays(world.Today, dice.Whole(8, 25)).At(dice.Between(8.5, 13)),
                () => Do(now => CloseTipHandler.Handle(new(tip.Id, outcome), tip, officer, now)));
        });

        void Do(Func<DateTimeOffset, IHappened> decide) =>
            world.Record($"tip/{number}/{step++}", officer, tip.Id, typeof(Tip), decide);
    }

    private static string TopicOf(string kind) => kind switch
    {
        "broker-ring" or "queue-jumping" or "false-ground" => "bribe",
        "false-closure" => "false-closure",
        "clock-stopping" or "shoving" => "delay",
        "snooping" or "off-hours" or "backdating" => "misuse",
        "extortion" => "harassment",
        _ => "favouritism",
    };
}
