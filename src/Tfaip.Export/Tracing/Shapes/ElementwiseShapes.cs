using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp.Modules;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>Calls whose result has the shape of what they are given, or the common shape of all tensors that they are given.</summary>
internal static class ElementwiseShapes
{
    // The shape of the tensor itself, whatever else is given.
    private const string Kept =
        "BoolTensor ByteTensor DoubleTensor FloatTensor IntTensor LongTensor ShortTensor Hardshrink Hardtanh Mish "
        + "SiLU Softshrink Softsign Tanhshrink "
        + "Threshold abs absolute acos acosh alias alpha_dropout angle arccos arccosh arcsin arcsinh arctanh asin asinh atan atanh "
        + "batch_norm bfloat16 bitwise_not bool bucketize byte ceil celu channel_shuffle char clone conj conj_physical contiguous copy_ "
        + "cos cosh cpu "
        + "cumprod cumsum logcumsumexp deg2rad detach diagonal_scatter digamma double dropout dropout1d dropout2d dropout3d elu entr erf "
        + "erfc erfinv exp exp2 "
        + "expit expm1 feature_alpha_dropout fftshift fill_ fix flip fliplr flipud float floor frac full_like gelu get_imag get_real "
        + "group_norm half hardshrink hardsigmoid hardswish hardtanh ifftshift imag index_add index_copy index_fill index_put_ "
        + "instance_norm int isfinite "
        + "isinf isnan isneginf isposinf isreal layer_norm leaky_relu local_response_norm log log10 log1p log2 log_sigmoid log_softmax "
        + "logical_not "
        + "logit logsigmoid long masked_fill masked_scatter matrix_power mish msort nan_to_num ndtr neg negative normalize ones_like "
        + "op_OnesComplement "
        + "op_UnaryNegation positive prelu rad2deg real reciprocal relu relu6 renorm resolve_conj resolve_neg roll round rrelu rsqrt "
        + "scatter scatter_add "
        + "select_scatter selu set_TensorItems sgn short sigmoid sign signbit silu sin sinc sinh slice_scatter "
        + "softmax softmax2d softmin softplus "
        + "softshrink softsign sqrt square tan tanh tanhshrink threshold to to_type tril triu trunc type type_as zero_ zeros_like argsort";

    private const string Joint =
        "add addcdiv addcmul arctan arctan2 atan2 bitwise_and bitwise_left_shift bitwise_or bitwise_right_shift "
        + "bitwise_xor clamp clamp_max "
        + "clamp_min clip complex copysign div divide eq equal float_power floor_divide fmax fmin fmod ge greater greater_equal gt "
        + "heaviside hypot "
        + "isclose ldexp le lerp less less_equal logaddexp logaddexp2 logical_and logical_or logical_xor lt maximum minimum mul multiply "
        + "ne not_equal "
        + "op_Addition op_BitwiseAnd op_BitwiseOr op_Division op_Equality op_ExclusiveOr op_GreaterThan op_GreaterThanOrEqual "
        + "op_Inequality "
        + "op_LessThan op_LessThanOrEqual op_Modulus op_Multiply op_Subtraction polar pow remainder sub subtract true_divide xlog1py xlogy";

    public static void Register(ShapeTable table)
    {
        table.Methods(Kept, call => call.Shape);
        table.Methods(Joint, call => call.Broadcast(call.AllTensors.Select(tensor => tensor.Shape)));
        table.Methods(typeof(ViewWrite), ViewWrite.Method.Name, call => call.Shape);
        table.Results("cummax cummin sort", call => [call.Shape, call.Shape]);
        table.Methods("where", call => call.Has("x") || call.Has("y")
            ? call.Broadcast(call.AllTensors.Select(tensor => tensor.Shape))
            : throw new UnknownShapeException());
        table.Methods("isin", call => call.Shape);
        table.Methods("searchsorted", call => call.OptionalTensor("values")?.Shape ?? []);
        table.Methods("view_as_complex", call => [.. call.Shape.SkipLast(1)]);
        table.Methods("view_as_real", call => [.. call.Shape, SizeAlgebra.Fixed(2)]);
        table.Same(
            typeof(AlphaDropout), typeof(BatchNorm), typeof(CELU), typeof(ChannelShuffle), typeof(Dropout), typeof(Dropout1d),
            typeof(Dropout2d), typeof(Dropout3d), typeof(ELU),
            typeof(FeatureAlphaDropout),
            typeof(GELU),
            typeof(GroupNorm),
            typeof(Hardshrink),
            typeof(Hardsigmoid),
            typeof(Hardswish),
            typeof(Hardtanh),
            typeof(Identity),
            typeof(InstanceNorm),
            typeof(LayerNorm),
            typeof(LeakyReLU),
            typeof(LocalResponseNorm),
            typeof(LogSigmoid),
            typeof(LogSoftmax),
            typeof(Mish),
            typeof(PReLU),
            typeof(RReLU), typeof(ReLU), typeof(ReLU6), typeof(SELU), typeof(SiLU), typeof(Sigmoid), typeof(Softmax), typeof(Softmax2d),
            typeof(Softmin), typeof(Softplus),
            typeof(Softshrink), typeof(Softsign), typeof(Tanh), typeof(Tanhshrink), typeof(Threshold));
    }
}
