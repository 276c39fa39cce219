using System.Text.Json.Nodes;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>A decision held against its rulebook, answer by answer.</summary>
internal sealed class Replay
{
    private const string Met = "met", NotMet = "notmet", Machine = "computed";

    private readonly List<string> _lines = [], _faults = [];

    public Replay(Decision decision, Rulebook rules, Facts facts)
    {
        foreach (var criterion in rules.Criteria) Answer(criterion, decision, facts);
        foreach (var other in decision.Answers.Select(answer => answer.Criterion)
            .Except(rules.Criteria.Select(criterion => criterion.Code)))
            _faults.Add($"it answers {other}, which is no criterion of the rulebook");
        if (decision.Answers.DistinctBy(answer => answer.Criterion).Count() < decision.Answers.Count)
            _faults.Add("it answers a criterion twice");
        Outcome(decision, rules);
    }

    /// <summary>What was found, a sentence each.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>What does not agree; nothing if all does.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Whether the decision departs from what the criteria give, for a ground that it names.</summary>
    public bool IsOverridden { get; private set; }

    /// <summary>Whether some answer was not computed again.</summary>
    public bool IsPartly { get; private set; }

    private void Answer(Criterion criterion, Decision decision, Facts facts)
    {
        var kind = criterion.IsRequired ? "required" : "weighs only";
        void Say(string text) => _lines.Add($"  {criterion.Code} ({kind}): {text}");

        if (decision.Answers.FirstOrDefault(answer => answer.Criterion == criterion.Code) is not { } answer)
        {
            Say("not answered.");
            if (criterion is not { IsHuman: true, IsRequired: false })
                _faults.Add($"{criterion.Code} is not answered");
            return;
        }

        var words = Words(answer.Given);
        if (criterion.IsHuman)
        {
            IsPartly = true;
            Say($"{words}, as officer {answer.By} judged.");
            if (answer.By == Machine) _faults.Add($"{criterion.Code} is for an officer to judge, and none has");
            return;
        }

        if (answer.By != Machine) _faults.Add($"{criterion.Code} is to be computed, and {answer.By} has answered it");
        if (!facts.AreTold)
        {
            IsPartly = true;
            Say($"{words}, as recorded; not computed again, for the facts were not given (--facts or --mirror).");
        }
        else if (facts.Evidence(criterion.Test) != answer.Evidence)
        {
            Say($"{words}, as recorded.");
            _faults.Add($"{criterion.Code} rests on other facts than those given");
        }
        else if (facts.Lacking(criterion.Test) is [_, ..] lacking)
        {
            IsPartly = true;
            Say($"{words}, as recorded; not computed again, for it rests on the sealed {string.Join(", ", lacking)} "
                + "(--disclosure). The facts are the same as then.");
        }
        else
        {
            Compute(criterion, answer, facts, Say);
        }
    }

    private void Compute(Criterion criterion, Answer answer, Facts facts, Action<string> say)
    {
        try
        {
            var rule = JsonNode.Parse(criterion.Test.GetRawText());
            var found = JsonLogic.IsTruthy(JsonLogic.Evaluate(rule, facts.Open)) ? Met : NotMet;
            say($"{Words(answer.Given)}; computed again: {Words(found)}.");
            if (found != answer.Given) _faults.Add($"{criterion.Code} is {Words(found)} by the facts");
        }
        catch (LogicError none)
        {
            say($"{Words(answer.Given)}, as recorded.");
            _faults.Add($"{criterion.Code} has no answer by these facts ({none.Message.TrimEnd('.')})");
        }
    }

    // Refused where a required criterion is not met; granted where a required one is met; unstated where none applied.
    private void Outcome(Decision decision, Rulebook rules)
    {
        var unmet = Required(rules, decision, NotMet);
        var found = unmet.Count > 0 ? "refused" : Required(rules, decision, Met).Count > 0 ? "granted" : "unstated";
        var because = unmet.Count > 0 ? $", because of {string.Join(", ", unmet)}" : "";
        _lines.Add($"By the rulebook these answers give: {found}{because}. The decision says that they give: "
            + $"{decision.Computed}. It decides: {decision.Outcome}.");
        if (decision.Computed != found) _faults.Add($"the answers give {found}, not {decision.Computed}");

        IsOverridden = decision.OverrideGround is not null;
        if (IsOverridden)
        {
            _lines.Add($"It departs from that on the ground {decision.OverrideGround}, by {decision.Officer} together "
                + $"with {decision.SecondOfficer}.");
            if (decision.Outcome == found) _faults.Add("it names a ground to depart, and does not depart");
            if (decision.SecondOfficer == decision.Officer) _faults.Add("one officer alone has departed from it");
        }
        else if (decision.Outcome != found)
        {
            _faults.Add($"it decides {decision.Outcome} and names no ground to depart from {found}");
        }

        IReadOnlyList<string> grounds = decision.Outcome != "refused" ? []
            : decision.OverrideGround is { } ground ? [ground]
            : unmet;
        if (!grounds.SequenceEqual(decision.Grounds))
            _faults.Add($"it gives as grounds {Named(decision.Grounds)}, and they are {Named(grounds)}");
    }

    private static List<string> Required(Rulebook rules, Decision decision, string given) =>
    [
        .. rules.Criteria.Where(criterion => criterion.IsRequired && decision.Answers.Any(answer =>
            answer.Criterion == criterion.Code && answer.Given == given)).Select(criterion => criterion.Code),
    ];

    private static string Named(IReadOnlyList<string> codes) => codes.Count == 0 ? "none" : string.Join(", ", codes);

    private static string Words(string answer) => answer switch
    {
        NotMet => "not met",
        "notapplicable" => "not applicable",
        _ => answer,
    };
}
