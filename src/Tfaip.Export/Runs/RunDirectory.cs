using System.Reflection;
using Tfaip.Processors;

namespace Tfaip.Export.Runs;

/// <summary>Opens run directories through the opener that the framework of their scenario brings along.</summary>
public static class RunDirectory
{
    /// <summary>Opens a run at its best checkpoint.</summary>
    /// <param name="path">The run directory.</param>
    /// <param name="progress">Told of steps that take long; null for nobody.</param>
    /// <exception cref="TfaipException">There is no such run, or it cannot be opened.</exception>
    public static ExportableRun Open(string path, Action<string>? progress = null)
    {
        var run = RunFile.Read(path);
        var scenario = ScenarioAssembly.Load(run.ScenarioAssembly, progress);
        var opener = FindOpener(scenario) ?? throw new TfaipException(
            $"{path}: neither the scenario's assembly {scenario.GetName().Name} nor one that it references can open runs. A scenario references Tfaip.Training.");
        return opener.Open(Path.GetFullPath(path));
    }

    private static IRunOpener? FindOpener(Assembly scenario)
    {
        foreach (var name in scenario.GetReferencedAssemblies().Prepend(scenario.GetName()))
        {
            var assembly = name.FullName == scenario.FullName ? scenario : TryLoad(name);
            if (assembly?.GetCustomAttribute<RunOpenerAttribute>() is { Type: var type }) return (IRunOpener)Activator.CreateInstance(type)!;
        }

        return null;
    }

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception error) when (error is FileNotFoundException or FileLoadException)
        {
            // Not where this program looks: if it was the opener's, the caller says that there is none.
            return null;
        }
    }
}
