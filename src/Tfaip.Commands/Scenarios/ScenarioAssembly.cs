using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using Tfaip.Parameters;

namespace Tfaip.Commands.Scenarios;

/// <summary>Loads the assemblies of scenarios and modules: the one place where a path that the user names becomes code.</summary>
internal static class ScenarioAssembly
{
    // An assembly stays in the default context for the life of the process, and so does what is known of it.
    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Loaded = new(StringComparer.Ordinal);

    /// <summary>
    /// Loads an assembly into the default context. A project is built first where its assembly is missing or older than its sources,
    /// in the configuration of this program. What it references and this program does not have comes from its own folder or its packages.
    /// </summary>
    /// <param name="path">A project (.csproj) or an assembly (.dll).</param>
    /// <param name="progress">Told of steps that take long; null for nobody.</param>
    /// <exception cref="TfaipException">There is no such file, it does not build or it does not load.</exception>
    public static Assembly Load(string path, Action<string>? progress = null) => Load(path, project => project.Build(progress));

    /// <summary>
    /// As <see cref="Load(string, Action{string})"/>, and builds nothing: for questions, which are to be asked about anything.
    /// </summary>
    /// <param name="path">A project (.csproj), whose assembly was built, or an assembly (.dll).</param>
    /// <param name="note">Told where the sources are newer than the assembly; null for nobody.</param>
    /// <exception cref="TfaipException">There is no such file, it is not built or it does not load.</exception>
    public static Assembly LoadBuilt(string path, Action<string>? note = null) => Load(path, project => project.FindBuilt(note));

    private static Assembly Load(string path, Func<ScenarioProject, string> find)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var fullPath = Path.GetFullPath(path);
        var loading = Loaded.GetOrAdd(fullPath, _ => new(() => LoadOnce(fullPath, find)));
        try
        {
            return loading.Value;
        }
        catch
        {
            // What failed is tried again: its cause may be mended.
            Loaded.TryRemove(new(fullPath, loading));
            throw;
        }
    }

    /// <summary>
    /// Ends builds that are going on, with all that they have started. For a program that ends at once; an orderly end does so by itself.
    /// </summary>
    public static void EndBuilds() => DotNetTool.EndAll();

    /// <summary>The full path of an assembly, or of that which a project builds.</summary>
    /// <param name="path">A project (.csproj) or an assembly (.dll).</param>
    /// <param name="find">Finds what the project builds.</param>
    /// <exception cref="TfaipException">There is no such file.</exception>
    internal static string PathOf(string path, Func<ScenarioProject, string> find)
    {
        path = Path.GetFullPath(path);
        var extension = Path.GetExtension(path);
        if (extension is not (".csproj" or ".dll"))
            throw new TfaipException($"{path}: this is neither a project (.csproj) nor an assembly (.dll).");
        if (!File.Exists(path)) throw new TfaipException($"{path}: there is no such project or assembly.");
        return extension == ".dll" ? path : find(new ScenarioProject(path));
    }

    private static Assembly LoadOnce(string path, Func<ScenarioProject, string> find)
    {
        var assembly = PathOf(path, find);
        var dependencies = new ScenarioDependencies(assembly, ScenarioDependencies.PackageFolder);
        AssemblyLoadContext.Default.Resolving += dependencies.Resolve;
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyPath(assembly);
        }
        catch (Exception error) when (error is BadImageFormatException or FileLoadException)
        {
            AssemblyLoadContext.Default.Resolving -= dependencies.Resolve;
            throw new TfaipException($"{assembly}: the assembly does not load: {error.Message}", error);
        }
    }
}
