using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Combining;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Pipelines.Generators.Images;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines;

/// <summary>What generators and processors say of the number of values.</summary>
[TestClass]
public sealed class ValueCountTests
{
    private static readonly ImageFilesParams Flowers =
        new() { Folder = "flowers", LabelFrom = ImageLabelSource.Folder, Classes = ["daisy", "rose"] };

    [TestMethod]
    public void A_list_of_classes_says_how_many_there_are() => AssertCounts("targets label 2", Flowers);

    [TestMethod]
    public void Without_a_list_nothing_is_known()
    {
        AssertCounts("", Flowers with { Classes = [] });
        AssertCounts("", Flowers with { LabelFrom = ImageLabelSource.None });
        AssertCounts("", new CsvParams { Path = "a.csv" });
    }

    [TestMethod]
    public void Generators_over_others_know_what_these_know()
    {
        AssertCounts("targets label 2", new SplitParams { Source = Flowers, Part = SplitPart.Training });
        AssertCounts("targets label 3", new ConcatParams { Sources = [Flowers, Flowers with { Classes = ["a", "b", "c"] }] });
        AssertCounts("", new ConcatParams { Sources = [Flowers, new CsvParams { Path = "a.csv" }] });
        AssertCounts("targets label 2", new MixParams { Sources = [Flowers, Flowers], Ratios = [1, 1] });
    }

    [TestMethod]
    public void A_map_of_labels_knows_its_labels()
    {
        AssertCounts(
            "targets n 3",
            new CsvParams(),
            new LabelMapParams { Key = "name", Side = SampleSide.Targets, To = "n", Labels = ["a", "b", "c"] });
        AssertCounts(
            "inputs name 4",
            new CsvParams(),
            new LabelMapParams { Key = "name", LabelFile = new ResourceFile("labels.txt", _ => "a\nb\nc\nd\n"u8.ToArray()) });
        AssertCounts(
            "",
            Flowers,
            new LabelMapParams { Key = "label", Side = SampleSide.Targets, Labels = ["a", "b"], Direction = LabelDirection.ToLabel });
    }

    [TestMethod]
    public void A_count_goes_where_its_value_goes()
    {
        AssertCounts("targets kind 2", Flowers, new RenameParams { Key = "label", Side = SampleSide.Targets, To = "kind" });
        AssertCounts(
            "inputs label 2, targets label 2",
            Flowers,
            new CopyParams { Key = "label", Side = SampleSide.Targets, ToSide = SampleSide.Inputs });
        AssertCounts("targets label 2", Flowers, new CastParams { Key = "label", Side = SampleSide.Targets, Dtype = ElementType.Int32 });
        AssertCounts(
            "targets label 2, targets row 2",
            Flowers,
            new ReshapeParams { Key = "label", Side = SampleSide.Targets, To = "row", Shape = [1] });
        AssertCounts("targets label 2", Flowers, new TruncateParams { Key = "label", Side = SampleSide.Targets, Length = 1 });
    }

    [TestMethod]
    public void A_value_that_becomes_another_one_has_no_count_any_more()
    {
        AssertCounts("", Flowers, new ScaleParams { Key = "label", Side = SampleSide.Targets });
        AssertCounts("", Flowers, new OneHotParams { Key = "label", Side = SampleSide.Targets, Classes = 2 });
        AssertCounts("", Flowers, new RemoveParams { Keys = ["label"], Side = SampleSide.Targets });
        AssertCounts("", Flowers, new ConstantParams { Key = "label", Side = SampleSide.Targets });
        AssertCounts("targets label 2", Flowers, new ScaleParams { Key = "label" }, new ConstantParams { Key = "label" });
        AssertCounts("", Flowers, new ChainParams { Processors = [new ScaleParams { Key = "label", Side = SampleSide.Targets }] });
    }

    private static void AssertCounts(string expected, GeneratorParams generator, params ProcessorParams[] processors)
    {
        var counts = processors.Aggregate(generator.Counts(), (before, processor) => processor.CountsAfter(before));
        Assert.AreEqual(expected, string.Join(
            ", ",
            counts.Select(count => $"{count.Side.ToString().ToLowerInvariant()} {count.Key} {count.Count}").Order(StringComparer.Ordinal)));
    }
}
