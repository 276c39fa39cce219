using System.Text.Json.Serialization;

namespace EGov.Catalogue;

// What can happen to a service. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <summary>A service is offered, or offered differently, from a day on. Earlier days keep their own terms.</summary>
public record ServiceOffered(DateTimeOffset At, DateOnly From, ServiceTerms Terms) : IHappened;

/// <summary>From this day on nobody can ask for it any more; running requests go on.</summary>
public record ServiceWithdrawn(DateTimeOffset At, string Service, DateOnly From) : IHappened;

/// <summary>Everything a citizen, an officer and a rule need to know of a service.</summary>
public record ServiceTerms
{
    public required string Code { get; init; }
    public required Text Title { get; init; }
    public required Text Summary { get; init; }
    public required string Department { get; init; }
    public IReadOnlyList<Document> Documents { get; init; } = [];
    public long FeeRials { get; init; }
    public required Text LegalBasis { get; init; }

    /// <summary>Codes of the rights it serves, such as charter-19.</summary>
    public IReadOnlyList<string> Rights { get; init; } = [];

    /// <summary>Working days that the law gives.</summary>
    public required int LegalLimitDays { get; init; }

    /// <summary>Working days that the department promises; at most the limit.</summary>
    public required int PromiseDays { get; init; }

    /// <summary>Calendar days after the notice within which a decision can be appealed.</summary>
    public required int AppealWindowDays { get; init; }

    /// <summary>Calendar days after closing within which the closure can be contested.</summary>
    public required int ContestWindowDays { get; init; }

    /// <summary>Working days that a question to the applicant waits at most.</summary>
    public required int AnswerWindowDays { get; init; }

    public Extension? Extension { get; init; }
    public IReadOnlyList<string> Channels { get; init; } = [];
    public IReadOnlyList<FactTerms> Facts { get; init; } = [];

    /// <summary>The departments a file is expected to visit: the denominator of the wandering index.</summary>
    public IReadOnlyList<string> PlannedSteps { get; init; } = [];

    /// <summary>Whether the outcome carries a sum in rials.</summary>
    public bool HasValue { get; init; }

    /// <summary>Whether the one who prepares a decision may not take it.</summary>
    public bool FourEyes { get; init; }

    /// <summary>fifo: files are taken in the order in which they became complete. open: no order is promised.</summary>
    public string Queue { get; init; } = "fifo";

    [JsonIgnore]
    public bool IsFirstInFirstOut => Queue == "fifo";

    /// <summary>
    /// officer: officers take files, managers give them. draw: lots are drawn for who handles a file.
    /// </summary>
    public string Assignment { get; init; } = "officer";

    [JsonIgnore]
    public bool IsDrawn => Assignment == "draw";
    public required string Rulebook { get; init; }

    /// <summary>Hours between an act and its record that raise no question.</summary>
    public int Tolerance { get; init; } = 1;
}

public record Document(string Code, Text Title, bool Required);

/// <summary>How often a limit may be extended, and by how many working days each time.</summary>
public record Extension(int Times, int Days);

/// <summary>One thing that the applicant is asked, and why.</summary>
/// <param name="Type">integer, decimal (as a string), boolean, date (yyyy-MM-dd), choice or text.</param>
/// <param name="Sealed">Whether it is about a person or in free words: then it is stored only sealed.</param>
public record FactTerms(
    string Name, Text Title, Text? Hint, Text Why, string Type, Text? Unit, IReadOnlyList<Choice>? Choices,
    bool Sealed, bool Required,
    [property: JsonConverter(typeof(ExactDecimal))] decimal? Min = null,
    [property: JsonConverter(typeof(ExactDecimal))] decimal? Max = null);

public record Choice(string Code, Text Title);
