using System.Collections;

namespace Tfaip.Parameters.Generator;

/// <summary>A list that equals another one by its elements, by which the compiler sees that nothing has changed.</summary>
internal sealed class Values<T>(IReadOnlyList<T> items) : IReadOnlyList<T>, IEquatable<Values<T>> where T : IEquatable<T>
{
    public int Count => items.Count;

    public T this[int index] => items[index];

    public bool Equals(Values<T>? other) => other is not null && this.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as Values<T>);

    public override int GetHashCode() => items.Aggregate(17, (hash, item) => unchecked((hash * 31) + item.GetHashCode()));

    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}
