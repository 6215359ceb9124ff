using System.Globalization;
using CommandLine;
using CommandLine.Text;
using Tfaip.Commands.Scenarios;
using Tfaip.Export.Packaging;
using Tfaip.Inference.Packages;
using Tfaip.Parameters;
using Tfaip.Parameters.Streams;
using Tfaip.Processors;
using Tfaip.Processors.Imaging;
using Tfaip.Processors.Text;
using Tfaip.Torch.Native;
using Tfaip.Training.Runs;

namespace Tfaip.Commands.Exporting;

/// <summary>The tool <c>tfaip-export</c>, from its arguments to its exit code.</summary>
internal sealed class ExportCommand
{
    private readonly PlainWriter _output;
    private readonly PlainWriter _error;
    private readonly Func<string?> _outputFailure;
    private readonly Func<string, Action<string>?, ExportableRun> _open;
    private readonly ScenarioLaunch? _launch;

    /// <summary>Creates the tool, whose runs are opened by the programs of their scenarios.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="outputFailure">Says why standard output could not be written; null where it always could.</param>
    /// <param name="launch">Starts the program of a scenario in the place of this one.</param>
    public ExportCommand(TextWriter output, TextWriter error, Func<string?>? outputFailure, ScenarioLaunch launch)
        : this(output, error, outputFailure) => _launch = launch;

    /// <summary>Creates the tool within the program of a scenario.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="outputFailure">Says why standard output could not be written; null where it always could.</param>
    /// <param name="open">Opens a run; null where there are none.</param>
    public ExportCommand(
        TextWriter output, TextWriter error, Func<string?>? outputFailure = null, Func<string, Action<string>?, ExportableRun>? open = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        (_output, _error, _outputFailure, _open) = (new PlainWriter(output), new PlainWriter(error),
            outputFailure ?? (() => null), open ?? ((run, _) => throw new InvalidOperationException($"{run}: nothing here opens runs.")));
    }

    /// <summary>Runs the tool.</summary>
    /// <param name="arguments">The arguments of the command line.</param>
    /// <returns>0, 1 where it failed, 2 where configuration or command line are wrong.</returns>
    public int Run(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var (exitCode, isAnswer) = WorkThread.Run(() => Execute(arguments));
        _output.Flush();
        if (exitCode != ExitCode.Success || !isAnswer || _outputFailure() is not { } failure) return exitCode;
        _error.WriteLine(failure);
        return ExitCode.Failed;
    }

    // An export writes a file, and tells of it; whoever asks anything else wants what is printed.
    private (int ExitCode, bool IsAnswer) Execute(IReadOnlyList<string> arguments)
    {
        using var parser = new Parser(settings =>
        {
            settings.HelpWriter = null;
            settings.AllowMultiInstance = true;
            settings.ParsingCulture = CultureInfo.InvariantCulture;
        });
        var parsed = parser.ParseArguments<RunOptions, ModuleOptions, InspectOptions, VerifyOptions>(arguments);
        return (Execute(arguments, parsed), parsed.Value is not (RunOptions or ModuleOptions));
    }

    private int Execute(IReadOnlyList<string> arguments, ParserResult<object> parsed)
    {
        try
        {
            RefuseMisread(arguments, parsed.Value as CommonOptions);
            return parsed.MapResult<RunOptions, ModuleOptions, InspectOptions, VerifyOptions, int>(
                Export, ExportModule, Inspect, Verify, errors => Explain(parsed, [.. errors]));
        }
        catch (Exception exception) when (LibTorch.ExplainLoading(exception) is { } explanation)
        {
            _error.WriteLine(explanation);
            return ExitCode.Failed;
        }
        catch (TfaipException exception)
        {
            _error.WriteLine(
                (parsed.Value as CommonOptions)?.Verbose == true ? exception.ToString() : LibTorchErrors.WithoutFrames(exception.Message));
            return exception is ConfigurationException or CommandLineException ? ExitCode.WrongConfiguration : ExitCode.Failed;
        }
        catch (Exception exception)
        {
            // A fault of the program: its stack trace is what is needed to mend it.
            _error.WriteLine(LibTorchErrors.WithoutFrames(exception.ToString()));
            return ExitCode.Failed;
        }
    }

    private int Export(RunOptions options)
    {
        var path = options.Output ?? Path.Combine(options.Run, "model.tfaip");
        if (options.Output is not null) OutputFile.Check(options.Output);
        LaunchFor(options.Run);
        _output.WriteLine($"Opening the run {options.Run}");
        using var run = _open(options.Run, _output.WriteLine);
        _output.WriteLine($"Exporting the model of the scenario {run.Scenario}: recording it, and comparing the graph with it");
        if (!path.EndsWith(RunOnnx.Extension, StringComparison.OrdinalIgnoreCase))
        {
            RunPackage.Write(run, path);
            _output.WriteLine($"Written: {path}");
            return ExitCode.Success;
        }

        foreach (var file in RunOnnx.Write(run, path)) _output.WriteLine($"Written: {file}");
        _output.WriteLine("An ONNX file holds the graph alone. The processors and resources of the model are in a package, model.tfaip");
        return ExitCode.Success;
    }

