using EGov.Casework;

namespace EGov.Cli.Simulate;

/// <summary>Where lots are drawn for who handles a file: the platform's own part, and the applicant's.</summary>
internal sealed partial class Offices
{
    /// <summary>The platform requests a draw a moment after nobody holds the file.</summary>
    private void Draw(CaseFile file)
    {
        if (Terms(file).IsDrawn) _world.Schedule(_world.Now.AddSeconds(2), () => RequestDraw(file));
    }

    private void RequestDraw(CaseFile file)
    {
        if (file.State is not { Officer: null, Draw: null, Queue: not null, IsPastDrawing: false }) return;
        foreach (var worker in StaffOf(file.State.Matter.Department)) IsTied(worker, file);
        _world.React(file, file.DrawCause, (state, now) =>
            RequestDrawHandler.Handle(SimulatedLots.Request(file.Id), state, HeldFiles(file), Book, now));
        if (file.State.Draw is not { Requested: var requested }) return;
        var dice = _world.Dice("draw", file.Index, file.State.Draws);
        // Now and then the ledger's signer is away for longer than a draw may wait.
        if (dice.Chance(0.06))
        {
            _world.Schedule(requested.Deadline.AddMinutes(1), () => AbortDraw(file, requested));
            return;
        }

        if (requested.NonceDigest is not null && dice.Chance(0.8))
            _world.Schedule(_world.Now.AddMinutes(dice.Between(1, 50)), () => Reveal(file, requested));
        else
            _world.Schedule((requested.NonceBy ?? _world.Now).AddSeconds(dice.Between(2, 9)),
                () => ExecuteDraw(file, requested));
    }

    private void Reveal(CaseFile file, DrawRequested requested)
    {
        if (!IsRunning(file, requested)) return;
        var nonce = Convert.ToHexStringLower(SimulatedLots.Nonce(_world.Scenario.Seed, file.Index));
        _world.Do(file, file.Applicant, (state, now) =>
            RevealNonceHandler.Handle(new(file.Id, nonce), state, file.Applicant, now));
        _world.Schedule(_world.Now.AddSeconds(2), () => ExecuteDraw(file, requested));
    }

    private void AbortDraw(CaseFile file, DrawRequested requested)
    {
        if (!IsRunning(file, requested)) return;
        _world.React(file, file.DrawCause, (state, now) => AbortDrawHandler.Handle(
            new(file.Id, AbortDrawHandler.NotPublished), state, Book, now));
        Draw(file);
    }

    private void ExecuteDraw(CaseFile file, DrawRequested requested)
    {
        if (!IsRunning(file, requested)) return;
        _world.React(file, file.DrawCause, (state, now) =>
            ExecuteDrawHandler.Handle(SimulatedLots.Execute(file.Id, state.Draw!), state, Book, now));
        var drawn = _workers[file.State.Officer!];
        if (file.State.Status is RequestStatus.Submitted)
            Give(drawn, Work.Papers, Later(file, "papers", file.State.Recused.Count, 0.05, 0.9), file);
        else if (file.State.Status is RequestStatus.Ready) Plan(file, 1);
    }

    private static bool IsRunning(CaseFile file, DrawRequested requested) =>
        file.State.Draw?.Requested.Draw == requested.Draw;

    private HeldFiles HeldFiles(CaseFile file) => new(_world.Files
        .Where(other => other.State.IsOpen && other.State.Officer is not null
            && other.State.Matter.Department == file.State.Matter.Department)
        .CountBy(other => other.State.Officer!).ToDictionary());
}
