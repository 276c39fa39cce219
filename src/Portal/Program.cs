using System.Text.Json.Serialization;
using EGov;
using EGov.Portal.Api;
using EGov.Privacy;
using Wolverine;
using Wolverine.Http;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddPlatform(
    builder.Configuration.GetConnectionString("Main")!,
    MasterKey.FromFile(builder.Configuration["Keys:Master"]!),
    builder.Configuration["Schema"] ?? Platform.Schema);
builder.Services.AddSingleton<Replay>();
builder.Services.AddAuthorization();
builder.Services.AddAuthentication();
builder.Services.AddWolverineHttp();
builder.Host.UseWolverine(wolverine =>
{
    wolverine.ServiceName = "egov";
    wolverine.ApplicationAssembly = typeof(Program).Assembly;
    wolverine.Durability.Mode = DurabilityMode.Solo;
    wolverine.UsePlatform();
});
builder.Services.ConfigureSystemTextJsonForWolverineOrMinimalApi(json =>
{
    json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase));
    json.SerializerOptions.RespectNullableAnnotations = true;
    json.SerializerOptions.RespectRequiredConstructorParameters = true;
});

var app = builder.Build();
app.UseRouting();
app.UseAuthentication();
app.UseMiddleware<Problems>();
app.UseMiddleware<BeginAct>();
app.UseAuthorization();
app.MapWolverineEndpoints(http => http.RequireAuthorizeOnAll());
await app.RunAsync();
