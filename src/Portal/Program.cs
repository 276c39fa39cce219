using EGov;
using EGov.LocalPostgres;
using EGov.Pages;
using EGov.Portal.Api;
using EGov.Portal.SignIn;
using EGov.Privacy;
using Wolverine;

var builder = WebApplication.CreateBuilder(args);

// The store and the rules.
var data = builder.Configuration["Data"] ?? ".data";
await using var postgres = await PostgresServer.StartAsync(
    new() { DataFolder = data, ConnectionString = builder.Configuration.GetConnectionString("Main"), Say = Console.WriteLine }, default);
var master = MasterKey.FromFile(builder.Configuration["Keys:Master"] ?? Path.Combine(data, "keys", "master.key"));
builder.Services.AddPlatform(postgres.ConnectionString, master, builder.Configuration["Schema"] ?? Platform.Schema);
builder.Host.UseWolverine(wolverine =>
{
    wolverine.ServiceName = "egov";
    wolverine.ApplicationAssembly = typeof(Program).Assembly;
    wolverine.Durability.Mode = builder.Configuration["Nodes"] == "many" ? DurabilityMode.Balanced : DurabilityMode.Solo;
    wolverine.UsePlatform();
});

// Who is there, and how they are served.
builder.Services.AddSignIn(builder.Configuration, builder.Environment);
builder.Services.AddApi();
builder.Services.AddPages();
builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = 1 << 20);

var app = builder.Build();
app.UseRouting();
app.UseSecurityHeaders();
app.UseApiExplorer();
app.UseMiddleware<Problems>();
app.UseSignIn();
app.UseMiddleware<BeginAct>();
app.MapSignIn();
app.MapApi();
app.MapPages();
await app.RunAsync();
