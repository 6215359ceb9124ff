using Tfaip.Configuration.Descriptions;
using Tfaip.Configuration.Descriptions.Layout;
using Tfaip.Configuration.Descriptions.Places;
using Tfaip.Configuration.Descriptions.Schemas;
using Tfaip.Configuration.Diagnostics;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Streams;

namespace Tfaip.Configuration.Programs;

/// <summary>
/// A program that a file configures and its command line overrides: <c>NAME CONFIG [--PARAMETER VALUE…]</c>. It answers
/// <c>--help [PATH]</c>, <c>--explain PATH</c>, <c>--print-config</c> and <c>--schema</c> by itself, and shows errors with their line.
/// </summary>
/// <typeparam name="T">The parameters: a record whose properties have defaults.</typeparam>
/// <example>
/// <code>
/// return new ConfiguredProgram&lt;Settings&gt;("greet").Run(args, settings =&gt;
/// {
///     Console.WriteLine(settings.Greeting);
///     return 0;
/// });
/// </code>
/// </example>
public sealed class ConfiguredProgram<T>
    where T : class
{
    private const int PageWidth = 120;

    private static readonly string[] Questions = ["--help", "--explain", "--print-config", "--schema"];

    private readonly string _name;
    private readonly VariantCatalog _catalog;
    private readonly TextWriter _output;
    private readonly TextWriter _error;

    /// <summary>Creates the program.</summary>
    /// <param name="name">Its name, as it is typed.</param>
    /// <param name="catalog">The variants of polymorphic parameters; null for those in the assembly of the parameters.</param>
    /// <param name="output">Where answers are written; null for standard output.</param>
    /// <param name="error">Where errors are written; null for standard error.</param>
    public ConfiguredProgram(string name, VariantCatalog? catalog = null, TextWriter? output = null, TextWriter? error = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (_name, _catalog) = (name, catalog ?? VariantCatalog.Empty.With(typeof(T).Assembly));
        (_output, _error) = (output ?? Console.Out, error ?? Console.Error);
    }

    /// <summary>Reads the parameters and runs, or answers what is asked.</summary>
    /// <param name="arguments">The arguments of the command line.</param>
    /// <param name="run">The program itself; gives the exit code.</param>
    /// <returns>The exit code: that of the program, 0 for an answer, 2 where configuration or command line are wrong.</returns>
    public int Run(IReadOnlyList<string> arguments, Func<T, int> run)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(run);
        try
        {
            return Execute(arguments, run);
        }
        catch (ConfigurationException exception)
        {
            new ErrorRenderer(SourceLines.OfFiles(), new(_name, arguments), ErrorStyle.Plain).Write(exception, _error);
        }
        catch (UnknownPlaceException exception)
        {
            _error.WriteLine(exception.Message);
        }

        return ExitCode.WrongConfiguration;
    }

    private int Execute(IReadOnlyList<string> arguments, Func<T, int> run)
    {
        if (arguments is ["--schema"])
        {
            _output.Write(SchemaJson.Write(new SchemaBuilder(_catalog, isOpen: false).Build(typeof(T), $"Configuration of {_name}")));
            return 0;
        }

        if (arguments is [] || arguments[0].StartsWith("--", StringComparison.Ordinal))
        {
            (arguments is ["--help"] ? _output : _error).WriteLine(
                $"{_name} CONFIG [--PARAMETER VALUE…]; about CONFIG: --help [PATH], --explain PATH, --print-config; --schema alone prints "
                + "its JSON schema.");
            return arguments is ["--help"] ? ExitCode.Success : ExitCode.WrongConfiguration;
        }

        var (question, path, groups) = Split(arguments);
        var config = ConfigFile.Load(arguments[0], groups);
        var inspection = ResolvedConfig.Inspect(config, typeof(T), _catalog);
        var answers = new Answers(inspection, config.Layers, _catalog, new PageWriter(_output, PageWidth, isColoured: false));
        if (question == "--help") answers.Help(path, $"Parameters of {_name}, as {arguments[0]} and the command line configure them.");
        if (question == "--explain") answers.Explain(path);
        if (inspection.Errors.Count > 0) throw new ConfigurationException(inspection.Errors);
        if (question == "--print-config") _output.Write(CommentedConfig.Of(inspection.Value!, inspection.Root, _catalog));
        return question is null ? run((T)inspection.Value!) : 0;
    }

    // The question with its path, and what is left: parameters that stand together, with the position of the first, from 1.
    private static (string? Question, string Path, List<(IReadOnlyList<string> Arguments, int FirstPosition)> Groups) Split(
        IReadOnlyList<string> arguments)
    {
        var asked = Enumerable.Range(1, arguments.Count - 1).FirstOrDefault(i => Questions.Contains(arguments[i]));
        if (asked == 0) return (null, "", Groups((1, arguments.Count)));
        var next = arguments.ElementAtOrDefault(asked + 1);
        var hasPath = arguments[asked] is "--help" or "--explain" && next?.StartsWith("--", StringComparison.Ordinal) == false;
        return (arguments[asked], hasPath ? next! : "", Groups((1, asked), (asked + (hasPath ? 2 : 1), arguments.Count)));

        List<(IReadOnlyList<string> Arguments, int FirstPosition)> Groups(params (int From, int To)[] ranges) =>
            [.. ranges.Where(range => range.From < range.To).Select(range =>
                ((IReadOnlyList<string>)[.. arguments.Skip(range.From).Take(range.To - range.From)], range.From + 1))];
    }
}
