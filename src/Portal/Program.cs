using EGov;
using EGov.LocalPostgres;
using EGov.Pages;
using EGov.Portal.Api;
using EGov.Portal.SignIn;
using EGov.Privacy;
using JasperFx;
using Npgsql;
using Wolverine;

var builder = WebApplication.CreateBuilder(args);

// The store and the rules. A tool's command such as "codegen write" needs neither database nor key.
var data = builder.Configuration["Data"] ?? ".data";
var isTool = args is ["codegen", ..];
await using var postgres = isTool ? null : await PostgresServer.StartAsync(
    new() { DataFolder = data, ConnectionString = builder.Configuration.GetConnectionString("Main"), Say = Console.WriteLine });
var master = isTool ? new MasterKey(new byte[32]) : MasterKey.Open(builder.Configuration, data);
var schema = builder.Configuration["Schema"] ?? Platform.Schema;
var owner = builder.Configuration.GetConnectionString("Owner");
var connection = new NpgsqlConnectionStringBuilder(postgres is null ? "Host=127.0.0.1"
    : await Platform.PrepareAsync(
        owner ?? postgres.ConnectionString, owner is null ? null : postgres.ConnectionString, master, schema))
{
    ApplicationName = Platform.HostName,
};
builder.Services.AddPlatform(
    connection.ConnectionString, master, data, schema, builder.Configuration.GetSection("Ledger"));
builder.Host.UseWolverine(wolverine =>
{
    wolverine.ServiceName = "egov";
    wolverine.ApplicationAssembly = typeof(Program).Assembly;
    wolverine.Durability.Mode = builder.Configuration["Nodes"] == "many" ? DurabilityMode.Balanced : DurabilityMode.Solo;
#if !DEBUG
    wolverine.CodeGeneration.TypeLoadMode = JasperFx.CodeGeneration.TypeLoadMode.Static;
#endif
    wolverine.UsePlatform();
});

// Who is there, and how they are served.
builder.Services.AddSignIn(builder.Configuration, builder.Environment);
builder.Services.AddApi();
builder.Services.AddPages();
builder.WebHost.ConfigureKestrel(Wire.Harden);

var app = builder.Build();
app.UseProxies();
app.UseRouting();
app.UseSecurityHeaders();
app.UseApiExplorer();
app.UseLedgerSite();
app.UseMiddleware<Problems>().UseMiddleware<GeoReportErrors>().UseMiddleware<CountReads>();
app.UseSignIn();
app.UseMiddleware<BeginAct>();
app.UseMiddleware<Unchanged>();
app.MapSignIn();
app.MapApi();
app.MapPages();
app.HoldToTable();
return await app.RunJasperFxCommands(args);
