using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Parameters;
using Tfaip.Training.Configuration;

namespace Tfaip.Training.Tests.Configuration;

[TestClass]
public sealed class ConfigRoundTripTests
{
    private static readonly VariantCatalog Catalog = VariantCatalog.Default.With(typeof(ConfigRoundTripTests).Assembly);

    [TestMethod]
    public void DefaultsVariantsAndOverrides()
    {
        var node = YamlReader.Read("""
            name: "null"
            shape: { type: disc, radius: 2.5 }
            items: [a, "1", c]
            sizes: [1, 2]
            more: {x: 1, y: -2}
            """, "test.yaml");
        var tree = Overrides.Apply(node, ["--shape", "box", "--shape.width", "3", "--sizes", "7", "--more.z=9"], 2);
        var run = ParameterBinder.Bind<Run>(tree, Catalog);
        Assert.AreEqual("null", run.Name);
        var box = (Box)run.Shape;
        Assert.AreEqual(3, box.Width);
        Assert.AreEqual("red", box.Color);
        Assert.AreSequenceEqual([7], run.Sizes);
        Assert.AreEqual(9, run.More["z"]);

        var yaml = YamlWriter.Write(ParameterEmitter.Emit(run));
        var again = YamlWriter.Write(ParameterEmitter.Emit(ParameterBinder.Bind<Run>(YamlReader.Read(yaml, "again.yaml"), Catalog)));
        Assert.AreEqual(yaml, again);
        Assert.AreEqual("""
            name: 'null'
            shape:
              type: box
              color: red
              width: 3
            items: [a, '1', c]
            sizes: [7]
            more:
              x: 1
              y: -2
              z: 9
            rate: 1.5
            limit: null

            """, yaml);
    }

    [TestMethod]
    public void AllErrorsAtOnce()
    {
        var tree = YamlReader.Read("""
            nmae: x
            shape: { type: dics }
            sizes: [1, two]
            rate: 9
            """, "test.yaml");
        var error = Assert.ThrowsExactly<ConfigurationException>(() => ParameterBinder.Bind<Run>(tree, Catalog));
        Assert.AreEqual("""
            test.yaml:1:1: the configuration has no key 'nmae'. Did you mean 'name'? There are name, shape, items, sizes, more, rate, limit.
            test.yaml:2:16: shape has no variant 'dics'; there are box, disc. Did you mean 'disc'?
            test.yaml:3:12: sizes.1 must be a whole number, not 'two'.
            test.yaml:4:7: rate must be between 0 and 2, not 9.
            """, error.Message);
    }

    public sealed record Run
    {
        public string Name { get; init; } = "";

        public Shape Shape { get; init; } = new Disc();

        public IReadOnlyList<string> Items { get; init; } = [];

        public IReadOnlyList<int> Sizes { get; init; } = [];

        public IReadOnlyDictionary<string, int> More { get; init; } = new Dictionary<string, int>();

        [Range(0.0, 2.0)]
        public double Rate { get; init; } = 1.5;

        public int? Limit { get; init; }
    }

    public abstract record Shape
    {
        public string Color { get; init; } = "red";
    }

    [Variant("disc")]
    public sealed record Disc : Shape
    {
        public double Radius { get; init; } = 1;
    }

    [Variant("box")]
    public sealed record Box : Shape
    {
        public double Width { get; init; } = 1;
    }
}
