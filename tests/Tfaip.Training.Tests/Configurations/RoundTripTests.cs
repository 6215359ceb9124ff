using CsCheck;
using Tfaip.Configuration.Reading;
using Tfaip.Configuration.Tests.Reading;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;
using Tfaip.Processors;
using Tfaip.Processors.Imaging;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Tests.Parameters;
using Tfaip.Processors.Text;
using Tfaip.Training.Optimization.Averaging;
using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Optimization.Schedules;
using Tfaip.Training.Parameters;

namespace Tfaip.Training.Tests.Configurations;

[TestClass]
public sealed class RoundTripTests
{
    private static readonly VariantCatalog Catalog =
        ProcessorCatalog.Default.With(
            ImagingProcessors.Assembly, TextProcessors.Assembly, typeof(TrainerParams).Assembly, typeof(RoundTripTests).Assembly);

    [TestMethod]
    public void Record_to_yaml_to_record_is_the_identity() => SampleGen.Run.Sample(run =>
    {
        var yaml = YamlWriter.Write(ParameterEmitter.Emit(run));
        var bound = ParameterBinder.Bind<RunSample>(YamlReader.Read(yaml, "/config.yaml"), Catalog);
        return yaml == YamlWriter.Write(ParameterEmitter.Emit(bound)) && run.Name == bound.Name && run.Note == bound.Note
            && run.Rate.Equals(bound.Rate);
    });

    [TestMethod]
    public void A_resolved_tree_gives_the_same_bytes_again_with_paths_relative_to_its_folder() => SampleGen.Run.Sample(run =>
    {
        var yaml = YamlWriter.Write(ParameterEmitter.Emit(run, relativeTo: "/runs/a"));
        var bound = ParameterBinder.Bind<RunSample>(YamlReader.Read(yaml, "/runs/a/config.yaml"), Catalog);
        return yaml == YamlWriter.Write(ParameterEmitter.Emit(bound, relativeTo: "/runs/a")) && run.Stage == bound.Stage;
    });

    [TestMethod]
    [DataRow(typeof(OptimizerParams))]
    [DataRow(typeof(ScheduleParams))]
    [DataRow(typeof(AveragingParams))]
    [DataRow(typeof(ProcessorParams))]
    [DataRow(typeof(GeneratorParams))]
    public void Every_variant_can_be_written_out(Type baseType)
    {
        var variants = Catalog.VariantsOf(baseType).Where(type => type.Assembly != typeof(RoundTripTests).Assembly).ToArray();
        Assert.IsNotEmpty(variants);
        foreach (var variant in variants)
        {
            var record = Activator.CreateInstance(variant)!;
            var tree = ParameterEmitter.Emit(record, baseType);
            Assert.AreEqual(NodeText.Of(tree), NodeText.Of(YamlReader.Read(YamlWriter.Write(tree), "c.yaml")));
            Assert.AreEqual(VariantCatalog.NameOf(variant), ((ScalarNode)((MappingNode)tree).Entries[0].Value).Text);
        }
    }

    [TestMethod]
    public void The_trainer_is_written_out_complete() => Assert.AreEqual(
        """
        epochs: 10
        samples_per_epoch: null
        accumulate: 1
        optimizer:
          type: sgd
          learning_rate: 0.001
          weight_decay_exclude: []
          weight_decay: 0
          decoupled_weight_decay: false
          momentum: 0.9
          nesterov: false
          dampening: 0
        schedule:
          type: constant
          warmup: null
        """.ReplaceLineEndings("\n"),
        YamlWriter.Write(ParameterEmitter.Emit(
            new TrainerParams { Optimizer = new SgdParams { Momentum = 0.9 }, Schedule = new ConstantScheduleParams() }))
            .Split("clipping")[0].TrimEnd());
}
