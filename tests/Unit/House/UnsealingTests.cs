using System.Reflection;
using System.Text.RegularExpressions;
using EGov.Casework;
using EGov.Privacy;

namespace EGov.Unit.House;

/// <summary>What is sealed is opened behind one door, which puts its reader on record; all else stands here.</summary>
public partial class UnsealingTests
{
    /// <summary>What opens sealed values, by whichever name it is called.</summary>
    private static readonly string[] Opening =
    [
        $"{nameof(Vault)}.{nameof(Vault.OpenAsync)}", $"{nameof(Vault)}.{nameof(Vault.WordsAsync)}",
        $"{nameof(Vault)}.{nameof(Vault.DiscloseAsync)}", $"{nameof(OpenedEvents)}.{nameof(OpenedEvents.OpenAsync)}",
        $"{nameof(Vault)}.{nameof(Vault.OpenFileAsync)}", $"{nameof(OpenFacts)}.{nameof(OpenFacts.OfAsync)}",
        $"{nameof(Vault)}.{nameof(Vault.OpenAllAsync)}",
    ];

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["RequestFile.ShowAsync"] = "the door: shown only after the opening is on record",
        ["RequestFile.ReopenAsync"] = "the door once more, where the day's opening is on record",
        ["MyRequestsEndpoint.ShowAsync"] = "the applicant's own view of his request",
        ["MyRecordEndpoint.OpenAsync"] = "everything kept about a person, shown to that person",
        ["MyRecordEndpoint.TellAsync"] = "why an erasure was refused, told to whoever asked for it",
        ["PortableCopyEndpoint.Get"] = "the person's own copy, with what verifies it",
        ["HandedOutEndpoint.OfAsync"] = "one value, handed to the person whom it is about",
        ["ErasuresEndpoint.ShowAsync"] = "the reasons for an erasure, for the second person who decides about it",
        ["OpenedFile.OpenAsync"] = "an attached file: its owner's, or after the opening or reading is on record",
        ["GivenFacts.OfAsync"] = "the applicant's own answers, shown to him for correction",
        ["OpeningExplanationEndpoint.Get"] = "an explanation, read by an opening of its own",
        ["ApiKeyContactEndpoint.Get"] = "whom to ask at a client of open data, after the reading is on record",
        ["Withheld.RequestOfAsync"] = "the platform asks which file a withholding is about, to show or to keep it",
        ["WithholdingsEndpoint.ShowAsync"] = "the words of a withholding, for who decides or audits it; recorded",
        ["PrepareDecisionHandler.LoadAsync"] = "the platform computes the criteria; nobody reads the facts themselves",
        ["DecideRequestHandler.LoadAsync"] = "the platform computes the criteria; nobody reads the facts themselves",
        ["DecideAppealHandler.LoadAsync"] = "the platform computes the criteria; nobody reads the facts themselves",
        ["SignalFileEndpoint.AnswersAsync"] = "an officer's answers, for him and for who looks into them; recorded",
        ["SignalFileEndpoint.DispositionsAsync"] = "what integrity officers said of a signal, for them; recorded",
        ["SignalsProjection.ReadAsync"] = "the platform compares whose files they are; nobody reads the marks",
        ["Trials.StoredAsync"] = "invented people, compared to measure the signals; nobody reads the marks",
        ["MyInterestsEndpoint.Get"] = "what an officer declared, shown to himself",
        ["Conflicts.OfAsync"] = "the platform compares marks; nobody reads what was declared",
        ["Conflicts.MarksOfAsync"] = "the platform compares marks; nobody reads what was declared",
        ["Conflicts.CompanyAsync"] = "the platform compares marks; nobody reads what was declared",
        ["Contacts.AllAsync"] = "the platform counts which files were contacted; nobody is told of one",
        ["InfluenceRegisterEndpoint.ShowAsync"] = "contacts, read by the office of integrity; recorded",
        ["MyTip.MessagesAsync"] = "a tip, for who holds its receipt, and for the office of integrity; recorded",
        ["TipListEndpoint.GetOne"] = "a tip, for the office of integrity; recorded",
        ["OpenTipIdentityHandler.Handle"] = "who gave a tip, for the custodian; the opening is public before",
        ["DirectiveFileEndpoint.FindAsync"] = "a directive, for those whom it concerns; recorded before",
        ["LetterFileEndpoint.FindAsync"] = "a letter, for the offices that wrote it and have it; recorded before",
        ["LetterFileEndpoint.OpenAsync"] = "opens for FindAsync, which stands here itself",
        ["LetterFileEndpoint.WordsAsync"] = "the same letter's words, once its reading is on record",
        ["SendLetterHandler.LoadAsync"] = "the platform checks a draft and makes the letter of it; nobody reads it",
        ["MeetingFileEndpoint.FindAsync"] = "a meeting, for who was called to it or watches; recorded before",
        ["ResolutionFileEndpoint.FindAsync"] = "a resolution, for those whom it concerns; recorded before",
        ["GuidanceFileEndpoint.FindAsync"] = "a guidance note, for those whom it concerns; recorded before",
        ["IssueFileEndpoint.FindAsync"] = "an issue, for those whom it concerns; recorded before",
        ["PanelTies.IsTiedAsync"] = "the platform compares marks; nobody reads what was declared, nor who stands",
        ["PanelTies.StandsAsync"] = "the platform compares marks; nobody reads who stands",
        ["AppointHolderHandler.LoadAsync"] = "the platform compares a candidate's code; nobody reads it",
        ["PublishBalanceHandler.WomenAsync"] = "the platform counts women in groups of five or more; nobody reads one",
        ["PostFileEndpoint.ShowAsync"] = "candidates, for who fills the post, its panel and who audits it; recorded",
        ["PostFileEndpoint.FindingsAsync"] = "their assessments, for the same; recorded",
        ["WebhookListEndpoint.LineAsync"] = "the host of an address, for the office that sends there",
        ["TellWebhooks.AskAsync"] = "the platform sends to the address, and shows it to nobody",
        ["TellWebhooks.SendAsync"] = "the platform sends to the address, and shows it to nobody",
        ["OpenedEvents.OpenAsync"] = "opens for its callers, who stand here themselves",
        ["OpenFacts.OfAsync"] = "opens for its callers, who stand here themselves",
        ["Vault.WordsAsync"] = "opens for its callers, who stand here themselves",
    };

    private static readonly string[] Openers =
    [
        .. Repository.Assemblies.SelectMany(Repository.Types).Where(type => type.DeclaringType is null)
            .SelectMany(Uses.Calls).Select(call => (By: Name(call.By), Called: Name(call.Called)))
            .Where(call => Opening.Contains(call.Called) && call.By != call.Called).Select(call => call.By).Distinct(),
    ];

    [Fact]
    public void Nothing_is_unsealed_but_behind_the_door_or_for_a_reason_that_stands_here() =>
        Openers.Except(Reasons.Keys).ShouldBeEmpty("Go through RequestFile, or say here who reads this and why.");

    [Fact]
    public void Every_exception_is_still_needed() => Reasons.Keys.Except(Openers).ShouldBeEmpty();

    /// <summary>The type and method as they were written: what an async method became is named after it.</summary>
    private static string Name(MethodBase method)
    {
        var type = method.DeclaringType!;
        var name = method.Name;
        for (; type.DeclaringType is { } outer; type = outer)
            if (Written().Match(type.Name) is { Success: true } written) name = written.Groups[1].Value;
        return $"{type.Name}.{(Written().Match(name) is { Success: true } own ? own.Groups[1].Value : name)}";
    }

    [GeneratedRegex(@"^<(\w+)>")]
    private static partial Regex Written();
}
