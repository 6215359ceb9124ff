using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Tests.Parameters;

namespace Tfaip.Configuration.Tests.Reading;

/// <summary>
/// Configuration files and environment variables that are nowhere but in a test; the first file is the one that is named.
/// </summary>
internal sealed class MemoryFiles(params (string Name, string Text)[] files)
{
    private static readonly VariantCatalog Catalog = VariantCatalog.Empty.With(typeof(RunSample).Assembly);

    private readonly Dictionary<string, string> _variables = [];

    public MemoryFiles(string yaml)
        : this(("config.yaml", yaml))
    {
    }

    public MemoryFiles With(string variable, string value)
    {
        _variables[variable] = value;
        return this;
    }

    public LoadedConfig Load(params string[] arguments) =>
        ConfigFile.Load(files[0].Name, [(arguments, 2)], Read, _variables.GetValueOrDefault);

    public Inspection Inspect(params string[] arguments) => ResolvedConfig.Inspect(Load(arguments), typeof(RunSample), Catalog);

    /// <summary>The record, which must be right.</summary>
    public RunSample Bind(params string[] arguments)
    {
        var inspection = Inspect(arguments);
        if (inspection.Errors.Count > 0) throw new ConfigurationException(inspection.Errors);
        return (RunSample)inspection.Value!;
    }

    /// <summary>All errors, as they are printed.</summary>
    public string Errors(params string[] arguments)
    {
        try
        {
            return string.Join('\n', Inspect(arguments).Errors);
        }
        catch (ConfigurationException error)
        {
            return error.Message.ReplaceLineEndings("\n");
        }
    }

    private string Read(string path, FileOrigin? includedAt)
    {
        var fullPath = Path.GetFullPath(path);
        var text = files.FirstOrDefault(file => Path.GetFullPath(file.Name) == fullPath).Text;
        // The messages of files that are missing are those of real ones.
        return text ?? ConfigText.Read(path, includedAt);
    }
}
