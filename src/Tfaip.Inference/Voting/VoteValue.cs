using System.Collections;
using System.Numerics.Tensors;

namespace Tfaip.Inference.Voting;

/// <summary>Compares values of samples.</summary>
internal static class VoteValue
{
    /// <summary>Whether two values have the same type, the same shape and the same elements.</summary>
    public static bool AreEqual(object left, object right) => left.GetType() == right.GetType() && (left, right) switch
    {
        (IReadOnlyTensor a, IReadOnlyTensor b) => a.Lengths.SequenceEqual(b.Lengths) && AreEqual((IEnumerable)a, (IEnumerable)b),
        (string a, string b) => a == b,
        (IEnumerable a, IEnumerable b) => AreEqual(a, b),
        _ => left.Equals(right),
    };

    private static bool AreEqual(IEnumerable left, IEnumerable right) => left.Cast<object>().SequenceEqual(right.Cast<object>());
}
