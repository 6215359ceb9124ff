using Mono.Cecil;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>The types in a called method's signature, as the caller sees them.</summary>
internal static class Signatures
{
    /// <summary>Whether a method is TorchSharp's.</summary>
    public static bool IsTorchSharp(MethodReference method) => IsTorchSharp(method.DeclaringType);

    /// <summary>Whether a type is TorchSharp's.</summary>
    public static bool IsTorchSharp(TypeReference type) =>
        type is not ArrayType && type.GetElementType().Scope is AssemblyNameReference { Name: "TorchSharp" };

    /// <summary>A type of a method's signature, with the type arguments of the method and of its type in place.</summary>
    public static TypeReference Substitute(TypeReference type, MethodReference method) => type switch
    {
        GenericParameter { Type: GenericParameterType.Method } parameter when method is GenericInstanceMethod generic =>
            generic.GenericArguments[parameter.Position],
        GenericParameter { Type: GenericParameterType.Type } parameter when method.DeclaringType is GenericInstanceType generic =>
            generic.GenericArguments[parameter.Position],
        GenericInstanceType instance => Instantiate(instance, method),
        ArrayType array => Array(array, method),
        ByReferenceType reference => new ByReferenceType(Substitute(reference.ElementType, method)),
        PointerType pointer => new PointerType(Substitute(pointer.ElementType, method)),
        IModifierType modifier => Substitute(modifier.ElementType, method),
        _ => type,
    };

    /// <summary>Whether values of a type cannot be boxed.</summary>
    public static bool IsByRefLike(TypeReference type)
    {
        if (type is GenericParameter or ArrayType) return false;
        if (IsSpan(type)) return true;
        return type.IsValueType && type.Resolve() is { HasCustomAttributes: true } definition
            && definition.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "IsByRefLikeAttribute");
    }

    /// <summary>Whether a type is a span.</summary>
    public static bool IsSpan(TypeReference type) =>
        type is GenericInstanceType { ElementType: { Namespace: "System", Name: "Span`1" or "ReadOnlySpan`1" } };

    /// <summary>Whether a type is a value type, where it can be known.</summary>
    public static bool IsValueType(TypeReference type) =>
        type.IsValueType || (type is not (GenericParameter or ArrayType) && type.Resolve() is { IsValueType: true });

    private static GenericInstanceType Instantiate(GenericInstanceType instance, MethodReference method)
    {
        var result = new GenericInstanceType(instance.ElementType) { IsValueType = instance.IsValueType };
        foreach (var argument in instance.GenericArguments) result.GenericArguments.Add(Substitute(argument, method));
        return result;
    }

    private static ArrayType Array(ArrayType array, MethodReference method)
    {
        var result = new ArrayType(Substitute(array.ElementType, method));
        if (array.IsVector) return result;
        result.Dimensions.Clear();
        foreach (var dimension in array.Dimensions) result.Dimensions.Add(dimension);
        return result;
    }
}
