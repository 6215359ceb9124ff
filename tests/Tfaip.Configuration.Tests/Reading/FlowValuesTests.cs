using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Overriding;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;
using Tfaip.Processors.Tests.Parameters;

namespace Tfaip.Configuration.Tests.Reading;

[TestClass]
public sealed class FlowValuesTests
{
    private static readonly VariantCatalog Catalog = VariantCatalog.Empty.With(typeof(FlowSample).Assembly);

    [TestMethod]
    public void A_list_of_lists_is_written_in_brackets()
    {
        Assert.AreEqual("1 2|3|", Lists("--lists", "[[1, 2], [3], []]"));
        Assert.AreEqual("1 2|3", Lists("--lists", "[1, 2]", "[3]"));
        Assert.AreEqual("1 2|5|7 8", Lists("--lists+", "[7, 8]", "--lists", "[[1, 2], [3, 4]]", "--lists.1", "5"));
    }

    [TestMethod]
    public void Brackets_in_a_text_are_the_text()
    {
        var bound = Bind("--text", "[a]", "--texts", "[a, b]", "{c}");
        Assert.AreEqual("[a]", bound.Text);
        Assert.AreSequenceEqual(["[a, b]", "{c}"], bound.Texts);
        Assert.AreSequenceEqual(["a", "b", "null"], Bind("--texts", "[a, b, 'null']").Texts);
    }

    [TestMethod]
    public void A_record_keeps_what_a_mapping_does_not_say_and_a_dictionary_is_replaced()
    {
        const string Yaml = "step: {type: momentum, momentum: 3, step_size: 5}\nstage: {depth: 4}\nnumbers: {a: 1}\n";
        Assert.AreEqual(new MomentumSample { Momentum = 3, StepSize = 7 }, BindOver(Yaml, "--step", "{step_size: 7}").Step);
        Assert.AreEqual(
            new SmoothedSample { StepSize = 5, Momentum = 2 },
            BindOver(Yaml, "--step.momentum", "2", "--step", "{type: smoothed, momentum: 1}").Step);
        Assert.AreEqual(new StageSample { Depth = 4, Path = Path.GetFullPath("x") }, BindOver(Yaml, "--stage", "{path: x}").Stage);
        Assert.AreEqual("b", BindOver(Yaml, "--numbers", "{b: 2}").Numbers.Single().Key);
        Assert.AreEqual("b.c", BindOver(Yaml, "--numbers={\"b.c\": 2}").Numbers.Single().Key);
    }

    [TestMethod]
    public void What_is_wrong_in_brackets_is_reported_of_its_argument()
    {
        AssertErrors(
            "argument 2 (--lists): lists.0 must be a list, not '1'.\nargument 2 (--lists): lists.1 must be a list, not '2'.",
            "--lists",
            "[1, 2]");
        AssertErrors("argument 2 (--lists): lists.0.0 must be a whole number, not '[[1, 2'.", "--lists", "[[1, 2");
        AssertErrors("argument 2 (--step): step has no key 'momentun'. Did you mean --step.momentum?", "--step", "{momentun: 1}");
        AssertErrors("argument 2 (--seed): seed must be a whole number, not '[1]'.", "--seed", "[1]");
    }

    [TestMethod]
    public void Parts_of_a_value_know_their_column()
    {
        var node = FlowValues.Read("[[1,\n 2], {a: 3}]", new ArgumentOrigin(4, "--x"))!;
        var list = (SequenceNode)node;
        Assert.AreEqual(new ArgumentOrigin(4, "--x") { Column = 1 }, node.Origin);
        Assert.AreEqual(new ArgumentOrigin(4, "--x") { Column = 7 }, ((SequenceNode)list.Items[0]).Items[1].Origin);
        Assert.AreEqual(new ArgumentOrigin(4, "--x") { Column = 12 }, ((MappingNode)list.Items[1]).Entries[0].KeyOrigin);
    }

    private static string Lists(params string[] arguments) =>
        string.Join('|', Bind(arguments).Lists.Select(list => string.Join(' ', list)));

    private static FlowSample Bind(params string[] arguments) => BindOver("{}", arguments);

    private static FlowSample BindOver(string yaml, params string[] arguments)
    {
        var edits = Overrides.Parse([(arguments, 2)], FlowValues.Read)!;
        return ParameterBinder.Bind<FlowSample>(Overrides.Put(YamlReader.Read(yaml, "c.yaml"), edits), Catalog);
    }

    private static void AssertErrors(string expected, params string[] arguments) => Assert.AreEqual(
        expected.ReplaceLineEndings("\n"), Assert.ThrowsExactly<ConfigurationException>(() => Bind(arguments)).Message);

    public sealed record FlowSample
    {
        public int Seed { get; init; }

        public string Text { get; init; } = "";

        public IReadOnlyList<string> Texts { get; init; } = [];

        public IReadOnlyList<IReadOnlyList<int>> Lists { get; init; } = [];

        public IReadOnlyDictionary<string, int> Numbers { get; init; } = new Dictionary<string, int>();

        public StepSample Step { get; init; } = new MomentumSample();

        public StageSample Stage { get; init; } = new();
    }
}
