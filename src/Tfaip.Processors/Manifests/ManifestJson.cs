using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Manifests;

/// <summary>The manifest as JSON: UTF-8, two spaces of indentation, LF. The same manifest gives the same bytes.</summary>
public static class ManifestJson
{
    private static readonly JsonWriterOptions Format = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Packages that have none are written without them, as before there were any.
    private const string Graphs = "graphs";
    private const string Csv = "csv";

    /// <summary>
    /// Writes a manifest, complete: every field, defaults too; <c>graphs</c> only where there are further ones, <c>csv</c> only
    /// where the package says how CSV files are read.
    /// </summary>
    public static byte[] Write(Manifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Format)) JsonNodes.Write(writer, ToNode(manifest));
        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="catalog">The processors that it may name.</param>
    /// <param name="fileName">What messages call the file.</param>
    /// <param name="resources">
    /// Gives the content of a file of the package, when a processor asks for a resource. Default: null, the manifest alone is read.
    /// </param>
    /// <exception cref="TfaipException">
    /// It is not a manifest of this format version, has unknown or missing fields, or names a processor that the catalog does not have.
    /// </exception>
    public static Manifest Read(
        ReadOnlySpan<byte> json, VariantCatalog catalog, string fileName, Func<string, ReadOnlyMemory<byte>>? resources = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(fileName);
        try
        {
            var root = JsonNodes.Read(Decode(json, fileName), fileName) as MappingNode
                ?? throw new TfaipException($"{fileName}: this is not a manifest: not an object.");
            RefuseOtherVersions(root);
            RefuseMissing(root);
            RefuseUnknownProcessors(root, "pre_processing", catalog);
            RefuseUnknownProcessors(root, "post_processing", catalog);
            return ToManifest(
                (ManifestDocument)ParameterBinder.Bind(typeof(ManifestDocument), root, catalog, null, resources ?? RefuseContents),
                fileName);
        }
        catch (ConfigurationException error)
        {
            // What is wrong here is the package, not a configuration that somebody could correct.
            throw new TfaipException(error.Message, error);
        }
    }

    private static MappingNode ToNode(Manifest manifest)
    {
        var node = (MappingNode)ParameterEmitter.Emit(ManifestConversion.ToDocument(manifest));
        var entries = node.Entries.Where(entry => entry.Key switch
        {
            Graphs => manifest.Graphs.Count > 0,
            Csv => manifest.Csv is not null,
            _ => true,
        });
        return new([.. entries], node.Origin);
    }

    private static ReadOnlyMemory<byte> RefuseContents(string file) =>
        throw new TfaipException($"The resource '{file}' is read from a package, not from its manifest alone.");

    private static string Decode(ReadOnlySpan<byte> json, string fileName)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(json);
        }
        catch (ArgumentException error)
        {
            throw new TfaipException($"{fileName}: this is not a manifest: it is not UTF-8.", error);
        }
    }

    private static Manifest ToManifest(ManifestDocument document, string fileName)
    {
        try
        {
            var manifest = ManifestConversion.ToManifest(document);
            ManifestRules.Check(manifest);
            return manifest;
        }
        catch (TfaipException error)
        {
            throw new TfaipException($"{fileName}: {error.Message}", error);
        }
    }

    // Before anything else: fields of another version would be reported as faults.
    private static void RefuseOtherVersions(MappingNode root)
    {
        var found = root.Find("format_version")?.Value;
        if (found is ScalarNode { IsQuoted: false, Text: { } text }
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            if (version == Manifest.CurrentFormatVersion) return;
            throw new TfaipException(
                $"{found.Origin}: the package has the format version {version}; this program reads version "
                + $"{Manifest.CurrentFormatVersion}. "
                + (version > Manifest.CurrentFormatVersion ? "Take a newer version of the program." : "Export the package again."));
        }

        throw new TfaipException($"{(found ?? root).Origin}: this is not a manifest: format_version must be a whole number.");
    }

    private static void RefuseMissing(MappingNode root)
    {
        foreach (var (key, _, _) in ((MappingNode)ParameterEmitter.Emit(new ManifestDocument())).Entries)
        {
            if (key is not (Graphs or Csv) && root.Find(key) is null)
                throw new TfaipException($"{root.Origin}: the manifest has no {key}.");
        }
    }

    private static void RefuseUnknownProcessors(MappingNode root, string list, VariantCatalog catalog)
    {
        if (root.Find(list)?.Value is not SequenceNode processors) return;
        foreach (var processor in processors.Items)
        {
            if ((processor as MappingNode)?.Find("type")?.Value is not ScalarNode { Text: { } name } type)
                throw new TfaipException($"{processor.Origin}: a processor in {list} has no type.");
            if (catalog.Find(typeof(ProcessorParams), name) is null)
                throw new TfaipException(
                    $"{type.Origin}: the package uses the processor '{name}', which this program does not have. {Advice(name)}");
        }
    }

    private static string Advice(string processor) => ProcessorPackages.Find(processor) is { } package
        ? $"Add the package {package.Name} and pass ProcessorCatalog.Default.With({package.Class}.Assembly) as PredictorOptions.Processors."
        : "Add the package that has it and pass ProcessorCatalog.Default.With(…) with its assembly as PredictorOptions.Processors.";
}
