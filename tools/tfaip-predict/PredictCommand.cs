using System.Reflection;
using CommandLine;
using CommandLine.Text;
using Tfaip.Inference;
using Tfaip.Parameters;
using Tfaip.Parameters.Streams;
using Tfaip.Predict.Answers;
using Tfaip.Predict.Inputs;
using Tfaip.Processors;
using Tfaip.Processors.Imaging;
using Tfaip.Processors.Text;

namespace Tfaip.Predict;

/// <summary>The tool <c>tfaip-predict</c>, from its arguments to its exit code.</summary>
/// <param name="input">Standard input.</param>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="outputFailure">Says why standard output could not be written; null where it always could.</param>
internal sealed class PredictCommand(TextReader input, TextWriter output, TextWriter error, Func<string?>? outputFailure = null)
{
    private readonly TextWriter _error = PlainWriter.Over(error);

    // As many as the graph runs over at once.
    private static int BatchSize => new PredictorOptions().BatchSize;

    private static string Version => "tfaip-predict " + typeof(PredictCommand).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Runs the tool.</summary>
    /// <param name="arguments">The arguments of the command line.</param>
    /// <param name="cancellationToken">Ends it after the inputs that it works on.</param>
    /// <returns>0, 1 where the package or an input failed, 2 where the command line is wrong, 130 where it was stopped.</returns>
    public int Run(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        using var parser = new Parser(settings => settings.HelpWriter = null);
        var parsed = parser.ParseArguments<PredictOptions>(arguments);
        try
        {
            RefuseMissingValue(arguments);
            var exitCode = parsed.MapResult(options => Predict(options, cancellationToken), errors => Explain(parsed, [.. errors]));
            StandardOutput.Flush();
            return exitCode;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (TfaipException exception)
        {
            Report(exception, parsed.Value?.Verbose == true);
            return exception is ConfigurationException or CommandLineException ? ExitCode.WrongConfiguration : ExitCode.Failed;
        }
        catch (Exception exception)
        {
            // A fault of the program: its stack trace is what is needed to mend it.
            _error.WriteLine(exception);
            return ExitCode.Failed;
        }
    }

    // The parser takes an option at the end without its value as one that is not given.
    private static void RefuseMissingValue(IReadOnlyList<string> arguments)
    {
        var withValues = typeof(PredictOptions).GetProperties().Where(property => property.PropertyType == typeof(string))
            .Select(property => property.GetCustomAttribute<OptionAttribute>()).OfType<OptionAttribute>()
            .Select(option => $"--{option.LongName}");
        if (arguments.Count > 0 && withValues.Contains(arguments[^1]))
            throw new CommandLineException($"{arguments[^1]}: the value is missing.");
    }

    private int Predict(PredictOptions options, CancellationToken cancellationToken)
    {
        if (!options.Inputs.Any())
            throw new CommandLineException(
                "There is no input: tfaip-predict PACKAGE INPUT… Give -, and the paths come from standard input.");
        using var predictor = Predictor.Load(options.Package, new()
        {
            Processors = ProcessorCatalog.Default.With(ImagingProcessors.Assembly, TextProcessors.Assembly),
            Graph = options.Graph,
            Device = options.Device,
            AllowFallback = options.AllowFallback,
            Warn = _error.WriteLine,
        });
        if (options.Output is null) return Predict(predictor, options, StandardOutput, cancellationToken);

        using var file = new AnswerFile(options.Output);
        var exitCode = Predict(predictor, options, file.Writer, cancellationToken);
        file.Complete();
        return exitCode;
    }

    private AnswerWriter StandardOutput => new(output, outputFailure ?? (() => null));

    private int Predict(Predictor predictor, PredictOptions options, AnswerWriter answers, CancellationToken cancellationToken)
    {
        var exitCode = ExitCode.Success;
        var batches = new BatchedAnswers(predictor, error =>
        {
            Report(error, options.Verbose);
            exitCode = ExitCode.Failed;
        });
        using var queue = new InputQueue(
            new InputReader(predictor.Manifest.Csv, input, cancellationToken).Read(options.Inputs), BatchSize, cancellationToken);
        while (queue.Take() is { } inputs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var line in batches.Answer(inputs)) answers.Write(line);
            answers.Flush();
        }

        return exitCode;
    }

    private void Report(TfaipException exception, bool verbose) => _error.WriteLine(verbose ? exception.ToString() : exception.Message);

    private int Explain(ParserResult<PredictOptions> parsed, Error[] errors)
    {
        if (errors.IsVersion())
        {
            output.WriteLine(Version);
            return ExitCode.Success;
        }

        if (errors.IsHelp())
        {
            output.WriteLine(HelpOf(parsed));
            return ExitCode.Success;
        }

        // An option that is not known takes the place of what is then missing.
        throw new CommandLineException(Explain(errors.FirstOrDefault(fault => fault is UnknownOptionError) ?? errors[0]));
    }

    private static string HelpOf(ParserResult<PredictOptions> parsed) => HelpText.AutoBuild(
        parsed,
        help =>
        {
            help.Heading = Version;
            help.Copyright = $"\ntfaip-predict PACKAGE INPUT… [--graph NAME] [--output FILE] [--device DEVICE]";
            help.AdditionalNewLineAfterOption = false;
            help.AddDashesToOption = true;
            help.MaximumDisplayWidth = 120;
            return help;
        },
        example => example).ToString();

    private static string Explain(Error error) => error switch
    {
        UnknownOptionError unknown => $"-{(unknown.Token.Length > 1 ? "-" : "")}{unknown.Token}: there is no such option. tfaip-predict "
            + "--help shows those there are.",
        MissingRequiredOptionError => "The package is missing: tfaip-predict PACKAGE INPUT…",
        MissingValueOptionError missing => $"--{missing.NameInfo.LongName}: the value is missing.",
        RepeatedOptionError repeated => $"--{repeated.NameInfo.LongName} is given more than once.",
        _ => $"The command line is not understood ({error.Tag}). tfaip-predict --help shows how it is written.",
    };
}
