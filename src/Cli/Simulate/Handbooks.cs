using System.Collections.Frozen;
using EGov.Catalogue;
using EGov.Organisation;
using EGov.Rulebooks;
using JasperFx.Events;

namespace EGov.Cli.Simulate;

/// <summary>The handbook as it stands after a further event: the parts fold themselves, as the store's snapshots do.</summary>
public static class Handbooks
{
    public static Handbook After(this Handbook handbook, Guid stream, object data)
    {
        var e = Of(stream, data);
        return data switch
        {
            ProvinceOpened => handbook with { Province = new Province().Evolve(e) },
            DepartmentEstablished established => handbook with
            {
                Departments = Put(handbook.Departments, established.Department, before => (before ?? new()).Evolve(e)),
            },
            OfficerAppointed appointed => handbook with
            {
                Officers = Put(handbook.Officers, appointed.Officer, before => (before ?? new()).Evolve(e)),
            },
            OfficerLeft left => handbook with
            {
                Officers = Put(handbook.Officers, left.Officer, before => (before ?? new()).Evolve(e)),
            },
            InterestDeclared declared => handbook with
            {
                Officers = Put(handbook.Officers, declared.Officer, before => (before ?? new()).Evolve(e)),
            },
            CalendarOpened or HolidayDeclared or HolidayWithdrawn => handbook with
            {
                Calendar = new Calendar { Working = handbook.Calendar }.Evolve(e).Working,
            },
            RulebookPublished published => handbook with
            {
                Rulebooks = Put(handbook.Rulebooks, published.Version.Code, before => (before ?? new()).Evolve(e)),
            },
            ServiceOffered offered => handbook with
            {
                Services = Put(handbook.Services, offered.Terms.Code, before => (before ?? new()).Evolve(e)),
            },
            _ => throw new ArgumentException($"{data.GetType().Name} changes no part of the handbook.", nameof(data)),
        };
    }

    private static IEvent Of(Guid stream, object data)
    {
        var e = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(data.GetType()), data)!;
        e.StreamId = stream;
        return e;
    }

    private static FrozenDictionary<string, T> Put<T>(
        FrozenDictionary<string, T> parts, string code, Func<T?, T> change) where T : class =>
        new Dictionary<string, T>(parts) { [code] = change(parts.GetValueOrDefault(code)) }.ToFrozenDictionary();
}
