using System.Security.Claims;
using System.Security.Cryptography;
using EGov.Peer;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.EntityFrameworkCore;

// What one would write instead of the platform: one table, changed in place, with a trigger that keeps what it held.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContextPool<Registry>(options =>
    options.UseNpgsql(builder.Configuration.GetConnectionString("Main")));
builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(machines =>
{
    machines.Authority = builder.Configuration["Issuer"];
    machines.Audience = "egov-api";
    machines.RequireHttpsMetadata = false;
    machines.MapInboundClaims = false;
    machines.TokenValidationParameters.RoleClaimType = "role";
});
builder.Services.AddAuthorization();
var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
await using (var scope = app.Services.CreateAsyncScope())
    await scope.ServiceProvider.GetRequiredService<Registry>().CreateAsync();

app.MapGet("/health/ready", () => Results.Ok()).AllowAnonymous();

app.MapPost("/api/requests", async (SubmitRequest command, HttpRequest http, Registry registry, ClaimsPrincipal user) =>
{
    var now = DateTimeOffset.UtcNow;
    if (http.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key) return Results.BadRequest("key");
    if (command.Applicant.Name.Trim().Length == 0) return Results.UnprocessableEntity("name");
    if (command.Facts is not { Distance: >= 0 and <= 100_000 }) return Results.UnprocessableEntity("facts");

    var id = Guid.CreateVersion7();
    var number = Convert.ToHexString(RandomNumberGenerator.GetBytes(6));
    registry.Add(new Request
    {
        Id = id,
        Key = $"{user.FindFirstValue("sub")}:{key}",
        TrackingNumber = number,
        Service = command.Service,
        Department = "environment",
        County = command.County,
        Channel = "desk",
        Clerk = user.FindFirstValue("code"),
        ApplicantName = command.Applicant.Name,
        NationalNumber = command.Applicant.NationalNumber,
        Phone = command.Applicant.Phone,
        Facts = command.Facts,
        Words = command.Words,
        Documents = command.Documents ?? [],
        Status = "submitted",
        SubmittedAt = now,
    });
    await registry.SaveChangesAsync(http.HttpContext.RequestAborted);
    return Results.Created($"/api/requests/{number}",
        new { requestId = id, trackingNumber = number, secret = RandomNumberGenerator.GetHexString(12), receivedAt = now });
}).RequireAuthorization();

app.MapPost("/api/requests/{id:guid}/decide", async (
    Guid id, DecideRequest command, HttpRequest http, Registry registry, ClaimsPrincipal user) =>
{
    var now = DateTimeOffset.UtcNow;
    if (http.Headers["Idempotency-Key"].ToString().Length == 0) return Results.BadRequest("key");
    var request = await registry.Requests.FirstOrDefaultAsync(found => found.Id == id);
    if (request is null) return Results.NotFound();
    if (request.Officer != user.FindFirstValue("code")) return Results.Forbid();
    if (request.Status != "ready") return Results.Conflict("status");

    var overtaken = await registry.Requests.CountAsync(earlier =>
        earlier.Service == request.Service && earlier.Department == request.Department && earlier.Status == "ready"
        && earlier.ReadyAt < request.ReadyAt && earlier.Officer == request.Officer);
    if (overtaken > 0 && command.OvertakingGround is null) return Results.Conflict("queue");
    var met = request.Facts.Distance >= 500 && request.Facts.Income < 900_000_000
        && command.Answers.All(answer => answer.Answer == "met");
    if (met != (command.Outcome == "granted")) return Results.Conflict("outcome");

    request.Status = "decided";
    request.Outcome = command.Outcome;
    request.Answers = [.. command.Answers];
    request.Reasons = command.Reasons;
    request.DecidedBy = request.Officer;
    request.DecidedAt = now;
    request.IsInTime = DateOnly.FromDateTime(now.UtcDateTime) <= request.LegalLimit;
    request.Overtook = overtaken;
    request.OvertakingGround = overtaken > 0 ? command.OvertakingGround : null;
    request.Version++;
    try
    {
        await registry.SaveChangesAsync(http.HttpContext.RequestAborted);
    }
    catch (DbUpdateConcurrencyException)
    {
        return Results.Conflict("version");
    }

    return Results.NoContent();
}).RequireAuthorization(rule => rule.RequireRole("officer"));

app.Run();
