using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Training.Tests.Scenarios.Generic;

/// <summary>A scenario without a data class, in a folder of its own with a table of flowers and a configuration.</summary>
internal sealed class FlowerScenario : IDisposable
{
    /// <summary>The node <c>data</c>: two columns of sizes, and the name of the species.</summary>
    public const string Data =
        """
        data:
          training: { type: csv, path: flowers.csv, has_header: true, row_count: 20, inputs: { size: petal..sepal }, targets: { species: species as string } }
          evaluation: { type: csv, path: flowers.csv, has_header: true, first_row: 20, inputs: { size: petal..sepal }, targets: { species: species as string } }
          pre_processing: [{ type: label_map, key: species, side: targets, labels: [ash, birch, cedar] }]
          pipeline: { batch_size: 4 }

        """;

    private readonly TemporaryFolder _folder = new();

    /// <param name="config">The nodes of the configuration besides the scenario.</param>
    /// <param name="model">The model class; null for that of the flowers.</param>
    public FlowerScenario(string config, Type? model = null)
    {
        Definition = new(typeof(FlowerModel).Assembly, [model ?? typeof(FlowerModel)]);
        File.WriteAllText(Config, $"scenario: Flowers.csproj\n{config}");
        File.WriteAllText(In("flowers.csv"), Table(30));
    }

    public ScenarioDefinition Definition { get; }

    public string Config => In("config.yaml");

    /// <summary>Flowers of three species, which a line between the sizes divides.</summary>
    public static string Table(int rows) => "id,petal,sepal,species\n" + string.Concat(Enumerable.Range(0, rows).Select(Row));

    private static string Row(int row)
    {
        var (petal, sepal) = ((row % 3) + (row % 5 * 0.1), 3 - (row % 3) + (row % 7 * 0.1));
        string[] species = ["ash", "birch", "cedar"];
        return FormattableString.Invariant($"f{row},{petal:0.0},{sepal:0.0},{species[row % 3]}\n");
    }

    public string In(params string[] names) => _folder.In(names);

    public IRunParams Bind() => Definition.Bind(ConfigFile.Load(Config));

    /// <summary>The parameters, complete.</summary>
    public IRunParams Complete() => Definition.Complete(Bind());

    /// <summary>What is wrong with the configuration, with the path of the folder left out.</summary>
    public string Refuse() =>
        Assert.Throws<TfaipException>(() => Complete()).Message.Replace(_folder.Path + Path.DirectorySeparatorChar, "");

    public void Dispose() => _folder.Dispose();
}
