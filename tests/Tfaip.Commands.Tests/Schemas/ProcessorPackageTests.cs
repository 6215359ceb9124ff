using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors;
using Tfaip.Processors.Imaging;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Text;

namespace Tfaip.Commands.Tests.Schemas;

/// <summary>A program that lacks a processor is told the package that has it.</summary>
[TestClass]
public sealed class ProcessorPackageTests
{
    private static readonly Manifest Empty = new()
    {
        Producer = "p",
        Scenario = "s",
        Inputs = [],
        Outputs = [],
        Verification =
            new() { RelativeTolerance = 0, AbsoluteTolerance = 0, Outputs = [], Sizes = [], OnnxRuntime = "1", TorchSharp = "1" },
        Files = [],
    };

    [TestMethod]
    public void The_package_of_every_processor_is_named()
    {
        foreach (var type in new[] { typeof(ImagingProcessors), typeof(TextProcessors) })
        {
            var name = type.Assembly.GetName().Name;
            foreach (var variant in ProcessorCatalog.Default.With(type.Assembly).VariantsOf(typeof(ProcessorParams))
                .Where(variant => variant.Assembly == type.Assembly))
            {
                var manifest = Empty with { PreProcessing = [(ProcessorParams)Activator.CreateInstance(variant)!] };
                var error = Assert.ThrowsExactly<TfaipException>(
                    () => ManifestJson.Read(ManifestJson.Write(manifest), ProcessorCatalog.Default, "m"));
                Assert.EndsWith(
                    $"the package uses the processor '{VariantCatalog.NameOf(variant)}', which this program does not have. "
                    + $"Add the package {name} and pass ProcessorCatalog.Default.With({type.Name}.Assembly) as "
                    + "PredictorOptions.Processors.",
                    error.Message);
            }
        }
    }
}
