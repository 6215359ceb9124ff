using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Overriding;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Processors.Tests.Parameters;

[TestClass]
public sealed class ParameterViewTests
{
    private static readonly VariantCatalog Catalog = ProcessorCatalog.Default.With(typeof(RunSample).Assembly);

    [TestMethod]
    public void Every_parameter_has_its_value_default_and_origin()
    {
        var inspection = Inspect("""{"epochs": 3, "step": {"type": "smoothed", "momentum": 0.9}}""", "--stage.depth", "5");
        var root = inspection.Root;
        Assert.AreEqual("3 of 10 from c.json:1:12", Line("epochs"));
        Assert.AreEqual("0 of 0 from default", Line("warmup"));
        Assert.AreEqual("5 of 1 from argument 2 (--stage.depth)", Line("stage.depth"));
        Assert.AreEqual("0.25 of 0.25 from default", Line("step.step_size"));
        Assert.AreEqual("0.9 of 0.75 from c.json:1:56", Line("step.momentum"));
        Assert.AreEqual(typeof(SmoothedSample), root.Find("step")!.Record!.Type);
        Assert.AreEqual("c.json:1:32", root.Find("step")!.VariantOrigin!.ToString());
        Assert.IsNull(root.Find("step.stage"));
        Assert.AreEqual("Depth", root.Find("stage.depth")!.Property!.MemberName);
        Assert.AreEqual(3, ((RunSample)inspection.Value!).Epochs);
        Assert.IsEmpty(inspection.Errors);

        string Line(string path) =>
            root.Find(path) is { } view ? FormattableString.Invariant($"{view.Value} of {view.Default} from {view.Origin}") : "none";
    }

    [TestMethod]
    public void A_default_that_nobody_gave_is_seen_with_all_it_holds()
    {
        var defaults = new RunSample
        {
            Steps = [new PlainSample(), new SmoothedSample { Inner = new PlainSample() }],
            Stages = new Dictionary<string, StageSample> { ["a"] = new() }
        };
        var root = ParameterBinder.Inspect(typeof(RunSample), JsonNodes.Read("{}", "c.json"), Catalog, defaults).Root;
        Assert.AreEqual(
            "steps steps.0 steps.0.step_size steps.1 steps.1.step_size steps.1.momentum steps.1.inner steps.1.inner.step_size "
            + "stages stages.a stages.a.depth stages.a.path",
            string.Join(' ', root.All().Select(view => view.Path).Where(path => path.Split('.')[0] is "steps" or "stages")));
        Assert.IsTrue(root.All().Where(view => view.Path.Length > 0).All(view => view.Origin == Origin.Default));
        Assert.AreEqual(typeof(SmoothedSample), root.Find("steps.1")!.Record!.Type);

        var edited = ParameterBinder.Inspect(
            typeof(RunSample), Overrides.Apply(JsonNodes.Read("{}", "c.json"), ["--steps.0.step_size", "3"], 2), Catalog, defaults).Root;
        Assert.AreEqual("0 1", string.Join(' ', edited.Find("steps")!.Children.Select(view => view.Name)));
        Assert.AreEqual(3d, edited.Find("steps.0.step_size")!.Value);
        Assert.AreEqual("argument 2 (--steps.0.step_size)", edited.Find("steps.0.step_size")!.Origin.ToString());
    }

    [TestMethod]
    public void What_is_wrong_is_listed_and_the_rest_is_seen_all_the_same()
    {
        var inspection = Inspect("""{"epochs": "x", "rate": 2, "stage": {"dpth": 1}}""");
        Assert.IsNull(inspection.Value);
        Assert.HasCount(2, inspection.Errors);
        Assert.IsFalse(inspection.Root.Find("epochs")!.IsBound);
        Assert.AreEqual(10, inspection.Root.Find("epochs")!.Default);
        Assert.AreEqual(2d, inspection.Root.Find("rate")!.Value);
        Assert.AreEqual(1, inspection.Root.Find("stage.depth")!.Value);
    }

    [TestMethod]
    public void Files_over_files_keep_what_variants_have_in_common()
    {
        var file = JsonNodes.Read("""{"step": {"type": "momentum", "momentum": 1, "step_size": 2}}""", "base.json");
        var above = JsonNodes.Read("""{"step": "smoothed"}""", "c.json");
        var tree = NodeMerger.Merge(
            NodeMerger.Merge(file, above, "", new()), JsonNodes.Read("""{"step": {"momentum": 3}}""", "d.json"), "", new());
        Assert.AreEqual(new SmoothedSample { StepSize = 2, Momentum = 3 }, ParameterBinder.Bind<RunSample>(tree, Catalog).Step);
        Assert.AreEqual(
            "c.json:1:10", ParameterBinder.Inspect(typeof(RunSample), tree, Catalog).Root.Find("step")!.VariantOrigin!.ToString());
    }

    private static Inspection Inspect(string json, params string[] arguments) =>
        ParameterBinder.Inspect(typeof(RunSample), Overrides.Apply(JsonNodes.Read(json, "c.json"), arguments, 2), Catalog);
}
