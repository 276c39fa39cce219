using System.Security.Cryptography;
using EGov.Privacy;

namespace EGov.Proofs;

/// <summary>Holds the ciphertexts of handed-in files against the digests in their events.</summary>
/// <remarks>Where the subject was erased, nobody can read the ciphertext any more, and it may be gone too.</remarks>
internal sealed class AuditAttachments(Audited audited, Attachments attachments)
{
    public async Task ExamineAsync()
    {
        await audited.EachAsync(
            $"""
            select e.id, e.stream_id, l.leaf_index, e.data ->> 'file',
                exists (select from {audited.Schema}.mt_doc_subjectkey k
                    where k.id::text = e.data -> 'about' ->> 'subject')
            from {audited.Events} e join {audited.Leaves} l on l.event_id = e.id
            where e.type = 'file_attached' and l.leaf_index >= $1 order by l.leaf_index
            """,
            row =>
            {
                var (id, stream, leaf) = (row.GetGuid(0), row.GetGuid(1), row.GetInt64(2));
                var (digest, canBeRead) = (row.IsDBNull(3) ? "" : row.GetString(3), row.GetBoolean(4));
                if (digest.Length != 2 * SHA256.HashSizeInBytes || !digest.All(char.IsAsciiHexDigitLower)) return;
                var file = new FileInfo(attachments.PathOf(digest));
                if (!file.Exists)
                {
                    if (canBeRead)
                        audited.Found("attachment.missing", "The file that was handed in with this event is gone from "
                            + $"{attachments.Folder}: it was deleted, or the folder was left out of a restore.", id,
                            leaf, stream);
                    return;
                }

                using var content = file.OpenRead();
                if (Convert.ToHexStringLower(SHA256.HashData(content)) != digest)
                    audited.Found("attachment.changed", "The file that was handed in with this event is not what was "
                        + "stored: its bytes were changed.", id, leaf, stream);
            }, audited.From);
    }
}
