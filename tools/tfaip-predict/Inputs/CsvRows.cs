using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators.Csv;

namespace Tfaip.Predict.Inputs;

/// <summary>
/// Rows of a CSV file, each an input: the code of training reads them, the columns that the model does not need are left out.
/// </summary>
internal static class CsvRows
{
    /// <param name="path">The file; the rows are named by it.</param>
    /// <param name="table">How it is written, and the columns of each input.</param>
    /// <exception cref="TfaipException">The file is missing or is not what it should be, or lacks a column.</exception>
    public static IEnumerable<NamedInput> Read(string path, CsvTable table)
    {
        var parameters = new CsvParams
        {
            Path = path,
            Delimiter = table.Delimiter,
            Quotes = table.Quotes,
            HasHeader = table.HasHeader,
            Inputs = table.Inputs,
        };
        using var source = new CsvSource(path, parameters, header => Check(path, table, header));
        for (var i = 0; i < source.Count; i++)
        {
            var row = i;
            yield return new NamedInput(
                string.Create(CultureInfo.InvariantCulture, $"{path}:{source.LineOf(row)}"), () => source.Read(row).Inputs);
        }
    }

    private static void Check(string path, CsvTable table, IReadOnlyList<string> header)
    {
        string[] missing =
        [
            .. table.Inputs.SelectMany(
                input => CsvColumns.NamesIn(input.Value).Except(header).Select(column => $"'{column}' for the input '{input.Key}'")),
        ];
        if (missing.Length == 0) return;
        throw new TfaipException(
            $"{path}: the model needs the {(missing.Length == 1 ? "column" : "columns")} {string.Join(", ", missing)}; the first row of "
            + "the file names: "
            + $"{string.Join(", ", header)}. Give the columns the names that they have in training; their order does not matter.");
    }
}
