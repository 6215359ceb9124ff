using System.Numerics.Tensors;
using Tfaip.Inference;

namespace Attacks.Doors;

/// <summary>
/// Packages: damaged files, and folders whose manifest was made to fit what was changed, for prediction and for evaluation.
/// </summary>
internal sealed class PackageDoor(Seeds seeds) : IDoor
{
    public string Name => "package";

    public string? Attack(Random random, string folder)
    {
        var package = Path.Combine(folder, "model.tfaip");
        if (random.Next(2) == 0) File.WriteAllBytes(package, Mutation.Of(File.ReadAllBytes(seeds.Package), random));
        else MakeFolder(package, random);
        return random.Next(4) switch
        {
            0 => Reading.ByTool("evaluate", package),
            1 => Reading.ByTool("evaluate", package, "--scenario", Seeds.ScenarioFile),
            _ => Reading.ByLibrary(() => Predict(package)),
        };
    }

    private void MakeFolder(string package, Random random)
    {
        Directory.CreateDirectory(package);
        foreach (var file in Directory.EnumerateFiles(seeds.PackageFolder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(package, Path.GetRelativePath(seeds.PackageFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var files = Directory.GetFiles(package, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var changed = files[random.Next(files.Length)];
        if (random.Next(8) == 0)
        {
            File.WriteAllText(Path.Combine(package, "config.yaml"), "scenario: ../outside/Evil.csproj\n");
            changed = "";
        }
        else
        {
            File.WriteAllBytes(changed, Mutation.Of(File.ReadAllBytes(changed), random));
        }

        if (random.Next(4) > 0 && Path.GetFileName(changed) != "manifest.json") Sealing.SealPackage(package);
    }

    private static void Predict(string package)
    {
        using var predictor = Predictor.Load(package);
        _ = predictor.Predict(Tensor.Create(new float[] { 1, 2, 3, 4 }));
    }
}
