using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Files;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Generators.Files;

[TestClass]
public sealed class FilesParamsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Files_come_in_the_order_of_the_patterns_each_once_with_the_texts_beside_them()
    {
        foreach (var name in (string[])["b/2.png", "b/1.png", "a/3.png"]) _folder.Write(name, "");
        _folder.Write("b/1.gt.txt", "one\n");
        _folder.Write("b/2.gt.txt", "\uFEFFtwo\r\n");
        _folder.Write("a/3.gt.txt", "three \n\n");

        using var source = Files(".gt.txt", "b/*.png", "*/*.png", "a/3.png").Open();

        CollectionAssert.AreEqual(
            new[] { "b/1.png", "b/2.png", "a/3.png" }.Select(_folder.PathOf).ToArray(),
            Samples(source).Select(sample => sample.Inputs["image"]).ToArray());
        CollectionAssert.AreEqual(new[] { "one", "two", "three \n" }, Samples(source).Select(sample => sample.Targets["text"]).ToArray());
        Assert.AreEqual(_folder.PathOf("b/1.png"), source.Read(0).Source);
    }

    [TestMethod]
    public void Without_an_ending_there_are_no_targets()
    {
        _folder.Write("1.wav", "");
        using var source = (Files(null, "*.wav") with { Input = "sound" }).Open();
        Assert.AreEqual(_folder.PathOf("1.wav"), source.Read(0).Inputs["sound"]);
        Assert.IsEmpty(source.Read(0).Targets);
    }

    [TestMethod]
    public void A_name_with_two_endings_has_its_target_under_the_first_part_too()
    {
        _folder.Write("1.bin.png", "");
        _folder.Write("1.gt.txt", "far");
        using (var source = Files(".gt.txt", "*.png").Open()) Assert.AreEqual("far", source.Read(0).Targets["text"]);

        _folder.Write("1.bin.gt.txt", "near");
        using (var source = Files(".gt.txt", "*.png").Open()) Assert.AreEqual("near", source.Read(0).Targets["text"]);
    }

    [TestMethod]
    public void What_is_not_there_is_named()
    {
        var (path, other) = (_folder.Write("1.bin.png", ""), _folder.PathOf("2.png"));
        AssertRefused(
            $"files: the file {path} has no target: there is no file {_folder.PathOf("1.bin.gt.txt")} and no file "
            + $"{_folder.PathOf("1.gt.txt")}.", Files(".gt.txt", "1.bin.png"));
        AssertRefused(
            $"The file {other} does not exist. Put the file there, or correct the path in the configuration.", Files(null, "2.png"));
        AssertRefused($"No file matches {_folder.PathOf("*.jpg")}.", Files(null, "*.jpg"));
        AssertRefused("files: paths is empty; give at least one path.", new());
    }

    [TestMethod]
    public void A_target_that_is_no_text_is_refused_with_its_place()
    {
        _folder.Write("1.png", "");
        var target = _folder.Write("1.gt.txt", [(byte)'a', 0xFF]);
        using var source = Files(".gt.txt", "1.png").Open();
        Assert.AreEqual(
            $"{target}:1:2: the text is not UTF-8. Save the file as UTF-8.",
            Assert.ThrowsExactly<TfaipException>(() => source.Read(0)).Message);
    }

    private FilesParams Files(string? suffix, params string[] patterns) =>
        new() { Paths = [.. patterns.Select(_folder.PathOf)], TargetSuffix = suffix };

    private static IEnumerable<Sample> Samples(ISampleSource source) => Enumerable.Range(0, source.Count).Select(source.Read);

    private static void AssertRefused(string message, FilesParams parameters) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => parameters.Open()).Message);
}
