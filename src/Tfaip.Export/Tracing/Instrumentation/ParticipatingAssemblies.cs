using System.Reflection;
using System.Runtime.Loader;
using Tfaip.Torch.Native;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>The assemblies whose code a model's forward can run and that call TorchSharp, themselves or through others.</summary>
internal static class ParticipatingAssemblies
{
    private const string TorchSharp = "TorchSharp";

    // What records must not be recorded.
    private static readonly Assembly[] Own = [typeof(ParticipatingAssemblies).Assembly, typeof(LibTorch).Assembly];

    /// <summary>Finds them from those whose types the model is made of.</summary>
    public static IReadOnlyList<Assembly> From(IEnumerable<Assembly> seeds)
    {
        var calls = new Dictionary<Assembly, bool>();
        foreach (var seed in seeds) Visit(seed, calls);
        return [.. calls.Where(entry => entry.Value).Select(entry => entry.Key)
            .OrderBy(assembly => assembly.FullName, StringComparer.Ordinal)];
    }

    private static bool Visit(Assembly assembly, Dictionary<Assembly, bool> calls)
    {
        if (Own.Contains(assembly) || assembly.GetName().Name == TorchSharp) return false;
        if (calls.TryGetValue(assembly, out var known)) return known;

        calls[assembly] = false;
        var result = false;
        foreach (var reference in assembly.GetReferencedAssemblies())
        {
            if (reference.Name == TorchSharp) result = true;
            else if (!IsFramework(reference) && Load(assembly, reference) is { } referenced) result |= Visit(referenced, calls);
        }

        return calls[assembly] = result;
    }

    private static bool IsFramework(AssemblyName name) =>
        name.Name is "mscorlib" or "netstandard" or "System" || name.Name!.StartsWith("System.", StringComparison.Ordinal)
        || name.Name.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static Assembly? Load(Assembly from, AssemblyName name)
    {
        try
        {
            return (AssemblyLoadContext.GetLoadContext(from) ?? AssemblyLoadContext.Default).LoadFromAssemblyName(name);
        }
        catch (IOException)
        {
            // An assembly that is not there cannot be run by forward either: the live model would fail the same way.
            return null;
        }
    }
}
