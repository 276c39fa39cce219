namespace EGov.Integrity;

/// <summary>Something that stays in the book as long as a window reaches back to its day.</summary>
public interface IOnDay
{
    /// <summary>The day on which it was written.</summary>
    DateOnly Day { get; }
}

/// <summary>Something of this kind about a service.</summary>
public interface IServed : IOnDay
{
    string Service { get; }
}

/// <summary>What was written, day after day; the oldest days are let go.</summary>
public sealed class Trail<T> where T : IOnDay
{
    private readonly List<T> _all = [];

    public int Count => _all.Count;

    public T? Latest => _all.Count > 0 ? _all[^1] : default;

    public void Add(T one) => _all.Add(one);

    /// <summary>Everything of this day and later, in the order of writing.</summary>
    public IEnumerable<T> Since(DateOnly day)
    {
        for (var i = First(day); i < _all.Count; i++) yield return _all[i];
    }

    public void DropBefore(DateOnly day) => _all.RemoveRange(0, First(day));

    private int First(DateOnly day)
    {
        var (low, high) = (0, _all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_all[middle].Day < day) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

/// <summary>The same, and what was written of each service beside it: a file is held against these alone.</summary>
public sealed class ServiceTrail<T> where T : IServed
{
    private readonly Trail<T> _all = new();
    private readonly Dictionary<string, Trail<T>> _services = [];

    public T? Latest => _all.Latest;

    public void Add(T one)
    {
        _all.Add(one);
        if (!_services.TryGetValue(one.Service, out var its)) _services[one.Service] = its = new();
        its.Add(one);
    }

    /// <param name="service">Only of this one; none: of all.</param>
    public IEnumerable<T> Since(DateOnly day, string? service = null) =>
        service is null ? _all.Since(day)
        : _services.TryGetValue(service, out var its) ? its.Since(day)
        : [];

    public void DropBefore(DateOnly day)
    {
        _all.DropBefore(day);
        foreach (var (service, its) in _services)
        {
            its.DropBefore(day);
            if (its.Count == 0) _services.Remove(service);
        }
    }
}
