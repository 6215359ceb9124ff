using System.Reflection;
using System.Runtime.CompilerServices;
using Tfaip.Export.Programs;
using Tfaip.Export.Requests;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// The method that runs a module, and how inputs become its arguments: tensors one by one, tuples their parts, arrays and
/// lists all that are left, dictionaries those by their names. What is not given has its default, or null where that is allowed.
/// </summary>
internal sealed class ModuleEntry
{
    private const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;

    private readonly ParameterInfo[] _parameters;
    private readonly IReadOnlyList<string> _inputs;

    private ModuleEntry(MethodInfo method, ParameterInfo[] parameters, IReadOnlyList<string> inputs) =>
        (Method, _parameters, _inputs) = (method, parameters, inputs);

    /// <summary>The method: <c>call</c>, which runs hooks too, or <c>forward</c>.</summary>
    public MethodInfo Method { get; }

    /// <summary>The entry of a module for inputs of these names.</summary>
    /// <exception cref="ExportException">No forward of the module takes so many.</exception>
    public static ModuleEntry Of(nn.Module module, IReadOnlyList<string> inputs)
    {
        var type = module.GetType();
        var entries = type.GetMethods(Public)
            .Where(method => method.Name is "call" or "forward")
            .OrderBy(method => method.GetParameters().Length).ThenBy(method => method.Name, StringComparer.Ordinal)
            .ThenBy(method => Depth(method.DeclaringType!, type))
            .Select(method => new ModuleEntry(method, Written(method, type), inputs));
        return entries.FirstOrDefault(entry => entry.Takes()) ?? throw new ExportException(
            $"{type.Name} has no forward that takes {inputs.Count} tensor{(inputs.Count == 1 ? "" : "s")}. State as many inputs as its "
            + $"forward has arguments{Signature(type)}.");
    }

    /// <summary>The arguments for tensors in the order of the inputs.</summary>
    public object?[] Arguments(IReadOnlyList<Tensor> tensors)
    {
        var taken = 0;
        return [.. _parameters.Select(parameter =>
            taken >= tensors.Count && IsOptional(parameter) ? DefaultOf(parameter) : Pack(parameter.ParameterType, tensors, ref taken))];
    }

    private bool Takes()
    {
        var taken = 0;
        foreach (var parameter in _parameters)
        {
            if (taken >= _inputs.Count && IsOptional(parameter)) continue;
            if (Count(parameter.ParameterType, _inputs.Count - taken) is not { } count || count > _inputs.Count - taken)
            {
                if (!parameter.HasDefaultValue) return false;
                continue;
            }

            taken += count;
        }

        return taken == _inputs.Count;
    }

    // How many tensors a parameter takes of those that are left; null where it takes none.
    private static int? Count(Type type, int left)
    {
        if (type.IsAssignableFrom(typeof(Tensor))) return 1;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Count(inner, left);
        if (typeof(ITuple).IsAssignableFrom(type) && type.IsGenericType)
        {
            var parts = type.GetGenericArguments().Select(part => Count(part, left)).ToArray();
            return parts.All(part => part is not null) ? parts.Sum() : null;
        }

        return left > 0 && (type.IsAssignableFrom(typeof(Tensor[])) || type.IsAssignableFrom(typeof(List<Tensor>))
            || type.IsAssignableFrom(typeof(Dictionary<string, Tensor>))) ? left : null;
    }

    private object? Pack(Type type, IReadOnlyList<Tensor> tensors, ref int taken)
    {
        if (type.IsAssignableFrom(typeof(Tensor))) return tensors[taken++];
        if (Nullable.GetUnderlyingType(type) is { } inner) return Pack(inner, tensors, ref taken);
        if (typeof(ITuple).IsAssignableFrom(type))
        {
            var parts = new List<object?>();
            foreach (var part in type.GetGenericArguments()) parts.Add(Pack(part, tensors, ref taken));
            return Activator.CreateInstance(type, [.. parts]);
        }

        var (first, rest) = (taken, tensors.Skip(taken).ToArray());
        taken = tensors.Count;
        return type.IsAssignableFrom(typeof(Tensor[])) ? rest
            : type.IsAssignableFrom(typeof(List<Tensor>)) ? rest.ToList()
            : rest.Select((tensor, i) => (Name: _inputs[first + i], tensor)).ToDictionary(pair => pair.Name, pair => pair.tensor);
    }

    // The parameters as the module's own forward has them: those of call know neither defaults nor what may be null.
    private static ParameterInfo[] Written(MethodInfo method, Type type)
    {
        var parameters = method.GetParameters();
        var forward = type.GetMethod("forward", Public, [.. parameters.Select(parameter => parameter.ParameterType)]);
        return forward?.GetParameters() ?? parameters;
    }

    private static bool IsOptional(ParameterInfo parameter) =>
        parameter.HasDefaultValue
        || Nullable.GetUnderlyingType(parameter.ParameterType) is not null
        || (!parameter.ParameterType.IsValueType && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable);

    private static object? DefaultOf(ParameterInfo parameter) => !parameter.HasDefaultValue ? null
        : parameter.DefaultValue is null && parameter.ParameterType.IsValueType
            && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            ? Activator.CreateInstance(parameter.ParameterType)
            : parameter.DefaultValue;

    private static string Signature(Type type)
    {
        var forward = type.GetMethods(Public).Where(method => method.Name == "forward").MinBy(method => Depth(method.DeclaringType!, type));
        if (forward is null) return "";
        var parameters = forward.GetParameters().Select(parameter => $"{TypeNames.Of(parameter.ParameterType)} {parameter.Name}");
        return $": forward({string.Join(", ", parameters)})";
    }

    private static int Depth(Type declaring, Type type)
    {
        var depth = 0;
        for (var t = type; t is not null && t != declaring; t = t.BaseType) depth++;
        return depth;
    }
}
