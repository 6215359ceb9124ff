using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators.Images;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Generators.Images;

[TestClass]
public sealed class ImageFilesParamsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_folder_is_searched_in_the_order_of_the_paths()
    {
        foreach (var name in new[] { "b/2.png", "a/x.JPG", "B.png", "a.png", "notes.txt", ".hidden.png", "b/c/1.webp" })
            _folder.Write(name, "");

        var all = Read(new ImageFilesParams { Folder = _folder.Root });
        var flat = Read(new ImageFilesParams { Folder = _folder.Root, Recursive = false, Extensions = [".png", ".txt"] });

        CollectionAssert.AreEqual(
            new[] { "B.png", "a.png", "a/x.JPG", "b/2.png", "b/c/1.webp" }, all.Select(sample => sample.Source).ToArray());
        CollectionAssert.AreEqual(new[] { "B.png", "a.png", "notes.txt" }, flat.Select(sample => sample.Source).ToArray());
        Assert.AreEqual(_folder.PathOf("a/x.JPG"), all[2].Inputs["image"]);
        Assert.IsTrue(all.All(sample => sample.Targets.Count == 0));
    }

    [TestMethod]
    public void A_list_keeps_its_order_and_is_relative_to_itself()
    {
        _folder.Write("images/b.png", "");
        _folder.Write("images/a.png", "");
        var list = _folder.Write("lists/train.txt", "../images/b.png\r\n\n  ../images/a.png\n");

        var samples = Read(new ImageFilesParams { List = list, Input = "page" });

        CollectionAssert.AreEqual(
            new object[] { _folder.PathOf("images/b.png"), _folder.PathOf("images/a.png") },
            samples.Select(sample => sample.Inputs["page"]).ToArray());
        Assert.AreEqual("../images/b.png", samples[0].Source);
    }

    [TestMethod]
    public void Labels_come_from_folders_or_names_as_text_or_numbers()
    {
        _folder.Write("cat/7-1.png", "");
        _folder.Write("dog/3-2.png", "");
        var byFolder = new ImageFilesParams { Folder = _folder.Root, LabelFrom = ImageLabelSource.Folder };
        var byName = byFolder with { LabelFrom = ImageLabelSource.FileName };

        CollectionAssert.AreEqual(new object[] { "cat", "dog" }, Labels(byFolder));
        CollectionAssert.AreEqual(new object[] { 1L, 0L }, Labels(byFolder with { Classes = ["dog", "cat"] }));
        CollectionAssert.AreEqual(new object[] { "7", "3" }, Labels(byName));
        CollectionAssert.AreEqual(
            new object[] { 7L, 3L }, Labels(byName with { Classes = [.. Enumerable.Range(0, 10).Select(i => $"{i}")] }));
        CollectionAssert.AreEqual(new object[] { "1", "2" }, Labels(byName with { LabelPattern = "-(?<label>.*)$" }));
    }

    [TestMethod]
    public void What_is_missing_or_wrong_is_named()
    {
        var path = _folder.Write("cat/x.png", "");
        var parameters = new ImageFilesParams { Folder = _folder.Root };

        AssertError(new ImageFilesParams(), "image_files: folder: give either a folder or a list, and not both.");
        AssertError(parameters with { List = path }, "image_files: folder: give either a folder or a list, and not both.");
        AssertError(
            parameters with { Folder = _folder.PathOf("none") },
            $"The folder of images {_folder.PathOf("none")} does not exist. Create it, or correct the path in the configuration.");
        AssertError(parameters with { Extensions = [".tif", ".gif"] }, $"The folder {_folder.Root} has no files that end with .tif, .gif.");
        AssertError(
            parameters with { Folder = null, List = _folder.Write("list.txt", "cat/x.png\ncat/y.png\n") },
            $"{_folder.PathOf("list.txt")}:2:1: the file {_folder.PathOf("cat/y.png")} does not exist.");
        AssertError(
            parameters with { Folder = null, List = _folder.Write("list.txt", "cat/x.png\ncat/\0y.png\n") },
            $"{_folder.PathOf("list.txt")}:2:1: the path has the character U+0000, which no file's name has.");
        AssertError(
            parameters with { Folder = null, List = _folder.Write("list.txt", [(byte)'\n', (byte)'a', 0xFF]) },
            $"{_folder.PathOf("list.txt")}:2:2: the text is not UTF-8. Save the file as UTF-8.");
        AssertError(
            parameters with { Folder = null, List = _folder.Write("list.txt", "\n") },
            $"The list of image files {_folder.PathOf("list.txt")} is empty.");
        AssertError(
            parameters with { Folder = null, List = _folder.PathOf("no.txt") },
            $"The list of image files {_folder.PathOf("no.txt")} does not exist. Put the file there, or correct the path in the "
            + "configuration.");
        AssertError(
            parameters with { LabelFrom = ImageLabelSource.Folder, Classes = ["dog", "bird"] },
            $"The label 'cat' of {path} is none of the classes: dog, bird.");
        AssertError(parameters with { Classes = ["dog", "dog"] }, "image_files: classes: the class 'dog' is there twice.");
        AssertError(
            parameters with { LabelFrom = ImageLabelSource.FileName },
            $"The name of {path} does not match label_pattern, ^([^-]+)-, so that the file has no label.");
        AssertError(
            parameters with { LabelFrom = ImageLabelSource.FileName, LabelPattern = "x" },
            "image_files: label_pattern: the pattern x has no group; put the part that is the label in parentheses.");
        AssertError(
            parameters with { LabelFrom = ImageLabelSource.FileName, LabelPattern = "(" },
            "image_files: label_pattern: the pattern ( is not a regular expression that can be used: Invalid pattern '(' "
            + "at offset 1. Not enough )'s.");
    }

    private static void AssertError(ImageFilesParams parameters, string expected) =>
        Assert.AreEqual(expected, Assert.ThrowsExactly<TfaipException>(parameters.Open).Message);

    private static object[] Labels(ImageFilesParams parameters) => [.. Read(parameters).Select(sample => sample.Targets["label"])];

    private static List<Sample> Read(ImageFilesParams parameters)
    {
        using var source = parameters.Open();
        return [.. Enumerable.Range(0, source.Count).Select(source.Read)];
    }

    [TestMethod]
    public void The_flowers_are_read_with_their_labels()
    {
        System.IO.Compression.ZipFile.ExtractToDirectory(SharedData.PathOf("flowers5-128/flowers5-128-val.zip"), _folder.Root);
        string[] classes = ["daisy", "dandelion", "roses", "sunflowers", "tulips"];
        using var source = new ImageFilesParams
        {
            Folder = _folder.PathOf("val"),
            LabelFrom = ImageLabelSource.Folder,
            Classes = classes
        }.Open();

        // The figures of the data set.
        var counts = Enumerable.Range(0, source.Count).CountBy(i => classes[(long)source.Read(i).Targets["label"]])
            .OrderBy(entry => entry.Key, StringComparer.Ordinal);
        Assert.AreEqual(
            "daisy 153, dandelion 210, roses 156, sunflowers 146, tulips 196",
            string.Join(", ", counts.Select(entry => $"{entry.Key} {entry.Value}")));
    }
}
