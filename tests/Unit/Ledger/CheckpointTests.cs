using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class CheckpointTests
{
    // Made elsewhere and verified by Go's x/mod and by node: seeds of thirty-two 1s and 2s, entries {"i":0,"t":"demo"}.
    [Theory]
    [InlineData(1, "faOPhTAbO7MefH8GAHJMB0DG/h556BOeFDbAz0QwlxE=", null, null)]
    [InlineData(3, "74+epP+k2ClDS8WTchhCwoTJ0y+a06KgJE45v1sGspQ=",
        "+3AhBkgQAQHeE60m22A7JILCQpulG10IQ3iUWIPvG7IFFcQmxMJietygxYjG2xKlMGX0gdD6VGt6oupOLEOmVMyK9Q0=",
        "bX75BwAAAABqsTuAXJ0m7D59VmVg3xYEimT9Z78GWzPYCDUo633mnUG/AEb6y6WURz874grZL3xO8VnFhZFLh5QusDeV+fLEly8JDQ==")]
    [InlineData(70_000, "pl/jOxnayxyTYlbVGhO1FtsWe4gCtZjjoDeVfndtO3w=",
        "+3AhBgnvs5WM4ZkGplrx3dDQlv/a3YdMAjGhNPQSili/AJ9EkSXIzpytbQTDhP7Hq/XVIOoAZGyZa63cuuDb0pcQDwU=",
        "bX75BwAAAABqsTuAEkE1nXFokbeAOt9i6SwsIsG+c7RJLalLmSD6qUf86b/e2rau/i1/FXUyZ28HbPCvZ6+/blrdIrpIQwU+5LFQAA==")]
    public void Checkpoints_are_byte_for_byte_those_that_others_verified(
        int size, string root, string? log, string? witness)
    {
        var note = Trees.Checkpoint(size);
        note.Text.ShouldBe($"ledger.example.org/demo\n{size}\n{root}\n");
        if (log is null) return;
        note.ToString().ShouldBe($"""
            ledger.example.org/demo
            {size}
            {root}

            — ledger.example.org/demo {log}
            — witness.example.org/w1 {witness}

            """.ReplaceLineEndings("\n"));
        Checkpoint.Open(note, Trees.Log.Verifier).ShouldBe(new Checkpoint(Trees.Origin, size, Hash.FromBase64(root)));
        note.Verify(Trees.Log.Verifier, Trees.Witness.Verifier)[1].Time.ShouldBe(Trees.Time);
    }
}
