using Tfaip.Configuration.Reading;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Conll;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Pipelines.Generators.Files;
using Tfaip.Processors.Pipelines.Generators.Idx;
using Tfaip.Processors.Pipelines.Generators.Json;

namespace Attacks.Doors;

/// <summary>Files of samples and lists, plain and compressed, and configurations as text.</summary>
internal sealed class DataDoor : IDoor
{
    private readonly (string Name, byte[] Bytes)[] _files;
    private readonly byte[] _bomb =
        [.. Enumerable.Repeat(Seeds.Zipped(new byte[32 << 20]), 8).SelectMany(bytes => bytes), .. Seeds.Zipped([1])];

    public DataDoor(Seeds seeds) => _files = [.. Directory.EnumerateFiles(seeds.Data).Order(StringComparer.Ordinal)
        .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))];

    public string Name => "data";

    public string? Attack(Random random, string folder)
    {
        var (name, bytes) = _files[random.Next(_files.Length)];
        var file = Path.Combine(folder, name);
        File.WriteAllBytes(
            file, name.EndsWith(".gz", StringComparison.Ordinal) && random.Next(32) == 0 ? _bomb : Mutation.Of(bytes, random));
        File.WriteAllText(Path.Combine(folder, "other.txt"), "x");
        return Reading.ByLibrary(() => Read(file, name));
    }

    private static void Read(string file, string name)
    {
        switch (name.Split('.')[1])
        {
            case "csv":
                ReadAll(new CsvParams
                {
                    Path = file,
                    HasHeader = true,
                    Inputs = new Dictionary<string, string> { ["a"] = "x" },
                    Targets = new Dictionary<string, string> { ["b"] = "y" }
                }); break;
            case "jsonl":
                ReadAll(new JsonLinesParams
                {
                    Path = file,
                    Inputs = new Dictionary<string, string> { ["a"] = "x" },
                    Targets = new Dictionary<string, string> { ["b"] = "y" }
                }); break;
            case "conll":
                ReadAll(new ConllParams
                {
                    Path = file,
                    Inputs = new Dictionary<string, int> { ["a"] = 0 },
                    Targets = new Dictionary<string, int> { ["b"] = 1 }
                }); break;
            case "list": ReadAll(new ListFilesParams { Lists = [file], HasTargets = true }); break;
            case "idx": ReadAll(new IdxParams { Images = file }); break;
            case "yaml": _ = ConfigFile.Load(file); break;
            default: _ = LineFile.Read(new ResourceFile(file), "label"); break;
        }
    }

    private static void ReadAll(GeneratorParams generator)
    {
        using var source = generator.Open();
        for (var i = 0; i < Math.Min(source.Count, 20); i++) _ = source.Read(i);
    }
}
