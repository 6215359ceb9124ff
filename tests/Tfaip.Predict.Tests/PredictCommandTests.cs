using System.IO.Compression;
using System.Text;
using Tfaip.Inference.Tests.Support;

namespace Tfaip.Predict.Tests;

[TestClass]
public sealed class PredictCommandTests
{
    private TestPackage _package = null!;

    [TestInitialize]
    public void Create() => _package = TestPackage.Classifier();

    [TestCleanup]
    public void Delete() => _package.Dispose();

    [TestMethod]
    public void Rows_of_a_csv_file_are_answered_in_order()
    {
        var rows = Write("rows.csv", "2,4,6,8\n\n8,0,0,0\n");
        AssertRuns(
            $$"""
            {"input":"{{rows}}:1","label":"odd","logits":[4,6],"probabilities":[0.11920292,0.8807971],"probability":0.8807971}
            {"input":"{{rows}}:3","label":"even","logits":[4,0],"probabilities":[0.98201376,0.01798621],"probability":0.98201376}

            """,
            _package.Path, rows);
    }

    [TestMethod]
    [DataRow("rows.tsv", "8\t0\t0\t0\n")]
    [DataRow("rows.jsonl", "[8,0,0,0]\n")]
    [DataRow("rows.jsonl", "[[8,0],[0,0]]\n")]
    [DataRow("rows.jsonl", "{\"image\":[8,0,0,0]}\n")]
    public void Other_files_of_many_inputs_are_read_too(string name, string content)
    {
        var path = Write(name, content);
        AssertRuns(Even($"{path}:1"), _package.Path, path);
    }

