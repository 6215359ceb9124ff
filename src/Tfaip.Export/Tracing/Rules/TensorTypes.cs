using System.Collections;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Rules;

/// <summary>Types and values that hold tensors.</summary>
internal static class TensorTypes
{
    /// <summary>Whether values of a type can be or hold tensors, by its signature.</summary>
    public static bool Holds(Type type) =>
        typeof(Tensor).IsAssignableFrom(type)
        || (type.HasElementType && Holds(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(Holds));

    /// <summary>
    /// The tensors in a result, in order: of a tuple, array or list those of its parts. False where it holds others than tensors.
    /// </summary>
    public static bool TryFlatten(object? value, List<Tensor?> tensors)
    {
        switch (value)
        {
            case null:
                tensors.Add(null);
                return true;
            case Tensor tensor:
                // TorchSharp gives a tensor without a native one for what a layer was not asked for, such as the weights of an attention.
                tensors.Add(tensor.IsInvalid ? null : tensor);
                return true;
            case ITuple tuple:
                return Enumerable.Range(0, tuple.Length).All(i => TryFlatten(tuple[i], tensors));
            case IList list:
                return list.Cast<object?>().All(item => TryFlatten(item, tensors));
            default:
                return false;
        }
    }
}