    private int ExportModule(ModuleOptions options)
    {
        new ModuleExport(options, _output).Run();
        return ExitCode.Success;
    }

    private int Inspect(InspectOptions options)
    {
        using var package = Package.Open(
            options.Package, ProcessorCatalog.Default.With(ImagingProcessors.Assembly, TextProcessors.Assembly));
        _output.Write(PackageReport.Of(package));
        return ExitCode.Success;
    }

    private int Verify(VerifyOptions options)
    {
        if (!GraphVerification.IsOnnx(options.File) && File.Exists(options.File))
            LaunchFor(options.Run ?? Path.GetDirectoryName(Path.GetFullPath(options.File))!);
        new GraphVerification(options, _output, _open).Run();
        return ExitCode.Success;
    }

    // A launcher's process ends here: that of the scenario goes on.
    private void LaunchFor(string run) => _launch?.Start(RunFile.Read(run).ScenarioAssembly, _output.WriteLine);

    private int Explain(ParserResult<object> parsed, Error[] errors)
    {
        if (errors.IsVersion())
        {
            _output.WriteLine(Version);
            return ExitCode.Success;
        }

        if (errors.IsHelp())
        {
            _output.WriteLine(HelpOf(parsed));
            return ExitCode.Success;
        }

        // An option that is not known takes the place of what is then missing.
        throw new CommandLineException(Explain(errors.FirstOrDefault(error => error is UnknownOptionError) ?? errors[0]));
    }

    // What the parser lets pass: arguments beyond the last place, and an option at the end without its value.
    private static void RefuseMisread(IReadOnlyList<string> arguments, CommonOptions? options)
    {
        if (arguments.Count > 0 && arguments[0] != "inspect" && OptionNames.WithValues.Contains(arguments[^1]))
            throw new CommandLineException($"{arguments[^1]}: the value is missing.");
        if (options is null) return;
        if (options.Surplus.FirstOrDefault() is { } surplus)
            throw new CommandLineException(
                $"'{surplus}' is one argument too many. tfaip-export --help shows how the command line is written.");
        foreach (var (name, count) in arguments.Where(OptionNames.Single.Contains).Select(OptionNames.Long).CountBy(name => name))
        {
            if (count > 1) throw new CommandLineException($"{name} is given more than once.");
        }
    }

    private static string Version => $"tfaip-export {PackageWriter.Producer.Split(' ')[1]}";

    private static string HelpOf(ParserResult<object> parsed) => HelpText.AutoBuild(
        parsed,
        help =>
        {
            help.Heading = Version;
            help.Copyright = $"\ntfaip-export RUN [-o FILE]\n{ModuleUsage}\ntfaip-export inspect PACKAGE\ntfaip-export verify PACKAGE "
                + "[--run RUN]\ntfaip-export verify NET.onnx --assembly FILE --type CLASS [--arguments JSON] [--weights FILE] [--input "
                + "SPEC …]";
            help.AdditionalNewLineAfterOption = false;
            help.AddDashesToOption = true;
            help.MaximumDisplayWidth = 120;
            return help;
        },
        example => example,
        verbsIndex: true).ToString();

    private const string ModuleUsage =
        "tfaip-export module --assembly FILE --type CLASS [--arguments JSON] [--weights FILE] --input SPEC [--input SPEC …] -o FILE";

    private static string Explain(Error error) => error switch
    {
        UnknownOptionError unknown =>
            $"-{(unknown.Token.Length > 1 ? "-" : "")}{unknown.Token}: there is no such option. tfaip-export --help shows those there are.",
        MissingRequiredOptionError { NameInfo.LongName: { Length: > 0 } name } => $"--{name} is missing: {ModuleUsage}.",
        MissingRequiredOptionError or NoVerbSelectedError =>
            "The run directory or package is missing: tfaip-export RUN [-o FILE], or tfaip-export inspect PACKAGE.",
        MissingValueOptionError missing => $"--{missing.NameInfo.LongName}: the value is missing.",
        BadFormatConversionError bad => $"--{bad.NameInfo.LongName}: the value is not a number.",
        RepeatedOptionError repeated => $"--{repeated.NameInfo.LongName} is given more than once.",
        _ => $"The command line is not understood ({error.Tag}). tfaip-export --help shows how it is written.",
    };
}
