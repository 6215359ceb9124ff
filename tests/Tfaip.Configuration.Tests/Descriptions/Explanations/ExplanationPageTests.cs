using Tfaip.Configuration.Descriptions.Explanations;
using Tfaip.Configuration.Descriptions.Layout;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Tests.Descriptions.Explanations;

[TestClass]
public sealed class ExplanationPageTests
{
    private static readonly string[] Files =
    [
        """
        rounds: 4
        engine: {type: diesel, power: 7, cylinders: 12, starter: crank}
        helpers: [steam, {type: steam, power: 3}]
        """,
        """
        rounds: 5
        name: me
        engine:
          type: steam
          pressure: 9
        weights: {side: 0.5}
        """,
    ];

    [TestMethod]
    public void A_value_has_all_that_it_overrides() => AssertPage("rounds",
        """
        rounds = 6
          How often it is done.
          Whole number, at least 1.

          default                3  overridden by base.yaml:1:9
          base.yaml:1:9          4  overridden by config.yaml:1:9
          config.yaml:1:9        5  overridden by argument 2 (--rounds)
          argument 2 (--rounds)  6  in effect
        """, "--rounds", "6");

    [TestMethod]
    public void A_default_says_so() => AssertPage("brake.force",
        """
        brake.force = steam_or_hand
          What presses.
          One of steam_or_hand, air.

          default  steam_or_hand  in effect
        """);

    [TestMethod]
    public void A_node_has_its_variant_and_who_chose_it() => AssertPage("engine",
        """
        engine = steam
          What drives it.
          One of diesel, steam.

          default          steam  overridden by base.yaml:2:16
          base.yaml:2:16   diesel  overridden by config.yaml:4:9
          config.yaml:4:9  steam  in effect

        Given below it:
          power     7 (base.yaml:2:31)
          pressure  9 (config.yaml:5:13)
        """);

    [TestMethod]
    public void A_value_that_variants_share_is_kept() => AssertPage("engine.power",
        """
        engine.power = 7
          Power in megawatts.
          Number, at least 0.
          engine is steam, chosen at config.yaml:4:9.

          default         1  overridden by base.yaml:2:31
          base.yaml:2:31  7  in effect
        """);

    [TestMethod]
    public void A_value_of_another_variant_is_dropped_by_whoever_chose() => AssertPage("engine.cylinders",
        """
        engine.cylinders does not apply now.
          Cylinders.
          Whole number, one of 6, 8, 12.
          It belongs to diesel; engine is steam, chosen at config.yaml:4:9.
          Choose it by --engine diesel, or by 'type: diesel' in a file.

          default         8  overridden by base.yaml:2:45
          base.yaml:2:45  12  dropped: config.yaml:4:9 chooses steam, which does not have it
        """);

    [TestMethod]
    public void A_parameter_that_does_not_apply_says_how_to_choose_it() => AssertPage("engine.fan.blocks",
        """
        engine.fan.blocks does not apply now.
          The widths of the blocks.
          List of whole numbers, at least 1 element, each from 1 to 100.
          It belongs to diesel; engine is steam, chosen at config.yaml:4:9.
          Choose it by --engine diesel, or by 'type: diesel' in a file.

          default  [10, 20]  dropped: config.yaml:4:9 chooses steam, which does not have it
        """);

    [TestMethod]
    public void An_element_of_a_list_has_the_list() => AssertPage("helpers.1.power",
        """
        helpers.1.power = 4
          Power in megawatts.
          Number, at least 0.
          helpers.1 is steam, chosen at base.yaml:3:25.

          default                         1  overridden by base.yaml:3:10
          base.yaml:3:39                  3  overridden by argument 2 (--helpers.1.power)
          argument 2 (--helpers.1.power)  4  in effect
        """, "--helpers.1.power", "4");

    [TestMethod]
    public void A_list_has_the_changes_of_its_elements() => AssertPage("brake.blocks",
        """
        brake.blocks = [7, 20]
          The widths of the blocks.
          List of whole numbers, at least 1 element, each from 1 to 100.

          default                        [10, 20]  in effect
          argument 2 (--brake.blocks.0)  changes {0: 7}
        """, "--brake.blocks.0", "7");

    [TestMethod]
    public void A_list_that_replaces_another_one_overrides_its_elements() => AssertPage("helpers.0.power",
        """
        helpers.0.power = 1
          Power in megawatts.
          Number, at least 0.
          helpers.0 is diesel, chosen by argument 2 (--helpers).

          default                 1  in effect
          argument 2 (--helpers)  helpers as a whole
        """, "--helpers", "diesel");

    [TestMethod]
    public void A_record_has_what_is_given_below_it() => AssertPage("brake",
        """
        brake
          How it stops.
          Mapping.

          argument 2 (--brake.force)  gives force

        Given below it:
          force  air (argument 2 (--brake.force))
        """, "--brake.force", "air");

    [TestMethod]
    public void A_wrong_value_is_explained_too() => AssertPage("rounds",
        """
        rounds = none
          How often it is done.
          Whole number, at least 1.

          default                3  overridden by base.yaml:1:9
          base.yaml:1:9          4  overridden by config.yaml:1:9
          config.yaml:1:9        5  overridden by argument 2 (--rounds)
          argument 2 (--rounds)  none  in effect
        """, "--rounds", "none");

    [TestMethod]
    public void An_expression_has_what_it_stands_for()
    {
        var origin = new InterpolatedOrigin(new FileOrigin("config.yaml", 1, 9), "${env:ROUNDS}", null);
        var written = YamlReader.Read("rounds: ${env:ROUNDS}\nname: me\n", "config.yaml");
        var tree = new MappingNode(
            [new("rounds", new FileOrigin("config.yaml", 1, 1), new ScalarNode("8", false, origin))], written.Origin);
        var described = new Described(
            ParameterBinder.Inspect(typeof(DescribedRun), tree, Described.Catalog), [new("config.yaml", written)]);
        Assert.AreEqual(
        """
        rounds = 8
          How often it is done.
          Whole number, at least 1.

          default          3  overridden by config.yaml:1:9
          config.yaml:1:9  ${env:ROUNDS}  in effect
                           ${env:ROUNDS} is 8
        """.ReplaceLineEndings("\n"), Page(described, "rounds"));
    }

    [TestMethod]
    public void A_value_of_an_included_file_says_where_that_is_included()
    {
        var included = new FileOrigin("parts/base.yaml", 2, 9) { IncludedAt = new("config.yaml", 1, 10) };
        var tree = new MappingNode([new("rounds", included, new ScalarNode("8", false, included))], included);
        var described = new Described(
            ParameterBinder.Inspect(typeof(DescribedRun), tree, Described.Catalog), [new("parts/base.yaml", tree)]);
        Assert.AreEqual(
        """
        rounds = 8
          How often it is done.
          Whole number, at least 1.

          default              3  overridden by parts/base.yaml:2:9
          parts/base.yaml:2:9  8  in effect
                               included at config.yaml:1:10
        """.ReplaceLineEndings("\n"), Page(described, "rounds"));
    }

    private static void AssertPage(string path, string expected, params string[] arguments) =>
        Assert.AreEqual(expected.ReplaceLineEndings("\n"), Page(Described.Of(Files, arguments), path));

    private static string Page(Described described, string path)
    {
        var text = new StringWriter { NewLine = "\n" };
        new ExplanationPage(new PageWriter(text, 100, isColoured: false), described.Inspection, described.Layers, Described.Catalog).Write(
            path);
        return text.ToString()[..^1];
    }
}
