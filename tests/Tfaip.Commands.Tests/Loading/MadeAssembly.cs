using Mono.Cecil;
using static TorchSharp.torch;

namespace Tfaip.Commands.Tests.Loading;

/// <summary>Assemblies with nothing but names in them.</summary>
internal static class MadeAssembly
{
    /// <summary>Writes an assembly with abstract module classes.</summary>
    public static string Write(string folder, string[] modules, Action<ModuleDefinition>? change = null)
    {
        var name = $"Made{Guid.NewGuid():N}";
        using var assembly = AssemblyDefinition.CreateAssembly(new(name, new Version(1, 0, 0, 0)), name, ModuleKind.Dll);
        var module = assembly.MainModule;
        var parent = module.ImportReference(typeof(nn.Module<Tensor, Tensor>));
        foreach (var full in modules) Add(module, full, parent);
        change?.Invoke(module);
        var path = Path.Combine(folder, $"{name}.dll");
        assembly.Write(path);
        return path;
    }

    /// <summary>Adds a class.</summary>
    public static void Add(ModuleDefinition module, string name, TypeReference parent)
    {
        var dot = name.LastIndexOf('.');
        module.Types.Add(new(
            dot < 0 ? "" : name[..dot], name[(dot + 1)..], TypeAttributes.Class | TypeAttributes.Public | TypeAttributes.Abstract, parent));
    }
}
