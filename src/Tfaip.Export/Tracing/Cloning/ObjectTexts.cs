namespace Tfaip.Export.Tracing.Cloning;

/// <summary>A text for each object, by which recordings of different copies of a model are compared.</summary>
internal sealed class ObjectTexts
{
    private readonly Dictionary<object, string> _texts = new(ReferenceEqualityComparer.Instance);

    /// <summary>The text of an object; one that has none gets a number.</summary>
    public string Of(object value)
    {
        if (!_texts.TryGetValue(value, out var text)) _texts.Add(value, text = FormattableString.Invariant($"#{_texts.Count}"));
        return text;
    }

    /// <summary>Gives an object a text.</summary>
    public void Set(object value, string text) => _texts[value] = text;
}
