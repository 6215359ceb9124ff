using System.Reflection;
using Tfaip.Export.Tracing.Recording;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Rules;

/// <summary>What a call into TorchSharp means to a recording, by its signature and its arguments.</summary>
internal static class CallRules
{
    // What tells of a tensor without its values.
    private static readonly HashSet<string> Metadata =
    [
        "get_shape", "size", "get_Dimensions", "dim", "get_ndim", "numel", "get_NumberOfElements", "get_dtype", "get_device",
        "get_device_type",
        "get_device_index", "is_floating_point", "is_complex", "is_integral", "is_quantized", "is_contiguous", "element_size",
        "get_ElementSize",
        "get_requires_grad", "get_is_leaf", "get_is_sparse", "get_IsInvalid", "stride", "get_is_cuda", "is_cpu", "get_is_meta",
        "has_names", "get_names", "get_name", "is_pinned", "storage_offset", "IntShape", "metastr", "result_type", "can_cast",
        "GetHashCode", "is_conj",
        "is_neg", "Tensor",
    ];

    // What tells how a tensor lies in memory.
    private static readonly HashSet<string> Layout = ["is_contiguous", "stride", "storage_offset"];

    // What leaves the tensor the same.
    private static readonly HashSet<string> Neutral =
    [
        "alias", "requires_grad_", "with_requires_grad", "set_requires_grad", "set_name", "retain_grad", "detach_", "pin_memory",
    ];

    // What replaces a tensor's memory under it, or takes it from elsewhere.
    private static readonly HashSet<string> Unsafe =
        ["set_", "set_grad", "get_grad", "set_bytes", "Load", "ReadBytesFromStream", "backward", "DecoupleFromNativeHandle",
            "UnsafeCreateTensor", "get_Handle", "rename_"];

    private static readonly HashSet<string> Random =
    [
        "rand", "randn", "randint", "randperm", "rand_like", "randn_like", "randint_like", "bernoulli", "bernoulli_", "multinomial",
        "normal", "normal_",
        "uniform_", "random_", "exponential_", "geometric_", "cauchy_", "log_normal_", "poisson", "sample", "rsample",
        "kaiming_uniform_", "kaiming_normal_", "xavier_uniform_", "xavier_normal_", "trunc_normal_", "orthogonal_", "sparse_",
        "randperm_out",
        "binomial", "_standard_gamma", "_sample_dirichlet", "randn_out", "rand_out", "randint_out", "fractional_max_pool2d",
        "fractional_max_pool2d_with_indices",
        "fractional_max_pool3d", "fractional_max_pool3d_with_indices", "get_rng_state",
    ];

    // What ends the process in TorchSharp, or gives what lies in memory.
    private static readonly HashSet<string> Broken = ["nanmean", "cross"];

    // Methods of a tensor that write into it and do not say so.
    private static readonly HashSet<string> OwnWriters = ["zeros", "ones", "full", "eye", "empty", "arange_out"];

    // What tells of the process rather than of a tensor.
    private static readonly HashSet<string> Surroundings =
        ["get_TotalCount", "get_PeakCount", "get_num_threads", "get_num_interop_threads", "initial_seed"];

    private static readonly HashSet<string> Data = ["tensor", "as_tensor", "from_array", "frombuffer", "from_file", "load", "op_Implicit"];

    private static readonly HashSet<string> ModuleReaders =
    [
        "named_parameters", "parameters", "named_buffers", "buffers", "named_children", "children", "named_modules", "modules", "GetName",
        "get_parameter", "get_buffer", "has_parameter", "has_buffer", "state_dict", "GetEnumerator", "Contains", "ContainsKey", "IndexOf",
        "TryGetValue",
        "keys", "values", "items", "CopyTo", "flatten_parameters", "eval", "ToString", "Equals", "GetHashCode", "GetType",
    ];

    /// <summary>Whether a call tells how a tensor lies in memory.</summary>
    public static bool AsksForLayout(MethodBase method) => Layout.Contains(method.Name);

    /// <summary>Whether a method of this name tells of a tensor without its values.</summary>
    public static bool IsMetadata(string name) => Metadata.Contains(name);

    /// <summary>What to do about a call.</summary>
    /// <param name="method">The called method.</param>
    /// <param name="arguments">Receiver and arguments; null where the receiver is only being made.</param>
    public static (CallKind Kind, string? Reason) For(MethodBase method, object?[]? arguments)
    {
        if (arguments is null) return (CallKind.Refused, Reasons.MakesModule);
        if (!method.IsStatic && !method.IsConstructor && arguments[0] is nn.Module && method.Name is "call" or "forward"
            && !Modules.IsTorchSharp(method.DeclaringType!))
        {
            // A class over the plain nn.Module declares its forward itself.
            return (CallKind.Invocation, null);
        }

        if (method.DeclaringType!.Assembly != typeof(TorchSharp.torch).Assembly) return HostRules.For(method, arguments);
        if (Surroundings.Contains(method.Name) || LifetimeRules.Counts(method)) return (CallKind.Refused, Reasons.Surroundings);
        if (LifetimeRules.IsNeutral(method)) return (CallKind.Ignored, null);
        if (!method.IsStatic && !method.IsConstructor && arguments[0] is nn.Module module) return ForModule(method, module, arguments);
        if (method.DeclaringType is { IsGenericType: true } declaring
            && declaring.GetGenericTypeDefinition() == typeof(TorchSharp.Utils.OrderedDict<,>))
        {
            return method.Name is "Add" or "Remove" or "RemoveAt" or "Clear" or "clear" or "Insert" or "TryAdd" or "set_Item"
                ? (CallKind.Refused, Reasons.ChangesModule)
                : (CallKind.Ignored, null);
        }

        var made = method is MethodInfo { ReturnType: var type } ? type : method.DeclaringType!;
        if (typeof(nn.Module).IsAssignableFrom(made) || made.Name.StartsWith("ModuleList", StringComparison.Ordinal))
            return ForMaker(arguments);
        return ForTensors(method, made, arguments);
    }

