using System.Text;

namespace EGov.Unit.Import;

/// <summary>A text that begins once and goes on with the same piece, as long as somebody reads.</summary>
internal sealed class RepeatingStream(byte[] start, Func<int, string> piece, long atMost) : Stream
{
    private byte[] _current = start;
    private int _at;
    private int _pieces;

    public long Given { get; private set; }
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => Given; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (Given >= atMost) return 0;
        if (_at == _current.Length)
        {
            _current = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 64).Select(_ => piece(_pieces++))));
            _at = 0;
        }
        var given = Math.Min(count, _current.Length - _at);
        Array.Copy(_current, _at, buffer, offset, given);
        _at += given;
        Given += given;
        return given;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
