using System.Reflection;
using Mono.Cecil;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>Finds the assemblies that a rewritten one refers to where the running program has them.</summary>
internal sealed class LoadedAssemblyResolver(IReadOnlyList<Assembly> participants) : BaseAssemblyResolver
{
    private readonly Dictionary<string, AssemblyDefinition> _resolved = [];

    /// <inheritdoc/>
    public override AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
    {
        if (_resolved.TryGetValue(name.Name, out var found)) return found;
        var path = Locate(name.Name);
        parameters.AssemblyResolver = this;
        parameters.ReadSymbols = false;
        return _resolved[name.Name] = AssemblyDefinition.ReadAssembly(path, parameters);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var assembly in _resolved.Values) assembly.Dispose();
            _resolved.Clear();
        }

        base.Dispose(disposing);
    }

    private string Locate(string name) =>
        participants.FirstOrDefault(assembly => assembly.GetName().Name == name)?.Location
        ?? Assembly.Load(new AssemblyName(name)).Location;
}
