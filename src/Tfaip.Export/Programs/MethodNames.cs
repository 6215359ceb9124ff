using System.Reflection;
using TorchSharp;

namespace Tfaip.Export.Programs;

/// <summary>Methods of TorchSharp as messages name them: <c>torch.nn.functional.relu(Tensor, bool)</c>.</summary>
internal static class MethodNames
{
    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["op_Addition"] = "+",
        ["op_Subtraction"] = "-",
        ["op_Multiply"] = "*",
        ["op_Division"] = "/",
        ["op_Modulus"] = "%",
        ["op_UnaryNegation"] = "-",
        ["op_BitwiseAnd"] = "&",
        ["op_BitwiseOr"] = "|",
        ["op_ExclusiveOr"] = "^",
        ["op_OnesComplement"] = "~",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThan"] = ">",
        ["op_GreaterThanOrEqual"] = ">=",
    };

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>The method with the types of its parameters; of a layer, the layer's type.</summary>
    public static string Describe(MethodBase method, object? module)
    {
        var parameters = string.Join(", ", method.GetParameters().Select(parameter => Describe(parameter.ParameterType)));
        if (module is not null && method.Name is "call" or "forward") return $"the layer {Describe(module!.GetType())}";
        return $"{Short(method, module)}({parameters})";
    }

    /// <summary>The method without its parameters.</summary>
    public static string Short(MethodBase method, object? module = null)
    {
        var owner = module is null ? Owner(method.DeclaringType!) : Describe(module.GetType());
        if (Operators.TryGetValue(method.Name, out var symbol)) return $"{owner}.operator {symbol}";
        return method.Name == "get_TensorItems" ? $"{owner}.this[]"
            : method.Name == "set_TensorItems" ? $"{owner}.this[] ="
            : method.IsSpecialName && method.Name.StartsWith("get_", StringComparison.Ordinal) ? $"{owner}.{method.Name[4..]}"
            : $"{owner}.{method.Name}";
    }

    private static string Owner(Type type) => type == typeof(torch.Tensor) ? "Tensor"
        : type.DeclaringType is { } outer ? $"{Owner(outer)}.{type.Name}" : Describe(type);

    private static string Describe(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Describe(inner) + "?";
        if (type.IsArray) return Describe(type.GetElementType()!) + "[]";
        if (!type.IsGenericType) return type.Name;
        var arguments = string.Join(", ", type.GetGenericArguments().Select(Describe));
        return type.FullName!.StartsWith("System.ValueTuple", StringComparison.Ordinal)
            ? $"({arguments})"
            : $"{type.Name.Split('`')[0]}<{arguments}>";
    }
}
