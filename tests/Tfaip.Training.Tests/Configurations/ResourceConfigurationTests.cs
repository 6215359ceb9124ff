using Tfaip.Configuration.Reading;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Training.Definition;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Training.Tests.Configurations;

/// <summary>Resources in configuration files.</summary>
[TestClass]
public sealed class ResourceConfigurationTests
{
    private static readonly ScenarioDefinition Definition = new(typeof(ToyModel).Assembly, [typeof(ToyModel), typeof(ToyData)]);

    [TestMethod]
    public void A_reference_to_a_resource_is_the_same_file_in_whatever_folder_it_stands()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.In("base"));
        File.WriteAllText(folder.In("base", "toy.yaml"), """
            scenario: toy.csproj
            data:
              post_processing:
                - { type: class_label, key: a, label_file: labels/a.txt }
                - { type: class_label, key: b, label_file: "labels/${env:NAME:b}.txt" }
            """);
        File.WriteAllText(folder.In("config.yaml"), """
            include: base/toy.yaml
            data:
              pre_processing:
                - { type: class_label, key: c, label_file: "${data.post_processing.0.label_file}" }
            """);

        var data = Definition.Bind(ConfigFile.Load(folder.In("config.yaml"))).Data;

        Assert.AreEqual(folder.In("base", "labels", "a.txt"), Path(data.PostProcessing[0]));
        Assert.AreEqual(folder.In("base", "labels", "b.txt"), Path(data.PostProcessing[1]));
        Assert.AreEqual(folder.In("base", "labels", "a.txt"), Path(data.PreProcessing[0]));

        static string Path(ProcessorParams processor) => ((ClassLabelParams)processor).LabelFile!.Path;
    }
}
