using Mono.Cecil;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>
/// Methods of the framework whose calls a recording has to see: what is not the same at the next call or elsewhere, and the ways
/// on which code reaches TorchSharp, or the values of tensors, without a call that stands in it.
/// </summary>
internal static class WatchedMethods
{
    // All of a type, but for what is listed.
    private static readonly Dictionary<string, string[]> Types = new(StringComparer.Ordinal)
    {
        ["System.Random"] = [".ctor"],
        ["System.Security.Cryptography.RandomNumberGenerator"] = ["Dispose"],
        ["System.TimeProvider"] = ["get_System"],
        ["System.Diagnostics.Stopwatch"] = [".ctor", "Reset"],
        // The number of the thread is what the compiler asks for in iterators.
        ["System.Environment"] = ["get_NewLine", "get_CurrentManagedThreadId", "Exit", "FailFast", "get_HasShutdownStarted"],
        ["System.IO.File"] = [],
        ["System.IO.Directory"] = [],
        ["System.IO.FileInfo"] = [],
        ["System.IO.DirectoryInfo"] = [],
        ["System.IO.FileStream"] = [],
        ["System.Diagnostics.Process"] = [],
        ["System.Net.Http.HttpClient"] = [".ctor"],
        ["System.Reflection.MethodInvoker"] = ["Create"],
        ["System.Reflection.ConstructorInvoker"] = ["Create"],
    };

    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal)
    {
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7",
        "System.Object.GetHashCode", "System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode",
        "System.Console.get_In", "System.Console.Read", "System.Console.ReadLine", "System.Console.ReadKey",
        "System.GC.GetTotalMemory", "System.GC.GetTotalAllocatedBytes", "System.GC.GetAllocatedBytesForCurrentThread",
        "System.GC.CollectionCount",
        "System.GC.GetGCMemoryInfo", "System.GC.GetGeneration",
        "System.Threading.AsyncLocal`1.set_Value", "System.Threading.ThreadLocal`1.set_Value",
        "System.Reflection.MethodBase.Invoke", "System.Reflection.ConstructorInfo.Invoke", "System.Reflection.PropertyInfo.GetValue",
        "System.Reflection.PropertyInfo.SetValue", "System.Reflection.FieldInfo.GetValue", "System.Reflection.FieldInfo.SetValue",
        "System.Reflection.MethodInfo.CreateDelegate", "System.Delegate.CreateDelegate", "System.Delegate.DynamicInvoke",
        "System.Type.InvokeMember",
        "System.Activator.CreateInstance",
        "System.Linq.Expressions.LambdaExpression.Compile", "System.Linq.Expressions.Expression`1.Compile",
    };

    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal)
    {
        "System.String", "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler", "System.Text.StringBuilder", "System.Console",
        "System.Convert",
        "System.IO.TextWriter", "System.Diagnostics.Debug", "System.Diagnostics.Trace",
    };

    /// <summary>Whether calls of a method are recorded although it is not TorchSharp's.</summary>
    public static bool Contains(MethodReference method)
    {
        var type = method.DeclaringType.GetElementType().FullName;
        if (Types.TryGetValue(type, out var others)) return !others.Contains(method.Name);
        if (Methods.Contains($"{type}.{method.Name}")) return true;
        if (Texts.Contains(type))
            return method.Parameters.Any(parameter => MayBeTensor(Signatures.Substitute(parameter.ParameterType, method)));
        return IsDynamic(method);
    }

    // What the compiler makes of a call on a dynamic.
    private static bool IsDynamic(MethodReference method) =>
        method.Name == "Invoke"
        && method.DeclaringType is GenericInstanceType { GenericArguments: [{ FullName: "System.Runtime.CompilerServices.CallSite" }, ..] };

    private static bool MayBeTensor(TypeReference type) => type switch
    {
        GenericParameter => true,
        ArrayType array => MayBeTensor(array.ElementType),
        GenericInstanceType generic => generic.GenericArguments.Any(MayBeTensor),
        _ => type.FullName == "System.Object" || Signatures.IsTorchSharp(type),
    };
}
