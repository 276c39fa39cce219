using System.Reflection;
using EGov.Privacy;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace EGov.Unit.House;

/// <summary>Who may call what, and what a caller without a name can get.</summary>
public class EndpointTests
{
    /// <summary>Anonymous GETs outside Transparency and Proofs, and why.</summary>
    private static readonly Dictionary<string, string> Open = new()
    {
        ["MyRequestsEndpoint.GetOne"] = "needs the secret of the receipt",
        ["OpenAttachmentEndpoint.GetOwn"] = "needs the secret of the receipt",
        ["MyRecordEndpoint.Get"] = "needs a sign-in or the secret of a receipt",
        ["PortableCopyEndpoint.Get"] = "as MyRecordEndpoint",
        ["MyOpeningsEndpoint.GetOfOne"] = "needs the secret of the receipt",
        ["FileContactsEndpoint.Get"] = "needs the secret of the receipt",
        ["MyTipEndpoint.Get"] = "needs the receipt of the tip",
        ["RequestSignalsEndpoint.Get"] = "needs the secret of the receipt",
        ["OwnWebhooksEndpoint.Get"] = "needs a key of open data",
        ["OwnWebhooksEndpoint.GetDeliveries"] = "needs a key of open data",
        ["ServiceGuideEndpoint.GetAll"] = "the catalogue: what people may ask for, published as it is",
        ["ServiceGuideEndpoint.Get"] = "the catalogue",
        ["RulebookGuideEndpoint.Get"] = "the criteria by which everybody is decided about",
        ["RulebookGuideEndpoint.GetVersion"] = "the criteria",
        ["DepartmentListEndpoint.Get"] = "the offices of the province",
        ["WorkingDaysEndpoint.Get"] = "the calendar by which everybody's days are counted",
    };

    private static readonly MethodInfo[] Endpoints =
    [
        .. Repository.Assemblies.SelectMany(Repository.Types)
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttributes<WolverineHttpMethodAttribute>().Any()),
    ];

    [Fact]
    public void Every_endpoint_has_a_line_that_says_who_may_call_it()
    {
        Endpoints.Length.ShouldBeGreaterThan(30);
        Endpoints.Where(method => LineOf(method) is null).Select(Name)
            .ShouldBeEmpty("Give it a line in src/Platform/Access.cs.");
    }

    [Fact]
    public void Nothing_else_says_who_may() =>
        Repository.Assemblies.SelectMany(Repository.Types)
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Cast<MemberInfo>().Append(type))
            .Where(member => member.GetCustomAttributes(inherit: true)
                .Any(said => said is IAuthorizeData or IAllowAnonymous))
            .Select(member => $"{member.DeclaringType?.Name}.{member.Name}")
            .ShouldBeEmpty("Who may what stands in src/Platform/Access.cs.");

    [Fact]
    public void Every_line_opens_something_to_somebody() =>
        Access.Lines.Where(line => line.By.Count == 0 || Access.Of(line.Method, line.Route) != line)
            .Select(line => line.Name).ShouldBeEmpty();

    [Fact]
    public void A_caller_without_a_name_gets_only_what_is_made_for_the_public() =>
        Endpoints.Where(method => IsGet(method) && IsAnonymous(method) && !Open.ContainsKey(Name(method)))
            .Where(method => !Contract.Leaves(method.ReturnType).All(IsForThePublic)).Select(Name).ShouldBeEmpty();

    [Fact]
    public void Every_exception_is_still_needed() => Open.Keys.Except(Endpoints.Select(Name)).ShouldBeEmpty();

    [Fact]
    public void Nothing_that_is_made_for_the_public_can_hold_a_sealed_value() =>
        Repository.Types(Repository.Platform).Where(IsForThePublic).Where(type => HoldsSealed(type, []))
            .Select(type => type.FullName).ShouldBeEmpty();

    [Fact]
    public void Nor_does_an_open_answer_of_another_area_but_to_who_has_the_secret() =>
        Endpoints.Where(method => IsGet(method) && IsAnonymous(method) && Name(method) != "MyRequestsEndpoint.GetOne")
            .Where(method => Contract.Leaves(method.ReturnType).Any(type => HoldsSealed(type, []))).Select(Name)
            .ShouldBeEmpty();

    private static bool IsForThePublic(Type type) => Repository.AreaOf(type) is "Transparency" or "Proofs";

    private static bool HoldsSealed(Type type, HashSet<Type> seen) =>
        type == typeof(Sealed)
        || (seen.Add(type) && (Contract.Leaves(type).Any(leaf => leaf != type && HoldsSealed(leaf, seen))
            || (type.Namespace?.StartsWith("EGov", StringComparison.Ordinal) is true && !type.IsEnum
                && type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                    .Any(member => HoldsSealed(member.PropertyType, seen)))));

    private static bool IsGet(MethodInfo method) =>
        method.GetCustomAttributes<WolverineHttpMethodAttribute>().Any(attribute => attribute is WolverineGetAttribute);

    private static bool IsAnonymous(MethodInfo method) => LineOf(method) is { IsForEverybody: true };

    private static AccessLine? LineOf(MethodInfo method) =>
        method.GetCustomAttributes<WolverineHttpMethodAttribute>()
            .Select(said => Access.Of(said.HttpMethod, said.Template!)).FirstOrDefault();

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