    /// <summary>The tensor that a call changes in place, or null.</summary>
    public static Tensor? Changed(MethodBase method, object? layer, object?[] arguments)
    {
        var changes = layer is not null
            ? layer.GetType().GetProperty("inplace")?.GetValue(layer) is true && !IsIdleDropout(layer)
            : (method.Name.EndsWith('_') && !method.Name.EndsWith("__", StringComparison.Ordinal))
                || method.Name is "set_TensorItems" or "set_Item"
                || Argument(method, arguments, "inplace") is true;
        return changes ? arguments.OfType<Tensor>().FirstOrDefault() : null;
    }

    // In evaluation they hand on what they are given.
    private static bool IsIdleDropout(object layer) => layer is nn.Module { training: false } and (
        TorchSharp.Modules.Dropout or TorchSharp.Modules.Dropout1d or TorchSharp.Modules.Dropout2d or TorchSharp.Modules.Dropout3d
        or TorchSharp.Modules.AlphaDropout or TorchSharp.Modules.FeatureAlphaDropout);

    private static (CallKind Kind, string? Reason) ForModule(MethodBase method, nn.Module module, object?[] arguments)
    {
        if (method.Name is "call" or "forward" or "forward_with_indices") return (CallKind.Invocation, null);
        if (method.Name is "train") return arguments is [_, false] ? (CallKind.Ignored, null) : (CallKind.Refused, Reasons.ChangesModule);
        if (method.Name is "get_grad") return (CallKind.Refused, Reasons.ReadsValues);
        return method.Name.StartsWith("get_", StringComparison.Ordinal) || ModuleReaders.Contains(method.Name)
            ? (CallKind.Ignored, null)
            : (CallKind.Refused, Reasons.ChangesModule);
    }

    private static (CallKind Kind, string? Reason) ForMaker(object?[] arguments) =>
        arguments.Any(argument => argument is nn.Module or Tensor) ? (CallKind.Refused, Reasons.MakesModule) : (CallKind.Creation, null);

    private static (CallKind Kind, string? Reason) ForTensors(MethodBase method, Type made, object?[] arguments)
    {
        var gives = TensorTypes.Holds(made);
        var takes = arguments.Any(IsTensors) || method.GetParameters().Any(parameter => TensorTypes.Holds(parameter.ParameterType))
            || (!method.IsStatic && !method.IsConstructor && typeof(Tensor).IsAssignableFrom(method.DeclaringType));
        var changes = Changed(method, null, arguments) is not null;
        if (!gives && !takes) return (CallKind.Ignored, null);
        if (method.IsConstructor && typeof(TorchSharp.Modules.Parameter).IsAssignableFrom(made))
            return (CallKind.Refused, Reasons.MakesParameter);
        if (Neutral.Contains(method.Name)) return (CallKind.Ignored, null);
        if (method.Name == "type" && arguments.Any(argument => argument is Delegate)) return (CallKind.Ignored, null);
        if (Unsafe.Contains(method.Name)) return (CallKind.Refused, Reasons.Unsafe);
        if (Broken.Contains(method.Name) && method.DeclaringType != typeof(linalg)) return (CallKind.Refused, Reasons.Broken);
        if (IsRandom(method, arguments)) return (CallKind.Refused, Reasons.Random);
        if (!method.IsStatic && method.DeclaringType == typeof(Tensor) && OwnWriters.Contains(method.Name))
            return (CallKind.Refused, Reasons.WritesSelf);
        if (arguments.Any(argument => argument is nn.Module)) return (CallKind.Refused, Reasons.ChangesModule);
        if (arguments.Any(argument => argument is Delegate)) return (CallKind.Refused, Reasons.TakesFunction);
        if (method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef && TensorTypes.Holds(parameter.ParameterType))
            || Argument(method, arguments, "out") is Tensor || Argument(method, arguments, "_out") is Tensor)
        {
            return (CallKind.Refused, Reasons.WritesOut);
        }

        if (gives && Data.Contains(method.Name) && !arguments.Any(argument => argument is Tensor or TensorIndex))
            return (CallKind.Data, null);
        if (gives || changes) return (CallKind.Operation, null);
        return Metadata.Contains(method.Name) ? (CallKind.Ignored, null) : (CallKind.Refused, Reasons.ReadsValues);
    }

    private static bool IsTensors(object? argument) =>
        argument is Tensor or IEnumerable<Tensor>
        || (argument is not null && argument is not string && TensorTypes.Holds(argument.GetType()));

    // Dropout with training off is the identity.
    private static bool IsRandom(MethodBase method, object?[] arguments) =>
        Random.Contains(method.Name)
        || ((method.Name.Contains("dropout", StringComparison.OrdinalIgnoreCase) || method.Name is "rrelu")
            && Argument(method, arguments, "training") is true);

    private static object? Argument(MethodBase method, object?[] arguments, string name)
    {
        var parameters = method.GetParameters();
        var offset = arguments.Length - parameters.Length;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].Name == name) return arguments[i + offset];
        }

        return null;
    }
}
