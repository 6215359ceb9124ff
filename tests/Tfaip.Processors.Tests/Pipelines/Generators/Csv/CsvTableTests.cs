using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Combining;
using Tfaip.Processors.Pipelines.Generators.Csv;

namespace Tfaip.Processors.Tests.Pipelines.Generators.Csv;

[TestClass]
public sealed class CsvTableTests
{
    [TestMethod]
    [DataRow("b..d", "b, c, d")]
    [DataRow("b..b", "b..b")]
    [DataRow("d", "d")]
    [DataRow("3, 1 as int64", "d, b as int64")]
    [DataRow("c as string", "c as string")]
    [DataRow("0..0 as float32", "a..a")]
    [DataRow("4", "\"2024\"")]
    [DataRow("5, 6", "\"x, y\", \" as \"")]
    [DataRow("7, 8", "7, 8")]
    public void The_columns_of_a_file_with_a_header_are_named_one_by_one(string columns, string expected)
    {
        using var folder = new TestFolder();
        var csv = new CsvParams { Path = folder.Write("rows.csv", Rows), HasHeader = true, Inputs = Of(columns) };

        var table = CsvTable.Of(csv)!;

        Assert.AreEqual(expected, table.Inputs["x"]);
        Assert.AreEqual((",", true, true), (table.Delimiter, table.Quotes, table.HasHeader));
        Assert.AreEqual(Values(csv), Values(csv with { Inputs = table.Inputs }));
    }

    [TestMethod]
    public void The_columns_of_a_file_without_a_header_stay_as_they_are()
    {
        using var folder = new TestFolder();
        var csv = new CsvParams
        {
            Path = folder.Write("rows.csv", "1;2\n"u8.ToArray()),
            Delimiter = ";",
            Quotes = false,
            Inputs = Of("0..1")
        };

        var table = CsvTable.Of(csv)!;

        Assert.AreEqual((";", false, false, "0..1"), (table.Delimiter, table.Quotes, table.HasHeader, table.Inputs["x"]));
    }

    [TestMethod]
    public void The_first_files_of_a_generator_over_others_are_meant()
    {
        using var folder = new TestFolder();
        var csv = new CsvParams { Path = folder.Write("rows.csv", Rows), HasHeader = true, Inputs = Of("a") };
        GeneratorParams[] generators =
        [
            new SplitParams { Source = csv, Part = SplitPart.Training },
            new ConcatParams { Sources = [new TestGenerator(), csv] },
            new MixParams { Sources = [csv, new TestGenerator()], Ratios = [1, 1] },
        ];
        foreach (var generator in generators) Assert.AreEqual("a", CsvTable.Of(generator)!.Inputs["x"]);
        Assert.IsNull(CsvTable.Of(new TestGenerator()));
        Assert.IsNull(CsvTable.Of(null));
    }

    private static byte[] Rows => "a,b,c,d,2024,\"x, y\",\" as \",e,e\n1,2,3,4,5,6,7,8,9\n"u8.ToArray();

    private static Dictionary<string, string> Of(string columns) => new() { ["x"] = columns };

    private static string Values(CsvParams csv)
    {
        using var source = csv.Open();
        var value = source.Read(0).Inputs["x"];
        return value is System.Numerics.Tensors.Tensor<float> tensor ? string.Join(' ', tensor.ToArray())
            : value is System.Numerics.Tensors.Tensor<long> numbers ? string.Join(' ', numbers.ToArray())
            : $"{value.GetType().Name} {value}";
    }

    private sealed record TestGenerator : GeneratorParams
    {
        public override ISampleSource Open() => throw new NotSupportedException();
    }
}
