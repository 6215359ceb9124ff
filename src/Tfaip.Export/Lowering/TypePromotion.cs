using Tfaip.Export.Programs;
using Tfaip.Torch;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering;

/// <summary>
/// PyTorch's type promotion: the type of a result from those of tensors and numbers
/// (<see href="https://pytorch.org/docs/stable/tensor_attributes.html#type-promotion-doc">its rules</see>).
/// </summary>
internal static class TypePromotion
{
    /// <summary>The type in which TorchSharp computes with the tensors and numbers among arguments, or null where there are none.</summary>
    /// <param name="arguments">What a call was given.</param>
    /// <param name="operand">The tensor of a value's number.</param>
    public static ScalarType? Of(IEnumerable<Argument> arguments, Func<int, Operand> operand)
    {
        // Tensors with axes count before tensors without, those before numbers; a lower kind counts only where it is of a
        // higher category (truth values, whole numbers, floating point).
        ScalarType? tensors = null, scalars = null, numbers = null;
        foreach (var argument in arguments)
        {
            switch (argument)
            {
                case TensorArgument tensor when operand(tensor.Value) is var given:
                    if (given.Rank > 0) tensors = Promote(tensors, given.Type);
                    else scalars = Promote(scalars, given.Type);
                    break;
                case SizeArgument { IsFloatingPoint: false } or ConstantArgument { Value: long or int }:
                    numbers = Promote(numbers, ScalarType.Int64);
                    break;
                case SizeArgument or RealArgument or ConstantArgument { Value: double or float }:
                    numbers = Promote(numbers, ScalarType.Float32);
                    break;
                case ConstantArgument { Value: bool }:
                    numbers = Promote(numbers, ScalarType.Bool);
                    break;
            }
        }

        return Combine(tensors, Combine(scalars, numbers));
    }

    /// <summary>Int64 if all numbers among arguments are whole, else Float64.</summary>
    public static ScalarType OfNumbers(IEnumerable<Argument> arguments) => arguments.Any(IsReal) ? ScalarType.Float64 : ScalarType.Int64;

    private static bool IsReal(Argument argument) =>
        argument is RealArgument or SizeArgument { IsFloatingPoint: true } or ConstantArgument { Value: double or float };

    private static ScalarType Promote(ScalarType? one, ScalarType other) => one is null ? other : promote_types(one.Value, other);

    private static ScalarType? Combine(ScalarType? higher, ScalarType? lower)
    {
        if (higher is null || lower is null) return higher ?? lower;
        if (TorchTypes.IsFloat(higher.Value)) return higher;
        return higher == ScalarType.Bool || TorchTypes.IsFloat(lower.Value) ? promote_types(higher.Value, lower.Value) : higher;
    }
}