    [TestMethod]
    public void A_compressed_file_is_read_too()
    {
        var path = Path.Combine(_package.Folder, "rows.csv.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest)) gzip.Write("8,0,0,0\n"u8);
        AssertRuns(Even($"{path}:1"), _package.Path, path);
    }

    [TestMethod]
    public void A_package_that_is_a_folder_answers_too()
    {
        var rows = Write("rows.csv", "8,0,0,0\n");
        AssertRuns(Even($"{rows}:1"), _package.Unpack(), rows);
    }

    [TestMethod]
    public void Row036_Another_graph_answers_with_its_outputs()
    {
        using var package = TestPackage.ClassifierWithGraphs();
        var rows = Write("rows.csv", "2,4,6,8\n");
        AssertRuns($$"""{"input":"{{rows}}:1","pixels":[[[1,2],[3,4]]]}""" + "\n", package.Path, rows, "--graph", "pixels");
        Assert.AreEqual(
            (1, "", $"{package.Path}: the package has no graph 'encoder'; it has default, pixels, sum.\n"),
            Run("", package.Path, rows, "--graph", "encoder"));
    }

    [TestMethod]
    [DataRow("--graph")]
    [DataRow("--device")]
    [DataRow("--output")]
    public void An_option_at_the_end_without_its_value_is_refused(string option) =>
        Assert.AreEqual((2, "", $"{option}: the value is missing.\n"), Run("", _package.Path, Write("rows.csv", "8,0,0,0\n"), option));

    [TestMethod]
    public void Wildcards_are_expanded_where_no_shell_has_done_so()
    {
        var (a, b) = (Write("a.csv", "8,0,0,0\n"), Write("b.csv", "8,0,0,0\n"));
        Write("c.tsv", "8\t0\t0\t0\n");
        AssertRuns(Even($"{a}:1") + Even($"{b}:1"), _package.Path, Path.Combine(_package.Folder, "*.csv"));
    }

    [TestMethod]
    public void A_pattern_that_nothing_matches_is_the_input_as_it_stands()
    {
        var pattern = Path.Combine(_package.Folder, "none-*.csv");
        Assert.AreEqual((1, "", $"{pattern}: there is no such file.\n"), Run("", _package.Path, pattern));
    }

    [TestMethod]
    public void Paths_come_from_standard_input()
    {
        var rows = Write("rows.csv", "8,0,0,0\n");
        var run = Run($"{rows}\n\n{rows}\n", _package.Path, "-");
        Assert.AreEqual((0, Even($"{rows}:1") + Even($"{rows}:1"), ""), run);
    }

    [TestMethod]
    public void Lines_go_to_a_file_that_appears_at_the_end()
    {
        var rows = Write("rows.csv", "8,0,0,0\n");
        var answers = Path.Combine(_package.Folder, "new", "answers.jsonl");
        AssertRuns("", _package.Path, rows, "--output", answers);
        Assert.AreEqual(Even($"{rows}:1"), File.ReadAllText(answers));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(answers)!));
    }

    [TestMethod]
    public void An_input_that_fails_does_not_stop_the_others()
    {
        var rows = Write("rows.csv", "8,0,0,0\n1,2\n1,x,3,4\n8,0,0,0\n");
        var run = Run("", _package.Path, "none.png", rows);
        Assert.AreEqual(
            (1, Even($"{rows}:1") + Even($"{rows}:4"), $"""
            none.png (sample 0): the processor 'scale' failed: the input 'image' is a string; it must be a tensor or a number.
            {rows}:2 (sample 0): the processor 'reshape' failed: the input 'image' is float32[2], whose 2 elements do not fit the shape [1, 2, 2].
            {rows}:3: 'x' in column 2 is not a number; a row holds the numbers of one input and nothing else.

            """.ReplaceLineEndings("\n")),
            run);
    }

    [TestMethod]
    [DataRow("rows.csv", "8,0,0,0\n1,nan,3,4\n", ":2: 'nan' in column 2 is not a finite float32 number.")]
    [DataRow("rows.csv", "8,0,0,0\n1,2,-Infinity,4\n", ":2: '-Infinity' in column 3 is not a finite float32 number.")]
    [DataRow("rows.tsv", "8\t0\t0\t0\n1e39\t2\t3\t4\n", ":2: '1e39' in column 1 is not a finite float32 number.")]
    [DataRow("rows.jsonl", "[8,0,0,0]\n[1,1e39,3,4]\n", ":2: 1e39 is not a finite float32 number.")]
    [DataRow("rows.jsonl", "[8,0,0,0]\n{\"image\":-1e39}\n", ":2: -1e39 is not a finite float32 number.")]
    public void What_is_not_finite_is_refused_as_in_training(string name, string content, string message)
    {
        var path = Write(name, content);
        Assert.AreEqual((1, Even($"{path}:1"), $"{path}{message}\n"), Run("", _package.Path, path));
    }

    [TestMethod]
    public void A_line_of_JSON_that_fails_is_named_by_file_and_row()
    {
        var path = Write("rows.jsonl", "[8,0,0,0]\n\n[1,2]\n{\"picture\":[1]}\n[8,0,0,0]\n");
        Assert.AreEqual(
            (1, Even($"{path}:1") + Even($"{path}:5"), $"""
            {path}:3 (sample 0): the processor 'reshape' failed: the input 'image' is float32[2], whose 2 elements do not fit the shape [1, 2, 2].
            {path}:4 (sample 0): the processor 'scale' failed: the sample has no input 'image'; it has picture.

            """.ReplaceLineEndings("\n")),
            Run("", _package.Path, path));
    }

    [TestMethod]
    public void Many_rows_are_answered_in_batches_in_their_order()
    {
        // 100 rows are six batches and a part; row i has the label even where its first number is larger.
        var rows = Write("rows.csv", string.Concat(Enumerable.Range(0, 100).Select(i => i % 3 == 0 ? "8,0,0,0\n" : "0,0,0,8\n")));
        var (exitCode, output, error) = Run("", _package.Path, rows);
        Assert.AreEqual((0, ""), (exitCode, error));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(100, lines);
        for (var i = 0; i < 100; i++)
            StringAssert.StartsWith(lines[i], $$"""{"input":"{{rows}}:{{i + 1}}","label":"{{(i % 3 == 0 ? "even" : "odd")}}",""");
    }

    [TestMethod]
    public void An_answer_does_not_wait_for_the_next_path_of_standard_input()
    {
        var rows = Write("rows.csv", "8,0,0,0\n");
        using var input = new AnsweredReader(rows);
        using var output = new AnsweringWriter(input);
        using var error = new StringWriter();
        Assert.AreEqual(0, new PredictCommand(input, output, error).Run([_package.Path, "-"]));
        Assert.AreEqual((Even($"{rows}:1") + Even($"{rows}:1"), ""), (output.ToString(), error.ToString()));
    }

    [TestMethod]
    [DataRow("utf-16", true)]
    [DataRow("utf-16", false)]
    public void A_file_in_UTF16_is_called_so(string encoding, bool hasMark)
    {
        var path = Path.Combine(_package.Folder, "rows.csv");
        var code = Encoding.GetEncoding(encoding);
        File.WriteAllBytes(path, [.. hasMark ? code.GetPreamble() : [], .. code.GetBytes("8,0,0,0\n")]);
        Assert.AreEqual((1, "", $"{path}: this is UTF-16; save the file as UTF-8.\n"), Run("", _package.Path, path));
    }

    [TestMethod]
    public void A_line_that_was_compressed_has_an_end()
    {
        var path = Path.Combine(_package.Folder, "rows.csv.gz");
        using (var gzip = new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.Fastest))
        {
            var spaces = Enumerable.Repeat((byte)' ', 1 << 20).ToArray();
            for (var i = 0; i < 17; i++) gzip.Write(spaces);
        }

        Assert.AreEqual(
            (1, "", $"{path}: a line has more than 16777216 characters, more than are predicted from.\n"), Run("", _package.Path, path));
    }

    [TestMethod]
    public void What_is_said_of_a_name_does_nothing_to_a_terminal()
    {
        var (exitCode, _, error) = Run("", _package.Path, "a\x1b[2Jb.png");
        Assert.AreEqual(1, exitCode);
        Assert.Contains("a\\x1b[2Jb.png", error);
        Assert.DoesNotContain("\x1b", error);
    }

    [TestMethod]
    public void With_verbose_the_stack_trace_is_there_too()
    {
        var (exitCode, _, error) = Run("", _package.Path, "none.png", "--verbose");
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(error, "   at Tfaip.Processors.Pipelines.Execution.ProcessorChain.Process(");
    }

    [TestMethod]
    [DataRow("rows.jsonl", "{\"image\":", "this is not JSON: ", true)]
    [DataRow("rows.jsonl", "{\"a\":1,\"a\":2}", "two inputs have the same name.", false)]
    [DataRow("rows.jsonl", "null", "null is not an input; write numbers, strings or arrays.", false)]
    [DataRow("rows.jsonl", "{\"image\":{}}", "an object inside an object is not an input; write numbers, strings or arrays.", false)]
    [DataRow("rows.jsonl", "[[1,2],[3]]", "the arrays inside the array do not have the same lengths.", false)]
    [DataRow("rows.jsonl", "[[1,2],3]", "the arrays inside the array do not have the same lengths.", false)]
    [DataRow("rows.jsonl", "[1,\"a\"]", "the array holds \"a\"; its elements must be all numbers or all truth values.", false)]
    [DataRow("rows.jsonl", "[true,1]", "the array holds 1; its elements must be all numbers or all truth values.", false)]
    public void Lines_that_are_no_inputs_are_reported_with_their_place(string name, string content, string message, bool isStart)
    {
        var path = Write(name, content + "\n[8,0,0,0]\n");
        var (exitCode, output, error) = Run("", _package.Path, path);
        Assert.AreEqual((1, Even($"{path}:2")), (exitCode, output));
        if (isStart)
        {
            StringAssert.StartsWith(error, $"{path}:1: {message}");
        }
        else
        {
            Assert.AreEqual($"{path}:1: {message}\n", error);
        }
    }

    [TestMethod]
    public void A_file_of_inputs_that_is_missing_is_named()
    {
        var rows = Write("rows.csv", "8,0,0,0\n");
        Assert.AreEqual((1, Even($"{rows}:1"), "none.csv: there is no such file.\n"), Run("", _package.Path, "none.csv", rows));
    }

    [TestMethod]
    public void A_file_that_is_not_what_its_name_says_is_named()
    {
        var path = Write("rows.csv.gz", "8,0,0,0\n");
        Assert.AreEqual((1, "", $"{path}: the gzip stream is damaged.\n"), Run("", _package.Path, path));
        path = Path.Combine(_package.Folder, "rows.csv");
        File.WriteAllBytes(path, [0x31, 0xFF, 0x31]);
        Assert.AreEqual((1, "", $"{path}: this is not text in UTF-8.\n"), Run("", _package.Path, path));
    }

    [TestMethod]
    public void A_package_that_is_missing_is_an_error_of_the_run() => Assert.AreEqual(
        (1, "", "none.tfaip: there is no such model package, neither a file nor a folder.\n"), Run("", "none.tfaip", "a.png"));

    [TestMethod]
    public void A_truncated_package_is_an_error_of_the_run()
    {
        File.WriteAllBytes(_package.Path, _package.ReadAllBytes()[..^9]);
        Assert.AreEqual(
            (1, "", $"{_package.Path}: the package is cut short: its end is missing. Copy or export it again.\n"),
            Run("", _package.Path, "a.png"));
    }

    [TestMethod]
    public void A_package_with_one_byte_changed_is_an_error_of_the_run()
    {
        var bytes = _package.ReadAllBytes();
        bytes[bytes.AsSpan().IndexOf("scenario: tiny"u8)] ^= 1;
        File.WriteAllBytes(_package.Path, bytes);
        Assert.AreEqual(
            (1, "", $"{_package.Path}: the package is damaged, or another program packed it: the file 'config.yaml' does not have its "
                + "check sum. Copy or export it again; a package that was unpacked is read as a folder.\n"),
            Run("", _package.Path, "a.png"));
    }

    [TestMethod]
    public void A_device_that_is_not_there_is_an_error_of_the_run_unless_a_fallback_is_allowed()
    {
        var rows = Write("rows.csv", "8,0,0,0\n");
        var (exitCode, output, error) = Run("", _package.Path, rows, "--device", "cuda:1");
        Assert.AreEqual((1, ""), (exitCode, output));
        StringAssert.StartsWith(error, "The device cuda:1 is not there: ");
        AssertRuns(Even($"{rows}:1"), _package.Path, rows, "--device", "cuda:1", "--allow-fallback");
    }

    [TestMethod]
    public void An_output_that_cannot_be_written_is_an_error_of_the_run() => Assert.AreEqual(
        (1, "", $"{_package.Folder}: cannot be written: this is a folder. Give the name of a file.\n"),
        Run("", _package.Path, "a.png", "--output", _package.Folder));

    [TestMethod]
    [DataRow("The package is missing: tfaip-predict PACKAGE INPUT…\n")]
    [DataRow("There is no input: tfaip-predict PACKAGE INPUT… Give -, and the paths come from standard input.\n", "a.tfaip")]
    [DataRow("--colour: there is no such option. tfaip-predict --help shows those there are.\n", "a.tfaip", "b", "--colour")]
    [DataRow("-c: there is no such option. tfaip-predict --help shows those there are.\n", "a.tfaip", "b", "-c")]
    [DataRow("--device is given more than once.\n", "a.tfaip", "b", "--device", "cpu", "--device", "cuda")]
    public void A_wrong_command_line_is_explained(string message, params string[] arguments) =>
        Assert.AreEqual((2, "", message), Run("", arguments));

    [TestMethod]
    public void A_device_that_is_none_is_explained() =>
        Assert.AreEqual((1, "", "'gpu' is not a device; write cpu, cuda or cuda:N.\n"), Run("", _package.Path, "b", "--device", "gpu"));

    [TestMethod]
    public void What_was_stopped_ends_after_the_inputs_at_hand()
    {
        var rows = Write("rows.csv", string.Concat(Enumerable.Repeat("8,0,0,0\n", 40)));
        using var stop = new CancellationTokenSource();
        using var output = new StoppingWriter(stop);
        using var error = new StringWriter();
        Assert.AreEqual(130, new PredictCommand(TextReader.Null, output, error).Run([_package.Path, rows], stop.Token));
        Assert.AreEqual(
            (string.Concat(Enumerable.Range(1, 16).Select(row => Even($"{rows}:{row}"))), ""), (output.ToString(), error.ToString()));
    }

    [TestMethod]
    public void What_was_stopped_leaves_no_file()
    {
        var rows = Write("rows.csv", "8,0,0,0\n");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.AreEqual(130, new PredictCommand(TextReader.Null, TextWriter.Null, TextWriter.Null).Run(
            [_package.Path, rows, "--output", Path.Combine(_package.Folder, "answers.jsonl")], stop.Token));
        CollectionAssert.AreEquivalent(new[] { _package.Path, rows }, Directory.GetFiles(_package.Folder));
    }

    [TestMethod]
    public void The_help_names_every_option()
    {
        var (exitCode, output, error) = Run("", "--help");
        Assert.AreEqual((0, ""), (exitCode, error));
        foreach (var word in new[] { "PACKAGE", "INPUT", "--output", "--device", "--allow-fallback", "--verbose" })
            StringAssert.Contains(output, word);
    }

    [TestMethod]
    public void The_version_is_that_of_the_assembly() => Assert.AreEqual((0, "tfaip-predict 0.1.0\n", ""), Run("", "--version"));

    private static string Even(string input) =>
        $$"""{"input":"{{input}}","label":"even","logits":[4,0],"probabilities":[0.98201376,0.01798621],"probability":0.98201376}""" + "\n";

    private static (int ExitCode, string Output, string Error) Run(string standardInput, params string[] arguments)
    {
        using var input = new StringReader(standardInput);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = new PredictCommand(input, output, error).Run(arguments);
        return (exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    private static void AssertRuns(string output, params string[] arguments) =>
        Assert.AreEqual((0, output.ReplaceLineEndings("\n"), ""), Run("", arguments));

    private string Write(string name, string content)
    {
        var path = Path.Combine(_package.Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private sealed class StoppingWriter(CancellationTokenSource stop) : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Flush() => stop.Cancel();
    }

    /// <summary>
    /// Gives a second path once the first one is answered; a program that waits for it before it answers ends the wait with an error.
    /// </summary>
    private sealed class AnsweredReader(string path) : TextReader
    {
        private readonly ManualResetEventSlim _answered = new();
        private int _lines;

        public void Answered() => _answered.Set();

        public override string? ReadLine()
        {
            _lines++;
            if (_lines == 2 && !_answered.Wait(TimeSpan.FromSeconds(60))) throw new TimeoutException("The first path was not answered.");
            return _lines <= 2 ? path : null;
        }

        protected override void Dispose(bool disposing)
        {
            _answered.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class AnsweringWriter(AnsweredReader reader) : StringWriter
    {
        public override void Flush()
        {
            if (GetStringBuilder().Length > 0) reader.Answered();
        }
    }
}
