using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators;
using Tfaip.Processors.Pipelines.Generators.Csv;

namespace Tfaip.Predict.Inputs;

/// <summary>Makes the inputs that the arguments of the command line mean, one after the other.</summary>
/// <param name="table">How the package says that CSV files are read; null where it does not, and a row of numbers is the
/// input.</param>
/// <param name="standardInput">Where <c>-</c> reads paths from.</param>
/// <param name="cancellationToken">Ends the wait for a path.</param>
internal sealed class InputReader(CsvTable? table, TextReader standardInput, CancellationToken cancellationToken)
{
    /// <summary>
    /// The inputs. What is wrong with one of them is thrown when that one is read; what is wrong with a file of several stands for
    /// its rest. Null stands where the next one may be long in coming.
    /// </summary>
    public IEnumerable<NamedInput?> Read(IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
        {
            foreach (var input in argument == "-" ? ReadPaths() : PathPattern.ExpandArgument(argument).SelectMany(ReadFile))
                yield return input;
        }
    }

    private IEnumerable<NamedInput?> ReadPaths()
    {
        while (ReadPath() is { } line)
        {
            if (line.Length == 0) continue;
            foreach (var input in ReadFile(line)) yield return input;
            yield return null;
        }
    }

    // A console blocks its reader until there is a line; on a thread of its own, that is no reason to wait.
    private string? ReadPath() => Task.Run(standardInput.ReadLine, cancellationToken).WaitAsync(cancellationToken).GetAwaiter().GetResult();

    private IEnumerable<NamedInput?> ReadFile(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".csv" when table is not null => Guarded(path, CsvRows.Read(path, table), () => false),
            ".tsv" when table is not null => Guarded(path, CsvRows.Read(path, table with { Delimiter = "\t" }), () => false),
            ".csv" => Guarded(path, lines => NumberRows.Read(path, lines, ',')),
            ".tsv" => Guarded(path, lines => NumberRows.Read(path, lines, '\t')),
            ".jsonl" => Guarded(path, lines => JsonLines.Read(path, lines)),
            _ => [NamedInput.Of(path, path)],
        };
    }

    private static IEnumerable<NamedInput?> Guarded(string path, Func<IEnumerable<string>, IEnumerable<NamedInput>> read)
    {
        var file = new TextLines(path);
        return Guarded(path, read(file.Read()), () => file.MayWait);
    }

    // A file that breaks off becomes an input that says so: those before it keep their answers.
    private static IEnumerable<NamedInput?> Guarded(string path, IEnumerable<NamedInput> read, Func<bool> mayWait)
    {
        using var inputs = read.GetEnumerator();
        while (true)
        {
            TfaipException? fault = null;
            try
            {
                if (!inputs.MoveNext()) yield break;
            }
            catch (TfaipException error)
            {
                fault = error;
            }

            if (fault is null)
            {
                yield return inputs.Current;
                if (mayWait()) yield return null;
                continue;
            }

            yield return new NamedInput(path, () => throw fault);
            yield break;
        }
    }
}
