using System.Text.Json;
using EGov.Casework;

namespace EGov.Cli.Simulate;

/// <summary>One request as the simulation knows it: what its applicant will do, and what is hidden in the matter.</summary>
internal sealed class CaseFile(int index, Demand demand, SubmitRequest filing, Actor filer, DateTimeOffset filedAt)
{
    public int Index => index;
    public Demand Demand => demand;
    public SubmitRequest Filing => filing;

    /// <summary>The applicant at the portal, or the clerk who files for him.</summary>
    public Actor Filer => filer;
    public DateTimeOffset FiledAt => filedAt;
    public Guid Id { get; set; }
    public Request State { get; set; } = new();
    public required Intent Intent { get; init; }

    /// <summary>All facts by name, as the applicant gave them.</summary>
    public Dictionary<string, JsonElement> Facts { get; } = new(filing.Facts ?? new Dictionary<string, JsonElement>());

    public Actor Applicant => filer.Subject is null ? new("citizen", Holds: Id) : filer;
    public int Acts { get; set; }
    public int Openings { get; set; }
    public DateTimeOffset LastAt { get; set; }

    /// <summary>Counts the plans for its decision: a task of an earlier plan is void.</summary>
    public int Plan { get; set; }

    /// <summary>Counted working days after which its officer means to decide it.</summary>
    public double Target { get; set; }
    public bool WasChecked { get; set; }
    public bool WasStudied { get; set; }
    public bool WasDoubted { get; set; }
    public bool WasMoved { get; set; }
    public bool WasRecused { get; set; }
    public int Questions { get; set; }

    /// <summary>The department that sent it away although it is competent.</summary>
    public string? ShovedFrom { get; set; }

    /// <summary>Left alone until its last days, whatever waits behind it.</summary>
    public bool Lies { get; set; }

    /// <summary>One more than its contests: to be decided tonight; else 0.</summary>
    public int NightPlan { get; set; }
    public List<Opinion> Opinions { get; } = [];

    private static readonly Type[] Reactions = [typeof(RecordBreach), typeof(LapseQuestion), typeof(ConfirmClosure)];

    private readonly Guid[] _causes = new Guid[Reactions.Length];

    /// <summary>The event that set the day after which the platform gives itself this command.</summary>
    public Guid CauseOf<TReaction>() => _causes[Array.IndexOf(Reactions, typeof(TReaction))];

    /// <summary>The event that the next step of a draw follows from.</summary>
    public Guid DrawCause { get; private set; }

    public void Note(object fact, Guid id)
    {
        if (KeepDrawing.Follows(fact)) DrawCause = id;
        for (var i = 0; i < Reactions.Length; i++)
            if (Watch.Sets(fact, Reactions[i])) _causes[i] = id;
    }
}

/// <summary>What will happen on a file if nothing comes in between, drawn when it is filed.</summary>
internal sealed record Intent
{
    public bool IsIncomplete { get; init; }
    public bool IsDoubtful { get; init; }

    /// <summary>The department that is really competent, where it is another one.</summary>
    public string? BelongsTo { get; init; }
    public bool HasTie { get; init; }
    public IReadOnlyList<string> Referrals { get; init; } = [];
    public bool IsVisited { get; init; }

    /// <summary>Days after each question; null: no answer comes.</summary>
    public IReadOnlyList<double?> AnswersAfter { get; init; } = [];
    public double? WithdrawsAfter { get; init; }

    /// <summary>Whatever an officer has to judge is found in order.</summary>
    public bool IsSound { get; init; }

    /// <summary>Keeps quiet after the end: no contest, no stars, no appeal but the one at a fixed time.</summary>
    public bool IsQuiet { get; init; }
    public DateTimeOffset? AppealsAt { get; init; }

    public static Intent Draw(int seed, int index, Demand demand, IReadOnlyDictionary<string, JsonElement> facts)
    {
        Dice For(string purpose) => Dice.For(seed, purpose, index);
        var (answer, withdrawal) = (For("answers"), For("withdrawal"));
        return new()
        {
            IsIncomplete = For("incomplete").Chance(demand.Incomplete),
            IsDoubtful = For("doubt").Chance(demand.Doubt),
            BelongsTo = Competent(For("competence"), demand.Service, facts),
            HasTie = For("tie").Chance(0.006),
            Referrals =
            [
                .. demand.Referrals.Where(asked => Dice.For(seed, "referral", index, asked.Department).Chance(asked.Chance))
                    .Select(asked => asked.Department),
            ],
            IsVisited = demand.Visit is not null && For("visit").Chance(0.7),
            AnswersAfter = [.. Enumerable.Range(0, 4).Select(_ => After(answer))],
            WithdrawsAfter = withdrawal.Chance(0.022) ? 0.2 + withdrawal.Exponential(8) : null,
        };

        static double? After(Dice dice) => dice.LogNormal(3.2, 0.75) is var days && dice.Chance(0.88) ? days : null;
    }

    /// <summary>Records are asked of the office that holds them, an association of women's of the women's office.</summary>
    private static string? Competent(Dice dice, string service, IReadOnlyDictionary<string, JsonElement> facts) => service switch
    {
        "information-request" => facts["holder"].GetString() switch
        {
            "elites" or "women-and-family" => facts["holder"].GetString(),
            ("environment" or "welfare" or "agriculture" or "industry") and var holder when dice.Chance(0.12) => holder,
            _ => null,
        },
        "ngo-permit" when facts["activityArea"].GetString() == "women-and-family" && dice.Chance(0.6) => "women-and-family",
        "water-branch" when dice.Chance(0.006) => "electricity",
        "building-permit" when dice.Chance(0.008) => "agriculture",
        "land-use-change" when dice.Chance(0.02) => "housing-foundation",
        _ => null,
    };
}
