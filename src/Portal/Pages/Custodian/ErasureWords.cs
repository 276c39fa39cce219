using EGov.Pages.Shared;
using EGov.Privacy;
using EGov.Texts;

namespace EGov.Pages.Custodian;

/// <summary>What is said of an erasure in the page's language.</summary>
public sealed record ErasureWords(Language T)
{
    public Words Stage(ErasureStage stage) => T.Of(stage);

    public Words Basis(string? code) => code is null ? T["dash"]
        : ErasureBasis.Of(code) is { } basis ? T.Of(basis.Name)
        : T.Ref(code);

    public Words Ground(string? code) => code is null ? T["dash"]
        : HoldGround.All.FirstOrDefault(ground => ground.Code == code) is { } known ? T.Of(known.Name)
        : T.Ref(code);

    public static Tone ToneOf(ErasureStage stage) => stage switch
    {
        ErasureStage.Asked or ErasureStage.Proposed => Tone.Warn,
        ErasureStage.Refused => Tone.Bad,
        _ => Tone.Plain,
    };
}
