using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Processors;

namespace Tfaip.Processors.Tests.Pipelines.Processors;

[TestClass]
public sealed class LabelMapParamsTests
{
    private static readonly LabelMapParams Map = new() { Labels = ["O", "B-loc", "I-loc"] };
    private static readonly LabelMapParams Back = Map with { Direction = LabelDirection.ToLabel };

    [TestMethod]
    public void Labels_become_numbers()
    {
        Assert.AreEqual(1L, Run.Value(Map, "B-loc"));
        Run.AssertTensor(Run.Value(Map with { Separator = " " }, "O B-loc I-loc O"), [4], 0L, 1, 2, 0);
        Run.AssertTensor(Run.Value(Map with { Separator = " " }, ""), [0], Array.Empty<long>());
    }

    [TestMethod]
    public void Numbers_become_labels()
    {
        Assert.AreEqual("I-loc", Run.Value(Back, 2L));
        Assert.AreEqual("I-loc", Run.Value(Back, (byte)2));
        Assert.AreEqual("O, B-loc", Run.Value(Back with { Separator = ", " }, Tensor.Create(new[] { 0, 1 }, [2])));
        Assert.AreEqual("", Run.Value(Back with { Separator = ", " }, Tensor.Create(Array.Empty<int>(), [0])));
    }

    [TestMethod]
    public void Unknown_labels_are_refused_dropped_or_replaced()
    {
        Run.AssertError(
            Map,
            "B-per",
            "the input 'x' has the label 'B-per', which is not among the 3 labels. Add it, or set unknown to drop or replace.");
        Assert.IsNull(Run.Value(Map with { Unknown = UnknownLabel.Drop }, "B-per"));
        Assert.IsNull(Run.Value(Map with { Unknown = UnknownLabel.Drop, Separator = " " }, "O B-per"));
        Run.AssertTensor(
            Run.Value(Map with { Unknown = UnknownLabel.Replace, Replacement = "O", Separator = " " }, "I-loc B-per"), [2], 2L, 0);
    }

    [TestMethod]
    public void Labels_can_come_from_a_file()
    {
        using var folder = new TestFolder();
        var file = folder.Write("labels.txt", "\uFEFFein Hund\r\nKatze\n");
        Assert.AreEqual(1L, Run.Value(new LabelMapParams { LabelFile = new(file) }, "Katze"));
        Assert.AreEqual("ein Hund", Run.Value(new LabelMapParams { LabelFile = new(file), Direction = LabelDirection.ToLabel }, 0L));
        AssertFileError(
            new LabelMapParams { Key = "x", LabelFile = new(file), Unknown = UnknownLabel.Replace, Replacement = "Maus" },
            $"label_map: replacement: the replacement 'Maus' is not among the labels of {file}.");
        AssertFileError(
            new LabelMapParams { Key = "x", LabelFile = new(folder.PathOf("none")) },
            $"The resource {folder.PathOf("none")} does not exist. Put the file there, or correct the path in the configuration.");
        AssertContentError("", ": the file is empty; it must have one label a line.");
        AssertContentError("a\n\nb\n", ":2: the line is empty; each line must be a label.");
        AssertContentError("a\nb\na", ":3: the label 'a' stands on line 1 already.");
        var binary = folder.Write("binary", [0xFF, 0x61, 0x00]);
        AssertFileError(
            new LabelMapParams { Key = "x", LabelFile = new(binary) }, $"{binary}:1:1: the text is not UTF-8. Save the file as UTF-8.");

        void AssertContentError(string text, string expected)
        {
            var path = folder.Write("wrong.txt", text);
            AssertFileError(new LabelMapParams { Key = "x", LabelFile = new(path) }, path + expected);
        }

        static void AssertFileError(LabelMapParams parameters, string expected) =>
            Assert.AreEqual(expected, Assert.ThrowsExactly<TfaipException>(() => parameters.Create()).Message);
    }

    [TestMethod]
    public void Wrong_values_are_refused()
    {
        Run.AssertError(Map, 1L, "the input 'x' is an int64 number; it must be a string, the label.");
        Run.AssertError(Back, 3L, "the input 'x' is 3 at element 0, but there are 3 labels, from 0 to 2.");
        Run.AssertError(Back, "O", "the input 'x' is a string; it must be a whole number or a tensor of whole numbers.");
        Run.AssertError(
            Back,
            Tensor.Create(new long[1], [1]),
            "the input 'x' is int64[1]; it must be a whole number, or with a separator a tensor of one axis.");
        Run.AssertError(
            Back with { Separator = " " },
            Tensor.Create(new long[1], [1, 1]),
            "the input 'x' is int64[1, 1]; it must be a whole number, or with a separator a tensor of one axis.");
    }

    [TestMethod]
    public void Wrong_parameters_are_refused()
    {
        Run.AssertRefused(new LabelMapParams { Key = "x" }, "labels: give either labels or a file with them, and not both.");
        Run.AssertRefused(Map with { Key = "x", LabelFile = new("f") }, "labels: give either labels or a file with them, and not both.");
        Run.AssertRefused(new LabelMapParams { Key = "x", Labels = ["a", "b", "a"] }, "labels: the label 'a' is there twice.");
        Run.AssertRefused(Map with { Key = "x", Separator = "" }, "separator: the separator is empty.");
        Run.AssertRefused(
            Map with { Key = "x", Unknown = UnknownLabel.Replace },
            "replacement: give a replacement where unknown labels are replaced, and only there.");
        Run.AssertRefused(
            Map with { Key = "x", Unknown = UnknownLabel.Replace, Replacement = "z" },
            "replacement: the replacement 'z' is not among the labels.");
        Run.AssertRefused(
            Back with { Key = "x", Unknown = UnknownLabel.Drop },
            "unknown: a number that no label has is always an error; the parameter is for to_index.");
    }
}
