using Tfaip.Commands.Scenarios;
using Tfaip.Parameters;
using Tfaip.Torch.Weights;
using static TorchSharp.torch;

namespace Tfaip.Commands.Loading;

/// <summary>Where a module comes from: a class in an assembly, what its constructor is given, and its weights.</summary>
/// <param name="Assembly">The assembly's file (.dll), or the project that it is built from (.csproj).</param>
/// <param name="Type">The name of the class.</param>
internal sealed record ModuleSource(string Assembly, string Type)
{
    /// <value>A JSON object with the constructor's arguments by name. Default: null, none.</value>
    public string? Arguments { get; init; }

    /// <value>The file with the weights. Default: null, those that the constructor gives.</value>
    public string? Weights { get; init; }

    /// <value>Seed of TorchSharp's generator while the constructor runs. Default: 0.</value>
    public long Seed { get; init; }

    /// <summary>
    /// Where this program has no TorchSharp, takes that which the assembly was built with. Call it before anything else of TorchSharp.
    /// </summary>
    /// <param name="progress">Told of steps that take long; null for nobody.</param>
    /// <exception cref="TfaipException">There is no such assembly, or no TorchSharp with it.</exception>
    public void Prepare(Action<string>? progress)
    {
        if (!AssemblyTorch.IsOwn) AssemblyTorch.Provide(ScenarioAssembly.PathOf(Assembly, project => project.Build(progress)));
    }

    /// <summary>Makes the module; it is the caller's.</summary>
    /// <param name="progress">Told of steps that take long; null for nobody.</param>
    /// <exception cref="TfaipException">Something of it is wrong.</exception>
    public nn.Module Make(Action<string>? progress = null)
    {
        var type = new ModuleTypes(ScenarioAssembly.Load(Assembly, progress)).Find(Type);
        random.manual_seed(Seed);
        var module = new ConstructorCall(type).Make(Arguments);
        try
        {
            if (Weights is not null) WeightsFile.Load(module, Weights);
            return module;
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }
}
