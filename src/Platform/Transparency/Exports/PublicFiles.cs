using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>The files of open data that are ready, and how far the next are.</summary>
/// <param name="Latest">The set under /open-data/files/{name}; none before the first.</param>
/// <param name="Sets">
/// One a day, the latest first; each under /open-data/files/{set}/{name}. The latest are whole; of older ones the
/// figures are kept for good, with the signed list: what the public was told on that day.
/// </param>
/// <param name="Making">The set that is being made, with what is finished of it.</param>
/// <param name="Progress">How far it is; none where another node makes it, or nobody just now.</param>
/// <param name="Key">Verifies the notes; it is that of the receipts, at /ledger/receipts.vkey.</param>
public sealed record PublicFiles(
    FileSet? Latest, IReadOnlyList<string> Sets, FileSet? Making, FilesProgress? Progress, string Key);

public static class PublicFilesEndpoint
{
    /// <summary>The files of open data: digests, signature, size of the ledger, and the progress of the next.</summary>
    [WolverineGet("/api/public/files")]
    public static PublicFiles Get(FileSets sets, MakeFiles make, EGov.Proofs.Receipts receipts)
    {
        return new(sets.Latest, sets.Names, sets.Making, make.Progress, receipts.Verifier.Vkey);
    }

    /// <summary>The latest file of that name; parts of it as well (Range).</summary>
    [WolverineGet("/open-data/files/{name}")]
    public static FileAnswer GetLatest(string name, FileSets sets) => Of(sets.Latest, name, sets, isFinal: false);

    /// <summary>The file of an earlier set; it never changes.</summary>
    [WolverineGet("/open-data/files/{set}/{name}")]
    public static FileAnswer GetOfSet(string set, string name, FileSets sets) =>
        Of(sets.Of(set), name, sets, isFinal: true);

    private static FileAnswer Of(FileSet? set, string name, FileSets sets, bool isFinal)
    {
        // The list itself is no entry of it.
        if (set is { Note: { } note } && name == FileAnswer.NoteName) return new(note, isFinal);
        return set is not null && sets.Find(set, name) is { } path
            ? new(set, set.Files.First(file => file.Name == name), path, isFinal)
            : throw new Refused("file.not-there", name) { Status = 404 };
    }
}

/// <summary>A file as it lies, whole or in parts, with its digest (RFC 9530) and the set it is of.</summary>
public sealed class FileAnswer : IResult
{
    public const string NoteName = "files.note";

    private readonly FileSet? _set;
    private readonly PublicFile? _file;
    private readonly string? _path, _note;
    private readonly bool _isFinal;

    internal FileAnswer(FileSet set, PublicFile file, string path, bool isFinal) =>
        (_set, _file, _path, _isFinal) = (set, file, path, isFinal);

    internal FileAnswer(string note, bool isFinal) => (_note, _isFinal) = (note, isFinal);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.CacheControl = _isFinal ? "public, max-age=31536000, immutable" : "public, no-cache";
        if (_note is not null) return Results.Text(_note, "text/plain; charset=utf-8").ExecuteAsync(httpContext);
        headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(_file!.Sha256))}:";
        headers["Ledger-Size"] = $"{_set!.Size}";
        headers["Ledger-Root"] = _set.Root;
        return Results.File(_path!, _file.MediaType, _file.Name, _set.MadeAt, new($"\"{_file.Sha256}\""),
            enableRangeProcessing: true).ExecuteAsync(httpContext);
    }
}
