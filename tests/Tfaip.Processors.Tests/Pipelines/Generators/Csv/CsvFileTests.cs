using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators.Csv;

namespace Tfaip.Processors.Tests.Pipelines.Generators.Csv;

[TestClass]
public sealed class CsvFileTests : IDisposable
{
    private static readonly string[] Parts =
        ["a", "bc", "é", ",", "\n", "\r\n", "\n\n", "\"x\"", "\"x,\ny\"", "\"\"\"\"", "\"", "\"p\"\"q\""];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_file_that_is_read_by_offset_has_the_records_of_one_that_is_held() =>
        Gen.Select(Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[1, 40], Gen.Int[1, 30], Gen.Bool)
            .Sample((parts, partLength, hasQuotes) =>
            {
                using var folder = new TestFolder();
                var path = folder.Write("rows.csv", string.Concat(parts));
                return Text(path, hasQuotes, int.MaxValue) == Text(path, hasQuotes, partLength);
            }, iter: 2000);

    [TestMethod]
    public void Errors_name_the_line_of_the_file()
    {
        var path = _folder.Write("rows.csv", string.Concat(Enumerable.Range(1, 50).Select(i => $"{i},\"two\nlines\",x\n")) + "51,\"open\n");
        var error = Assert.ThrowsExactly<TfaipException>(() => new CsvFile(path, new CsvDialect(',', hasQuotes: true), partLength: 64));
        Assert.AreEqual($"{path}:101:4: the quote is never closed.", error.Message);
    }

    [TestMethod]
    public void A_file_that_becomes_shorter_is_an_error()
    {
        var path = _folder.Write("rows.csv", string.Concat(Enumerable.Range(1, 50).Select(i => $"{i},x\n")));
        using var file = new CsvFile(path, new CsvDialect(',', hasQuotes: true), partLength: 64);
        File.WriteAllText(path, "1,x\n");
        var error = Assert.ThrowsExactly<TfaipException>(() => file.Read(40));
        Assert.AreEqual($"The CSV file {path} has become shorter since it was opened. Leave it as it is while it is read.", error.Message);
    }

    private static string Text(string path, bool hasQuotes, int partLength)
    {
        try
        {
            using var file = new CsvFile(path, new CsvDialect(',', hasQuotes), partLength);
            return string.Join('\n', Enumerable.Range(0, file.Count).Select(i =>
            {
                var (text, place) = file.Read(i);
                var fields = text.FieldsOf(place).Select(field => $"{text.TextOf(field)} at {text.Error(field, "").Message}");
                return $"{text.LineOf(place)}: {string.Join('|', fields)}";
            }));
        }
        catch (TfaipException error)
        {
            return error.Message;
        }
    }
}
