using System.Collections;
using System.Reflection;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>What is to be known of a module to record its calls.</summary>
internal static class Modules
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // Layers whose result in training mode is another than in evaluation mode.
    private static readonly string[] ModeDependent = ["Dropout", "BatchNorm", "InstanceNorm", "RReLU", "LSTM", "GRU", "RNN", "Attention", "Transformer"];

    /// <summary>The type whose forward a module runs.</summary>
    public static Type ForwardOwner(nn.Module module)
    {
        for (var type = module.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetMethods(Instance | BindingFlags.DeclaredOnly).Any(method => method.Name == "forward" && !method.IsAbstract)) return type;
        }

        return module.GetType();
    }

    /// <summary>Whether a type's forward calls other modules where rewritten code does not see it.</summary>
    public static bool IsContainer(Type forwardOwner) => forwardOwner == typeof(Sequential);

    /// <summary>Whether a type is TorchSharp's.</summary>
    public static bool IsTorchSharp(Type type) => type.Assembly == typeof(TorchSharp.torch).Assembly;

    /// <summary>The modules of a container in the order in which it calls them.</summary>
    public static IEnumerable<nn.Module> Children(nn.Module container) => container.named_children().Select(child => child.module);

    /// <summary>Whether functions are registered that run before or after the module.</summary>
    public static bool HasHooks(nn.Module module)
    {
        for (var type = module.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(Instance | BindingFlags.DeclaredOnly))
            {
                if (field.Name.EndsWith("_hooks", StringComparison.Ordinal) && field.GetValue(module) is ICollection { Count: > 0 }) return true;
            }
        }

        return false;
    }

    /// <summary>Whether a layer would behave otherwise than in evaluation mode.</summary>
    public static bool IsTraining(nn.Module layer) =>
        ModeDependent.Any(name => layer.GetType().Name.Contains(name, StringComparison.Ordinal)) && layer.training;

    /// <summary>The method that runs a module on tensors: its <c>call</c>, which runs hooks too, for so many arguments or more with defaults.</summary>
    public static MethodInfo EntryOf(nn.Module module, int arguments) =>
        module.GetType().GetMethods(BindingFlags.Instance | BindingFlags.Public)
            .Where(method => method.Name is "call" or "forward" && Accepts(method, arguments))
            .OrderBy(method => method.GetParameters().Length).ThenBy(method => method.Name, StringComparer.Ordinal)
            .ThenBy(method => Depth(method.DeclaringType!, module.GetType()))
            .FirstOrDefault()
        ?? throw new ExportException(
            $"{module.GetType().Name} has no forward that takes {arguments} tensor{(arguments == 1 ? "" : "s")}. State as many inputs as its forward has arguments.");

    /// <summary>The arguments for a method: those given, then its defaults.</summary>
    public static object?[] WithDefaults(MethodInfo method, IReadOnlyList<Tensor> tensors)
    {
        var parameters = method.GetParameters();
        return [.. parameters.Select((parameter, i) => i < tensors.Count ? tensors[i] : parameter.HasDefaultValue ? parameter.DefaultValue : null)];
    }

    private static bool Accepts(MethodInfo method, int arguments)
    {
        var parameters = method.GetParameters();
        return parameters.Length >= arguments
            && parameters.Take(arguments).All(parameter => parameter.ParameterType.IsAssignableFrom(typeof(Tensor)))
            && parameters.Skip(arguments).All(parameter => parameter.HasDefaultValue || !parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is not null);
    }

    private static int Depth(Type declaring, Type type)
    {
        var depth = 0;
        for (var t = type; t is not null && t != declaring; t = t.BaseType) depth++;
        return depth;
    }
}
