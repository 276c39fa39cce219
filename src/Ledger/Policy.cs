using System.Text;

namespace EGov.Ledger;

/// <summary>Whom a verifier trusts: which logs, which witnesses, and how many of these must have cosigned.</summary>
/// <remarks>
/// <para>The text form is C2SP tlog-policy, a statement a line, words parted by spaces and tabs, comments from
/// <c>#</c>: <c>log vkey [url]</c>, <c>witness name vkey [url]</c>, <c>group name all|any|k member…</c>,
/// <c>quorum name|none</c>, the last exactly once. A name is used only after the line that defines it, and is a member
/// of at most one group: so no witness counts twice and no group holds itself.</para>
/// <para>The format lets bytes above ASCII be anything; here they are UTF-8.</para>
/// </remarks>
public sealed class Policy
{
    /// <summary>The quorum that needs no witness.</summary>
    public const string None = "none";

    private static readonly char[] Blanks = [' ', '\t'];

    private readonly List<PolicyLog> _logs = [];
    private readonly List<PolicyWitness> _witnesses = [];
    private readonly List<PolicyGroup> _groups = [];

    private Policy()
    {
    }

    /// <summary>The logs of which each is accepted; may be none.</summary>
    public IReadOnlyList<PolicyLog> Logs => _logs;

    /// <summary>The witnesses that may count.</summary>
    public IReadOnlyList<PolicyWitness> Witnesses => _witnesses;

    /// <summary>The groups, each after those it is made of.</summary>
    public IReadOnlyList<PolicyGroup> Groups => _groups;

    /// <summary>The witness or group that must have cosigned, or <see cref="None"/>.</summary>
    public string Quorum { get; private set; } = None;

    /// <summary>Reads a policy file.</summary>
    /// <param name="file">UTF-8; the last line may lack its newline.</param>
    /// <exception cref="PolicyException">Lists every line that is wrong, and why.</exception>
    public static Policy Parse(ReadOnlySpan<byte> file)
    {
        var policy = new Policy();
        var reader = new Reader(policy);
        foreach (var line in file.Split((byte)'\n')) reader.Line(file[line]);
        reader.End();
        return policy;
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static Policy Parse(string file) => Parse(Encoding.UTF8.GetBytes(file));

    /// <summary>Whether enough witnesses have cosigned.</summary>
    /// <param name="cosigned">The keys whose cosignatures have been verified; keys of others do not count.</param>
    public bool IsMet(IEnumerable<NoteVerifier> cosigned)
    {
        if (Quorum == None) return true;
        var keys = cosigned.ToHashSet();
        var met = _witnesses.Where(witness => keys.Contains(witness.Key)).Select(witness => witness.Name).ToHashSet();
        foreach (var group in _groups)
            if (group.Members.Count(met.Contains) >= group.Threshold) met.Add(group.Name);
        return met.Contains(Quorum);
    }

    /// <summary>The checkpoint in a note, with who signed it: one of the logs, and which witnesses.</summary>
    /// <returns>Read <see cref="Witnessed.IsQuorumMet"/>: a checkpoint that lacks witnesses is returned too.</returns>
    /// <exception cref="FormatException">The text is no checkpoint.</exception>
    /// <exception cref="UnverifiedException">
    /// No log of this policy has signed, or a signature in the name of one of its keys is bad.
    /// </exception>
    public Witnessed Open(SignedNote note)
    {
        var verified = note.Verify(_logs.Select(log => log.Key).Concat(_witnesses.Select(witness => witness.Key)));
        var checkpoint = Checkpoint.Open(note, _logs.Select(log => log.Key));
        var log = verified.First(one => one.Time is null && one.Key.Name == checkpoint.Origin).Key;
        var cosigned =
            from witness in _witnesses
            let times = verified.Where(one => one.Key.Equals(witness.Key)).Select(one => one.Time!.Value).ToList()
            where times.Count > 0
            select new Cosigned(witness, times.Max());
        var witnesses = cosigned.ToList();
        return new Witnessed(checkpoint, log, witnesses, IsMet(witnesses.Select(one => one.Witness.Key)));
    }

    private sealed class Reader(Policy policy)
    {
        private readonly List<PolicyError> _errors = [];
        private readonly HashSet<string> _names = [];
        private readonly HashSet<string> _members = [];
        private int _line;
        private bool _hasQuorum;

        public void Line(ReadOnlySpan<byte> line)
        {
            _line++;
            try
            {
                Statement(Strict.Text(line, "The line"));
            }
            catch (FormatException e)
            {
                _errors.Add(new PolicyError(_line, e.Message));
            }
        }

        public void End()
        {
            if (!_hasQuorum) _errors.Add(new PolicyError(_line, "There is no quorum line."));
            if (_errors.Count > 0) throw new PolicyException(_errors);
        }

        private void Statement(string line)
        {
            if (line.Any(c => c is < ' ' and not '\t' or '\x7f'))
                throw new FormatException("There is a control character besides tab and newline.");
            var words = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case []: break;
                case [['#', ..], ..]: break;
                case ["log", var vkey]: Log(vkey, null); break;
                case ["log", var vkey, var url]: Log(vkey, url); break;
                case ["witness", var name, var vkey]: Witness(name, vkey, null); break;
                case ["witness", var name, var vkey, var url]: Witness(name, vkey, url); break;
                case ["group", var name, var threshold, _, ..]: Group(name, threshold, words[3..]); break;
                case ["quorum", var name]: Required(name); break;
                case ["log" or "witness" or "group" or "quorum", ..]:
                    _hasQuorum |= words[0] == "quorum";
                    throw new FormatException($"A {words[0]} line has another number of words.");
                default:
                    throw new FormatException("A line begins with log, witness, group or quorum.");
            }
        }

        private void Log(string vkey, string? url)
        {
            var key = Key(vkey, NoteKeyType.Ed25519);
            if (policy._logs.Any(log => log.Key.PublicKey.Span.SequenceEqual(key.PublicKey.Span)))
                throw new FormatException("A log with this public key is already there.");
            policy._logs.Add(new PolicyLog(key, url));
        }

        private void Witness(string name, string vkey, string? url)
        {
            Define(name);
            var key = Key(vkey, NoteKeyType.Cosignature);
            if (policy._witnesses.Any(witness => witness.Key.PublicKey.Span.SequenceEqual(key.PublicKey.Span)))
                throw new FormatException("A witness with this public key is already there.");
            policy._witnesses.Add(new PolicyWitness(name, key, url));
        }

        private void Group(string name, string threshold, string[] members)
        {
            var unknown = members.FirstOrDefault(member => !_names.Contains(member));
            Define(name);
            if (unknown is not null) throw Undefined(unknown);
            if (members.FirstOrDefault(member => !_members.Add(member)) is { } taken)
                throw new FormatException($"{taken} is already a member of a group.");
            var needed = threshold switch
            {
                "all" => members.Length,
                "any" => 1,
                _ => Strict.TryNumber(threshold, out var k) && k >= 1 && k <= members.Length
                    ? (int)k
                    : throw new FormatException($"A group needs all, any, or from 1 to {members.Length} members."),
            };
            policy._groups.Add(new PolicyGroup(name, needed, members));
        }

        private void Required(string name)
        {
            if (_hasQuorum) throw new FormatException("There is a quorum line already.");
            _hasQuorum = true;
            if (name != None && !_names.Contains(name)) throw Undefined(name);
            policy.Quorum = name;
        }

        private static NoteVerifier Key(string vkey, NoteKeyType type)
        {
            var key = NoteVerifier.Parse(vkey);
            return key.Type == type ? key : throw new FormatException($"The key is of type {key.Type}, not {type}.");
        }

        // Even where the rest of the line is wrong: the lines that use the name are then not wrong as well.
        private void Define(string name)
        {
            if (name == None) throw new FormatException($"{None} cannot be defined: it means no witness.");
            if (!_names.Add(name)) throw new FormatException($"{name} is already defined.");
        }

        private static FormatException Undefined(string name) => new($"{name} is not defined on a line above.");
    }
}

