using System.Globalization;
using CsCheck;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Processors.Tests.Parameters;

[TestClass]
public sealed class ParameterEmitterTests
{
    private static readonly VariantCatalog Catalog = ProcessorCatalog.Default.With(typeof(RunSample).Assembly);

    [TestMethod]
    public void A_tree_is_complete_with_properties_of_bases_first() => Assert.AreEqual(
        """
        {"name":"run","epochs":10,"warmup":0,"shuffle":true,"rate":0.5,"dropout":0.1,"level":3,"seed":1,"limit":null,"note":null,
        "timeout":"00:05:00","color":"light_grey","sizes":[1,2],"gaps":[],"weights":{"loss":1},"stage":{"depth":1,"path":null},
        "step":{"type":"momentum","step_size":0.25,"momentum":0.5,"stage":{"depth":7,"path":null}},"second":null,"steps":[],"stages":{}}
        """.ReplaceLineEndings(""),
        JsonNodesTests.Write(ParameterEmitter.Emit(new RunSample())));

    [TestMethod]
    public void The_variant_is_named_where_the_declared_type_leaves_it_open()
    {
        Assert.AreEqual("""{"step_size":0.125}""", JsonNodesTests.Write(ParameterEmitter.Emit(new PlainSample())));
        Assert.AreEqual(
            """{"type":"plain","step_size":0.125}""", JsonNodesTests.Write(ParameterEmitter.Emit(new PlainSample(), typeof(StepSample))));
        Assert.AreEqual(
            """[{"type":"plain","step_size":0.125}]""",
            JsonNodesTests.Write(ParameterEmitter.Emit(new StepSample[] { new PlainSample() }, typeof(IReadOnlyList<StepSample>))));
    }

    [TestMethod]
    public void Paths_are_emitted_relative_to_a_folder_if_asked_for()
    {
        var folder = Path.Combine(Path.GetTempPath(), "run");
        string Emit(string? path, string? relativeTo) =>
            ((ScalarNode)((MappingNode)ParameterEmitter.Emit(new StageSample { Path = path }, relativeTo: relativeTo)).Find(
                "path")!.Value).Text ?? "null";

        var file = Path.Combine(Path.GetTempPath(), "data", "x.csv");
        Assert.AreEqual("../data/x.csv", Emit(file, folder));
        Assert.AreEqual(file, Emit(file, null));
        Assert.AreEqual("data/x.csv", Emit("data/x.csv", folder)); // a default, which the binder leaves as it is too
        Assert.AreEqual("null", Emit(null, folder));
    }

    [TestMethod]
    public void Numbers_and_names_do_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("tr-TR");
            var tree = ParameterEmitter.Emit(new RunSample { Rate = 1.5, Limit = -1, Color = ColorMode.LightGrey });
            StringAssert.Contains(JsonNodesTests.Write(tree), "\"rate\":1.5");
            StringAssert.Contains(JsonNodesTests.Write(tree), "\"limit\":-1");
            Assert.AreEqual(1.5, ParameterBinder.Bind<RunSample>(tree, Catalog).Rate);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    public void Record_to_tree_to_record_is_the_identity() => SampleGen.Run.Sample(run =>
    {
        var tree = ParameterEmitter.Emit(run);
        return NodeText.Of(tree) == NodeText.Of(ParameterEmitter.Emit(ParameterBinder.Bind<RunSample>(tree, Catalog)));
    });

    [TestMethod]
    public void Record_to_json_to_record_is_the_identity() => SampleGen.Run.Sample(run =>
    {
        var json = JsonNodesTests.Write(ParameterEmitter.Emit(run));
        var bound = ParameterBinder.Bind<RunSample>(JsonNodes.Read(json, "/c.json"), Catalog);
        return json == JsonNodesTests.Write(ParameterEmitter.Emit(bound)) && run.Rate.Equals(bound.Rate) && run.Name == bound.Name
            && run.Timeout == bound.Timeout;
    });
}
