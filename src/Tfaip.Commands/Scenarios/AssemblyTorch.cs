using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Tfaip.Parameters;
using Tfaip.Torch.Native;

namespace Tfaip.Commands.Scenarios;

/// <summary>TorchSharp and libtorch of an assembly, for a program that has none of its own.</summary>
internal static class AssemblyTorch
{
    private const string Managed = "TorchSharp";

    /// <summary>Whether this program has a TorchSharp of its own, as the program of a scenario has.</summary>
    public static bool IsOwn { get; } = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "")
        .Split(Path.PathSeparator).Any(path => Path.GetFileName(path) == Managed + ".dll");

    private static string NativeFile =>
        OperatingSystem.IsWindows() ? "torch_cpu.dll" : OperatingSystem.IsMacOS() ? "libtorch_cpu.dylib" : "libtorch_cpu.so";

    /// <summary>Takes both from an assembly: they lie beside it, or in the packages that its <c>.deps.json</c> names.</summary>
    /// <param name="assembly">The full path of the assembly.</param>
    /// <exception cref="TfaipException">They are not there.</exception>
    public static void Provide(string assembly)
    {
        var dependencies = new ScenarioDependencies(assembly, ScenarioDependencies.PackageFolder);
        if (dependencies.Find(Managed) is not { } managed
            || !dependencies.NativeFolders.Any(folder => File.Exists(Path.Combine(folder, NativeFile))))
        {
            throw new TfaipException(
                $"{assembly}: TorchSharp and its native libraries are neither beside the assembly nor among its packages for "
                + $"{RuntimeInformation.RuntimeIdentifier}. "
                + "Reference the package TorchSharp-cpu, or one for CUDA, in the assembly's project, and build it.");
        }

        LibTorch.AddFolders(dependencies.NativeFolders);
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == Managed ? context.LoadFromAssemblyPath(KeptTorchSharp.Of(managed)) : null;
    }
}
