using System.Text;
using EGov.Casework;
using EGov.Privacy;

namespace EGov.Unit.Casework;

public class AttachFileTests
{
    private static readonly byte[] Pdf = "%PDF-1.7 …"u8.ToArray();

    private static readonly Request Filed = Given.Request(Past.Submitted);

    [Fact]
    public void The_file_and_its_name_are_sealed_under_the_applicants_key()
    {
        var attached = Attach(Filed, @"C:\scans\نقشه.pdf", document: "plan");
        attached.ShouldBe(new FileAttached(Given.On(5), Past.Matter, "plan",
            new AttachedFile("نقشه.pdf", "application/pdf", Pdf.Length).Seal(Given.Id),
            SealedFile.Of(Given.Id, Pdf)));
    }

    [Fact]
    public void It_is_taken_until_the_decision()
    {
        Attach(Given.Request(Past.UntilReady)).Document.ShouldBeNull();
        Attach(Given.Request([.. Past.UntilReady, Past.Asked])).Document.ShouldBeNull();
        Then.Refusal("attachment.file-closed", () => Attach(Given.Request([.. Past.UntilReady, Past.Decided()])));
    }

    [Fact]
    public void Nobody_else_hands_in_for_the_applicant()
    {
        Then.Refusal("request.not-the-applicant", () => Attach(Filed, by: Who.Stranger), 403);
        Then.Refusal("request.not-the-applicant", () => Attach(Filed, by: Who.Officer), 403);
    }

    [Fact]
    public void A_request_holds_twenty()
    {
        var full = Given.Request([Past.Submitted, .. Enumerable.Repeat(Attach(Filed), 20)]);
        Then.Refusal("attachment.too-many", () => Attach(full));
    }

    [Theory]
    [InlineData("attachment.kind-not-taken", "application/zip", "PK")]
    [InlineData("attachment.kind-not-taken", "text/html", "<p>")]
    [InlineData("attachment.kind-not-taken", "image/svg+xml", "<svg>")]
    [InlineData("attachment.not-what-it-says", "application/pdf", "<html>")]
    [InlineData("attachment.not-what-it-says", "image/png", "%PDF-1.7")]
    [InlineData("attachment.not-what-it-says", "text/plain", "a\0b")]
    [InlineData("attachment.length-wrong", "text/plain", "")]
    public void What_is_not_one_of_the_kinds_is_refused(string code, string mediaType, string content) =>
        Then.Refusal(code, () => Attach(Filed, "a", mediaType, Encoding.UTF8.GetBytes(content)), 422);

    [Fact]
    public void So_are_a_file_too_long_a_document_not_asked_for_and_a_name_that_is_none()
    {
        Then.Refusal("attachment.length-wrong",
            () => Attach(Filed, "a", "text/plain", new byte[AttachedFile.Longest + 1]), 422);
        Then.Refusal("attachment.document-unknown", () => Attach(Filed, document: "passport"), 422);
        Then.Refusal("attachment.name-wrong", () => Attach(Filed, "a/"), 422);
        Then.Refusal("attachment.name-wrong", () => Attach(Filed, new string('a', 201)), 422);
    }

    private static FileAttached Attach(
        Request request, string name = "a.pdf", string mediaType = "application/pdf", byte[]? content = null,
        string? document = null, Actor? by = null) =>
        AttachFileHandler.Handle(new(request.Id, name, mediaType, content ?? Pdf, document), request, Given.Handbook,
            by ?? Who.Applicant, Given.On(5));
}
