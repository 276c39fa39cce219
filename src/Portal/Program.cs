using EGov.Portal.SignIn;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSignIn(builder.Configuration, builder.Environment);

var app = builder.Build();
app.UseSecurityHeaders();
app.UseSignIn();
app.MapSignIn();
app.MapGet("/", (HttpContext context) => $"{context.User.Identity?.Name} {context.User.DepartmentScope}");
app.MapGet("/api/me", (HttpContext context) => context.User.Claims.Select(claim => $"{claim.Type}: {claim.Value}"));
app.Run();
