using System.Reflection;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>Names of methods as they are written in source.</summary>
internal static class SourceNames
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Addition"] = "+",
        ["op_Subtraction"] = "-",
        ["op_UnaryNegation"] = "-",
        ["op_Multiply"] = "*",
        ["op_Division"] = "/",
        ["op_Modulus"] = "%",
        ["op_BitwiseAnd"] = "&",
        ["op_BitwiseOr"] = "|",
        ["op_ExclusiveOr"] = "^",
        ["op_OnesComplement"] = "~",
        ["op_LeftShift"] = "<<",
        ["op_RightShift"] = ">>",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThan"] = ">",
        ["op_GreaterThanOrEqual"] = ">=",
    };

    /// <summary>Such as <c>Tensor.item&lt;float&gt;()</c>, <c>torch.rand()</c> or <c>Tensor.Handle</c>.</summary>
    public static string Of(MethodBase method)
    {
        var type = method.DeclaringType is { } declaring ? TypeName(declaring) : "";
        if (method.IsConstructor) return $"new {type}()";
        var name = method.Name;
        if (name.StartsWith("get_", StringComparison.Ordinal)) return $"{type}.{name[4..]}";
        if (name is "set_TensorItems" or "set_Item") return $"{type}[…] =";
        if (name.StartsWith("set_", StringComparison.Ordinal) && method.IsSpecialName) return $"{type}.{name[4..]} =";
        if (Operators.TryGetValue(name, out var sign)) return $"the operator {sign} of {type}";
        if (name == "op_Explicit") return $"the conversion of {type} to {TypeName(((MethodInfo)method).ReturnType)}";
        var arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeName))}>" : "";
        return $"{type}.{name}{arguments}()";
    }

    private static string TypeName(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => type.Name,
        TypeCode.Boolean => "bool",
        TypeCode.Byte => "byte",
        TypeCode.SByte => "sbyte",
        TypeCode.Int16 => "short",
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.Single => "float",
        TypeCode.Double => "double",
        _ => type.Name.Split('`')[0] switch
        {
            // Extension methods are written on the tensor.
            "TensorExtensionMethods" or "Object" => "Tensor",
            "functional" => "functional",
            var name => name,
        },
    };
}
