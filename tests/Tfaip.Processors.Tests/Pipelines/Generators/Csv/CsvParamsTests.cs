using System.Globalization;
using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators;
using Tfaip.Processors.Pipelines.Generators.Csv;

namespace Tfaip.Processors.Tests.Pipelines.Generators.Csv;

[TestClass]
public sealed class CsvParamsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Columns_become_inputs_and_targets()
    {
        var path = _folder.Write("rows.csv", "1,2.5,-3e2,7\r\n4,5,6,8\r\n");

        using var source = new CsvParams { Path = path, Inputs = Columns(("x", "0..2")), Targets = Columns(("label", "3")) }.Open();

        Assert.AreEqual(2, source.Count);
        var sample = source.Read(0);
        CollectionAssert.AreEqual(new[] { 1, 2.5f, -300 }, Floats(sample.Inputs["x"]));
        Assert.AreEqual(7L, sample.Targets["label"]);
        Assert.AreEqual("rows.csv:1", sample.Source);
        Assert.AreEqual("rows.csv:2", source.Read(1).Source);
        Assert.AreEqual(8L, source.Read(1).Targets["label"]);
    }

    [TestMethod]
    public void Columns_may_be_named_listed_and_typed()
    {
        var path = _folder.Write("rows.tsv", "\uFEFFname\twidth\t\"the height\"\tprice\nBär\t1\t2\t9.5\n");

        using var source = new CsvParams
        {
            Path = path,
            Delimiter = "\t",
            HasHeader = true,
            Inputs = Columns(
                ("size", "the height, width"),
                ("range", "width..price"),
                ("one", "1"),
                ("name", "name as string"),
                ("counts", "1..1 as int64")),
            Targets = Columns(("price", "price as float32")),
        }.Open();

        var sample = source.Read(0);
        CollectionAssert.AreEqual(new float[] { 2, 1 }, Floats(sample.Inputs["size"]));
        CollectionAssert.AreEqual(new[] { 1, 2, 9.5f }, Floats(sample.Inputs["range"]));
        Assert.AreEqual(1f, sample.Inputs["one"]);
        Assert.AreEqual("Bär", sample.Inputs["name"]);
        CollectionAssert.AreEqual(new long[] { 1 }, ((Tensor<long>)sample.Inputs["counts"]).ToArray());
        Assert.AreEqual(9.5f, sample.Targets["price"]);
        Assert.AreEqual("rows.tsv:2", sample.Source);
    }

    [TestMethod]
    public void A_window_of_rows_can_be_chosen()
    {
        var path = _folder.Write("rows.csv", "x\n0\n1\n2\n3\n");
        var parameters = new CsvParams { Path = path, HasHeader = true, FirstRow = 1, RowCount = 2, Inputs = Columns(("x", "x")) };

        using var source = parameters.Open();
        using var rest = (parameters with { RowCount = null }).Open();

        CollectionAssert.AreEqual(
            new object[] { 1f, 2f }, Enumerable.Range(0, source.Count).Select(i => source.Read(i).Inputs["x"]).ToArray());
        Assert.AreEqual(3, rest.Count);
    }

    [TestMethod]
    public void Quotes_line_breaks_within_them_and_empty_lines_are_understood()
    {
        var path = _folder.Write("rows.csv", "\"a \"\"b\"\"\n,c\",1\n\r\n\n\"\",\"2\"\r\nx y,3\r");

        using var source = new CsvParams { Path = path, Inputs = Columns(("text", "0 as string"), ("n", "1")) }.Open();

        Assert.AreEqual(3, source.Count);
        Assert.AreEqual("a \"b\"\n,c", source.Read(0).Inputs["text"]);
        Assert.AreEqual("", source.Read(1).Inputs["text"]);
        Assert.AreEqual(2f, source.Read(1).Inputs["n"]);
        Assert.AreEqual("rows.csv:5", source.Read(1).Source);
        Assert.AreEqual("x y", source.Read(2).Inputs["text"]);
        Assert.AreEqual(3f, source.Read(2).Inputs["n"]);
    }

    [TestMethod]
    public void What_is_written_by_the_rules_is_read_back()
    {
        var cell = Gen.Char["ab,\"\n\r ;é"].Array[0, 6].Select(c => new string(c));
        Gen.Select(cell.Array[3].Array[1, 8], Gen.Bool, Gen.Bool, Gen.Bool).Sample((rows, isQuotedAlways, ends, isGzip) =>
        {
            string Quote(string text) => isQuotedAlways || text.AsSpan().ContainsAny(",\"\n\r")
                ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                : text;
            var text = string.Join("\r\n", rows.Select(row => string.Join(',', row.Select(Quote)))) + (ends ? "\r\n" : "");
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            using var folder = new TestFolder();
            var path = folder.Write("rows.csv", isGzip ? TestFolder.Gzip(bytes) : bytes);

            using var source = new CsvParams
            {
                Path = path,
                Inputs = Columns(("a", "0 as string"), ("b", "1 as string"), ("c", "2 as string"))
            }.Open();

            return source.Count == rows.Length
                && rows.Select((row, i) => row.SequenceEqual(source.Read(i).Inputs.Values.Cast<string>())).All(equal => equal);
        }, iter: 200);
    }

    [TestMethod]
    public void The_digits_are_read()
    {
        var path = SharedData.PathOf("uci-digits/digits.csv.gz");

        using var source = new CsvParams
        {
            Path = path,
            FirstRow = 898,
            Inputs = Columns(("image", "0..63")),
            Targets = Columns(("label", "64"))
        }.Open();

        // The documentation of the data set: 1797 rows of pixels 0 to 16; the first held-out sample is a 9.
        Assert.AreEqual(899, source.Count);
        var samples = Enumerable.Range(0, source.Count).Select(source.Read).ToList();
        Assert.IsTrue(
            samples.All(sample => Floats(sample.Inputs["image"]) is { Length: 64 } pixels && pixels.All(pixel => pixel is >= 0 and <= 16)));
        Assert.AreEqual("digits.csv.gz:899", samples[0].Source);
        using var all = new CsvParams { Path = path, Inputs = Columns(("image", "0..63")), Targets = Columns(("label", "64")) }.Open();
        CollectionAssert.AreEqual(
            new[] { 178, 182, 177, 183, 181, 182, 181, 179, 174, 180 },
            Enumerable.Range(0, all.Count).GroupBy(i => (long)all.Read(i).Targets["label"]).OrderBy(group => group.Key)
                .Select(group => group.Count()).ToArray());
    }

    [TestMethod]
    [DataRow("1,2\n3,x\n", 1, ":2:3: 'x' is not a finite float32 number.")]
    [DataRow("1,2\n3,\n", 1, ":2:3: '' is not a finite float32 number.")]
    [DataRow("1,2\n3,nan\n", 1, ":2:3: 'nan' is not a finite float32 number.")]
    [DataRow("1,2\n3,1e39\n", 1, ":2:3: '1e39' is not a finite float32 number.")]
    [DataRow("1,2\n0.5,4\n", 1, ":2:1: '0.5' is not a whole number.")]
    [DataRow("1,2\n3,4,5\n", 1, ":2:1: the row has 3 fields, but the first row has 2.")]
    [DataRow("1,2\n3\n", 1, ":2:1: the row has 1 fields, but the first row has 2.")]
    [DataRow("\"é\n\",2\n\"1\",\"y\"\"\"", 1, ":3:5: 'y\"' is not a finite float32 number.")]
    public void A_wrong_row_is_named_by_line_and_column(string text, int row, string expected)
    {
        var path = _folder.Write("rows.csv", text);
        using var source = new CsvParams { Path = path, Inputs = Columns(("x", "1")), Targets = Columns(("y", "0")) }.Open();

        var error = Assert.ThrowsExactly<TfaipException>(() => source.Read(row));

        Assert.AreEqual(path + expected, error.Message);
    }

    [TestMethod]
    [DataRow("1,\"2\n3,4\n", ":1:3: the quote is never closed.")]
    [DataRow("1,2\n3,\"4\"5\n", ":2:6: text after the closing quote of a field. Write a quote within quotes twice.")]
    [DataRow("1,2\n3,\"4\"\r5\n", ":2:6: a carriage return alone ends this line. Save the file with LF or CR LF as line ends.")]
    [DataRow("1,2\r3,4\r5,6\r", ":1:4: a carriage return alone ends this line. Save the file with LF or CR LF as line ends.")]
    [DataRow("1,2\n3,\"4\r5\"\n6,7\r8,9", ":3:4: a carriage return alone ends this line. Save the file with LF or CR LF as line ends.")]
    [DataRow("1,2\n3,4\"5\"\n", ":2:4: a quote inside a field that does not begin with one. Put the whole field in quotes, and write the "
        + "quote twice.")]
    public void A_wrong_quote_is_named_by_line_and_column(string text, string expected)
    {
        var path = _folder.Write("rows.csv", text);

        var error = Assert.ThrowsExactly<TfaipException>(() => new CsvParams { Path = path, Inputs = Columns(("x", "1")) }.Open());

        Assert.AreEqual(path + expected, error.Message);
    }

    [TestMethod]
    public void Text_that_is_not_UTF8_is_refused()
    {
        var path = _folder.Write("rows.csv", [(byte)'a', (byte)',', 0xE4, (byte)'\n']);
        using var source = new CsvParams { Path = path, Inputs = Columns(("x", "1 as string")) }.Open();

        var error = Assert.ThrowsExactly<TfaipException>(() => source.Read(0));

        Assert.AreEqual($"{path}:1:3: the field is not UTF-8 text. Save the file as UTF-8.", error.Message);
    }

    [TestMethod]
    [DataRow("3", "there is no column 3; the file has 3 columns, counted from 0")]
    [DataRow("a", "'a' is not the number of a column, from 0 on; for names the file needs a header, and has_header: true")]
    [DataRow("0,", "a column is missing")]
    [DataRow("2..0", "the range 2..0 goes down")]
    [DataRow("0 as float", "there is no type 'float'; there are: float32, int64, string, path")]
    [DataRow("\"0", "a quote is never closed")]
    [DataRow("\"0\"1", "'1' stands after a closing quote. Write a quote within quotes twice")]
    [DataRow("\"0\"", "'0' is not the number of a column, from 0 on; for names the file needs a header, and has_header: true")]
    [DataRow("0, 1 as string", "a string comes from one column; name each column as an input or target of its own")]
    public void Wrong_columns_are_explained(string columns, string expected)
    {
        var path = _folder.Write("rows.csv", "1,2,3\n");

        var error = Assert.ThrowsExactly<TfaipException>(() => new CsvParams { Path = path, Inputs = Columns(("x", columns)) }.Open());

        Assert.AreEqual($"The columns of the input 'x' are given as '{columns}': {expected}.", error.Message);
    }

    [TestMethod]
    public void An_unknown_name_lists_the_header()
    {
        var path = _folder.Write("rows.csv", "height,width\n1,2\n");

        var error = Assert.ThrowsExactly<TfaipException>(() => new CsvParams
        {
            Path = path,
            HasHeader = true,
            Inputs = Columns(("x", "height")),
            Targets = Columns(("y", "wdith")),
        }.Open());

        Assert.AreEqual(
            "The columns of the target 'y' are given as 'wdith': the header has no column 'wdith'; it has: height, width.", error.Message);
    }

    [TestMethod]
    public void Names_in_quotes_are_taken_as_they_are()
    {
        var path = _folder.Write("rows.tsv", "1\ta, b\tx..y\tsold as new\t blank \t\t5\"\tz\n10\t11\t12\t13\t14\t15\t16\t17\n");

        using var source = new CsvParams
        {
            Path = path,
            Delimiter = "\t",
            Quotes = false,
            HasHeader = true,
            Inputs = Columns(
                ("number", "1"),
                ("name", "\"1\""),
                ("list", "\"a, b\", \"sold as new\", z as int64"),
                ("range", "\"x..y\"..\" blank \""),
                ("empty", "\"\""),
                ("inch", "5\""), ("quoted", " \"5\"\"\" "), ("text", "\"sold as new\" as string")),
        }.Open();

        var inputs = source.Read(0).Inputs;
        Assert.AreEqual(
            (11f, 10f, 15f, 16f, 16f, "13"),
            (inputs["number"], inputs["name"], inputs["empty"], inputs["inch"], inputs["quoted"], inputs["text"]));
        CollectionAssert.AreEqual(new long[] { 11, 13, 17 }, ((Tensor<long>)inputs["list"]).ToArray());
        CollectionAssert.AreEqual(new float[] { 12, 13, 14 }, Floats(inputs["range"]));
    }

    [TestMethod]
    public void Any_name_of_a_header_can_be_written() =>
        Gen.Char["a,. s\"1"].Array[0, 8].Select(chars => new string(chars)).Sample(name =>
        {
            using var folder = new TestFolder();
            var header = new[] { name, "first" }.Select(text => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            var path = folder.Write("rows.csv", string.Join(',', header) + "\n7,8\n");
            var written = QuotedNames.Write(name, ",", "..", " as ");
            using var source = new CsvParams
            {
                Path = path,
                HasHeader = true,
                Inputs = Columns(("x", written), ("y", $"{written}, first as float32"))
            }.Open();
            return 7f.Equals(source.Read(0).Inputs["x"]) && Floats(source.Read(0).Inputs["y"]).SequenceEqual(new float[] { 7, 8 });
        }, iter: 200);

    [TestMethod]
    public void A_name_that_several_columns_have_is_refused()
    {
        var path = _folder.Write("rows.csv", "x,y,x\n1,2,3\n");
        var parameters = new CsvParams { Path = path, HasHeader = true, Inputs = Columns(("a", "x")) };

        Assert.AreEqual(
            "The columns of the input 'a' are given as 'x': the header has several columns 'x': 0, 2, counted from 0. Give the number of "
            + "the one that is meant.",
            Assert.ThrowsExactly<TfaipException>(() => parameters.Open()).Message);
        using var source = (parameters with { Inputs = Columns(("a", "2"), ("b", "y")) }).Open();
        Assert.AreEqual((3f, 2f), (source.Read(0).Inputs["a"], source.Read(0).Inputs["b"]));
    }

    [TestMethod]
    public void An_unknown_name_lists_names_as_they_must_be_written()
    {
        var path = _folder.Write("rows.csv", "\"a,b\",1\n1,2\n");

        var error = Assert.ThrowsExactly<TfaipException>(
            () => new CsvParams { Path = path, HasHeader = true, Inputs = Columns(("x", "a")) }.Open());

        Assert.AreEqual(
            "The columns of the input 'x' are given as 'a': the header has no column 'a'; it has: \"a,b\", \"1\".", error.Message);
    }

    [TestMethod]
    public void A_window_beyond_the_end_is_refused()
    {
        var path = _folder.Write("rows.csv", "1\n2\n3\n");
        var parameters = new CsvParams { Path = path, Inputs = Columns(("x", "0")) };

        var error = Assert.ThrowsExactly<TfaipException>(() => (parameters with { FirstRow = 3 }).Open());
        Assert.AreEqual($"The CSV file {path} has 3 rows; first_row: 3 asks for more.", error.Message);

        error = Assert.ThrowsExactly<TfaipException>(() => (parameters with { FirstRow = 2, RowCount = 2 }).Open());
        Assert.AreEqual($"The CSV file {path} has 3 rows; first_row: 2 and row_count: 2 ask for more.", error.Message);
    }

    [TestMethod]
    [DataRow("", false)]
    [DataRow("\n\r\n", false)]
    [DataRow("x\n", true)]
    public void A_file_without_rows_is_refused(string text, bool hasHeader)
    {
        var path = _folder.Write("rows.csv", text);

        var error = Assert.ThrowsExactly<TfaipException>(
            () => new CsvParams { Path = path, HasHeader = hasHeader, Inputs = Columns(("x", "0")) }.Open());

        Assert.AreEqual($"The CSV file {path} has no rows.", error.Message);
    }

    [TestMethod]
    public void A_wrong_delimiter_and_no_inputs_are_refused()
    {
        var error = Assert.ThrowsExactly<TfaipException>(
            () => new CsvParams { Path = "x", Delimiter = "\"", Inputs = Columns(("x", "0")) }.Open());
        Assert.AreEqual(
            "csv: delimiter: the delimiter must be one ASCII character, no quote and no line break, and not '\"'.", error.Message);

        error = Assert.ThrowsExactly<TfaipException>(() => new CsvParams { Path = "x" }.Open());
        Assert.AreEqual("csv: inputs: give at least one input, such as image: 0..63.", error.Message);
    }

    [TestMethod]
    public void Rows_can_be_read_by_several_threads()
    {
        var path = _folder.Write(
            "rows.csv",
            string.Concat(Enumerable.Range(0, 1000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},\"{i}\"\n"))));
        using var source = new CsvParams { Path = path, Inputs = Columns(("x", "0")), Targets = Columns(("y", "1")) }.Open();

        var wrong = Enumerable.Range(0, source.Count).AsParallel()
            .Count(i => source.Read(i) is var sample && ((float)sample.Inputs["x"] != i || (long)sample.Targets["y"] != i));

        Assert.AreEqual(0, wrong);
    }

    private static float[] Floats(object value) => [.. (Tensor<float>)value];

    private static Dictionary<string, string> Columns(params (string Key, string Text)[] columns) =>
        columns.ToDictionary(c => c.Key, c => c.Text);

    [TestMethod]
    [DataRow(",", "\"Bad, Ass\",1\nx,2\n")]
    [DataRow("\t", "\"Bad, Ass\"\t1\nx\t2\n")]
    [DataRow(";", "\"Bad, Ass\";1\r\nx;2")]
    public void Row057_Files_with_commas_tabs_and_semicolons_are_read(string delimiter, string text)
    {
        var path = _folder.Write("rows", "\uFEFF" + text);
        using var source = new CsvParams
        {
            Path = path,
            Delimiter = delimiter,
            Inputs = Columns(("text", "0 as string")),
            Targets = Columns(("n", "1"))
        }.Open();
        CollectionAssert.AreEqual(new object[] { "Bad, Ass", "x" }, new[] { source.Read(0).Inputs["text"], source.Read(1).Inputs["text"] });
        CollectionAssert.AreEqual(new object[] { 1L, 2L }, new[] { source.Read(0).Targets["n"], source.Read(1).Targets["n"] });
    }

    [TestMethod]
    public void Without_quoting_a_quote_is_a_character()
    {
        var path = _folder.Write("rows.tsv", "\"a\tb\"\n\"c\"\t\"\n");
        var parameters = new CsvParams
        {
            Path = path,
            Delimiter = "\t",
            Quotes = false,
            Inputs = Columns(("x", "0 as string"), ("y", "1 as string"))
        };
        using var source = parameters.Open();
        Assert.AreEqual(
            "\"a b\" \"c\" \"", string.Join(' ', Enumerable.Range(0, source.Count).SelectMany(i => source.Read(i).Inputs.Values)));
        Assert.AreEqual(
            $"{path}:2:5: the quote is never closed.",
            Assert.ThrowsExactly<TfaipException>(() => (parameters with { Quotes = true }).Open()).Message);
    }

    [TestMethod]
    public void Paths_are_relative_to_the_file()
    {
        var path = _folder.Write("sub/rows.csv", "a.png,1\n/b.png,2\n\"\",3\na\0b,4\n");
        using var source = new CsvParams { Path = path, Inputs = Columns(("image", "0 as path")) }.Open();
        Assert.AreEqual(_folder.PathOf("sub/a.png"), source.Read(0).Inputs["image"]);
        Assert.AreEqual("/b.png", source.Read(1).Inputs["image"]);
        Assert.AreEqual($"{path}:3:1: the path is empty.", Assert.ThrowsExactly<TfaipException>(() => source.Read(2)).Message);
        Assert.AreEqual(
            $"{path}:4:1: the path has the character U+0000, which no file's name has.",
            Assert.ThrowsExactly<TfaipException>(() => source.Read(3)).Message);
        Assert.AreEqual(
            "The columns of the input 'image' are given as '0, 1 as path': a path comes from one column; name each column as an input or "
            + "target of its own.",
            Assert.ThrowsExactly<TfaipException>(() =>
                new CsvParams { Path = path, Inputs = Columns(("image", "0, 1 as path")) }.Open()).Message);
    }

    [TestMethod]
    public void Several_files_follow_one_another_in_the_order_of_their_names()
    {
        _folder.Write("b.csv", "x\n3\n");
        _folder.Write("a.csv", "x\n1\n2\n");
        using var source = new CsvParams { Path = _folder.PathOf("*.csv"), HasHeader = true, Inputs = Columns(("x", "x")) }.Open();
        Assert.AreEqual("a.csv:2=1 a.csv:3=2 b.csv:2=3", string.Join(
            ' ', Enumerable.Range(0, source.Count).Select(source.Read).Select(sample => $"{sample.Source}={sample.Inputs["x"]}")));
    }

    [TestMethod]
    public void The_sentence_pairs_are_read()
    {
        // The figures of the data set: pairs and positive ones. dev.tsv has a byte order mark, and fields have unbalanced quotes.
        foreach (var (name, count, positive) in new[]
        {
            ("train.tsv.gz", 3668, 2474),
            ("dev.tsv.gz", 408, 279),
            ("test_labelled.tsv.gz", 1725, 1147)
        })
        {
            using var source = new CsvParams
            {
                Path = SharedData.PathOf($"glue-mrpc/{name}"),
                Delimiter = "\t",
                Quotes = false,
                HasHeader = true,
                Inputs = Columns(("first", "#1 String as string"), ("second", "#2 String as string")),
                Targets = Columns(("label", "Quality")),
            }.Open();

            var samples = Enumerable.Range(0, source.Count).Select(source.Read).ToList();
            Assert.AreEqual((count, positive), (samples.Count, samples.Count(sample => (long)sample.Targets["label"] == 1)));
            Assert.IsTrue(
                samples.All(sample => ((string)sample.Inputs["first"]).Length > 10 && ((string)sample.Inputs["second"]).Length > 10));
        }
    }
}