/// <summary>A log that a policy accepts.</summary>
/// <param name="Key">Named as the log's origin.</param>
/// <param name="Url">Where it is read, if the policy says so.</param>
public sealed record PolicyLog(NoteVerifier Key, string? Url);

/// <summary>A witness that may count for a quorum.</summary>
/// <param name="Name">What this policy calls it; its key may be named otherwise.</param>
/// <param name="Key">Of type <see cref="NoteKeyType.Cosignature"/>.</param>
/// <param name="Url">Where checkpoints are submitted to it, if the policy says so.</param>
public sealed record PolicyWitness(string Name, NoteVerifier Key, string? Url);

/// <summary>Some witnesses and groups, of which so many must have cosigned for the group to have.</summary>
public sealed record PolicyGroup(string Name, int Threshold, IReadOnlyList<string> Members);

/// <summary>A checkpoint that a log of the policy has signed, and the witnesses' word on it.</summary>
/// <param name="Checkpoint">What was signed.</param>
/// <param name="Log">By which key.</param>
/// <param name="Witnesses">The policy's witnesses that cosigned it, in the policy's order.</param>
/// <param name="IsQuorumMet">Whether they are enough for the policy.</param>
public sealed record Witnessed(
    Checkpoint Checkpoint, NoteVerifier Log, IReadOnlyList<Cosigned> Witnesses, bool IsQuorumMet);

/// <summary>A witness and when it last cosigned, UTC, to the second.</summary>
public sealed record Cosigned(PolicyWitness Witness, DateTimeOffset Time);

/// <summary>A line of a policy file that is wrong: its number from 1, and why.</summary>
public sealed record PolicyError(int Line, string Reason);

/// <summary>A policy file cannot be used; nothing of it is.</summary>
public sealed class PolicyException : FormatException
{
    internal PolicyException(IReadOnlyList<PolicyError> errors)
        : base(string.Join('\n', errors.Select(error => $"line {error.Line}: {error.Reason}"))) => Errors = errors;

    /// <summary>Every wrong line, in their order.</summary>
    public IReadOnlyList<PolicyError> Errors { get; }
}
