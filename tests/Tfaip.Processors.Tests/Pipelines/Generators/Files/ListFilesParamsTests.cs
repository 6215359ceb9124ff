using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Files;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Generators.Files;

[TestClass]
public sealed class ListFilesParamsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Row056_Lists_are_mixed_by_their_ratios_with_the_run_s_seed()
    {
        foreach (var name in (string[])["a", "b"]) _folder.Write(name, "");
        _folder.Write("a.txt", $"# the first list\n{string.Concat(Enumerable.Repeat("a\n", 3_000))}");
        _folder.Write("b.txt", string.Concat(Enumerable.Repeat("b\n \n#b\n", 17_000)));
        var parameters = Lists("a.txt", "b.txt") with { Ratios = [3, 1] };

        using var source = parameters.Open();
        string Draws(ulong seed) =>
            string.Concat(Enumerable.Range(0, 10_000).Select(i => Path.GetFileName((string)source.Read(i, seed, 0).Inputs["image"])));

        Assert.AreEqual(20_000, source.Count);
        var draws = Draws(1);
        Assert.AreEqual(0.75, draws.Count(c => c == 'a') / 10_000.0, 0.03);
        Assert.AreEqual(draws, Draws(1));
        Assert.AreNotEqual(draws, Draws(2));
    }

    [TestMethod]
    public void Row056_Without_ratios_the_lists_follow_one_another()
    {
        foreach (var name in (string[])["a", "b", "c"]) _folder.Write($"data/{name}", "");
        _folder.Write("one.txt", "\uFEFFdata/b\r\n\r\n  # no\r\n data/a \r\n");
        _folder.Write("sub/two.txt", "../data/c");

        using var source = Lists("one.txt", "sub/*.txt").Open();

        Assert.AreEqual("data/b data/a data/c", Paths(source));
        Assert.AreEqual("one.txt:1 one.txt:4 two.txt:1", string.Join(' ', Samples(source).Select(sample => sample.Source)));
        Assert.IsFalse(source.VariesByEpoch);
    }

    [TestMethod]
    public void Row056_Ratios_that_do_not_fit_the_lists_are_refused_with_their_place()
    {
        var json = """{"type": "list_files", "lists": ["a", "b"], "ratios": [1]}""";
        var error = Assert.ThrowsExactly<ConfigurationException>(
            () => ParameterBinder.Bind<GeneratorParams>(JsonNodes.Read(json, "x.json"), ProcessorCatalog.Default));
        Assert.AreEqual("x.json:1:55: ratios: give one ratio for each list; there is 1 ratio for 2 lists.", error.Message);
    }

    [TestMethod]
    public void Targets_come_from_a_second_column()
    {
        foreach (var name in (string[])["a b.png", "c.png"]) _folder.Write(name, "");
        _folder.Write("list.txt", "a b.png\tein Text\tmit Tab \r\nc.png\t\n");
        using (var source = (Lists("list.txt") with { HasTargets = true }).Open())
            CollectionAssert.AreEqual(
                new[] { "ein Text\tmit Tab ", "" }, Samples(source).Select(sample => sample.Targets["text"]).ToArray());

        _folder.Write("list.txt", "c.png, x, y");
        using (var source = (Lists("list.txt") with { HasTargets = true, Delimiter = ", ", Target = "label", Input = "path" }).Open())
            Assert.AreEqual(("x, y", _folder.PathOf("c.png")), (source.Read(0).Targets["label"], source.Read(0).Inputs["path"]));
    }

    [TestMethod]
    public void Targets_come_from_files_beside_those_listed_and_paths_from_another_folder()
    {
        _folder.Write("data/1.bin.png", "");
        _folder.Write("data/1.gt.txt", "eins\n");
        _folder.Write("list.txt", "1.bin.png");
        using var source = (Lists("list.txt") with { Root = _folder.PathOf("data"), TargetSuffix = ".gt.txt" }).Open();
        Assert.AreEqual(("eins", _folder.PathOf("data/1.bin.png")), (source.Read(0).Targets["text"], source.Read(0).Inputs["image"]));
    }

    [TestMethod]
    public void Without_a_mark_every_line_is_a_path()
    {
        _folder.Write("#1", "");
        _folder.Write("list.txt", "#1\n");
        using var source = (Lists("list.txt") with { Comment = "" }).Open();
        Assert.AreEqual("#1", Paths(source));
    }

    [TestMethod]
    public void What_is_wrong_in_a_list_is_named_with_its_line()
    {
        _folder.Write("a.png", "");
        var list = _folder.Write("list.txt", "# paths\na.png\nb.png\n");
        AssertRefused($"{list}:3:1: the file {_folder.PathOf("b.png")} does not exist.", Lists("list.txt"));
        AssertRefused(
            $"{_folder.Write("odd.txt", "a.png\na\0.png\n")}:2:1: the path has the character U+0000, which no file's name has.",
            Lists("odd.txt"));
        AssertRefused(
            $"{list}:2:6: the line has no target: after the path comes a tab, then the target.",
            Lists("list.txt") with { HasTargets = true });
        AssertRefused(
            $"{list}:2:6: the line has no target: after the path comes ';', then the target.",
            Lists("list.txt") with { HasTargets = true, Delimiter = ";" });
        AssertRefused(
            $"{list}:2:1: the file {_folder.PathOf("a.png")} has no target: there is no file {_folder.PathOf("a.gt.txt")}.",
            Lists("list.txt") with { TargetSuffix = ".gt.txt" });

        _folder.Write("list.txt", [(byte)'a', 0xE4]);
        AssertRefused($"{list}:1:2: the text is not UTF-8. Save the file as UTF-8.", Lists("list.txt"));
        _folder.Write("list.txt", "# nothing\n\n");
        AssertRefused($"The list file {list} is empty.", Lists("list.txt"));
        AssertRefused(
            $"The list file {_folder.PathOf("none.txt")} does not exist. Put the file there, or correct the path in the configuration.",
            Lists("none.txt"));
    }

    [TestMethod]
    public void Parameters_that_contradict_each_other_are_refused()
    {
        AssertRefused(
            "list_files: target_suffix: the target comes either from a second column or from another file; give has_targets or "
            + "target_suffix, and not both.",
            Lists("x") with { HasTargets = true, TargetSuffix = ".txt" });
        AssertRefused(
            "list_files: samples_per_epoch: only mixed lists have it; give ratios, or leave it out.",
            Lists("x") with { SamplesPerEpoch = 5 });
    }

    [TestMethod]
    public void The_lines_of_the_data_set_of_text_recognition_are_read()
    {
        var zip = SharedData.PathOf("lines-uw3-50/uw3_50lines.zip");
        System.IO.Compression.ZipFile.ExtractToDirectory(zip, _folder.Root);
        foreach (var split in (string[])["train", "test"])
        {
            _folder.Write($"{split}.txt", string.Concat(Directory.GetFiles(_folder.PathOf(split), "*.png").Order(StringComparer.Ordinal)
                .Select(path => $"{split}/{Path.GetFileName(path)}\n")));
        }

        using var training = (Lists("train.txt") with { TargetSuffix = ".gt.txt" }).Open();
        using var test = (Lists("test.txt") with { TargetSuffix = ".gt.txt" }).Open();
        using var files = new FilesParams { Paths = [_folder.PathOf("train/*.png")], TargetSuffix = ".gt.txt" }.Open();

        // The figures of the data set: 50 and 20 lines of 2183 and 1138 characters.
        Assert.AreEqual((50, 20), (training.Count, test.Count));
        Assert.AreEqual((2183, 1138), (Length(training), Length(test)));
        Assert.AreEqual(Paths(training), Paths(files));
        Assert.AreEqual("train.txt:1", training.Read(0).Source);

        static int Length(ISampleSource source) => Samples(source).Sum(sample => ((string)sample.Targets["text"]).Length);
    }

    private ListFilesParams Lists(params string[] lists) => new() { Lists = [.. lists.Select(_folder.PathOf)] };

    private string Paths(ISampleSource source) =>
        string.Join(' ', Samples(source).Select(sample => Path.GetRelativePath(_folder.Root, (string)sample.Inputs["image"])));

    private static IEnumerable<Sample> Samples(ISampleSource source) => Enumerable.Range(0, source.Count).Select(source.Read);

    private static void AssertRefused(string message, ListFilesParams parameters) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => parameters.Open()).Message);
}
