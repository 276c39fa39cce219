using Microsoft.EntityFrameworkCore;

namespace EGov.Peer;

/// <summary>The fields that the platform's submit and decide leave in a file.</summary>
public sealed class Request
{
    public Guid Id { get; set; }
    public int Version { get; set; } = 1;
    public string Key { get; set; } = "";
    public string TrackingNumber { get; set; } = "";
    public string Service { get; set; } = "";
    public string Department { get; set; } = "";
    public string? County { get; set; }
    public string Channel { get; set; } = "";
    public string? Clerk { get; set; }
    public string ApplicantName { get; set; } = "";
    public string? NationalNumber { get; set; }
    public string? Phone { get; set; }
    public Facts Facts { get; set; } = new(0, 0);
    public string? Words { get; set; }
    public IReadOnlyList<string> Documents { get; set; } = [];
    public string Status { get; set; } = "";
    public DateTimeOffset SubmittedAt { get; set; }
    public string? Officer { get; set; }
    public DateTimeOffset? ReadyAt { get; set; }
    public DateOnly? LegalLimit { get; set; }
    public string? Outcome { get; set; }
    public List<AnswerGiven> Answers { get; set; } = [];
    public string? Reasons { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public bool? IsInTime { get; set; }
    public int Overtook { get; set; }
    public string? OvertakingGround { get; set; }
}

public sealed record Facts(int Distance, long Income);

public sealed record AnswerGiven(string Criterion, string Answer);

public sealed record Person(string Name, string? NationalNumber, string? Phone);

public sealed record SubmitRequest(
    string Service, string? County, Person Applicant, Facts? Facts, string? Words, string[]? Documents);

public sealed record DecideRequest(string Outcome, AnswerGiven[] Answers, string? Reasons, string? OvertakingGround);

public sealed class Registry(DbContextOptions<Registry> options) : DbContext(options)
{
    public DbSet<Request> Requests => Set<Request>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var request = modelBuilder.Entity<Request>().ToTable("request");
        request.Property(found => found.Version).IsConcurrencyToken();
        request.Property(found => found.Id).ValueGeneratedNever();
        request.ComplexProperty(found => found.Facts, facts => facts.ToJson());
        request.ComplexCollection(found => found.Answers, answers => answers.ToJson());
        request.Property(found => found.Documents).HasColumnType("text[]");
        request.HasIndex(found => found.Key).IsUnique();
        request.HasIndex(found => found.TrackingNumber).IsUnique();
        request.HasIndex(found => new { found.Department, found.Service, found.Status });
    }

    /// <summary>The table, and the audit that one would keep beside it: what every change found and left.</summary>
    public async Task CreateAsync()
    {
        await Database.EnsureCreatedAsync();
        await Database.ExecuteSqlRawAsync("""
            create table if not exists audit (
                id bigint generated always as identity primary key, request uuid not null,
                at timestamptz not null default now(), old jsonb, new jsonb not null);
            create index if not exists audit_request on audit (request);
            create or replace function keep_audit() returns trigger language plpgsql as $$
                begin
                    insert into audit (request, old, new)
                    values (new."Id", case when tg_op = 'UPDATE' then to_jsonb(old) end, to_jsonb(new));
                    return null;
                end $$;
            create or replace trigger request_audit after insert or update on request
                for each row execute function keep_audit();
            """);
    }
}
