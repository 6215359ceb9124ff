using System.Collections;
using System.Reflection;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Rules;

/// <summary>What is to be known of a module to record its calls.</summary>
internal static class Modules
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // Layers whose result in training mode is another than in evaluation mode.
    private static readonly string[] ModeDependent =
        ["Dropout", "BatchNorm", "InstanceNorm", "RReLU", "LSTM", "GRU", "RNN", "Attention", "Transformer"];

    /// <summary>The type whose forward a module runs.</summary>
    public static Type ForwardOwner(nn.Module module)
    {
        for (var type = module.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetMethods(Instance | BindingFlags.DeclaredOnly).Any(method => method.Name == "forward" && !method.IsAbstract))
                return type;
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
                if (field.Name.EndsWith("_hooks", StringComparison.Ordinal) && field.GetValue(module) is ICollection { Count: > 0 })
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a layer would behave otherwise than in evaluation mode.</summary>
    public static bool IsTraining(nn.Module layer) =>
        ModeDependent.Any(name => layer.GetType().Name.Contains(name, StringComparison.Ordinal)) && layer.training;
}
