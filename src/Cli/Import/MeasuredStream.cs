namespace EGov.Cli.Import;

/// <summary>Counts the bytes it gives, and refuses to give more than allowed between two marks.</summary>
internal sealed class MeasuredStream(Stream inner, long allowance = long.MaxValue) : Stream
{
    private readonly byte[] _ahead = new byte[2];
    private int _aheadCount;
    private int _aheadGiven;
    private long _mark;

    /// <summary>Bytes given so far.</summary>
    public long Given { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => inner.Length;
    public override long Position { get => Given; set => throw new NotSupportedException(); }

    public void Mark() => _mark = Given;

    /// <summary>Whether the two bytes that open every gzip member come next (RFC 1952 §2.3.1).</summary>
    public bool BeginsAsGzip()
    {
        _aheadCount = inner.ReadAtLeast(_ahead, _ahead.Length, throwOnEndOfStream: false);
        return _aheadCount == 2 && _ahead is [0x1f, 0x8b];
    }

    public override int Read(Span<byte> buffer)
    {
        int count;
        if (_aheadGiven < _aheadCount)
        {
            count = Math.Min(buffer.Length, _aheadCount - _aheadGiven);
            _ahead.AsSpan(_aheadGiven, count).CopyTo(buffer);
            _aheadGiven += count;
        }
        else
        {
            count = inner.Read(buffer);
        }
        Given += count;
        if (Given - _mark > allowance)
            throw new InvalidDataException($"One piece of markup is longer than {allowance} bytes.");
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
