using System.Collections;
using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>What is to be put right in a form: one sentence a field, shown at the field and in the summary.</summary>
public sealed class FormErrors : IEnumerable<FormError>
{
    private readonly List<FormError> _errors = [];

    public int Count => _errors.Count;

    public Words? this[string field] => _errors.Find(e => e.Field == field)?.Text;

    /// <summary>Says what is wrong with a field; an empty name means the form as a whole.</summary>
    public void Add(string field, Words text) => _errors.Add(new(field, text));

    public IEnumerator<FormError> GetEnumerator() => _errors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public sealed record FormError(string Field, Words Text);
