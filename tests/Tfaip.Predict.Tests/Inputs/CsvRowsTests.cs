using System.IO.Compression;
using Tfaip.Inference.Tests.Support;

namespace Tfaip.Predict.Tests.Inputs;

/// <summary>CSV files for a package that says how they are read.</summary>
[TestClass]
public sealed class CsvRowsTests
{
    private TestPackage _package = null!;

    [TestInitialize]
    public void Create() => _package = TestPackage.ClassifierOfTables();

    [TestCleanup]
    public void Delete() => _package.Dispose();

    [TestMethod]
    public void The_file_that_a_model_was_trained_with_is_read_as_it_is()
    {
        var rows = Write("rows.csv", "id;a;b;c;d;label\nx;8;0;0;0;even\n\n\"y;\";8;0;0;0;odd\n");
        Assert.AreEqual((0, Even($"{rows}:2") + Even($"{rows}:4"), ""), Run(rows));
    }

    [TestMethod]
    public void Columns_may_have_another_order_and_others_may_stand_between_them()
    {
        var rows = Write("rows.csv", "d;label;c;b;note;a\n0;;0;0;n;8\n");
        Assert.AreEqual((0, Even($"{rows}:2"), ""), Run(rows));
    }

    [TestMethod]
    public void A_file_of_tabs_is_read_by_its_name_and_a_compressed_one_too()
    {
        var rows = Write("rows.tsv", "d\tc\tb\ta\n0\t0\t0\t8\n");
        var compressed = Path.Combine(_package.Folder, "rows.csv.gz");
        using (var gzip = new GZipStream(File.Create(compressed), CompressionLevel.Fastest)) gzip.Write("a;b;c;d\n8;0;0;0\n"u8);
        Assert.AreEqual((0, Even($"{rows}:2") + Even($"{compressed}:2"), ""), Run(rows, compressed));
    }

    [TestMethod]
    [DataRow("a;b;d\n1;2;3\n", "column 'c' for the input 'image'", "a, b, d")]
    [DataRow("a;B;C;d\n1;2;3;4\n", "columns 'b' for the input 'image', 'c' for the input 'image'", "a, B, C, d")]
    [DataRow("a,b,c,d\n1,2,3,4\n", "columns 'a' for the input 'image', 'b' for the input 'image', 'c' for the input 'image', 'd' for the "
        + "input 'image'", "a,b,c,d")]
    public void Columns_that_are_missing_are_named(string content, string missing, string header)
    {
        var rows = Write("rows.csv", content);
        Assert.AreEqual(
            (1, "", $"{rows}: the model needs the {missing}; the first row of the file names: {header}. Give the columns the names that "
                + "they have in training; their order does not matter.\n"),
            Run(rows));
    }

    [TestMethod]
    public void A_row_that_is_wrong_does_not_stop_the_others()
    {
        var rows = Write("rows.csv", "a;b;c;d\n8;0;x;0\n8;0;0;0\n");
        Assert.AreEqual((1, Even($"{rows}:3"), $"{rows}:2:5: 'x' is not a finite float32 number.\n"), Run(rows));
    }

    [TestMethod]
    public void A_file_without_rows_and_one_that_is_not_there_are_errors()
    {
        var (empty, none) = (Write("rows.csv", "a;b;c;d\n"), Path.Combine(_package.Folder, "none.csv"));
        Assert.AreEqual(
            (1, "", $"The CSV file {empty} has no rows.\nThe CSV file {none} does not exist. Put the file there, or correct the path in "
                + "the configuration.\n"), Run(empty, none));
    }

    private static string Even(string input) =>
        $$"""{"input":"{{input}}","label":"even","logits":[4,0],"probabilities":[0.98201376,0.01798621],"probability":0.98201376}""" + "\n";

    private string Write(string name, string content)
    {
        var path = Path.Combine(_package.Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private (int Code, string Output, string Error) Run(params string[] inputs)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = new PredictCommand(TextReader.Null, output, error).Run([_package.Path, .. inputs]);
        return (code, output.ToString(), error.ToString());
    }
}
