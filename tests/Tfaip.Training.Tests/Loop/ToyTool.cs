using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Tfaip.Commands.Verbs;
using Tfaip.Training.Definition;
using Tfaip.Training.Runs;
using Tfaip.Training.Scenarios;

namespace Tfaip.Training.Tests.Loop;

/// <summary>The tool in this process over the toy scenario, in a folder of its own with a configuration.</summary>
internal sealed class ToyTool : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Type[] _types;

    /// <param name="config">The configuration.</param>
    /// <param name="types">The classes of the scenario: by default the toy model, and the toy data where none is among them.</param>
    public ToyTool(string config, params Type[] types)
    {
        if (types.Length == 0) types = [typeof(ToyModel)];
        if (!types.Any(type => type.IsSubclassOf(typeof(Scenario)))) types = [.. types, typeof(ToyScenario)];
        _types = types.Any(type => type.IsSubclassOf(typeof(Data))) ? types : [.. types, typeof(ToyData)];
        File.WriteAllText(In("Toy.csproj"), "");
        File.WriteAllText(Config, config);
    }

    public string Config => In("config.yaml");

    /// <summary>Whether standard output is a terminal.</summary>
    public bool IsTerminal { get; set; }

    public string In(params string[] names) => _folder.In(names);

    /// <summary>Every file and folder with its size and time, to see whether anything was touched.</summary>
    public string Listing() => string.Join('\n', Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => File.Exists(path) ? $"{path} {new FileInfo(path).Length} {File.GetLastWriteTimeUtc(path):O}" : path));

    public (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var output = new StringWriter();
        var (code, error) = Run(output, outputFailure: null, arguments);
        return (code, output.ToString().ReplaceLineEndings("\n"), error);
    }

    /// <summary>Runs the tool over a standard output of the caller's.</summary>
    public (int Code, string Error) Run(TextWriter output, Func<string?>? outputFailure, params string[] arguments)
    {
        var error = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No, Interactive = IsTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 200;
        var command = new TrainCommand(console, error, new RunEnvironment(), (_, _) =>
            new ScenarioDefinition(typeof(ToyModel).Assembly, _types), outputFailure);
        return (command.Run(arguments), error.ToString().ReplaceLineEndings("\n"));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs the tool, which must have no error, and reads the metrics of the file that it writes.</summary>
    public IReadOnlyDictionary<string, double> Evaluate(params string[] arguments)
    {
        var (code, _, error) = Run(["evaluate", .. arguments, "--json", In("values.json")]);
        Assert.AreEqual((0, ""), (code, error));
        return Metrics();
    }

    /// <summary>The metrics of the file that an evaluation wrote last.</summary>
    public IReadOnlyDictionary<string, double> Metrics()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(In("values.json")));
        return new OrderedDictionary<string, double>(json.RootElement.GetProperty("metrics").EnumerateObject()
            .Select(value => KeyValuePair.Create(value.Name, value.Value.ValueKind == JsonValueKind.String
                ? double.Parse(value.Value.GetString()!, CultureInfo.InvariantCulture)
                : value.Value.GetDouble())));
    }
}
